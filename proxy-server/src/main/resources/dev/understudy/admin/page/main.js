// Which view is open, its refreshing, the token, and the switch for everything.

import { get, Locked, post, refreshed, token, Unreachable } from '/page/api.js';
import { clock, h } from '/page/dom.js';
import audit from '/page/audit.js';
import example from '/page/example.js';
import overview from '/page/overview.js';
import shadow from '/page/shadow.js';
import tail from '/page/tail.js';

const RETRY_MILLIS = 2000;
const views = { '': overview, shadow, example, tail, audit };
const main = document.getElementById('main');
const kill = document.getElementById('kill');
const trouble = document.getElementById('trouble');

let timer = 0;
let turn = 0;
let lostAt = null;
let leave = () => {};

const say = text => {
  const state = document.getElementById('state');
  if (state.textContent !== text) {
    state.textContent = text;
  }
};

/** What stands above everything: what is shown is old, or something was not done. Empty takes it away. */
function warn(text) {
  if (trouble.textContent !== text) {
    trouble.textContent = text;
  }
  trouble.hidden = text === '';
  main.classList.toggle('stale', lostAt !== null);
}

function reached() {
  lostAt = null;
  warn('');
}

function fail(problem) {
  if (problem instanceof Locked) {
    reached();
    lock();
  } else if (problem instanceof Unreachable) {
    lostAt ??= Date.now();
    warn('The proxy’s admin server has not answered since ' + clock(lostAt) + '. '
      + (main.childElementCount ? 'What you see is from before. ' : '') + 'This page asks again every two seconds.');
  } else {
    warn('Not done: ' + problem.message);
  }
}

/** Where we are: #/VIEW/NAME?parameters. */
function place() {
  const [path, parameters = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [view, name = ''] = path.split('/');
  return { view: views[view] ? view : '', name: decoded(name), parameters: new URLSearchParams(parameters) };
}

/** An address typed by hand may be none. */
function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

async function refresh(opened = false, followed = false) {
  clearTimeout(timer);
  const mine = ++turn;
  const { view, name, parameters } = place();
  let again = views[view].refreshMillis;
  try {
    const data = await views[view].load(name, parameters);
    if (mine !== turn) {
      return;
    }
    reached();
    leave();
    leave = () => {};
    if (opened) {
      main.replaceChildren();
    }
    views[view].show(main, data, { act, fail, reached, say, reload: () => refresh(), leaving: last => { leave = last; } });
    if (followed) {
      window.scrollTo(0, 0);
      main.querySelector('h1')?.focus();
    }
    opened = false;
    followed = false;
  } catch (problem) {
    if (mine !== turn) {
      return;
    }
    fail(problem);
    if (problem instanceof Locked) {
      return;
    }
    if (problem instanceof Unreachable) {
      again = RETRY_MILLIS;
    } else if (opened) {
      warn('');
      main.replaceChildren(h('section', { class: 'card' }, h('h1', { tabindex: -1 }, 'Not here'), h('p', {}, problem.message),
        h('p', {}, h('a', { href: '#/' }, 'All shadows'))));
    }
  }
  // Unseen it goes on asking only until there is an answer: what is seen next must not be an old trouble.
  if (again && (!document.hidden || lostAt !== null)) {
    timer = setTimeout(() => refresh(opened, followed), again);
  }
}

/** Does something that changes the server, then shows what became of it. */
async function act(change) {
  try {
    await change();
    refreshed();
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
  clearTimeout(timer);
  try {
    const caller = await get('whoami');
    reached();
    kill.hidden = !caller.operates;
    document.body.classList.toggle('reader', !caller.operates);
    await open(false);
  } catch (problem) {
    fail(problem);
    if (!(problem instanceof Locked)) {
      timer = setTimeout(begin, RETRY_MILLIS);
    }
  }
}

function lock() {
  clearTimeout(timer);
  turn++;
  leave();
  leave = () => {};
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
  h('label', { for: 'token' }, 'Admin token', field),
  h('p', { class: 'note' }, 'admin.token in the proxy’s configuration, or one of admin.tokens. It is kept until this tab is closed.'),
  h('button', { type: 'submit' }, 'Open'),
  h('p', { class: 'error', role: 'alert' }, tried ? 'The server does not know this token.' : '')));
  field.focus();
}

kill.addEventListener('click', () => {
  if (confirm('Switch every shadow off and end its calls?')) {
    act(() => post('kill'));
  }
});
window.addEventListener('hashchange', () => open());
// Nobody looks at a tab in the background: it asks for nothing until it is seen again.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && views[place().view].refreshMillis && main.childElementCount && !main.querySelector('.login')) {
    refresh();
  }
});
begin();
