// What more than one view shows of a shadow.

import { post } from '/page/api.js';
import { badge, clock, count, h, millis, moment, number, percent, usd, words } from '/page/dom.js';
import { interval } from '/page/charts.js';

export const link = {
  shadow: name => '#/shadow/' + encodeURIComponent(name),
  example: (id, shadow) => '#/example/' + encodeURIComponent(id) + '?shadow=' + encodeURIComponent(shadow),
};

/** What says most, first; what is of the pair and stands on both sides, not at all. */
const TELLING = ['total_seconds', 'first_token_seconds', 'output_tokens', 'words', 'calls', 'valid'];
const OF_THE_PAIR = ['added', 'missing', 'unshared'];
const place = name => TELLING.includes(name) ? TELLING.indexOf(name) : TELLING.length;
const measured = (name, value) => name.endsWith('_seconds') ? millis(value * 1000) : name.endsWith('_usd') ? usd(value) : number(value);

/** What differs, in words; where no content is kept, in what was measured: numbers are never content. */
export function said(one) {
  const { live = {}, other = {} } = one;
  const numbers = Object.keys(live)
    .filter(name => name in other && live[name] !== other[name] && !OF_THE_PAIR.includes(name))
    .sort((a, b) => place(a) - place(b)).slice(0, 3)
    .map(name => words(name.replace(/_(seconds|usd)$/, '')) + ' ' + measured(name, live[name]) + ' → ' + measured(name, other[name]));
  return one.explanation ?? one.reason ?? (numbers.join(', ') || (one.result === 'mismatch' ? h('span', { class: 'note' }, 'content not kept') : ''));
}

export function stateBadge(shadow) {
  if (!shadow.enabled) {
    return badge('off');
  }
  return shadow.state.breaker === 'closed' ? badge('on') : badge('breaker ' + shadow.state.breaker, 'undecided');
}

/** The verdict in a word; nothing where no gate asks for one. */
export const verdictBadge = verdict => !verdict || verdict.rules.length === 0 ? null
  : badge({ pass: 'passes', fail: 'fails' }[verdict.verdict] ?? verdict.verdict, verdict.verdict);

/** The switch, and what an operator has set over the file. */
export function controls(shadow, act) {
  const path = 'shadows/' + encodeURIComponent(shadow.name);
  const on = shadow.enabled;
  return [
    shadow.overrides.map(one => h('span', {
      class: 'badge override',
      title: 'by ' + one.by + ', ' + moment(one.at) + '; the file says ' + one.file,
    }, 'overridden: ' + one.key + ' ' + one.value + (one.until ? ' until ' + clock(one.until) : ''))),
    shadow.overrides.length === 0 ? null : h('button', {
      type: 'button', 'data-key': 'restore ' + shadow.name, onclick: () => act(() => post(path + '/restore')),
    }, 'Back to the file'),
    h('button', {
      type: 'button', role: 'switch', 'aria-checked': String(on), 'data-key': 'switch ' + shadow.name,
      'aria-label': 'Shadow ' + shadow.name, onclick: () => act(() => post(path + (on ? '/disable' : '/enable'))),
    }, on ? 'Switch off' : 'Switch on'),
  ];
}

export const summary = shadow => 'route ' + shadow.route + ' → ' + (shadow.candidate.model || 'the same model') + ' at '
  + shadow.candidate.url + (shadow.candidate.dialect === 'same' ? '' : ' (' + shadow.candidate.dialect + ')')
  + ' · ' + number(shadow.sample_percent) + ' % sampled, '
  + (shadow.control_percent > 0 ? number(shadow.control_percent) + ' % of them asked of live twice' : 'no control, so noise is unknown');

/** A bar of a share of 1. */
export function track(share, kind = 'candidate') {
  const bar = h('i', {});
  bar.style.width = Math.max(0, Math.min(100, share * 100)) + '%';
  return h('div', { class: 'track ' + kind }, bar);
}

