// What operators, reloads and commands did, a page at a time.

import { get, query } from '/page/api.js';
import { badge, cell, h, moment, replace, rowHead, table, words } from '/page/dom.js';

const KEPT = {
  file: '',
  memory: 'Kept in memory only, as no store is configured: a restart forgets it.',
  failing: 'The store of the audit cannot be used. What happened since then is in memory and in the log, which says why.',
};

const link = (text, after) => h('a', { href: '#/audit' + query({ after }) }, text);

export default {
  title: () => 'Audit',
  refreshMillis: 5000,
  load: async (name, parameters) => {
    const after = parameters.get('after') || '';
    return { after, ...await get('audit' + query({ limit: 100, after })) };
  },
  show(main, { after, audit, next, kept }, { say }) {
    say('');
    replace(main, h('section', { class: 'card', 'aria-labelledby': 'name' },
      h('div', { class: 'title' }, h('h1', { id: 'name', tabindex: -1 }, 'Audit')),
      KEPT[kept] ? h('p', { class: 'empty', role: kept === 'failing' ? 'alert' : null }, KEPT[kept]) : null,
      audit.length === 0 ? h('p', { class: 'empty' }, 'Nothing was switched, overridden or reloaded yet.')
        : table('Newest first', [['When'], ['Who'], ['Did'], ['To'], ['Result'], ['What changed']], audit.map(one => h('tr', {},
          rowHead(moment(one.at)), cell(one.token ? one.token + ' (' + one.actor + ')' : one.actor), cell(words(one.action)),
          cell(one.subject || 'all'), cell(badge(one.result, one.result === 'applied' ? 'on' : 'fail')),
          cell(h('pre', {}, one.lines.join('\n')))))),
      after || next ? h('p', {}, after ? link('Newest', '') : null, after && next ? ' · ' : null,
        next ? link('Older', next) : null) : null));
  },
};
