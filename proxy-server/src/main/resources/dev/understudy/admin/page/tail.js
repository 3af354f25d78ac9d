// Comparisons as they come. However many arrive, rows are drawn four times a second at most, and the latest only.

import { events, get, Locked, query } from '/page/api.js';
import { badge, cell, clock, count, h, number, select, words } from '/page/dom.js';
import { link, said } from '/page/parts.js';

const MOST_ROWS = 100;
const DRAW_MILLIS = 250;
const RETRY_MILLIS = 2000;
const RATE_MILLIS = 2000;
const FILTERS = { shadow: '', comparator: '', pair: 'candidate', result: 'mismatch' };
const COLUMNS = [['When', 'c-when'], ['Shadow', 'c-shadow'], ['Comparator', 'c-comparator'], ['Result', 'c-result'],
  ['Divergence', 'c-number'], ['What differs', 'c-what']];

const row = one => h('tr', {},
  h('td', { class: 'when' }, h('a', { href: link.example(one.id, one.shadow) }, clock(one.at))),
  h('td', { class: 'cut', title: one.shadow }, one.shadow), cell(words(one.comparator), 'cut'), cell(badge(one.result)),
  cell(number(one.divergence), 'number'),
  cell(h('div', { class: 'lines' }, said(one)), 'wide'));

/** Draws what was pushed until the signal is aborted; says how many come and how many were missed. */
function drawing(body, say, signal) {
  let waiting = [];
  let seen = 0;
  let missed = 0;
  let timer = 0;
  const draw = () => {
    timer = 0;
    const rows = waiting.reverse().map(row);
    waiting = [];
    body.prepend(...rows);
    while (body.childElementCount > MOST_ROWS) {
      body.lastElementChild.remove();
    }
  };
  let since = Date.now();
  const rate = setInterval(() => {
    say('following: ' + count(seen * 1000 / Math.max(1, Date.now() - since)) + ' a second'
      + (missed === 0 ? '' : ', ' + count(missed) + ' too fast to be sent'));
    seen = 0;
    since = Date.now();
  }, RATE_MILLIS);
  signal.addEventListener('abort', () => {
    clearInterval(rate);
    clearTimeout(timer);
  });
  return one => {
    if (one.missed) {
      missed += one.missed;
      return;
    }
    seen++;
    waiting.push(one);
    if (waiting.length > MOST_ROWS) {
      waiting.shift();
    }
    timer ||= setTimeout(draw, DRAW_MILLIS);
  };
}

/** Follows until the signal is aborted; a stream that breaks off is begun again. */
async function follow(filter, push, signal, { fail, reached, say }) {
  while (!signal.aborted) {
    try {
      await events('comparisons/stream' + query(filter), signal, () => {
        reached();
        say('following');
      }, push);
    } catch (problem) {
      if (signal.aborted) {
        return;
      }
      fail(problem);
      if (problem instanceof Locked) {
        return;
      }
    }
    await new Promise(done => { setTimeout(done, RETRY_MILLIS); });
  }
}

const filters = parameters => Object.fromEntries(Object.entries(FILTERS).map(([name, usual]) => [name, parameters.get(name) ?? usual]));

export default {
  title: () => 'Live tail',
  load: async (name, parameters) => ({ filter: filters(parameters), shadows: (await get('shadows')).shadows }),
  show(main, { filter, shadows }, context) {
    const body = h('tbody', {});
    let stop = null;
    const end = () => {
      stop?.abort();
      stop = null;
    };
    const start = () => {
      end();
      stop = new AbortController();
      body.replaceChildren();
      pause.textContent = 'Pause';
      follow(filter, drawing(body, context.say, stop.signal), stop.signal, context);
    };
    const pause = h('button', { type: 'button', onclick: () => {
      if (stop) {
        end();
        pause.textContent = 'Follow';
        context.say('paused');
      } else {
        start();
      }
    } }, 'Pause');
    // The address says what is followed, so that it can be passed on.
    const choose = (label, name, options) => select(label, [...new Set([...options, filter[name]])], filter[name], value => {
      filter[name] = value;
      history.replaceState(null, '', '#/tail?' + new URLSearchParams(filter));
      start();
    });
    const names = [...new Set(shadows.flatMap(one => (one.comparators || []).map(each => each.comparator)))].sort();
    main.replaceChildren(h('section', { class: 'card', 'aria-labelledby': 'name' },
      h('div', { class: 'title' }, h('h1', { id: 'name', tabindex: -1 }, 'Live tail')),
      h('div', { class: 'filters' },
        choose('Shadow', 'shadow', ['', ...shadows.map(one => one.name)]),
        choose('Comparator', 'comparator', ['', ...names]),
        choose('Pair', 'pair', ['', 'candidate', 'control']),
        choose('Result', 'result', ['', 'mismatch', 'match', 'not_comparable']), pause),
      h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Comparisons as they come' }, h('table', { class: 'tail' },
        h('colgroup', {}, COLUMNS.map(([, kind]) => h('col', { class: kind }))),
        h('thead', {}, h('tr', {}, COLUMNS.map(([title, kind]) => h('th', { scope: 'col', class: kind === 'c-number' ? 'number' : null }, title)))),
        body))));
    context.leaving(end);
    start();
  },
};
