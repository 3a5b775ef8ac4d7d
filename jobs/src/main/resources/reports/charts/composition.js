page.chart('composition', {
  by: ['Figure'],
  modes: {Scale: ['µs', 'share']},
  names: {Figure: figure => figure === 'mean' ? 'mean of all requests' : 'requests around ' + figure},
  height: rows => page.barsHeight(new Set(rows.map(row => row.Configuration + row.Pairing)).size),
  option: (rows, view) => {
    const total = row => rows.filter(other => other.Configuration === row.Configuration && other.Pairing === row.Pairing)
      .reduce((sum, other) => sum + other['Own time (µs)'], 0);
    const sorted = [...rows].sort((a, b) => page.byConfig(a.Configuration, b.Configuration) || total(a) - total(b) || a.position - b.position);
    return page.stackedLayers(sorted, {
      key: row => row.Configuration + '\n' + row.Pairing,
      label: row => page.barName(row, rows),
      title: row => page.config(row.Configuration).title + (row.Pairing === 'across_runs' ? ' (one layer a run)' : '') + ', '
        + (row.Requests ? page.counted(row.Requests, 'request') + ' of ' : '') + page.counted(row.Runs, 'run')
        + (row['Runs left out'] ? ' (' + row['Runs left out'] + ' with other layers left out)' : ''),
      value: row => row['Own time (µs)'],
      aside: row => row['Share of the guest benchmark'] == null ? '' : '(' + page.percent(row['Share of the guest benchmark']) + ' of the guest benchmark)'
    }, view.Scale === 'share');
  }
});
