/* Fills each frame of the page: switches, chart, and the button that saves the rows it is drawn from. */
(() => {
  /* With nothing to choose, the one choice is said in words. */
  const fill = (select, choices, chosen, named) => {
    select.replaceChildren(...choices.map(choice => new Option(named(choice), choice, false, String(choice) === chosen)));
    select.hidden = choices.length < 2;
    select.nextSibling.textContent = choices.length === 1 ? named(choices[0]) : '';
  };

  const distinct = (rows, column) => {
    const values = [...new Set(rows.map(row => row[column]))];
    return /Configuration|Baseline|Candidate/.test(column) ? values.sort(page.byConfig) : values;
  };

  const called = (kind, column) => value => kind.names[column] ? kind.names[column](value)
    : /Configuration|Baseline|Candidate/.test(column) ? named(page.config(value)) : String(value);
  const named = config => config.name === config.title ? config.name : config.name + '  ' + (config.heading || config.title);

  const control = (node, label) => {
    const select = document.createElement('select');
    const holder = document.createElement('label');
    holder.append(label + ' ', select, document.createElement('b'));
    select.dataset.choice = label;
    node.insertBefore(holder, node.querySelector('.csv'));
    return select;
  };

  const frame = node => {
    const name = node.dataset.chart;
    const kind = page.kinds[name];
    const all = kind.rows();
    const box = node.querySelector('.chart');
    const controls = node.querySelector('.controls');
    const selects = kind.by.map(column => [column, control(controls, column)]);
    const first = kind.first(all);
    const modes = Object.entries(kind.modes).map(([label, choices]) => [label, control(controls, label), choices]);
    const fillModes = rows => modes.forEach(([, select, choices]) => {
      const values = typeof choices === 'function' ? choices(rows) : choices;
      fill(select, values, values.includes(select.value) ? select.value : values[0], String);
    });
    const left = node.querySelector('.left-out');

    /* Each switch offers what the ones before it leave. */
    const chosen = () => selects.reduce((left, [column, select]) => {
      const values = distinct(left, column);
      const value = values.find(known => String(known) === select.value)
        ?? (values.includes(first[column]) ? first[column] : values[0]);
      fill(select, values, String(value), called(kind, column));
      return left.filter(row => row[column] === value);
    }, all);
    const view = () => Object.fromEntries([...selects, ...modes].map(([label, select]) => [label, select.value]));

    const drawn = echarts.init(box, null, {renderer: 'svg'});
    const draw = () => {
      const rows = chosen();
      fillModes(rows);
      left.textContent = kind.left(rows);
      left.hidden = !left.textContent;
      box.style.height = kind.height(rows, view()) + 'px';
      drawn.resize();
      drawn.setOption(kind.option(rows, view()), true);
    };
    [...selects, ...modes].forEach(([, select]) => select.addEventListener('change', draw));
    node.querySelector('.csv').addEventListener('click', () => page.save(name, page.csv(kind.download ? kind.download(chosen(), view()) : chosen())));
    if (kind.click) {
      drawn.on('click', item => kind.click(item, chosen(), (label, value) => {
        modes.find(([mode]) => mode === label)[1].value = value;
        draw();
      }));
    }
    return {draw, resize: () => drawn.resize()};
  };

  document.querySelectorAll('figure.frame').forEach(node => { page.frames[node.dataset.chart] = frame(node); });
  const draw = () => Object.values(page.frames).forEach(each => each.draw());
  draw();

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  matchMedia('print').addEventListener('change', draw);
  addEventListener('resize', () => Object.values(page.frames).forEach(each => each.resize()));
})();
