(() => {
  'use strict';

  const root = document.documentElement;
  const data = JSON.parse(document.getElementById('report-data').textContent);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const FIRST_LINES = 6;
  const COLOURS = 8;
  const ROW_PX = 34;
  root.classList.add('js');

  const colour = name => getComputedStyle(root).getPropertyValue('--' + name).trim();
  const element = id => document.getElementById(id);

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
      backgroundColor: colour('card'), borderColor: colour('line'), textStyle: {color: colour('text'), fontSize: 13},
      confine: true
    },
    legend: {
      type: 'scroll', top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: 16,
      textStyle: {color: colour('soft')}, inactiveColor: colour('soft') + '80',
      pageIconColor: colour('accent'), pageTextStyle: {color: colour('soft')}
    }
  });
  const axis = extra => ({
    axisLine: {lineStyle: {color: colour('line')}}, axisTick: {show: false},
    axisLabel: {color: colour('soft')}, nameTextStyle: {color: colour('soft')},
    splitLine: {lineStyle: {color: colour('line')}}, ...extra
  });
  const micros = value => value == null ? '–' : value.toLocaleString('en', {maximumFractionDigits: 3, useGrouping: false}) + ' µs';

  const plain = value => value.toLocaleString('en', {useGrouping: false});

  const bars = (chart, isStacked) => ({
    ...theme(),
    tooltip: {
      ...theme().tooltip, trigger: 'axis', axisPointer: {type: 'shadow', shadowStyle: {opacity: .25}},
      formatter: items => tooltip(chart.titles[items[0].dataIndex], items.filter(item => item.value != null).map(item =>
        (item.data.name || item.seriesName) + ': ' + micros(item.value) + (item.data.share ? ' (' + item.data.share + ')' : '')))
    },
    grid: {left: 8, right: 64, top: 34, bottom: 28, containLabel: true},
    xAxis: axis({
      ...chart.option.xAxis, nameLocation: 'middle', nameGap: 28, axisLine: {show: false},
      axisLabel: {color: colour('soft'), formatter: plain, hideOverlap: true}
    }),
    yAxis: axis({
      ...chart.option.yAxis, splitLine: {show: false},
      axisLabel: {color: colour('text'), width: 190, overflow: 'truncate'}
    }),
    series: chart.option.series.map((series, index) => ({
      ...series, barMaxWidth: isStacked ? 24 : 14, barGap: '12%',
      itemStyle: {
        color: colour('slot-' + Math.min(chart.slots[index], 5)),
        borderColor: colour('card'), borderWidth: isStacked ? .5 : 0
      },
      label: {
        show: !isStacked, position: 'right', color: colour('soft'), fontSize: 11.5,
        formatter: item => item.value == null ? '' : item.value.toFixed(1)
      },
      data: series.data.map(item => item && item.merged ? {...item, itemStyle: {opacity: .72, borderType: 'dashed'}} : item)
    }))
  });

  const percentile = x => {
    const rarer = Math.round(x);
    return rarer <= 0 ? '0 %' : rarer === 1 ? '90 %' : rarer === 2 ? '99 %' : '99.' + '9'.repeat(rarer - 2) + ' %';
  };
  const exactPercentile = x => (100 - 100 * Math.pow(10, -x)).toFixed(Math.max(1, Math.ceil(x))) + ' %';

  const curves = (plot, isLog) => {
    const {configs, step} = data.percentiles;
    const name = item => configs[item.config].name;
    return {
      ...theme(),
      legend: {...theme().legend, selected: Object.fromEntries(plot.lines.map((item, i) => [name(item), i < FIRST_LINES]))},
      tooltip: {
        ...theme().tooltip, trigger: 'axis', axisPointer: {type: 'line', snap: true},
        formatter: items => tooltip('p' + exactPercentile(items[0].value[0]), items.map(item => {
          const of = plot.lines[item.seriesIndex];
          return configs[of.config].title + ': ' + micros(item.value[1]) + ' (' + of.count + ' values, ' + of.runs + (of.runs === 1 ? ' run)' : ' runs)');
        }))
      },
      grid: {left: 12, right: 28, top: 58, bottom: 34, containLabel: true},
      xAxis: axis({
        type: 'value', min: 0, interval: 1, name: 'percentile', nameLocation: 'middle', nameGap: 28,
        axisLabel: {color: colour('soft'), formatter: percentile, showMaxLabel: true}
      }),
      yAxis: axis({
        type: isLog ? 'log' : 'value', scale: isLog, name: 'µs', nameTextStyle: {color: colour('soft'), align: 'right'}, axisLine: {show: false},
        axisLabel: {color: colour('soft'), formatter: plain}
      }),
      series: plot.lines.map((item, index) => ({
        type: 'line', name: name(item), showSymbol: item.us.length < 2, symbolSize: 5,
        lineStyle: {width: 2, type: ['solid', 'dashed', 'dotted'][Math.floor(item.config / COLOURS) % 3]},
        itemStyle: {color: colour('line-' + item.config % COLOURS)},
        data: item.us.map((us, i) => [Math.round(i * step * 100) / 100, isLog && us <= 0 ? null : us]),
        markLine: index ? undefined : {
          silent: true, symbol: 'none', lineStyle: {color: colour('soft'), type: 'dashed', opacity: .6},
          label: {formatter: 'median', color: colour('soft'), fontSize: 11}, data: [{xAxis: .30103}]
        }
      }))
    };
  };

  const subject = element('percentile-subject');
  const isLog = element('percentile-log');
  data.percentiles.plots.forEach((plot, i) =>
    subject.append(new Option(plot.level === 'layer' ? plot.name : plot.level + ' ' + plot.name, i)));

  const charts = [];
  const chart = (id, rows, option) => {
    const node = element(id);
    if (rows) {
      node.style.height = Math.max(180, 84 + rows * ROW_PX) + 'px';
    }
    const drawn = echarts.init(node, null, {renderer: 'svg'});
    charts.push({drawn, option});
  };
  const draw = () => charts.forEach(({drawn, option}) => drawn.setOption(option(), true));

  const rows = of => of.option.yAxis.data.length;
  const tallest = Math.max(rows(data.comparison), rows(data.breakdown));
  if (tallest) {
    chart('chart-comparison', tallest, () => bars(data.comparison, false));
    chart('chart-breakdown', tallest, () => bars(data.breakdown, true));
  } else {
    element('diagrams').hidden = true;
  }
  if (data.percentiles.plots.length) {
    chart('chart-percentiles', 0, () => curves(data.percentiles.plots[subject.value], isLog.checked));
    element('chart-percentiles').style.height = '400px';
    charts[charts.length - 1].drawn.resize();
  } else {
    element('chart-percentiles').hidden = true;
    subject.closest('.controls').hidden = true;
    element('percentile-empty').hidden = false;
  }
  draw();

  subject.addEventListener('change', draw);
  isLog.addEventListener('change', draw);
  dark.addEventListener('change', draw);
  addEventListener('resize', () => charts.forEach(({drawn}) => drawn.resize()));
  matchMedia('print').addEventListener('change', () => charts.forEach(({drawn, option}) => {
    drawn.resize();
    drawn.setOption(option(), true);
  }));
})();
