(() => {
  const runs = row => Math.min(row['Runs of the baseline'], row['Runs of the candidate']);

  page.chart('shift', {
    by: ['Baseline', 'Candidate', 'Of', 'Pairing'],
    names: {
      Of: name => page.data.layers.some(known => known.layer === name) ? page.layerName(name).passage : name,
      Pairing: pairing => pairing.replace('_', ' ') || 'as measured'
    },
    first: all => page.likest(all).reduce((best, row) => runs(row) > runs(best) ? row : best),
    left: rows => [page.unlike(rows[0]), page.cut('shift')].filter(Boolean).join(' '),
    height: () => 340,
    option: rows => {
      /* With few runs the band is far wider than any difference; the axis keeps to the differences then. */
      const room = 4 * Math.max(...rows.map(row => Math.abs(row['Difference (µs)'])), 1e-3);
      const isOut = rows.some(row => row['At least (µs)'] < -room || row['At most (µs)'] > room);
      const within = us => Math.max(-room, Math.min(room, us));
      return {
        ...page.theme(),
        legend: undefined,
        tooltip: {
          ...page.theme().tooltip, trigger: 'axis',
          formatter: items => {
            const row = rows[items[0].dataIndex];
            return page.tooltip('p' + row.Percentile + ': ' + page.signedTime(row['Difference (µs)']), [
              page.time(row['Baseline (µs)']) + ' → ' + page.time(row['Candidate (µs)']),
              'between ' + page.signedTime(row['At least (µs)']) + ' and ' + page.signedTime(row['At most (µs)']) + ' (' + page.percent(row.Confidence) + ')',
              page.counted(row['Runs of the baseline'], 'run') + ' against ' + page.counted(row['Runs of the candidate'], 'run')
            ]);
          }
        },
        grid: {left: 12, right: 28, top: 40, bottom: 34, containLabel: true},
        xAxis: page.axis({
          type: 'category', data: rows.map(row => 'p' + row.Percentile), boundaryGap: false, name: 'from the fastest requests to the slowest',
          nameLocation: 'middle', nameGap: 28, axisLine: {onZero: false}
        }),
        yAxis: page.axis({
          type: 'value', name: 'candidate − baseline, µs' + (isOut ? '; the band goes beyond the chart: few runs' : ''), nameTextStyle: {align: 'left'}, axisLine: {show: false}, axisLabel: {formatter: page.ticks}
        }),
        series: [
          ...[row => within(row['At least (µs)']), row => within(row['At most (µs)']) - within(row['At least (µs)'])].map((value, i) => ({
            type: 'line', name: 'band', stack: 'band', stackStrategy: 'all', silent: true, showSymbol: false, symbol: 'none', lineStyle: {width: 0},
            areaStyle: i ? {color: page.colour('accent'), opacity: .18} : undefined, data: rows.map(value)
          })),
          {
            type: 'line', name: 'difference', symbolSize: 7, lineStyle: {width: 2.5}, itemStyle: {color: page.colour('accent')},
            data: rows.map(row => row['Difference (µs)']),
            markLine: {
              silent: true, symbol: 'none', lineStyle: {color: page.colour('text'), opacity: .5, type: 'solid'},
              label: {formatter: 'no difference', position: 'insideEndTop', color: page.colour('soft'), fontSize: 11}, data: [{yAxis: 0}]
            }
          }
        ]
      };
    }
  });
})();
