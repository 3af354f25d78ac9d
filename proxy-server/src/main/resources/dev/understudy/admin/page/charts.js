// Small drawings in SVG. Each has a text that says the same to who cannot see it.

import { clock, h, s, number } from '/page/dom.js';

const finite = values => values.filter(value => value !== null && value !== undefined && Number.isFinite(value));

function scale(low, high, from, to) {
  const span = high - low || 1;
  return value => from + (value - low) / span * (to - from);
}

/** Three to five round numbers within a range. */
function marks(low, high) {
  const least = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].find(one => one * power >= least) * power;
  const found = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++) {
    found.push(i * step);
  }
  return found;
}

/** The parts of a line between gaps, as path data. */
function path(xs, ys) {
  let drawn = '';
  let pen = false;
  ys.forEach((y, i) => {
    if (y === null || y === undefined || !Number.isFinite(y)) {
      pen = false;
      return;
    }
    drawn += (pen ? 'L' : 'M') + xs[i].toFixed(1) + ' ' + y.toFixed(1);
    pen = true;
  });
  return drawn;
}

/**
 * Lines over time. series: [{ label, kind, values, lower, upper }], kind is the class that colours it; lower and upper,
 * if there are any, become a band. mark is a level to compare with, such as a margin.
 */
export function lines({ title, at, series, mark = null, floor = null, width = 640, height = 150 }) {
  const all = finite(series.flatMap(one => [...one.values, ...settled(one.lower), ...settled(one.upper)])
    .concat(mark === null ? [] : [mark], floor === null ? [] : [floor]));
  if (at.length < 2 || all.length === 0) {
    return h('p', { class: 'empty' }, 'Not enough points yet.');
  }
  let low = Math.min(...all);
  let high = Math.max(...all);
  // What differs in the last digits of a number only is drawn as flat: no round number stands between.
  const size = Math.max(Math.abs(low), Math.abs(high));
  const room = high - low > size * 1e-9 ? (high - low) * 0.06 : size * 0.1 || 0.01;
  low = floor !== null && low >= floor ? floor : low - room;
  high += room;
  const times = at.map(value => Date.parse(value));
  const x = scale(times[0], times.at(-1), 46, width - 6);
  const y = scale(low, high, height - 20, 8);
  const xs = times.map(x);
  return h('figure', { class: 'chart' },
    s('svg', { viewBox: '0 0 ' + width + ' ' + height, role: 'img', 'aria-label': title + ': ' + spoken(series, mark) },
      marks(low, high).map(tick => [
        s('line', { class: 'axis', x1: 46, x2: width - 6, y1: y(tick), y2: y(tick) }),
        s('text', { x: 42, y: y(tick) + 4, 'text-anchor': 'end' }, number(tick))]),
      s('text', { x: 46, y: height - 4 }, clock(times[0])),
      s('text', { x: width - 6, y: height - 4, 'text-anchor': 'end' }, clock(times.at(-1))),
      mark === null ? null : s('line', { class: 'mark', x1: 46, x2: width - 6, y1: y(mark), y2: y(mark) }),
      series.map(one => s('g', { class: one.kind },
        one.lower ? s('path', { class: 'band', d: band(xs, one.lower, one.upper, value => y(Math.min(high, Math.max(low, value)))) }) : null,
        s('path', { class: 'line', d: path(xs, one.values.map(value => value === null ? null : y(value))) })))),
    legend(series, mark));
}

/** The later half of a band: a confidence sequence begins so wide that nothing else would be seen beside it. */
const settled = bounds => bounds ? finite(bounds).slice(Math.floor(finite(bounds).length / 2)) : [];

function spoken(series, mark) {
  const last = series.map(one => one.label + ' ' + number(finite(one.values).at(-1)));
  return last.join(', ') + (mark === null ? '' : ', margin ' + number(mark));
}

function legend(series, mark) {
  return h('figcaption', { class: 'legend' },
    series.map(one => h('span', { class: one.kind }, h('b', {}, '— ' + one.label), ' ' + number(finite(one.values).at(-1)))),
    mark === null ? null : h('span', { class: 'bad' }, '- - margin ' + number(mark)));
}

function band(xs, lower, upper, y) {
  const points = xs.map((at, i) => [at, lower[i], upper[i]])
    .filter(([, low, high]) => low !== null && high !== null && Number.isFinite(low) && Number.isFinite(high));
  if (points.length === 0) {
    return '';
  }
  const there = points.map(([at, , high]) => at.toFixed(1) + ' ' + y(high).toFixed(1));
  const back = points.reverse().map(([at, low]) => at.toFixed(1) + ' ' + y(low).toFixed(1));
  return 'M' + there.join('L') + 'L' + back.join('L') + 'Z';
}

/** Two distributions over the same buckets, candidate above the line and control below, each as shares of its own. */
export function distributions(bounds, candidate, control, label) {
  const share = counts => {
    const sum = counts.reduce((a, b) => a + b, 0);
    return counts.map(one => sum === 0 ? 0 : one / sum);
  };
  const [up, down] = [share(candidate), share(control)];
  const most = Math.max(0.01, ...up, ...down);
  const width = 180 / up.length;
  const bar = (value, i, side) => s('rect', {
    class: 'fill', x: i * width + 0.5, width: Math.max(0.5, width - 1),
    y: side > 0 ? 20 - value / most * 19 : 21, height: value / most * 19,
  });
  const describe = shares => shares.map((one, i) => one > 0.005
    ? Math.round(one * 100) + ' % up to ' + (bounds[i] ?? 1) : null).filter(Boolean).join(', ') || 'none';
  return s('svg', {
    viewBox: '0 0 180 41', role: 'img', width: 180, height: 41,
    'aria-label': label + ', candidate: ' + describe(up) + '; live against itself: ' + describe(down),
  },
  s('title', {}, 'above: candidate, below: live against itself; divergence 0 on the left, 1 on the right'),
  s('g', { class: 'candidate' }, up.map((value, i) => bar(value, i, 1))),
  s('line', { class: 'axis', x1: 0, x2: 180, y1: 20.5, y2: 20.5 }),
  s('g', { class: 'control' }, down.map((value, i) => bar(value, i, -1))));
}

/** An interval with its estimate against a threshold, on one line. */
export function interval({ lower, upper, estimate, threshold, verdict }) {
  const ends = finite([lower, upper, estimate, threshold, 0]);
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const room = (high - low) * 0.08 || 0.01;
  const x = scale(low - room, high + room, 4, 236);
  const kind = verdict === 'pass' ? 'good' : verdict === 'fail' ? 'bad' : 'control';
  const drawn = value => value !== null && value !== undefined && Number.isFinite(value);
  return s('svg', {
    viewBox: '0 0 240 26', width: 240, height: 26, role: 'img',
    'aria-label': 'between ' + number(lower) + ' and ' + number(upper) + ', asked ' + number(threshold),
  },
  s('line', { class: 'axis', x1: x(0), x2: x(0), y1: 2, y2: 24 }),
  drawn(threshold) ? s('line', { class: 'mark', x1: x(threshold), x2: x(threshold), y1: 1, y2: 25 }) : null,
  s('g', { class: kind },
    drawn(lower) && drawn(upper)
      ? s('rect', { class: 'fill', opacity: 0.35, x: x(lower), y: 9, height: 8, width: Math.max(2, x(upper) - x(lower)) }) : null,
    drawn(estimate) ? s('rect', { class: 'fill', x: x(estimate) - 1.5, y: 5, height: 16, width: 3 }) : null));
}
