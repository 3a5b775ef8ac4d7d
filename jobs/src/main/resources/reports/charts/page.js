'use strict';

/* What every chart is made with: the page's data, names, colours, axes, and the frame with its switches and its CSV. */
const page = (() => {
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById('report-data').textContent);
  const kinds = {};
  const frames = {};
  root.classList.add('js');

  const colour = name => getComputedStyle(root).getPropertyValue('--' + name).trim();
  const slotColour = slot => colour('slot-' + Math.min(Math.max(slot, 0), 5));

  /* A table as objects, a row each. */
  const rows = name => {
    const table = data.tables[name];
    const all = Array.from({length: table.rows}, () => ({}));
    table.columns.forEach(({name: column, values, of, at}) => {
      if (values) {
        values.forEach((value, row) => { all[row][column] = value; });
        return;
      }
      for (let pair = 0, row = 0; pair < at.length; pair += 2) {
        for (let end = row + at[pair + 1]; row < end; row++) {
          all[row][column] = of[at[pair]];
        }
      }
    });
    return all;
  };

  const configIndex = label => data.configs.findIndex(config => config.label === label);
  const config = label => data.configs[configIndex(label)] || {label, name: label, title: label || '(the only configuration)'};
  /* Why two configurations are not alike; empty where they are, but for what is compared. */
  const unlike = row => {
    const [baseline, candidate] = [configIndex(row.Baseline), configIndex(row.Candidate)];
    const pair = data.unlike.find(([one, other]) => one === baseline && other === candidate);
    return pair ? data.unlikeWords[pair[2]] : '';
  };
  /* The rows a chart of pairs begins with: of pairs of configurations that are alike, if there are any. */
  const likest = all => {
    const isAlike = new Map();
    const known = row => {
      const key = JSON.stringify([row.Baseline, row.Candidate]);
      if (!isAlike.has(key)) {
        isAlike.set(key, configIndex(row.Baseline) >= 0 && configIndex(row.Candidate) >= 0 && !unlike(row));
      }
      return isAlike.get(key);
    };
    const alike = all.filter(known);
    return alike.length ? alike : all;
  };
  /* Selections of runs that are no configurations of the page come last. */
  const place = label => configIndex(label) < 0 ? data.configs.length : configIndex(label);
  const byConfig = (a, b) => place(a) - place(b);

  /* As the page calls layers: their own time, honest about layers it swallows, and the whole passage. */
  const slot = layer => {
    const at = data.layers.findIndex(known => known.layer === layer);
    return at < 0 ? data.layers.length : at;
  };
  const layerName = layer => data.layers[slot(layer)] || {own: layer, passage: layer};
  const isMerged = (layer, inner) => slot(layer) < data.layers.length && (data.layers[slot(layer) + 1] || {}).layer !== (inner || undefined);
  const ownName = (layer, inner) => layerName(layer).own
    + (isMerged(layer, inner) ? (inner ? ' … down to ' + layerName(inner).passage : ' and all below') : '');

  /* Four digits, in the unit that leaves at least one of them before the point. */
  const digits = value => {
    const size = Math.abs(value);
    return value.toLocaleString('en', {maximumFractionDigits: size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3, useGrouping: false});
  };
  const time = us => us == null ? '–'
    : Math.abs(us) >= 1e7 ? digits(us / 1e6) + ' s'
    : Math.abs(us) >= 1e4 ? digits(us / 1e3) + ' ms'
    : Math.abs(us) >= .1 || us === 0 ? digits(us) + ' µs' : digits(us * 1e3) + ' ns';
  const ticks = value => value.toLocaleString('en', {maximumFractionDigits: 3}).replace(/,/g, '\u2009');
  const signedTime = us => (us > 0 ? '+' : us < 0 ? '−' : '') + time(Math.abs(us));
  const percent = ratio => digits(ratio * 100) + ' %';
  /* A long name without its middle: names of runs differ at their ends. */
  const short = (text, most = 30) => text.length <= most ? text : text.slice(0, most / 3) + '…' + text.slice(1 + text.length - most * 2 / 3);
  /* A name in lines, parted after underscores and blanks alone. */
  const inLines = (text, most = 14) => text.split(/(?<=[_ ])/).reduce((lines, piece) => {
    const longer = (lines[lines.length - 1] || '') + piece;
    return lines.length && longer.trim().length <= most ? [...lines.slice(0, -1), longer] : [...lines, piece];
  }, []).join('\n');
  const counted = (count, noun) => count + ' ' + noun + (count === 1 ? '' : 's');

  /* Tooltips are built as nodes: what a trace says is text there, never markup. */
  const line = (text, isHead) => {
    const node = document.createElement('div');
    node.textContent = text;
    node.style.fontWeight = isHead ? '600' : '400';
    return node;
  };
  const tooltip = (head, lines) => {
    const node = document.createElement('div');
    node.style.maxWidth = '420px';
    node.style.whiteSpace = 'normal';
    node.append(line(head, true), ...lines.map(text => line(text, false)));
    return node;
  };

  const theme = () => ({
    animation: false,
    textStyle: {color: colour('text'), fontFamily: getComputedStyle(document.body).fontFamily},
    tooltip: {
      backgroundColor: colour('card'), borderColor: colour('line'), textStyle: {color: colour('text'), fontSize: 13}, confine: true
    },
    legend: {
      type: 'scroll', top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: 16,
      textStyle: {color: colour('soft')}, inactiveColor: colour('soft') + '80',
      pageIconColor: colour('accent'), pageTextStyle: {color: colour('soft')}
    }
  });
  const axis = extra => ({
    ...extra,
    axisLine: {lineStyle: {color: colour('line')}, ...(extra.axisLine || {})}, axisTick: {show: false},
    axisLabel: {color: colour('soft'), hideOverlap: true, ...(extra.axisLabel || {})},
    nameTextStyle: {color: colour('soft'), ...(extra.nameTextStyle || {})},
    splitLine: {lineStyle: {color: colour('line')}, ...(extra.splitLine || {})}
  });
  const timeAxis = extra => axis({
    type: 'value', nameLocation: 'middle', nameGap: 28, axisLine: {show: false}, axisLabel: {formatter: ticks}, ...extra
  });

  /* What a trace says is no formula to a spreadsheet either. */
  const quoted = value => {
    const said = value == null ? '' : String(value);
    const text = /^[=+\-@\t\r]/.test(said) && Number.isNaN(Number(said)) ? "'" + said : said;
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  };
  const csv = table => table.length
    ? [Object.keys(table[0]), ...table.map(Object.values)].map(cells => cells.map(quoted).join(',')).join('\r\n') + '\r\n' : '';
  const save = (name, text) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['\ufeff' + text], {type: 'text/csv;charset=utf-8'}));
    link.download = 'iostrata-' + name + '.csv';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  const cut = name => (data.tables[name] || {}).isCut
    ? 'More than a page holds: the last of them are left out here and in the CSV; the lake has all.' : '';

  return {
    data, colour, slotColour, slot, rows, config, configIndex, byConfig, unlike, likest, cut, layerName, ownName, isMerged, digits, ticks, time, signedTime,
    percent, counted, short, inLines, tooltip, theme, axis, timeAxis, csv, save, kinds, frames,

    /* How a chart is drawn:
         by      columns whose value is chosen, one after the other; `names` has how a value is called
         first   of all rows the one whose values are chosen at first
         modes   other switches: {name: [choices], or what has them of the chosen rows}
         left    what is left out, in words
         rows    what there is to draw and to download; by default the table of the chart's name
         option  of the chosen rows and the choices: the ECharts option
         height  px, of the same; click: what a click on an element does,
                 which may choose(mode, value) */
    chart: (name, kind) => { kinds[name] = {by: [], first: all => all[0], modes: {}, names: {}, rows: () => rows(name), height: () => 340, left: () => cut(name), ...kind}; }
  };
})();
