// One shadow: everything that a decision needs.

import { get, post, query } from '/page/api.js';
import { badge, cell, clock, count, h, millis, moment, number, percent, replace, rowHead, select, table, usd, words } from '/page/dom.js';
import { distributions, lines } from '/page/charts.js';
import { budget, controls, decision, driftBadge, funnel, link, possible, ruleRows, said, stateBadge, summary, verdictBadge, verdictLine } from '/page/parts.js';

const view = { name: '', quantity: '', comparator: '', result: 'mismatch' };

/** By how much the candidate is farther from live than live from itself. */
function beyond(row) {
  const [candidate, control] = [row.candidate.mean_divergence, row.control.mean_divergence];
  if (candidate === null || control === null) {
    return '–';
  }
  return number(candidate - control) + (row.times_noise === null ? '' : ' (' + number(row.times_noise) + ' ×)');
}

function comparators(shadow) {
  const rows = (shadow.comparators || []).map(row => h('tr', { 'data-key': row.comparator },
    rowHead(words(row.comparator)),
    cell(distributions(shadow.histogram_bounds, row.candidate.histogram, row.control.histogram, row.comparator)),
    cell(number(row.candidate.mean_divergence), 'number candidate'),
    cell(number(row.control.mean_divergence), 'number control'),
    cell(beyond(row), 'number'),
    cell(count(row.candidate.mismatch) + ' of ' + count(row.candidate.match + row.candidate.mismatch), 'number'),
    cell(count(row.candidate.not_comparable), 'number')));
  if (rows.length === 0) {
    return h('p', { class: 'empty' }, 'Nothing compared yet.');
  }
  const unknown = shadow.control_percent > 0 ? null : h('p', { class: 'note' }, 'Live is not asked twice (control: { percent: … }), so how much it differs'
    + ' from itself is unknown, and no difference can be told from noise.');
  return [unknown, table('How far answers are from live’s: 0 is the same, 1 unlike', [['Comparator'], ['Candidate above, live itself below'],
      ['Candidate', true], ['Live itself', true], ['Beyond noise', true], ['Mismatches', true], ['Not comparable', true]], rows)];
}

function qualities(shadow) {
  const rows = (shadow.comparators || []).flatMap(row => Object.keys(row.candidate.live).map(name => h('tr', {},
    rowHead(words(row.comparator) + ': ' + words(name)),
    cell(number(row.candidate.live[name]), 'number'),
    cell(number(row.candidate.other[name]), 'number candidate'),
    cell(number(row.control.other[name]), 'number control'))));
  return rows.length === 0 ? null : h('details', {}, h('summary', {}, 'Means of what was measured on each answer'),
    table('Means of qualities by arm', [['Quality'], ['Live', true], ['Candidate', true], ['Live again', true]], rows));
}

function effects(verdict, history, again) {
  if (!verdict || verdict.effects.length === 0) {
    return h('p', { class: 'empty' }, 'No effect measured yet.');
  }
  const known = verdict.effects.map(effect => effect.quantity);
  if (!known.includes(view.quantity)) {
    // The rule that decides comes first: what is broken, then what is open.
    const telling = ['fail', 'undecided', 'pass'].map(each => verdict.rules.find(rule => rule.verdict === each)).find(Boolean);
    view.quantity = telling?.bounds[0]?.quantity ?? known[0];
  }
  const asked = verdict.rules.flatMap(rule => rule.bounds.map(one => one.quantity));
  const sorted = [...verdict.effects].sort((a, b) => asked.includes(b.quantity) - asked.includes(a.quantity));
  const bound = verdict.rules.flatMap(rule => rule.bounds).find(one => one.quantity === view.quantity);
  const series = history?.effects.find(one => one.quantity === view.quantity);
  return [
    h('div', { class: 'filters' }, select('Effect', [...new Set([...known, view.quantity])], view.quantity, value => {
      view.quantity = value;
      again();
    })),
    series ? lines({
      title: view.quantity, at: history.at, mark: bound?.threshold ?? null, height: 190,
      width: Math.max(360, Math.min(1180, window.innerWidth - 100)),
      series: [{ label: 'estimate, with what is still possible', kind: 'candidate',
        values: series.estimate, lower: series.lower, upper: series.upper }],
    }) : h('p', { class: 'empty' }, 'Not enough points yet.'),
    table('Effects of the candidate, with confidence sequences that hold whenever you look', [['Effect'], ['Candidate', true],
      ['Compared with', true], ['Difference', true], ['Possible', true], ['Differs'], ['Exchanges', true], ['Conversations', true]],
    sorted.map(effect => h('tr', { 'data-key': effect.quantity },
      rowHead(h('code', {}, effect.quantity)),
      cell(number(effect.candidate, effect.unit), 'number candidate'),
      cell(number(effect.reference_value, effect.unit), 'number control'),
      cell(number(effect.estimate), 'number'),
      cell(possible(effect), 'number'),
      cell(effect.lower > 0 ? 'more' : effect.upper !== null && effect.upper < 0 ? 'less' : 'not shown'),
      cell(count(effect.exchanges), 'number'),
      cell(count(effect.conversations), 'number')))),
  ];
}

