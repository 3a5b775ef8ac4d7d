page.chart('futexes', {
  by: ['Run'],
  height: rows => page.barsHeight(rows.length),
  option: rows => page.bars({
    labels: rows.map(row => row.Futex),
    titles: rows.map(row => row.Futex + ': ' + page.counted(row.Waits, 'wait') + ' of ' + page.counted(row.Threads, 'thread') + ', ' + row['At once']
      + ' at once, longest ' + page.time(row['Max (µs)'])),
    unit: 'µs waited in all',
    series: [{name: 'waited in all', colour: page.colour('line-4'), values: rows.map(row => row['Total (µs)'])}]
  })
});
