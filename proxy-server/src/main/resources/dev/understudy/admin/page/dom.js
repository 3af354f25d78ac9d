// Elements and numbers. Content from the server only ever becomes text nodes, never markup.

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
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

export const percent = value => value === null || value === undefined ? '–' : number(value * 100) + ' %';
export const usd = value => value === null || value === undefined ? 'unknown'
  : '$' + (value === 0 || value >= 0.01 ? number(value) : value.toFixed(2 - Math.floor(Math.log10(value))).replace(/0+$/, ''));
export const millis = value => value === null || value === undefined ? '–'
  : value >= 1000 ? number(value / 1000) + ' s' : number(value) + ' ms';
export const words = name => name.replaceAll('_', ' ');
export const clock = at => new Date(at).toLocaleTimeString([], { hour12: false });
export const moment = at => new Date(at).toLocaleString([], { hour12: false });
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

/** Puts new content in and keeps the keyboard where it was: on the element with the same data-key. */
export function replace(container, ...children) {
  const key = document.activeElement?.dataset?.key;
  const scrolled = window.scrollY;
  container.replaceChildren(...children.flat(Infinity).filter(child => child));
  if (key) {
    container.querySelector('[data-key="' + CSS.escape(key) + '"]')?.focus({ preventScroll: true });
  }
  window.scrollTo(0, scrolled);
}