function arms(shadow) {
  const present = Object.entries(shadow.arms || {}).filter(([, arm]) => arm);
  if (present.length === 0) {
    return h('p', { class: 'empty' }, 'No answer yet.');
  }
  const row = (title, value, against = null) => h('tr', {}, rowHead(title), present.map(([name, arm]) => cell(value(arm),
    'number ' + (name === 'live' ? '' : name))), cell(against === null ? '' : change(shadow.arms, against), 'number'));
  const timed = (title, times) => ['p50', 'p95', 'p99'].map(q => row(title + ' ' + q, arm => millis(arm[times][q]), arm => arm[times][q]));
  const each = (arm, sum) => sum === null || sum === undefined || arm.answers === 0 ? null : sum / arm.answers;
  const known = arm => arm.cost_usd === null || arm.answers === arm.cost_unknown ? null : arm.cost_usd / (arm.answers - arm.cost_unknown);
  return table('Latency, tokens and cost by arm', [['Of the answers'], ...present.map(([name]) => [name, true]), ['Candidate against live', true]], [
    row('answers', arm => count(arm.answers)),
    row('failures', arm => Object.entries(arm.failures).map(([why, n]) => words(why) + ' ' + count(n)).join(', ') || '0'),
    timed('total time', 'duration_ms'),
    timed('first token', 'first_token_ms'),
    row('input tokens an answer', arm => number(each(arm, arm.tokens.input)), arm => each(arm, arm.tokens.input)),
    row('output tokens an answer', arm => number(each(arm, arm.tokens.output)), arm => each(arm, arm.tokens.output)),
    row('cost of 1,000 answers', arm => usd(known(arm) === null ? null : known(arm) * 1000), known),
    row('cost so far', arm => usd(arm.cost_usd) + (arm.cost_unknown ? ' and ' + count(arm.cost_unknown) + ' answers unknown' : ''))]);
}

/** By how much the candidate has more or less of it than live, in percent of live's. */
function change({ live, candidate }, value) {
  const [before, after] = [live && value(live), candidate && value(candidate)];
  return !before || after === null || after === undefined ? '–' : (after >= before ? '+' : '−') + percent(Math.abs(after / before - 1), 2);
}

const tools = shadow => (shadow.tools || []).length === 0 ? h('p', { class: 'empty' }, 'No tool was asked for.')
  : table('Tool calls that the arms asked for; those of the candidate are never executed',
    [['Tool'], ['Live', true], ['Candidate', true], ['Live again', true]],
    shadow.tools.map(tool => h('tr', {}, rowHead(h('code', {}, tool.name)), cell(count(tool.live), 'number'),
      cell(count(tool.candidate), 'number candidate'), cell(count(tool.control), 'number control'))));

function translation(shadow) {
  const { exchanges = 0, losses = [] } = shadow.translation || {};
  if (exchanges === 0) {
    return null;
  }
  return section('Translation', losses.length === 0
    ? h('p', { class: 'note' }, count(exchanges) + ' requests translated, nothing lost.')
    : table('What could not be carried over, of ' + count(exchanges) + ' translated requests',
      [['Field'], ['How'], ['Requests', true]], losses.map(loss => h('tr', {}, rowHead(h('code', {}, loss.field)),
        cell(words(loss.kind)), cell(count(loss.count), 'number')))));
}

function coverage(verdict) {
  const missing = Object.entries(verdict?.coverage?.not_covered || {}).flatMap(([stratum, reasons]) =>
    Object.entries(reasons).filter(([, n]) => n > 0).map(([why, n]) => words(stratum) + ', ' + words(why) + ': ' + count(n)));
  return missing.length === 0 ? null
    : h('p', { class: 'note' }, 'What the verdict does not cover: ' + missing.join(' · '));
}

function examples(found, shadow, again) {
  const names = ['', ...(shadow.comparators || []).map(row => row.comparator)];
  return [
    h('div', { class: 'filters' },
      select('Comparator', names, view.comparator, value => { view.comparator = value; again(true); }),
      select('Result', ['', 'mismatch', 'match', 'not_comparable'], view.result, value => { view.result = value; again(true); })),
    found.length === 0 ? h('p', { class: 'empty' }, 'None of these is kept.') : table(shadow.samples.content === 'none'
      ? 'The latest exchanges; what differs is kept with content only (samples: { content: pseudonymised })' : 'The latest exchanges',
      [['When'], ['Comparator'], ['Result'], ['Divergence', true], ['What differs']],
      found.map(one => h('tr', { 'data-key': 'row' + one.sequence },
        h('td', { class: 'when' }, h('a', { href: link.example(one.id, one.shadow), 'data-key': 'x' + one.sequence }, clock(one.at))),
        cell(words(one.comparator)), cell(badge(one.result)), cell(number(one.divergence), 'number'),
        cell(said(one), 'wide')))),
  ];
}

