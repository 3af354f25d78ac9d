'use strict';

// Content from the server only ever becomes text nodes, never markup.

const REFRESH_MILLIS = 2000;
const TOKEN_KEY = 'understudy-admin-token';
const byId = id => document.getElementById(id);
let timer = 0;

function ask(path, method = 'GET') {
  const token = sessionStorage.getItem(TOKEN_KEY);
  return fetch(path, { method, headers: token ? { authorization: 'Bearer ' + token } : {} });
}

async function read(path) {
  const response = await ask(path);
  if (response.status === 401) {
    throw new Locked();
  }
  if (!response.ok) {
    throw new Error(path + ' answered ' + response.status);
  }
  return response.json();
}

class Locked extends Error {}

function cell(text, className) {
  const td = document.createElement('td');
  td.textContent = text;
  if (className) {
    td.className = className;
  }
  return td;
}

const count = value => value.toLocaleString('en');
const score = value => value === null ? '–' : value.toFixed(3);

function bars(row) {
  const td = document.createElement('td');
  td.className = 'bars';
  for (const pair of ['candidate', 'control']) {
    const mean = row[pair].mean_divergence;
    if (mean !== null) {
      const bar = document.createElement('div');
      bar.className = 'bar ' + pair;
      bar.style.width = Math.min(100, mean * 100) + '%';
      bar.title = pair + ': ' + score(mean);
      td.append(bar);
    }
  }
  return td;
}

function comparatorRow(row) {
  const tr = document.createElement('tr');
  tr.append(
    cell(row.comparator),
    bars(row),
    cell(score(row.candidate.mean_divergence), 'number candidate'),
    cell(score(row.control.mean_divergence), 'number control'),
    cell(row.times_noise === null ? '–' : row.times_noise.toFixed(1) + ' ×', 'number'),
    cell(count(row.candidate.mismatch) + ' of ' + count(row.candidate.match + row.candidate.mismatch), 'number'));
  return tr;
}

function funnel(shadow) {
  const steps = [['eligible', shadow.funnel.eligible], ['selected by the rules', shadow.funnel.selected],
    ['compared', shadow.funnel.compared], ['in flight', shadow.state.in_flight], ['queued', shadow.state.queued]];
  return steps.map(([name, value]) => {
    const div = document.createElement('div');
    const dt = document.createElement('dt');
    const dd = document.createElement('dd');
    dt.textContent = name;
    dd.textContent = count(value);
    div.append(dt, dd);
    return div;
  });
}

function losses(outcomes) {
  const lost = Object.entries(outcomes)
    .filter(([name, value]) => value > 0 && name !== 'compared')
    .map(([name, value]) => name.replaceAll('_', ' ') + ' ' + count(value));
  return lost.length ? 'Not compared, or apart: ' + lost.join(' · ') : '';
}

function card(shadow) {
  const article = byId('shadow').content.cloneNode(true).firstElementChild;
  const badge = article.querySelector('.badge');
  const button = article.querySelector('button');
  article.querySelector('h2').textContent = shadow.name;
  badge.textContent = shadow.enabled ? (shadow.state.breaker === 'closed' ? 'on' : 'breaker ' + shadow.state.breaker) : 'off';
  badge.classList.toggle('on', shadow.enabled && shadow.state.breaker === 'closed');
  article.querySelector('.meta').textContent = 'route ' + shadow.route + ' → ' + (shadow.candidate.model || 'same model') +
    ' at ' + shadow.candidate.url + ' · ' + shadow.sample_percent + ' % sampled';
  button.textContent = shadow.enabled ? 'Switch off' : 'Switch on';
  button.addEventListener('click', () => act('/api/v1/shadows/' + encodeURIComponent(shadow.name) +
    (shadow.enabled ? '/disable' : '/enable')));
  article.querySelector('.funnel').append(...funnel(shadow));
  article.querySelector('.losses').textContent = losses(shadow.outcomes);
  const rows = shadow.comparators || [];
  article.querySelector('tbody').append(...rows.map(comparatorRow));
  article.querySelector('.scroll').hidden = rows.length === 0;
  article.querySelector('.empty').hidden = rows.length > 0;
  return article;
}

function recentRow(entry) {
  const tr = document.createElement('tr');
  tr.append(
    cell(new Date(entry.at).toLocaleTimeString()),
    cell(entry.shadow),
    cell(entry.comparator),
    cell(score(entry.divergence), 'number'),
    cell(entry.explanation));
  return tr;
}

/** Keeps the keyboard where it is when cards are drawn anew. */
function replaceKeepingFocus(section, cards) {
  const focused = [...section.querySelectorAll('button')].indexOf(document.activeElement);
  section.replaceChildren(...cards);
  if (focused >= 0) {
    section.querySelectorAll('button')[focused]?.focus();
  }
}

async function refresh() {
  clearTimeout(timer);
  try {
    const [{ shadows }, { comparisons }] = await Promise.all([
      read('/api/v1/shadows'), read('/api/v1/comparisons?pair=candidate&result=mismatch&limit=20')]);
    byId('login').hidden = true;
    byId('kill').hidden = shadows.length === 0;
    byId('state').textContent = shadows.length === 0
      ? 'No shadow is configured: everything passes through.'
      : shadows.filter(shadow => shadow.enabled).length + ' of ' + shadows.length + ' shadows on';
    replaceKeepingFocus(byId('shadows'), shadows.map(card));
    byId('recent').hidden = comparisons.length === 0;
    byId('recent').querySelector('tbody').replaceChildren(...comparisons.map(recentRow));
  } catch (problem) {
    if (problem instanceof Locked) {
      lock();
      return;
    }
    byId('state').textContent = 'Not reachable: ' + problem.message;
  }
  timer = setTimeout(refresh, REFRESH_MILLIS);
}

function lock() {
  const tried = sessionStorage.getItem(TOKEN_KEY) !== null;
  sessionStorage.removeItem(TOKEN_KEY);
  byId('state').textContent = '';
  byId('shadows').replaceChildren();
  byId('recent').hidden = true;
  byId('kill').hidden = true;
  byId('login').hidden = false;
  byId('login-error').textContent = tried ? 'That was not it.' : '';
  byId('token').focus();
}

async function act(path) {
  const response = await ask(path, 'POST');
  if (!response.ok) {
    const body = await response.json().catch(() => null);
    byId('state').textContent = body?.error?.message || 'failed with ' + response.status;
    return;
  }
  await refresh();
}

byId('login').addEventListener('submit', event => {
  event.preventDefault();
  sessionStorage.setItem(TOKEN_KEY, byId('token').value);
  byId('token').value = '';
  refresh();
});
byId('kill').addEventListener('click', () => {
  if (confirm('Switch every shadow off and end its calls?')) {
    act('/api/v1/kill');
  }
});
refresh();
