/**
 * From what was said to one destination, or to the candidates when two are equally good.
 *
 * `navai_jupyter/core/routes.py` is the twin; both are held to `tests/cases/routes.json`. The steps:
 *
 * 1. `normalise`: lower case, NFKD, marks (category M) dropped, every run of characters that are neither letter
 *    (L) nor number (N) becomes one space, trimmed; then each word in `NUMBERS` becomes its digits.
 * 2. The target equals a path, both trimmed and in lower case: that destination. Nothing said: not found.
 * 3. The normalised target equals the normalised name or a synonym: one path is found, several are a tie.
 * 4. Otherwise each destination scores the best of its name and synonyms (`score`, 0 to 1):
 *    - words: the distinct words in order, without `FILLERS` (with them when nothing else is left);
 *    - a word of the target that has a digit or is a single character must be a word of the name, else 0;
 *    - two words are alike by 1 when equal, by `ratio` when both have four characters or more and the ratio
 *      reaches `TOKEN_FLOOR`, else by 0;
 *    - cover(A, B) = Σ length(a) · best likeness of a in B ÷ Σ length(a), lengths in code points;
 *    - score = max(cover(target, name) · (0.75 + 0.25 · cover(name, target)), ratio of the words joined
 *      without spaces when that reaches `TOKEN_FLOOR`).
 * 5. Sort by score, the given order among equals, the best of each path. No score reaches `FLOOR`: not found, the
 *    candidates are those above half of it. Others within `TIE_MARGIN` of the best: a tie. At most
 *    `MAX_CANDIDATES` are named.
 */

import { ratio } from './distance.js';
import type { RouteInfo } from './wire.js';

export const FLOOR = 0.6;
export const TIE_MARGIN = 0.05;
export const TOKEN_FLOOR = 0.75;
export const MAX_CANDIDATES = 5;
export const FILLERS: ReadonlySet<string> = new Set(
  'a an chapter go heading me open part please section show take the to'.split(' '),
);
export const NUMBERS: Readonly<Record<string, string>> = {
  zero: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  eleven: '11',
  twelve: '12',
};

export type Resolution =
  | { kind: 'found'; route: RouteInfo }
  | { kind: 'tie'; candidates: RouteInfo[] }
  | { kind: 'unknown'; candidates: RouteInfo[] };

export function normalise(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '');
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words.map((word) => (Object.hasOwn(NUMBERS, word) ? NUMBERS[word] : word)).join(' ');
}

export function resolve(target: string, routes: readonly RouteInfo[]): Resolution {
  const path = target.trim().toLowerCase();
  const said = normalise(target);
  const byPath = routes.find((route) => route.path.trim().toLowerCase() === path);
  if (byPath) {
    return { kind: 'found', route: byPath };
  }
  if (!said) {
    return { kind: 'unknown', candidates: [] };
  }
  const named = onePerPath(routes.filter((route) => namesOf(route).includes(said)));
  if (named.length > 0) {
    return named.length === 1
      ? { kind: 'found', route: named[0] }
      : { kind: 'tie', candidates: named.slice(0, MAX_CANDIDATES) };
  }
  return rank(said, routes);
}

function rank(said: string, routes: readonly RouteInfo[]): Resolution {
  const scores = new Map(
    routes.map((route) => [route, Math.max(0, ...namesOf(route).map((name) => score(said, name)))]),
  );
  const of = (route: RouteInfo) => scores.get(route) ?? 0;
  const ranked = onePerPath([...routes].sort((left, right) => of(right) - of(left)));
  const above = (least: number) => ranked.filter((route) => of(route) >= least).slice(0, MAX_CANDIDATES);
  if (ranked.length === 0 || of(ranked[0]) < FLOOR) {
    return { kind: 'unknown', candidates: above(FLOOR / 2) };
  }
  const best = above(of(ranked[0]) - TIE_MARGIN);
  return best.length === 1 ? { kind: 'found', route: best[0] } : { kind: 'tie', candidates: best };
}

function score(said: string, name: string): number {
  const wanted = words(said);
  const offered = words(name);
  if (wanted.some((word) => isStrict(word) && !offered.includes(word))) {
    return 0;
  }
  const covered = cover(wanted, offered) * (0.75 + 0.25 * cover(offered, wanted));
  const joined = ratio(wanted.join(''), offered.join(''));
  return Math.max(covered, joined >= TOKEN_FLOOR ? joined : 0);
}

function cover(words: string[], among: string[]): number {
  let sum = 0;
  let total = 0;
  for (const word of words) {
    const length = [...word].length;
    sum += length * Math.max(0, ...among.map((other) => likeness(word, other)));
    total += length;
  }
  return total === 0 ? 0 : sum / total;
}

function likeness(left: string, right: string): number {
  if (left === right) {
    return 1;
  }
  if ([...left].length < 4 || [...right].length < 4) {
    return 0;
  }
  const alike = ratio(left, right);
  return alike >= TOKEN_FLOOR ? alike : 0;
}

/** Numbers and single letters tell destinations apart ("Step 2", "Model B"): they are never guessed. */
function isStrict(word: string): boolean {
  return [...word].length === 1 || /\p{N}/u.test(word);
}

function words(normalised: string): string[] {
  const all = [...new Set(normalised.split(' ').filter(Boolean))];
  const telling = all.filter((word) => !FILLERS.has(word));
  return telling.length > 0 ? telling : all;
}

function namesOf(route: RouteInfo): string[] {
  return [route.name, ...route.synonyms].map(normalise);
}

function onePerPath(routes: RouteInfo[]): RouteInfo[] {
  const paths = new Set<string>();
  return routes.filter((route) => !paths.has(route.path) && paths.add(route.path));
}
