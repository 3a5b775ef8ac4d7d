page.chart('tail', {
  by: ['Slowest', 'Configuration'],
  modes: {Scale: ['µs', 'share']},
  names: {Slowest: share => 'the slowest ' + share},
  first: rows => rows.find(row => rows.filter(other => other.Run === row.Run && other.Slowest === row.Slowest).length >= page.data.layers.length - 1) || rows[0],
  height: rows => page.barsHeight(new Set(rows.map(row => row.Run)).size * 2),
  option: (rows, view) => {
    const pairs = [...new Set(rows.map(row => row.Run))].flatMap(run => {
      const ofRun = rows.filter(row => row.Run === run);
      return [
        ...ofRun.map(row => ({...row, of: 'median', us: row['In median ones (µs)'], count: row['Median requests']})),
        ...ofRun.map(row => ({...row, of: 'slowest', us: row['Own time in them (µs)'], count: row.Requests}))
      ];
    });
    return page.stackedLayers(pairs, {
      key: row => row.Run + '\n' + row.of,
      label: row => page.short(row.Run, 24) + ' · ' + (row.of === 'median' ? 'median' : row.Slowest),
      title: row => row.Run + ', ' + (row.of === 'median' ? 'requests around the median (' : 'slowest ' + row.Slowest + ' (') + row.count + ')',
      value: row => row.us,
      aside: row => row.of === 'slowest' && row['Of the excess (%)'] != null ? '(' + page.digits(row['Of the excess (%)']) + ' % of the excess)' : ''
    }, view.Scale === 'share');
  }
});
