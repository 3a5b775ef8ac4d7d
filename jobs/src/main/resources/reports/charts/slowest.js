/* Above, the slowest requests by own times; below, the chosen one layer by layer as time went. */
(() => {
  /* Room of an axis' labels inside its grid, px. */
  const AXIS = 22;
  const own = rows => rows.filter(row => row['Own time (µs)'] != null);
  const byRequest = rows => [...new Set(rows.map(row => row.Request))].map(request => rows.filter(row => row.Request === request));

  const stacked = (rows, chosen) => {
    const option = page.stackedLayers(own(rows), {
      key: row => row.Request,
      label: row => (row.Request === chosen ? '▸ ' : '') + page.short(row.Request),
      title: row => row.Request + (row.Operation ? ', ' + row.Operation : '') + (row.Bytes ? ' of ' + row.Bytes + ' bytes' : ''),
      value: row => row['Own time (µs)'],
      aside: row => '(found by ' + row['Found by'] + ')'
    });
    const legend = {...option.legend, data: option.series.map(series => series.name)};
    return {...option, legend, grid: {...option.grid, bottom: undefined, height: byRequest(rows).length * 22 + AXIS}};
  };

  /* Where an inner layer's edges lie, seen from the layer around it. */
  const edges = (rows, row) => {
    const outer = rows.find(other => other['Next inner'] === row.Layer);
    if (!outer || outer['Way in, least (µs)'] == null) {
      return [];
    }
    const end = outer['Begin (µs)'] + outer['Duration (µs)'];
    return [
      [outer['Begin (µs)'] + outer['Way in, least (µs)'], outer['Begin (µs)'] + outer['Way in, most (µs)']],
      [end - outer['Way out, most (µs)'], end - outer['Way out, least (µs)']]
    ].filter(([low, high]) => high > low);
  };

  const whisker = ([low, high], y) => [
    {type: 'line', shape: {x1: low, y1: y, x2: high, y2: y}, style: {stroke: page.colour('text'), lineWidth: 1.5}},
    ...[low, high].map(x => ({type: 'line', shape: {x1: x, y1: y - 5, x2: x, y2: y + 5}, style: {stroke: page.colour('text'), lineWidth: 1.5}}))
  ];

  const timeline = (rows, index) => ({
    type: 'custom', name: 'timeline', xAxisIndex: index, yAxisIndex: index, encode: {x: [1, 2], y: 0}, clip: true,
    data: rows.map((row, i) => [i, row['Begin (µs)'], row['Begin (µs)'] + row['Duration (µs)']]),
    tooltip: {
      trigger: 'item',
      formatter: item => {
        const row = rows[item.dataIndex];
        return page.tooltip(page.layerName(row.Layer).passage + ': ' + page.time(row['Duration (µs)']), [
          'from ' + page.signedTime(row['Begin (µs)']) + ' after the request’s begin',
          ...(row['Own time (µs)'] == null ? [] : [page.ownName(row.Layer, row['Next inner']) + ': ' + page.time(row['Own time (µs)'])]),
          ...edges(rows, row).map(([low, high], i) => (i ? 'its end' : 'its begin') + ' is known to ' + page.time(high - low)),
          'found by ' + row['Found by']
        ]);
      }
    },
    renderItem: (params, api) => {
      const row = rows[params.dataIndex];
      const [left, y] = api.coord([api.value(1), api.value(0)]);
      const right = api.coord([api.value(2), api.value(0)])[0];
      const at = us => api.coord([us, api.value(0)])[0];
      const isDetail = row['Own time (µs)'] == null;
      return {
        type: 'group',
        children: [
          {
            type: 'rect', shape: {x: left, y: y - (isDetail ? 4 : 8), width: Math.max(1.5, right - left), height: isDetail ? 8 : 16, r: 2},
            style: {fill: page.slotColour(page.slot(row.Layer))}
          },
          ...edges(rows, row).flatMap(([low, high]) => whisker([at(low), at(high)], y))
        ]
      };
    }
  });

  page.chart('slowest', {
    by: ['Configuration'],
    modes: {Request: rows => byRequest(rows).map(some => some[0].Request)},
    first: rows => byRequest(rows).reduce((best, some) => some.length > best.length ? some : best)[0],
    height: rows => 38 + byRequest(rows).length * 22 + AXIS + 72 + Math.max(...byRequest(rows).map(some => some.length)) * 26 + AXIS + 32,
    option: (rows, view) => {
      const requests = byRequest(rows);
      const chosen = (requests.find(some => some[0].Request === view.Request) || requests[0]);
      const above = stacked(rows, chosen[0].Request);
      const top = above.grid.top + above.grid.height + 72;
      return {
        ...above,
        title: {
          text: chosen[0].Request + ': ' + page.time(chosen[0]['Total (µs)']), left: 8, top: top - 40,
          textStyle: {color: page.colour('text'), fontSize: 14, fontWeight: 600}
        },
        grid: [above.grid, {left: 8, right: 64, top, height: chosen.length * 26 + AXIS, containLabel: true}],
        xAxis: [above.xAxis, page.timeAxis({gridIndex: 1, name: 'µs since the request’s begin'})],
        yAxis: [above.yAxis, page.axis({
          type: 'category', gridIndex: 1, inverse: true, data: chosen.map(row => page.layerName(row.Layer).passage), splitLine: {show: false},
          axisLabel: {color: page.colour('text'), width: 190, overflow: 'truncate', interval: 0}
        })],
        series: [...above.series, timeline(chosen, 1)]
      };
    },
    click: (item, rows, choose) => {
      if (item.seriesName !== 'timeline') {
        choose('Request', byRequest(rows)[item.dataIndex][0].Request);
      }
    }
  });
})();
