// Comparisons as they come. Rows are drawn once a frame at most, however many arrive.

import { events, get, query } from '/page/api.js';
import { badge, cell, clock, h, number, replace, select, words } from '/page/dom.js';
import { link } from '/page/parts.js';

const MOST_ROWS = 150;
const filter = { shadow: '', comparator: '', pair: 'candidate', result: 'mismatch' };

const row = one => h('tr', {},
  h('td', { class: 'when' }, h('a', { href: link.example(one.id, one.shadow) }, clock(one.at))),
  cell(one.shadow, 'when'), cell(words(one.comparator)), cell(badge(one.result)), cell(number(one.divergence), 'number'),
  cell(one.explanation ?? one.reason ?? '', 'wide'));

function follow(body, say, signal, onEnd) {
  let waiting = [];
  let drawn = false;
  let seen = 0;
  let second = Date.now();
  const draw = () => {
    drawn = false;
    const rows = waiting.slice(-MOST_ROWS).reverse().map(row);
    waiting = [];
    body.prepend(...rows);
    while (body.childElementCount > MOST_ROWS) {
      body.lastElementChild.remove();
    }
  };
  const rate = setInterval(() => {
    say('following: ' + Math.round(seen * 1000 / Math.max(1, Date.now() - second)) + ' a second');
    seen = 0;
    second = Date.now();
  }, 2000);
  signal.addEventListener('abort', () => clearInterval(rate));
  events('comparisons/stream' + query(filter), signal, one => {
    seen++;
    waiting.push(one);
    if (!drawn) {
      drawn = true;
      requestAnimationFrame(draw);
    }
  }).then(() => onEnd(null), onEnd).finally(() => clearInterval(rate));
}

export default {
  title: () => 'Live tail',
  load: async () => (await get('shadows')).shadows,
  show(main, shadows, { say, fail, leaving }) {
    const body = h('tbody', {});
    let stop = null;
    const start = () => {
      stop?.abort();
      stop = new AbortController();
      const { signal } = stop;
      body.replaceChildren();
      pause.textContent = 'Pause';
      follow(body, say, signal, problem => {
        if (!signal.aborted) {
          pause.textContent = 'Follow';
          stop = null;
          problem ? fail(problem) : say('The server ended the stream.');
        }
      });
    };
    const pause = h('button', { type: 'button', onclick: () => {
      if (stop) {
        stop.abort();
        stop = null;
        pause.textContent = 'Follow';
        say('paused');
      } else {
        start();
      }
    } }, 'Pause');
    const choose = (label, name, options) => select(label, options, filter[name], value => {
      filter[name] = value;
      start();
    });
    const names = [...new Set(shadows.flatMap(one => (one.comparators || []).map(each => each.comparator)))].sort();
    replace(main, h('section', { class: 'card', 'aria-labelledby': 'name' },
      h('div', { class: 'title' }, h('h1', { id: 'name', tabindex: -1 }, 'Live tail')),
      h('div', { class: 'filters' },
        choose('Shadow', 'shadow', ['', ...shadows.map(one => one.name)]),
        choose('Comparator', 'comparator', ['', ...names]),
        choose('Pair', 'pair', ['', 'candidate', 'control']),
        choose('Result', 'result', ['', 'mismatch', 'match', 'not_comparable']), pause),
      h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Comparisons as they come' }, h('table', {},
        h('thead', {}, h('tr', {}, [['When'], ['Shadow'], ['Comparator'], ['Result'], ['Divergence', true], ['What differs']]
          .map(([title, numeric]) => h('th', { scope: 'col', class: numeric ? 'number' : null }, title)))), body))));
    leaving(() => stop?.abort());
    start();
  },
};
