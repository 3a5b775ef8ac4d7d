/* How long the vCPUs were in a state, by why they came to it; where a state is a moment (an interrupt), how often. */
page.chart('vcpus', {
  by: ['Run', 'State'],
  first: rows => rows.find(row => row.State === 'host') || rows[0],
  height: rows => page.barsHeight(rows.length),
  option: rows => {
    const isMoment = rows.every(row => row['Total (ms)'] == null);
    const value = row => isMoment ? row.Count : row['Total (ms)'];
    const sorted = [...rows].sort((a, b) => value(b) - value(a));
    const reason = row => (row.State === 'set_irq_level' ? 'line ' : row.State === 'injected' ? 'vector ' : '') + (row.Reason || row.State);
    const label = row => reason(row) + (row.vCPU == null ? '' : ' · vCPU ' + row.vCPU);
    return page.bars({
      labels: sorted.map(label),
      titles: sorted.map(row => label(row) + ': ' + row.Count + ' times'
        + (row['Mean (µs)'] == null ? '' : ', mean ' + page.time(row['Mean (µs)']) + ', p99 ' + page.time(row['p99 (µs)']))),
      unit: isMoment ? 'times' : 'ms in all', print: isMoment ? page.digits : ms => page.time(ms * 1000),
      series: [{name: isMoment ? 'how often' : 'time in all', colour: page.colour('line-2'), values: sorted.map(value)}]
    });
  }
});
