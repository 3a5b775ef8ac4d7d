/* An iteration of QEMU's own main loop, by its parts. */
(() => {
  const PARTS = ['blocked', 'prepare', 'io_handlers', 'timers', 'other', 'ppoll_blocked', 'ppoll_working'];
  page.chart('main-loop', {
    modes: {},
    rows: () => page.rows('main-loop').filter(row => PARTS.includes(row.Part)),
    height: rows => page.barsHeight(new Set(rows.map(row => row.Run + row['Thread or context'])).size),
    option: rows => {
      const key = row => row.Run + (row['Thread or context'] ? ' · ' + row['Thread or context'] : '');
      const loops = [...new Set(rows.map(key))];
      const parts = PARTS.filter(part => rows.some(row => row.Part === part));
      return page.bars({
        labels: loops, titles: loops, unit: 'share of the time', print: page.percent, share: true,
        series: parts.map((part, i) => ({
          name: part.replace('_', ' '), colour: /blocked/.test(part) ? page.colour('line') : page.colour('line-' + i % 8), stack: 'loop',
          values: loops.map(loop => {
            const row = rows.find(each => key(each) === loop && each.Part === part);
            return row && row['Of its whole (%)'] != null
              ? {value: row['Of its whole (%)'] / 100, aside: '(' + row.Count + ' times, mean ' + page.time(row['Mean (µs)']) + ')'} : {value: null};
          })
        }))
      });
    }
  });
})();