/** What is no longer as it was when the shadow was approved. Hashes and names of models, never content. */
function drifting(drift, act) {
  const approved = drift.approved
    ? 'Approved ' + moment(drift.approved.at) + (drift.approved.by ? ' by ' + drift.approved.by : ' by its first exchanges') + '. '
    : 'The first ' + count(drift.baseline) + ' exchanges say what is usual. ';
  const rows = drift.kinds.filter(one => one.state !== 'unseen').map(one => h('tr', { 'data-key': one.kind },
    rowHead(words(one.kind)),
    cell(badge(one.state === 'none' ? 'as approved' : one.state, one.state === 'drift' ? 'fail' : one.state === 'none' ? 'pass' : 'undecided')),
    cell(one.share === null ? '–' : percent(one.share), 'number'),
    cell(one.since ? moment(one.since) : '–'),
    cell(count(one.baseline_seen), 'number'), cell(count(one.seen), 'number'),
    cell((one.state === 'drift' ? one.changes : []).map(change => (change.label ?? change.id) + ' ' + percent(change.before) + ' → ' + percent(change.now)).join(' · '), 'wide')));
  return [
    h('p', { class: 'note' }, approved + 'Drift is when ' + percent(drift.tolerance) + ' of what is seen is new.'),
    rows.length === 0 ? h('p', { class: 'empty' }, 'Nothing seen yet.') : table('What live and the candidate were asked and said, against the approved',
      [['What'], ['Is'], ['New', true], ['Since'], ['Approved on', true], ['Seen lately', true], ['What changed']], rows),
    h('p', {}, h('button', {
      type: 'button', 'data-key': 'approve',
      onclick: () => act(() => post('shadows/' + encodeURIComponent(drift.shadow) + '/approve')),
    }, 'Approve what is seen now')),
  ];
}

const section = (title, ...content) => h('section', { class: 'card', 'aria-label': title, 'data-key': title }, h('h2', {}, title), content);

const reset = (shadow, act) => h('button', {
  type: 'button', class: 'danger', 'data-key': 'reset ' + shadow.name,
  onclick: () => {
    if (confirm('Clear all that was counted and kept of ' + shadow.name + '? Its statistics, its verdict’s evidence, its history'
      + ' and its examples go for good, and what it has under way is called off.')) {
      act(() => post('shadows/' + encodeURIComponent(shadow.name) + '/reset'));
    }
  },
}, 'Reset');

export default {
  title: name => name,
  refreshMillis: 3000,
  async load(name) {
    if (view.name !== name) {
      Object.assign(view, { name, quantity: '', comparator: '', result: 'mismatch' });
    }
    const path = encodeURIComponent(name);
    const [shadow, verdict, history, drift, { comparisons }] = await Promise.all([
      get('shadows/' + path), get('verdicts/' + path), get('shadows/' + path + '/history'), get('shadows/' + path + '/drift'),
      get('comparisons' + query({ shadow: name, comparator: view.comparator, result: view.result, pair: 'candidate', limit: 25 }))]);
    return { shadow, verdict, history, drift, comparisons };
  },
  show(main, { shadow, verdict, history, drift, comparisons }, context) {
    const again = (load = false) => load ? context.reload()
      : this.show(main, { shadow, verdict, history, drift, comparisons }, context);
    context.say(count(shadow.funnel.compared) + ' of ' + count(shadow.funnel.eligible) + ' exchanges compared');
    replace(main,
      h('p', { class: 'crumbs' }, h('a', { href: '#/', 'data-key': 'back' }, 'Overview'), ' / ' + shadow.name),
      h('section', { class: 'card', 'aria-labelledby': 'name', 'data-key': 'head' },
        h('div', { class: 'title' }, h('h1', { id: 'name', tabindex: -1 }, shadow.name), stateBadge(shadow), verdictBadge(verdict), driftBadge(drift),
          h('p', { class: 'meta' }, summary(shadow)), controls(shadow, context.act),
          reset(shadow, context.act)),
        h('div', { class: 'columns' }, h('div', {}, funnel(shadow), budget(shadow)),
          h('div', {}, verdict?.rules.length ? [h('p', {}, decision(verdict)), h('p', { class: 'note' }, 'Counted since '
            + moment(verdict.since) + '. '), coverage(verdict)] : verdictLine(verdict),
          h('p', { class: 'note' }, h('a', { href: '#/tail?shadow=' + encodeURIComponent(shadow.name) }, 'Follow its comparisons live'))))),
      verdict?.rules.length ? section('Verdict', table('Rules: the mark is what is asked, the bar what is still possible',
        [['Rule'], ['Says'], ['Interval'], ['Estimate', true], ['Possible', true], ['Exchanges / conversations', true], ['Why']],
        ruleRows(verdict))) : null,
      section('Effects', effects(verdict, history, again)),
      section('Comparators', comparators(shadow), qualities(shadow)),
      section('Latency and cost', arms(shadow)),
      section('Tool calls', tools(shadow)),
      translation(shadow),
      section('Drift', drifting(drift, context.act)),
      section('Examples', examples(comparisons, shadow, again)));
  },
};
