// Which view is open, its refreshing, the token, and the switch for everything.

import { get, Locked, post, token } from '/page/api.js';
import { h } from '/page/dom.js';
import audit from '/page/audit.js';
import example from '/page/example.js';
import overview from '/page/overview.js';
import shadow from '/page/shadow.js';
import tail from '/page/tail.js';

const views = { '': overview, shadow, example, tail, audit };
const main = document.getElementById('main');
const kill = document.getElementById('kill');

let timer = 0;
let turn = 0;
let leave = () => {};

const say = text => {
  const state = document.getElementById('state');
  if (state.textContent !== text) {
    state.textContent = text;
  }
};

function fail(problem) {
  if (problem instanceof Locked) {
    lock();
  } else {
    say('Not done: ' + problem.message);
  }
}

/** Where we are: #/VIEW/NAME?parameters. */
function place() {
  const [path, parameters = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [view, name = ''] = path.split('/');
  return { view: views[view] ? view : '', name: decodeURIComponent(name), parameters: new URLSearchParams(parameters) };
}

async function refresh(opened = false, followed = false) {
  clearTimeout(timer);
  const mine = ++turn;
  const { view, name, parameters } = place();
  try {
    const data = await views[view].load(name, parameters);
    if (mine !== turn) {
      return;
    }
    views[view].show(main, data, { act, fail, say, reload: () => refresh(), leaving: last => { leave = last; } });
    if (followed) {
      main.querySelector('h1')?.focus();
    }
  } catch (problem) {
    if (mine !== turn) {
      return;
    }
    fail(problem);
    if (problem instanceof Locked) {
      return;
    }
    if (opened) {
      main.replaceChildren(h('p', { class: 'card' }, problem.message));
    }
  }
  if (views[view].refreshMillis) {
    timer = setTimeout(() => refresh(), views[view].refreshMillis);
  }
}

/** Does something that changes the server, then shows what became of it. */
async function act(change) {
  try {
    await change();
    await refresh();
  } catch (problem) {
    fail(problem);
  }
}

/** Shows the view of this place; who came by a link has the keyboard and the reader's voice at its heading. */
async function open(followed = true) {
  leave();
  leave = () => {};
  const { view, name } = place();
  const title = views[view].title;
  document.title = (typeof title === 'function' ? title(name) : title) + ' – Understudy';
  for (const each of document.querySelectorAll('nav a')) {
    if (each.getAttribute('href') === '#/' + view) {
      each.setAttribute('aria-current', 'page');
    } else {
      each.removeAttribute('aria-current');
    }
  }
  await refresh(true, followed);
}

async function begin() {
  try {
    const caller = await get('whoami');
    kill.hidden = !caller.operates;
    document.body.classList.toggle('reader', !caller.operates);
    await open(false);
  } catch (problem) {
    fail(problem);
  }
}

function lock() {
  clearTimeout(timer);
  const tried = token.known();
  token.forget();
  kill.hidden = true;
  say('');
  const field = h('input', { id: 'token', type: 'password', autocomplete: 'off', required: true });
  main.replaceChildren(h('form', { class: 'card login', onsubmit: event => {
    event.preventDefault();
    token.set(field.value);
    begin();
  } },
  h('h1', {}, 'Locked'),
  h('label', { for: 'token' }, 'This server wants its admin token.', field),
  h('button', { type: 'submit' }, 'Open'),
  h('p', { class: 'error', role: 'alert' }, tried ? 'That was not it.' : '')));
  field.focus();
}

kill.addEventListener('click', () => {
  if (confirm('Switch every shadow off and end its calls?')) {
    act(() => post('kill'));
  }
});
window.addEventListener('hashchange', () => open());
begin();
