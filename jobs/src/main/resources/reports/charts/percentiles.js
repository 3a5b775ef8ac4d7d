/* Curves over the percentiles; the axis gives every further nine the same room. */
(() => {
  const FIRST_LINES = 6;
  const COLOURS = 8;
  const {configs, percentiles: {plots, step}} = page.data;
  const title = plot => plot.level === 'layer' ? page.layerName(plot.name).passage : plot.level + ' ' + plot.name;
  const nines = x => {
    const rarer = Math.round(x);
    return rarer <= 0 ? '0 %' : rarer === 1 ? '90 %' : rarer === 2 ? '99 %' : '99.' + '9'.repeat(rarer - 2) + ' %';
  };
  const exact = x => (100 - 100 * Math.pow(10, -x)).toFixed(Math.max(1, Math.ceil(x))) + ' %';

  page.chart('percentiles', {
    by: ['Distribution'],
    modes: {Latency: ['linear', 'logarithmic']},
    rows: () => plots.flatMap(plot => plot.lines.map(of => ({Distribution: title(plot), plot, of}))),
    height: () => 420,
    left: rows => rows[0].plot.left
      ? 'More than a page holds: ' + page.counted(rows[0].plot.left, 'configuration') + ' left out here and in the CSV; the lake has all.' : '',
    download: rows => rows.flatMap(({Distribution, of}) => of.us.map((us, i) => ({
      Distribution, Configuration: configs[of.config].label, Percentile: Number((100 - 100 * Math.pow(10, -i * step)).toPrecision(9)),
      'Latency (µs)': us, Runs: of.runs, Values: of.count
    }))),
    option: (rows, view) => {
      const isLog = view.Latency === 'logarithmic';
      const name = ({of}) => configs[of.config].name;
      return {
        ...page.theme(),
        legend: {...page.theme().legend, selected: Object.fromEntries(rows.map((row, i) => [name(row), i < FIRST_LINES]))},
        tooltip: {
          ...page.theme().tooltip, trigger: 'axis', axisPointer: {type: 'line', snap: true},
          formatter: items => page.tooltip('p' + exact(items[0].value[0]), items.map(item => {
            const {of} = rows[item.seriesIndex];
            return configs[of.config].title + ': ' + page.time(item.value[1]) + ' (' + page.counted(of.count, 'value') + ', ' + page.counted(of.runs, 'run') + ')';
          }))
        },
        grid: {left: 12, right: 28, top: 58, bottom: 34, containLabel: true},
        xAxis: page.axis({
          type: 'value', min: 0, interval: 1, name: 'percentile', nameLocation: 'middle', nameGap: 28,
          axisLabel: {formatter: nines, showMaxLabel: true}
        }),
        yAxis: page.axis({
          type: isLog ? 'log' : 'value', scale: isLog, name: 'µs', nameTextStyle: {align: 'right'}, axisLine: {show: false},
          axisLabel: {formatter: page.ticks}
        }),
        series: rows.map((row, index) => ({
          type: 'line', name: name(row), showSymbol: row.of.us.length < 2, symbolSize: 5,
          lineStyle: {width: 2, type: ['solid', 'dashed', 'dotted'][Math.floor(row.of.config / COLOURS) % 3]},
          itemStyle: {color: page.colour('line-' + row.of.config % COLOURS)},
          data: row.of.us.map((us, i) => [Math.round(i * step * 100) / 100, isLog && us <= 0 ? null : us]),
          markLine: index ? undefined : {
            silent: true, symbol: 'none', lineStyle: {color: page.colour('soft'), type: 'dashed', opacity: .6},
            label: {formatter: 'median', color: page.colour('soft'), fontSize: 11}, data: [{xAxis: .30103}]
          }
        }))
      };
    }
  });
})();
