page.chart('waterfall', {
  by: ['Steps', 'Baseline', 'Candidate', 'Pairing'],
  names: {
    Steps: level => level === 'layer' ? 'layers' : level === 'phase' ? 'phases inside QEMU' : 'stages inside QEMU',
    Pairing: pairing => pairing === 'across_runs' ? 'one layer a run' : pairing === 'same_run' ? 'all layers of one run' : 'as measured'
  },
  modes: {Axis: ['around the steps', 'from zero']},
  first: all => {
    const rows = page.likest(all);
    return rows.find(row => row.Pairing === 'same_run' && rows.filter(other => other.Baseline === row.Baseline && other.Candidate === row.Candidate
      && other.Steps === row.Steps && other.Pairing === row.Pairing && other.Step !== 'other').length >= page.data.layers.length) || rows[0];
  },
  left: rows => [page.unlike(rows[0]), page.cut('waterfall')].filter(Boolean).join(' '),
  height: () => 380,
  option: (rows, view) => {
    const [first, last] = [rows[0], rows[rows.length - 1]];
    const inner = i => rows[i + 1] && rows[i + 1].Step !== 'other' ? rows[i + 1].Step : undefined;
    const name = (row, i) => row.Steps !== 'layer' ? row.Step.split('/').pop()
      : row.Step === 'other' ? 'in no own time' : page.ownName(row.Step, inner(i));
    const ends = [
      {name: page.config(first.Baseline).name, from: 0, to: first['From (µs)'], lines: [page.config(first.Baseline).title]},
      {name: page.config(last.Candidate).name, from: 0, to: last['To (µs)'], lines: [page.config(last.Candidate).title]}
    ].map(end => ({...end, head: 'Mean: ' + page.time(end.to), colour: page.colour('soft'), text: page.time(end.to)}));
    const steps = rows.map((row, i) => ({
      name: name(row, i), from: row['From (µs)'], to: row['To (µs)'],
      head: name(row, i) + ': ' + page.signedTime(row['Difference (µs)']),
      lines: ['baseline ' + page.time(row['Baseline (µs)']), 'candidate ' + page.time(row['Candidate (µs)'])],
      colour: row.Steps === 'layer' ? page.slotColour(page.slot(row.Step)) : page.colour(row['Difference (µs)'] > 0 ? 'warn' : 'good'),
      text: page.signedTime(row['Difference (µs)'])
    }));
    const isWhole = view.Axis === 'from zero';
    const bars = [ends[0], ...steps, ends[1]];
    const levels = steps.flatMap(step => [step.from, step.to]);
    const floor = isWhole ? Math.min(0, ...levels) : Math.min(...levels) - .15 * (Math.max(...levels) - Math.min(...levels) || 1);
    return {
      ...page.theme(),
      legend: undefined,
      tooltip: {...page.theme().tooltip, formatter: item => page.tooltip(bars[item.dataIndex].head, bars[item.dataIndex].lines)},
      grid: {left: 12, right: 20, top: 30, bottom: 8, containLabel: true},
      xAxis: page.axis({
        type: 'category', data: bars.map(bar => bar.name), splitLine: {show: false},
        axisLabel: {color: page.colour('text'), interval: 0, formatter: name => page.inLines(name), width: 110, overflow: 'break', lineHeight: 15, hideOverlap: false}
      }),
      yAxis: page.axis({
        type: 'value', name: 'µs', nameTextStyle: {align: 'right'}, min: floor, axisLine: {show: false},
        axisLabel: {formatter: page.ticks, showMinLabel: floor === 0}
      }),
      series: [{
        type: 'custom',
        encode: {x: 0, y: [1, 2]},
        data: bars.map((bar, i) => [i, bar.from, bar.to]),
        renderItem: (params, api) => {
          const bar = bars[params.dataIndex];
          const [x, low] = api.coord([params.dataIndex, Math.max(floor, Math.min(bar.from, bar.to))]);
          const high = api.coord([params.dataIndex, Math.max(bar.from, bar.to)])[1];
          const slotWidth = api.size([1, 0])[0];
          const width = Math.min(64, slotWidth * .62);
          /* Away from zero the length of a bar says nothing: the two means are lines then. */
          const isEnd = params.dataIndex === 0 || params.dataIndex === bars.length - 1;
          const height = isEnd && !isWhole ? 4 : Math.max(2, low - high);
          const end = api.coord([params.dataIndex, bar.to])[1];
          return {
            type: 'group',
            children: [
              {type: 'rect', shape: {x: x - width / 2, y: high, width, height}, style: {fill: bar.colour}},
              {type: 'text', style: {text: bar.text, x, y: high - 5, textAlign: 'center', textVerticalAlign: 'bottom', fill: page.colour('text'), fontSize: 12}},
              ...(params.dataIndex < bars.length - 1 ? [{
                type: 'line', style: {stroke: page.colour('soft'), lineDash: [3, 3]},
                shape: {x1: x + width / 2, y1: end, x2: x + slotWidth - width / 2, y2: end}
              }] : [])
            ]
          };
        }
      }]
    };
  }
});
