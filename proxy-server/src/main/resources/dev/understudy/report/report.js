// Sorts and searches the examples, and narrows down the cases. The page says everything without it.
(() => {
  'use strict';
  const table = document.getElementById('gallery');
  if (!table) return;
  const bodies = () => Array.from(table.tBodies);
  const cell = (body, column) => body.rows[0].cells[column];
  const key = (body, column, kind) =>
    kind === 'number' ? Number(cell(body, column).dataset.value) : cell(body, column).textContent;

  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.textContent = '';
    head.append(button);
    button.addEventListener('click', () => {
      const numbers = head.dataset.sort === 'number';
      const before = head.getAttribute('aria-sort');
      const down = before ? before === 'ascending' : numbers;
      heads.forEach((other) => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const sorted = bodies().sort((one, another) => {
        const a = key(one, column, head.dataset.sort);
        const b = key(another, column, head.dataset.sort);
        const order = numbers ? a - b : a.localeCompare(b, undefined, { numeric: true });
        return down ? -order : order;
      });
      table.append(...sorted);
    });
  });
  heads[1].setAttribute('aria-sort', 'descending');

  const find = document.getElementById('find');
  const found = document.getElementById('found');
  find.closest('.tools').hidden = false;
  find.addEventListener('input', () => {
    const wanted = find.value.trim().toLowerCase();
    let shown = 0;
    bodies().forEach((body) => {
      body.hidden = wanted !== '' && !body.textContent.toLowerCase().includes(wanted);
      shown += body.hidden ? 0 : 1;
    });
    found.textContent = wanted === '' ? '' : shown + ' found';
  });
})();

(() => {
  'use strict';
  const table = document.getElementById('cases-table');
  if (!table) return;
  const rows = Array.from(table.tBodies[0].rows);
  const result = document.getElementById('case-result');
  const kind = document.getElementById('case-kind');
  const find = document.getElementById('case-find');
  const found = document.getElementById('case-found');
  const narrow = () => {
    const wanted = find.value.trim().toLowerCase();
    let shown = 0;
    rows.forEach((row) => {
      row.hidden = (result.value !== '' && row.dataset.result !== result.value)
        || (kind.value !== '' && row.dataset.kind !== kind.value)
        || (wanted !== '' && !row.textContent.toLowerCase().includes(wanted));
      shown += row.hidden ? 0 : 1;
    });
    found.textContent = shown === rows.length ? '' : shown + ' of ' + rows.length + ' cases';
  };
  document.getElementById('case-tools').hidden = false;
  [result, kind, find].forEach((control) => control.addEventListener('input', narrow));
  if (rows.some((row) => row.dataset.result === 'regression')) result.value = 'regression';
  narrow();
})();
