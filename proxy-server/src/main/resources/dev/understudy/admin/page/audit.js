// What operators and reloads did.

import { get } from '/page/api.js';
import { badge, cell, h, moment, replace, rowHead, table, words } from '/page/dom.js';

export default {
  title: () => 'Audit',
  refreshMillis: 5000,
  load: async () => (await get('audit')).audit,
  show(main, entries, { say }) {
    say('');
    replace(main, h('section', { class: 'card', 'aria-labelledby': 'name' },
      h('div', { class: 'title' }, h('h1', { id: 'name', tabindex: -1 }, 'Audit')),
      entries.length === 0 ? h('p', { class: 'empty' }, 'Nothing was switched, overridden or reloaded yet.')
        : table('Newest first', [['When'], ['Who'], ['Did'], ['To'], ['Result'], ['What changed']], entries.map(one => h('tr', {},
          rowHead(moment(one.at)), cell(one.token ? one.token + ' (' + one.actor + ')' : one.actor), cell(words(one.action)),
          cell(one.subject || 'all'), cell(badge(one.result, one.result === 'applied' ? 'on' : 'fail')),
          cell(h('pre', {}, one.lines.join('\n'))))))));
  },
};
