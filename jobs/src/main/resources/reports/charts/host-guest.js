page.chart('host-guest', {
  height: rows => page.barsHeight(new Set(rows.map(row => row.Configuration + row.Pairing)).size),
  option: rows => {
    const keys = [...new Map(rows.map(row => [row.Configuration + '\n' + row.Pairing, row])).values()]
      .sort((a, b) => page.byConfig(a.Configuration, b.Configuration));
    const of = (key, name) => rows.find(row => row.Benchmark === name && row.Configuration === key.Configuration && row.Pairing === key.Pairing);
    /* The bare host has the colour of what it measures: the innermost layer's. */
    const series = [['guest_benchmark', 'in the guest', 0], ['host_benchmark', 'on the host', page.data.layers.length - 1]];
    return page.bars({
      labels: keys.map(key => page.barName(key, rows)),
      titles: keys.map(key => page.config(key.Configuration).title + ' (' + (key.Pairing === 'across_runs' ? 'one layer a run' : 'all layers of one run') + ')'),
      unit: 'µs per request',
      series: series.filter(([name]) => rows.some(row => row.Benchmark === name)).map(([name, words, slot]) => ({
        name: words, colour: page.slotColour(slot),
        values: keys.map(key => {
          const row = of(key, name);
          return row ? {value: row['Mean (µs)'], aside: name === 'guest_benchmark' && row['Guest over host, less 1'] != null
            ? '(' + page.percent(row['Guest over host, less 1']) + ' over the host)' : ''} : {value: null};
        })
      }))
    });
  }
});
