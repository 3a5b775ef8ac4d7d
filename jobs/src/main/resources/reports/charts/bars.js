/* A chart has no more bars than these; all rows are in its CSV. */
const MOST_BARS = 40;

/* Horizontal bars, stacked or beside each other, with what they are in a tooltip.
     titles  full names of the bars, from the top; labels what there is room for
     series  [{name, colour, stack, values: [number or {value, ...}]}] */
page.bars = ({labels, titles, series, unit = 'µs', print = page.time, share}) => ({
  ...page.theme(),
  tooltip: {
    ...page.theme().tooltip, trigger: 'axis', axisPointer: {type: 'shadow', shadowStyle: {opacity: .25}},
    formatter: items => page.tooltip(titles[items[0].dataIndex], items.filter(item => item.value != null).map(item =>
      (item.data.name || item.seriesName) + ': ' + print(item.value) + (item.data.aside ? ' ' + item.data.aside : '')))
  },
  grid: {left: 8, right: 64, top: 38, bottom: 30, containLabel: true},
  xAxis: page.timeAxis({
    name: unit + (labels.length > MOST_BARS ? ' (the first ' + MOST_BARS + ' of ' + labels.length + ' bars; all are in the CSV)' : ''), min: range => Math.min(0, range.min),
    axisLabel: {formatter: page.ticks, showMinLabel: !series.some(one => one.values.some(item => (item && item.value != null ? item.value : item) < 0))},
    ...(share ? {max: 1, axisLabel: {formatter: page.percent}} : {})
  }),
  yAxis: page.axis({
    type: 'category', inverse: true, data: labels.slice(0, MOST_BARS), splitLine: {show: false},
    axisLabel: {color: page.colour('text'), width: 230, overflow: 'break', lineHeight: 14, interval: 0}
  }),
  series: series.map(one => ({
    type: 'bar', name: one.name, stack: one.stack, barMaxWidth: one.stack ? 24 : 14, barGap: '12%',
    itemStyle: {color: one.colour, borderColor: page.colour('card'), borderWidth: one.stack ? .5 : 0},
    label: {
      show: !one.stack, position: 'right', color: page.colour('soft'), fontSize: 11.5,
      formatter: item => item.value == null ? '' : print(item.value)
    },
    data: one.values.slice(0, MOST_BARS).map(item => item && item.merged ? {...item, itemStyle: {opacity: .72, borderType: 'dashed'}} : item)
  }))
});

page.barsHeight = count => Math.max(150, 84 + Math.min(count, MOST_BARS) * 34);

/* A configuration's short name, with its pairing where it has two. */
page.barName = (row, rows) => page.config(row.Configuration).name
  + (rows.some(other => other.Configuration === row.Configuration && other.Pairing !== row.Pairing) ? ' · ' + row.Pairing.replace('_', ' ') : '');

/* Own times of layers as stacked bars: a bar for each key of the rows, in the order they come. */
page.stackedLayers = (rows, {key, label, title, value, aside = () => ''}, isShare) => {
  const keys = [...new Set(rows.map(key))];
  const ofKey = keys.map(each => rows.filter(row => key(row) === each));
  const sums = ofKey.map(some => some.reduce((sum, row) => sum + Math.max(0, value(row)), 0));
  const layers = [...new Set(rows.map(row => row.Layer))].sort((a, b) => page.slot(a) - page.slot(b));
  return page.bars({
    labels: ofKey.map(some => label(some[0])),
    titles: ofKey.map((some, i) => title(some[0]) + ': ' + page.time(some.reduce((sum, row) => sum + value(row), 0))),
    unit: isShare ? 'share of the sum' : 'µs per request',
    print: isShare ? page.percent : page.time,
    share: isShare,
    series: layers.map(layer => ({
      name: page.layerName(layer).own, colour: page.slotColour(page.slot(layer)), stack: 'time',
      values: ofKey.map((some, i) => {
        const row = some.find(each => each.Layer === layer);
        return row ? {
          value: isShare ? Math.max(0, value(row)) / sums[i] : value(row),
          name: 'Next inner' in row ? page.ownName(layer, row['Next inner']) : page.layerName(layer).own,
          merged: 'Next inner' in row && page.isMerged(layer, row['Next inner']), aside: aside(row)
        } : {value: null};
      })
    }))
  });
};
