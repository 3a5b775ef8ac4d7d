/* How long the vCPUs were in a state, by why they came to it. */
page.chart('vcpus', {
  by: ['Run', 'State'],
  first: rows => rows.find(row => row.State === 'host') || rows[0],
  height: rows => page.barsHeight(rows.length),
  option: rows => {
    const value = row => row['Total (ms)'];
    const sorted = [...rows].sort((a, b) => value(b) - value(a));
    const label = row => (row.Reason || row.State) + (row.vCPU == null ? '' : ' · vCPU ' + row.vCPU);
    return page.bars({
      labels: sorted.map(label),
      titles: sorted.map(row => label(row) + ': ' + row.Count + ' times'
        + (row['Mean (µs)'] == null ? '' : ', mean ' + page.time(row['Mean (µs)']) + ', p99 ' + page.time(row['p99 (µs)']))),
      unit: 'ms in all', print: ms => page.time(ms * 1000),
      series: [{name: 'time in all', colour: page.colour('line-2'), values: sorted.map(value)}]
    });
  }
});
