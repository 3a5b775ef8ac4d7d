page.chart('heat', {
  by: ['Layer', 'Configuration', 'Run'],
  names: {Layer: layer => page.layerName(layer).passage},
  first: rows => rows.reduce((best, row) => row['From second'] > best['From second'] && page.slot(row.Layer) <= page.slot(best.Layer) ? row : best),
  left: rows => [
    rows.every(row => row['From second'] === 0) && rows[0]['Seconds a column'] === 1
      ? 'All of it is in the first second: a column is no less than a second, so how latency moves inside it cannot be seen here.' : '',
    page.cut('heat')
  ].filter(Boolean).join(' '),
  height: () => 360,
  option: rows => {
    const step = rows[0]['Seconds a column'];
    const most = Math.max(...rows.map(row => row.Requests));
    const low = Math.min(...rows.map(row => row['At least (µs)']));
    const high = Math.max(...rows.map(row => row['Less than (µs)']));
    return {
      ...page.theme(),
      tooltip: {
        ...page.theme().tooltip,
        formatter: item => {
          const row = rows[item.dataIndex];
          return page.tooltip(page.counted(row.Requests, 'request'), [
            'of ' + page.time(row['At least (µs)']) + ' to ' + page.time(row['Less than (µs)']),
            step === 1 ? 'in second ' + row['From second'] : 'in seconds ' + row['From second'] + ' to ' + (row['From second'] + step - 1),
            page.counted(row.Runs, 'run') + (row.Runs > 1 ? ' together' : '')
          ]);
        }
      },
      grid: {left: 12, right: 90, top: 34, bottom: 34, containLabel: true},
      xAxis: page.axis({
        type: 'value', min: 0, max: Math.max(...rows.map(row => row['From second'])) + step, name: 's since the begin of the benchmark',
        nameLocation: 'middle', nameGap: 28, minInterval: 1, splitLine: {show: false}, axisLabel: {formatter: page.ticks}
      }),
      yAxis: page.axis({
        type: 'log', logBase: 2, min: low, max: high, name: 'µs', nameTextStyle: {align: 'right'}, axisLine: {show: false},
        axisLabel: {formatter: page.ticks, showMinLabel: false, showMaxLabel: false}
      }),
      visualMap: {
        min: 0, max: Math.log2(Math.max(2, most)), dimension: 3, calculable: false, right: 0, top: 'middle', itemHeight: 160, itemWidth: 12,
        text: [page.counted(most, 'request'), '1'], textStyle: {color: page.colour('soft')},
        inRange: {color: ['heat-0', 'heat-1', 'heat-2', 'heat-3'].map(page.colour)}
      },
      series: [{
        type: 'custom', encode: {x: 0, y: [1, 2]},
        data: rows.map(row => [row['From second'], row['At least (µs)'], row['Less than (µs)'], Math.log2(row.Requests)]),
        renderItem: (params, api) => {
          const [x, y] = api.coord([api.value(0), api.value(2)]);
          const [right, bottom] = api.coord([api.value(0) + step, api.value(1)]);
          return {type: 'rect', shape: {x, y, width: Math.max(1, right - x - .5), height: Math.max(1, bottom - y)}, style: {fill: api.visual('color')}};
        }
      }]
    };
  }
});