/** Eligible → sampled → answered → compared; each step with what stayed behind, and why. */
export function funnel(shadow) {
  const { steps } = shadow.funnel;
  const eligible = steps[0].count;
  if (eligible === 0) {
    return h('p', { class: 'empty' }, shadow.enabled ? 'No request of route ' + shadow.route + ' has come by yet.' : 'Switched off: nothing is mirrored.');
  }
  return h('ol', { class: 'funnel', 'aria-label': 'Coverage' }, steps.map(step => {
    const lost = Object.entries(step.lost).sort((a, b) => b[1].count - a[1].count)
      .map(([reason, one]) => count(one.count) + ' ' + words(reason));
    if (step.open > 0) {
      lost.unshift(count(step.open) + ' under way');
    }
    return h('li', { 'data-key': step.step },
      h('span', {}, step.step),
      h('span', { class: 'count' }, count(step.count)),
      track(step.count / eligible, 'plain'),
      h('span', { class: 'share' }, percent(step.count / eligible, 2)),
      lost.length === 0 ? null : h('span', { class: 'why' }, 'less ' + lost.join(' · ')));
  }));
}

/** One badge where something drifts; nothing where all is as it was approved. */
export function driftBadge(drift) {
  const kinds = (drift?.kinds || []).filter(one => one.state === 'drift').map(one => words(one.kind));
  return kinds.length === 0 ? null : h('span', { class: 'badge fail', title: 'since ' + moment(drift.kinds
    .filter(one => one.state === 'drift').map(one => one.since).sort()[0]) }, 'drift: ' + kinds.join(', '));
}

export function budget(shadow) {
  if (!shadow.budget) {
    return h('p', { class: 'note' }, 'No budget set.');
  }
  const { limit_usd: limit, spent_usd: used, window } = shadow.budget;
  const text = 'Spent ' + usd(used) + ' of ' + usd(limit) + ' in this window of ' + window;
  return h('div', {}, h('p', { class: 'note' }, text),
    h('meter', { min: 0, max: limit, high: limit * 0.9, value: Math.min(used, limit), 'aria-label': text }));
}

const RANK = { fail: 0, undecided: 1, pass: 2 };
const DECIDED = {
  pass: () => 'Every rule is shown to hold',
  fail: (failed, all) => count(failed) + ' of ' + count(all) + (all === 1 ? ' rule' : ' rules') + ' shown to be broken',
  undecided: (open, all) => count(open) + ' of ' + count(all) + (all === 1 ? ' rule' : ' rules') + ' not shown either way yet',
};

/** What the gate says, in a sentence. */
export function decision(verdict) {
  const of = verdict.rules.filter(rule => rule.verdict === verdict.verdict).length;
  return (DECIDED[verdict.verdict]?.(of, verdict.rules.length) ?? words(verdict.verdict)) + ', at '
    + percent(verdict.confidence) + ' confidence, of ' + count(verdict.exchanges) + ' exchanges'
    + (verdict.candidate_changed ? '; began anew at ' + moment(verdict.candidate_changed) + ', as the candidate changed' : '') + '.';
}

/** The same, and why: what fails first. */
export function verdictLine(verdict) {
  if (!verdict || verdict.rules.length === 0) {
    return h('p', { class: 'note' }, 'No gate is configured: differences are shown, nothing is decided.');
  }
  const rules = [...verdict.rules].sort((a, b) => (RANK[a.verdict] ?? 1) - (RANK[b.verdict] ?? 1));
  return h('div', {},
    h('p', {}, decision(verdict)),
    h('ul', { class: 'rules' }, rules.map(rule => h('li', { 'data-key': rule.rule },
      badge(rule.verdict), ' ', h('code', {}, rule.rule), h('br'), h('span', { class: 'note' }, rule.explanation)))));
}

/** What is still possible of an effect. */
export const possible = ({ lower, upper }) => lower === null && upper === null ? 'anything yet'
  : (lower === null ? '…' : number(lower)) + ' to ' + (upper === null ? '…' : number(upper));

/** The rules as a table, each with its interval against what is asked. */
export const ruleRows = verdict => verdict.rules.flatMap(rule => rule.bounds.map((bound, i) => h('tr', { 'data-key': rule.rule + ' ' + i },
  h('th', { scope: 'row' }, h('code', {}, rule.rule)),
  h('td', {}, badge(bound.verdict)),
  h('td', {}, interval(bound)),
  h('td', { class: 'number' }, number(bound.estimate, rule.unit)),
  h('td', { class: 'number' }, possible(bound)),
  h('td', { class: 'number' }, count(rule.exchanges) + ' / ' + count(rule.conversations)),
  h('td', { class: 'wide' }, rule.explanation))));
