// Differences between two texts, word by word, bounded.

import { h } from '/page/dom.js';

const MOST_CELLS = 4e6;

const tokens = text => text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) || [];

/** [[kind, text]] with kind '=', '-' or '+': by the longest common subsequence, after what begins and ends alike. */
export function diff(left, right) {
  const a = tokens(left);
  const b = tokens(right);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    start++;
  }
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) {
    end++;
  }
  const parts = [];
  const add = (kind, text) => {
    if (text && parts.at(-1)?.[0] === kind) {
      parts.at(-1)[1] += text;
    } else if (text) {
      parts.push([kind, text]);
    }
  };
  add('=', a.slice(0, start).join(''));
  between(a.slice(start, a.length - end), b.slice(start, b.length - end), add);
  add('=', a.slice(a.length - end).join(''));
  return parts;
}

function between(a, b, add) {
  if (a.length * b.length > MOST_CELLS) {
    add('-', a.join(''));
    add('+', b.join(''));
    return;
  }
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] = a[i] === b[j] ? common[(i + 1) * width + j + 1] + 1
        : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add('=', a[i++]);
      j++;
    } else if (j === b.length || (i < a.length && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      add('-', a[i++]);
    } else {
      add('+', b[j++]);
    }
  }
}

/** One side of a difference: what only this side has is marked. */
export const side = (parts, own) => parts.filter(([kind]) => kind === '=' || kind === own)
  .map(([kind, text]) => kind === '=' ? text : h(kind === '-' ? 'del' : 'ins', {}, text));

/** JSON with its lines in order, or the text as it is. */
export function pretty(text) {
  try {
    return JSON.stringify(sorted(JSON.parse(text)), null, 2);
  } catch {
    return text;
  }
}

function sorted(value) {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return value === null || typeof value !== 'object' ? value
    : Object.fromEntries(Object.keys(value).sort().map(key => [key, sorted(value[key])]));
}
