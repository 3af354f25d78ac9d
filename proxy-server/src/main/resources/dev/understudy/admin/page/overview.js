// Every shadow: its switch, coverage, verdict, divergence against noise, cost.

import { get } from '/page/api.js';
import { h, replace, words } from '/page/dom.js';
import { lines } from '/page/charts.js';
import { budget, controls, driftBadge, funnel, link, stateBadge, summary, verdictLine } from '/page/parts.js';

/** The comparator whose candidate differs most beyond live against itself. */
function mostTelling(shadow) {
  const excess = row => (row.candidate.mean_divergence ?? 0) - (row.control.mean_divergence ?? 0);
  return [...shadow.comparators || []].filter(row => row.comparator !== 'latency')
    .sort((a, b) => excess(b) - excess(a))[0]?.comparator;
}

function divergence(shadow, history) {
  const comparator = mostTelling(shadow);
  const of = pair => history?.divergence.find(one => one.comparator === comparator && one.pair === pair);
  if (!of('candidate')) {
    return h('p', { class: 'empty' }, 'Nothing compared yet.');
  }
  return [h('h3', {}, 'Divergence from live over time: ' + words(comparator)), lines({
    title: 'Mean divergence of ' + comparator, at: history.at, floor: 0, width: 400,
    series: [
      { label: 'candidate', kind: 'candidate', values: of('candidate').mean },
      ...of('control') ? [{ label: 'live itself (noise)', kind: 'control', values: of('control').mean }] : []],
  })];
}

function card({ shadow, verdict, history, drift }, act) {
  return h('article', { class: 'card', 'aria-labelledby': 'shadow-' + shadow.name },
    h('div', { class: 'title' },
      h('h2', { id: 'shadow-' + shadow.name }, h('a', { href: link.shadow(shadow.name) }, shadow.name)),
      stateBadge(shadow), driftBadge(drift), h('p', { class: 'meta' }, summary(shadow)), controls(shadow, act)),
    h('div', { class: 'columns' },
      h('div', {}, funnel(shadow), budget(shadow)),
      h('div', {}, verdictLine(verdict)),
      h('div', {}, divergence(shadow, history))));
}

export default {
  title: 'Overview',
  refreshMillis: 2000,
  async load() {
    const { shadows } = await get('shadows');
    return Promise.all(shadows.map(async shadow => {
      const name = encodeURIComponent(shadow.name);
      const [verdict, history, drift] = await Promise.all([
        get('verdicts/' + name), get('shadows/' + name + '/history'), get('shadows/' + name + '/drift')]);
      return { shadow, verdict, history, drift };
    }));
  },
  show(main, all, { act, say }) {
    const on = all.filter(one => one.shadow.enabled).length;
    say(on + ' of ' + all.length + (all.length === 1 ? ' shadow on' : ' shadows on'));
    replace(main, h('h1', { tabindex: -1, class: 'skip' }, 'Overview'),
      all.length === 0 ? h('p', { class: 'card' }, 'No shadow is configured: everything passes through.')
        : all.map(one => card(one, act)));
  },
};
