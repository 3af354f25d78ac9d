// Elements and numbers. Content from the server only ever becomes text nodes, never markup.

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element[name] = value;
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** An element: h('p', { class: 'note' }, 'text', another). Attributes that are null or false are left out. */
export const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

/** The same for drawings. */
export const s = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

export const count = value => value === null || value === undefined ? '–' : Math.round(value).toLocaleString('en');

/** Three significant digits, whatever the size. */
export function number(value, unit = '') {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return '–';
  }
  const size = Math.abs(value);
  const text = size !== 0 && (size < 0.0005 || size >= 1e6) ? value.toExponential(2)
    : size >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
  return unit ? text + ' ' + unit : text;
}

export const percent = (value, digits = 3) => value === null || value === undefined ? '–'
  : (digits === 3 ? number(value * 100) : String(Number((value * 100).toPrecision(digits)))) + ' %';
export const usd = value => value === null || value === undefined ? 'unknown'
  : '$' + (value >= 1 ? value.toLocaleString('en', { minimumFractionDigits: Number.isInteger(value) ? 0 : 2, maximumFractionDigits: 2 })
    : value === 0 || value >= 0.01 ? number(value) : value.toFixed(2 - Math.floor(Math.log10(value))).replace(/0+$/, ''));
export const millis = value => value === null || value === undefined ? '–'
  : value >= 1000 ? number(value / 1000) + ' s' : number(value) + ' ms';
export const words = name => name.replaceAll('_', ' ');
// In the reader's own time and way of writing dates.
export const clock = at => new Date(at).toLocaleTimeString([], { hour12: false });
export const moment = at => new Date(at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium', hour12: false });
export const badge = (text, kind = text) => h('span', { class: 'badge ' + kind }, words(text));

/** A table that a screen reader can name: columns are [title, isNumber]. */
export function table(caption, columns, rows) {
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    h('table', {},
      h('caption', {}, caption),
      h('thead', {}, h('tr', {}, columns.map(([title, numeric]) =>
        h('th', { scope: 'col', class: numeric ? 'number' : null }, title)))),
      h('tbody', {}, rows)));
}

export const cell = (content, className = null) => h('td', { class: className }, content);
export const rowHead = content => h('th', { scope: 'row' }, content);

export function select(label, options, value, onchange) {
  return h('label', {}, label, h('select', { onchange: event => onchange(event.target.value) },
    options.map(option => h('option', { value: option, selected: option === value }, option === '' ? 'all' : words(option)))));
}

/**
 * Makes a container's content like this. What is there already stays and is only changed, so that the keyboard, a selected text,
 * an open list and a scrolled table stay as they were. Of elements in a list, data-key says which is which.
 */
export function replace(container, ...children) {
  const fresh = document.createDocumentFragment();
  fresh.append(...children.flat(Infinity).filter(child => child));
  becomeChildren(container, fresh);
}

const HANDLERS = ['onclick', 'onchange', 'onsubmit'];
const keyOf = node => node.dataset?.key;
const alike = (one, other) => one.nodeName === other.nodeName && keyOf(one) === keyOf(other);

function becomeChildren(old, fresh) {
  const keyed = new Map([...old.children].filter(keyOf).map(child => [keyOf(child), child]));
  let at = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const kept = keyOf(next) ? keyed.get(keyOf(next)) : at;
    if (!kept || !alike(kept, next)) {
      old.insertBefore(next, at);
      continue;
    }
    if (kept === at) {
      at = at.nextSibling;
    } else {
      old.insertBefore(kept, at);
    }
    become(kept, next);
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

function become(old, next) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== next.data) {
      old.data = next.data;
    }
    return;
  }
  // What the reader opened stays open; a style is set by its own way, as the page's policy allows no style attributes.
  for (const { name } of [...old.attributes]) {
    if (!next.hasAttribute(name) && name !== 'open' && name !== 'style') {
      old.removeAttribute(name);
    }
  }
  for (const { name, value } of next.attributes) {
    if (name !== 'style' && old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }
  if (old.style.cssText !== next.style.cssText) {
    old.style.cssText = next.style.cssText;
  }
  HANDLERS.forEach(handler => { old[handler] = next[handler]; });
  becomeChildren(old, next);
}
