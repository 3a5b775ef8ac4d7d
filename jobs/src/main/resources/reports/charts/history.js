(() => {
  /* The configuration with the most runs. */
  const longest = rows => rows.reduce((best, row) => count(rows, row) > count(rows, best) ? row : best);
  const count = (rows, row) => rows.filter(other => other.Layer === row.Layer && other.Configuration === row.Configuration).length;

  page.chart('history', {
    by: ['Layer', 'Configuration'],
    names: {Layer: layer => page.layerName(layer).passage},
    first: rows => rows.find(row => row['After it (µs)'] != null) || longest(rows),
    height: () => 340,
    option: rows => {
      const changes = rows.map((row, i) => ({row, i})).filter(({row}) => row['After it (µs)'] != null);
      /* The level of each stretch between two changes, as the lake has it: of a long history only the end was looked at. */
      const stretches = changes.flatMap(({row, i}, n) => [
        ...(n ? [] : [{from: Math.max(0, i - row['Runs before']), to: i - 1, us: row['Before a change (µs)']}]),
        {from: i, to: n + 1 < changes.length ? changes[n + 1].i - 1 : rows.length - 1, us: row['After it (µs)']}
      ]);
      return {
        ...page.theme(),
        legend: undefined,
        tooltip: {
          ...page.theme().tooltip, trigger: 'axis',
          formatter: items => {
            const row = rows[items[0].dataIndex];
            return page.tooltip(row.Run + ': ' + page.time(row['Mean (µs)']), [
              row.Started, page.counted(row.Requests, 'request'),
              ...(row['After it (µs)'] == null ? [] : ['changed here: ' + page.time(row['Before a change (µs)']) + ' → ' + page.time(row['After it (µs)']) + ', p = ' + row.p])
            ]);
          }
        },
        grid: {left: 12, right: 28, top: 40, bottom: 34, containLabel: true},
        xAxis: page.axis({
          type: 'category', data: rows.map(row => row.Started.replace('T', ' ').slice(0, 16)), name: 'runs in the order they were started',
          nameLocation: 'middle', nameGap: 28, splitLine: {show: false}
        }),
        yAxis: page.axis({
          type: 'value', scale: true, name: 'mean, µs', nameTextStyle: {align: 'left'}, axisLine: {show: false}, axisLabel: {formatter: page.ticks}
        }),
        series: [
          {
            type: 'line', name: 'mean of a run', symbolSize: 7, lineStyle: {width: 1, opacity: .4}, itemStyle: {color: page.slotColour(page.slot(rows[0].Layer))},
            data: rows.map(row => row['Mean (µs)']),
            markLine: {
              silent: true, symbol: 'none', lineStyle: {color: page.colour('warn'), type: 'dashed'},
              label: {formatter: 'change', color: page.colour('warn'), fontSize: 11}, data: changes.map(({i}) => ({xAxis: i}))
            }
          },
          ...stretches.map(({from, to, us}) => ({
            type: 'line', name: 'level', silent: true, showSymbol: from === to, symbolSize: 3, lineStyle: {width: 3}, itemStyle: {color: page.colour('warn')},
            data: rows.map((_, i) => i >= from && i <= to ? us : null)
          }))
        ]
      };
    }
  });
})();
