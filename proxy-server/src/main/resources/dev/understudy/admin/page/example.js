// One exchange: the request and the answers side by side.

import { get, query } from '/page/api.js';
import { badge, cell, h, millis, moment, number, replace, rowHead, table, usd, words } from '/page/dom.js';
import { diff, pretty, side } from '/page/diff.js';
import { link, said } from '/page/parts.js';

function facts({ arms }) {
  const present = Object.entries(arms).filter(([, arm]) => arm);
  const row = (title, value) => h('tr', {}, rowHead(title), present.map(([name, arm]) =>
    cell(value(arm), name === 'live' ? null : name)));
  return table('The answers', [['Of the answer'], ...present.map(([name]) => [name])], [
    row('status', arm => arm.status + (arm.streamed ? ', streamed' : '')),
    row('ended', arm => words(arm.finish_reason || arm.error || arm.ending)),
    row('model', arm => arm.model || '–'),
    row('first token', arm => millis(arm.first_token_ms)),
    row('total time', arm => millis(arm.duration_ms)),
    row('cost', arm => usd(arm.cost_usd) + (arm.cost_estimated ? ' (estimated)' : '')),
    row('tools asked for', arm => arm.tool_calls.join(', ') || 'none')]);
}

const comparisons = example => table('Comparisons', [['Comparator'], ['Pair'], ['Result'], ['Divergence', true], ['What differs']],
  example.comparisons.map(one => h('tr', {}, rowHead(words(one.comparator)),
    cell(one.pair === 'candidate' ? 'candidate' : 'live again', one.pair), cell(badge(one.result)),
    cell(number(one.divergence), 'number'), cell(said(one), 'wide'))));

function texts(live, candidate, field) {
  if (!live[field] && !candidate[field]) {
    return null;
  }
  const structured = [live[field], candidate[field]].every(text => /^\s*[[{]/.test(text ?? ''));
  const shown = text => structured ? pretty(text) : text ?? '';
  const parts = diff(shown(live[field]), shown(candidate[field]));
  const block = (title, own, kind) => h('div', {}, h('h3', { class: kind }, title),
    h(structured ? 'pre' : 'div', { class: 'said', tabindex: 0, role: 'region', 'aria-label': title }, side(parts, own)));
  return h('div', { class: 'columns' }, block('Live: ' + words(field), '-', null),
    block('Candidate: ' + words(field), '+', 'candidate'));
}

/** Tool calls in pairs: by name first, then in order. */
function toolCalls(live, candidate) {
  const left = [...candidate.tool_calls];
  const pairs = live.tool_calls.map(call => {
    const at = left.findIndex(other => other.name === call.name);
    return [call, at < 0 ? null : left.splice(at, 1)[0]];
  }).concat(left.map(call => [null, call]));
  if (pairs.length === 0) {
    return null;
  }
  return table('Tool calls, in pairs', [['Tool'], ['Live'], ['Candidate']], pairs.map(([one, other]) => {
    const parts = diff(pretty(one?.arguments ?? ''), pretty(other?.arguments ?? ''));
    return h('tr', {}, rowHead(h('code', {}, (one ?? other).name)),
      cell(one ? h('pre', {}, side(parts, '-')) : 'not called'),
      cell(other ? h('pre', {}, side(parts, '+')) : 'not called'));
  }));
}

const quoted = text => "'" + text.replaceAll("'", "'\\''") + "'";

/** The kept request for a shell; where to and with which key is the reader's to fill in. */
const curl = request => 'curl "$BASE_URL" -H "Authorization: Bearer $API_KEY" -H "Content-Type: application/json" --data-raw '
  + quoted(JSON.stringify(request));

function copy(title, text) {
  return h('button', { type: 'button', 'data-key': title, onclick: async event => {
    const button = event.target;
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'The browser does not allow it';
    }
    setTimeout(() => { button.textContent = title; }, 2000);
  } }, title);
}

function content(example) {
  const kept = example.content;
  if (!kept) {
    return h('p', { class: 'note' }, example.content_kept
      ? 'Content is kept, but this token may not see it: it takes the role content.'
      : 'No content is kept of this exchange. A shadow keeps some with samples: { keep: 200, content: pseudonymised }.');
  }
  return [
    ['text', 'reasoning', 'refusal', 'error'].map(field => texts(kept.live, kept.candidate, field)),
    toolCalls(kept.live, kept.candidate),
    h('h3', {}, 'Request'),
    kept.request ? h('pre', { tabindex: 0, role: 'region', 'aria-label': 'Request' }, JSON.stringify(kept.request, null, 2))
      : h('p', { class: 'note' }, 'The request was too large to keep.'),
  ];
}

const losses = translation => !translation ? null : h('p', { class: 'note' }, 'Translated from ' + translation.from + ' to '
  + translation.to + (translation.losses.length === 0 ? ', nothing lost.' : '; lost: '
  + translation.losses.map(loss => loss.field + ' (' + words(loss.kind) + ')').join(', ')));

export default {
  title: () => 'Example',
  load: (id, parameters) => get('comparisons/' + encodeURIComponent(id) + query({ shadow: parameters.get('shadow') })),
  show(main, example, { say }) {
    say('');
    replace(main,
      h('p', { class: 'crumbs' }, h('a', { href: '#/' }, 'Overview'), ' / ',
        h('a', { href: link.shadow(example.shadow) }, example.shadow), ' / ' + example.id),
      h('section', { class: 'card', 'aria-labelledby': 'name' },
        h('div', { class: 'title' }, h('h1', { id: 'name', tabindex: -1 }, 'Exchange ' + example.id),
          badge(words(example.outcome), example.outcome === 'compared' ? 'on' : 'fail'),
          h('p', { class: 'meta' }, moment(example.at) + ' · route ' + example.route
            + (example.stratum === 'normal' ? '' : ' · ' + words(example.stratum))),
          copy('Copy as JSON', () => JSON.stringify(example, null, 2)),
          example.content?.request ? copy('Copy as curl', () => curl(example.content.request)) : null),
        facts(example), losses(example.translation)),
      h('section', { class: 'card', 'aria-label': 'Content' }, h('h2', {}, 'Side by side'), content(example)),
      h('section', { class: 'card', 'aria-label': 'Comparisons' }, comparisons(example)));
  },
};
