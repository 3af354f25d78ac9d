// Every shadow: its switch, verdict, coverage, divergence against noise, cost.

import { get, getEvery, post } from '/page/api.js';
import { badge, cell, count, h, number, percent, replace, rowHead, table, usd, words } from '/page/dom.js';
import { lines } from '/page/charts.js';
import { budget, controls, driftBadge, funnel, link, stateBadge, summary, track, verdictBadge, verdictLine } from '/page/parts.js';

/** The server takes a point every five seconds at most. */
const HISTORY_MILLIS = 5000;
const ABOUT_ANSWERS = row => !['latency', 'usage', 'cost'].includes(row.comparator);

const excess = row => (row.candidate.mean_divergence ?? 0) - (row.control.mean_divergence ?? 0);

/** Comparators by how much farther the candidate is from live than live from itself; of answers before those of times and tokens. */
const telling = shadow => [...shadow.comparators || []].filter(row => row.candidate.mean_divergence !== null)
  .sort((a, b) => ABOUT_ANSWERS(b) - ABOUT_ANSWERS(a) || excess(b) - excess(a));

function bars(row) {
  const noise = row.control.mean_divergence;
  return h('li', { 'data-key': row.comparator },
    h('span', { title: words(row.comparator) }, words(row.comparator)),
    h('span', { class: 'pair' }, track(row.candidate.mean_divergence), noise === null ? null : track(noise, 'control')),
    h('span', { class: 'why' }, number(row.candidate.mean_divergence) + (noise === null ? ', noise unknown' : ', noise ' + number(noise))));
}

function differs(shadow, history) {
  const rows = telling(shadow);
  if (rows.length === 0) {
    return h('p', { class: 'empty' }, 'Nothing compared yet.');
  }
  const { comparator } = rows[0];
  const of = pair => history?.divergence.find(one => one.comparator === comparator && one.pair === pair);
  const [candidate, control] = [of('candidate'), of('control')];
  return [
    h('ul', { class: 'differs' }, rows.slice(0, 3).map(bars)),
    candidate ? lines({
      title: 'Mean divergence of ' + comparator + ' over time', at: history.at, floor: 0, width: 400, height: 120,
      series: [
        { label: words(comparator) + ', candidate', kind: 'candidate', values: candidate.mean },
        ...control ? [{ label: 'live itself (noise)', kind: 'control', values: control.mean }] : []],
    }) : null];
}

const part = (title, ...content) => h('div', {}, h('h3', {}, title), content);

function card({ shadow, verdict, history, drift }, act) {
  return h('article', { class: 'card', 'aria-labelledby': 'shadow-' + shadow.name, 'data-key': 'card ' + shadow.name },
    h('div', { class: 'title' },
      h('h2', { id: 'shadow-' + shadow.name }, h('a', { href: link.shadow(shadow.name) }, shadow.name)),
      stateBadge(shadow), verdictBadge(verdict), driftBadge(drift), h('p', { class: 'meta' }, summary(shadow)), controls(shadow, act)),
    h('div', { class: 'columns' },
      part('Verdict', verdictLine(verdict)),
      part('Coverage and cost', funnel(shadow), budget(shadow)),
      part('Unlike live: 0 the same, 1 unlike', differs(shadow, history))));
}

/** One line for each shadow, where there is more than one. */
function all(every) {
  return h('section', { class: 'card', 'aria-label': 'All shadows', 'data-key': 'all' }, table('All shadows',
    [['Shadow'], ['Is'], ['Verdict'], ['Compared', true], ['Of eligible', true], ['Differs most in'], ['Candidate', true],
      ['Live itself', true], ['Spent', true]],
    every.map(({ shadow, verdict, drift }) => {
      const [most] = telling(shadow);
      const { compared, eligible } = shadow.funnel;
      return h('tr', { 'data-key': 'row ' + shadow.name },
        rowHead(h('a', { href: link.shadow(shadow.name) }, shadow.name)), cell([stateBadge(shadow), ' ', driftBadge(drift)].filter(Boolean)),
        cell(verdictBadge(verdict) ?? 'no gate'), cell(count(compared), 'number'),
        cell(eligible === 0 ? '–' : percent(compared / eligible), 'number'), cell(most ? words(most.comparator) : '–'),
        cell(number(most?.candidate.mean_divergence), 'number candidate'), cell(number(most?.control.mean_divergence), 'number control'),
        cell(shadow.state.spent_usd === null ? '–' : usd(shadow.state.spent_usd), 'number'));
    })));
}

const EXAMPLE = `shadows:
  - name: smaller
    route: openai
    sample: { percent: 10 }
    candidate: { upstream: { url: "https://api.openai.com" }, credentials: inherit, model: gpt-5-mini }
    control: { percent: 20 }`;

const none = () => h('section', { class: 'card', 'aria-label': 'No shadow' },
  h('p', {}, 'No shadow is configured: everything passes through.'),
  h('p', { class: 'note' }, 'Add one to the configuration file, such as this; it is on trial within a second of saving.'), h('pre', {}, EXAMPLE));

/** What operators have set over the file, and one way back for all of it. */
function overridden(every, act) {
  const held = every.filter(one => one.shadow.overrides.length > 0);
  return held.length === 0 ? null : h('p', { class: 'banner', 'data-key': 'overridden' },
    count(held.length) + (held.length === 1 ? ' shadow is' : ' shadows are') + ' not as the file says. ',
    h('button', { type: 'button', 'data-key': 'restore all', onclick: () => act(() => post('reload')) }, 'Take everything back to the file'));
}

export default {
  title: 'Overview',
  refreshMillis: 2000,
  async load() {
    const { shadows } = await get('shadows');
    return Promise.all(shadows.map(async shadow => {
      const name = encodeURIComponent(shadow.name);
      const [verdict, history, drift] = await Promise.all([
        get('verdicts/' + name), getEvery(HISTORY_MILLIS, 'shadows/' + name + '/history'),
        getEvery(HISTORY_MILLIS, 'shadows/' + name + '/drift')]);
      return { shadow, verdict, history, drift };
    }));
  },
  show(main, every, { act, say }) {
    const on = every.filter(one => one.shadow.enabled).length;
    say(on + ' of ' + every.length + (every.length === 1 ? ' shadow on' : ' shadows on'));
    replace(main, h('h1', { tabindex: -1, class: 'skip' }, 'Overview'), overridden(every, act),
      every.length === 0 ? none() : every.length > 1 ? all(every) : null, every.map(one => card(one, act)));
  },
};
