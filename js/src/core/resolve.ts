/**
 * From what was said to one destination, or to the candidates when two are equally good.
 *
 * `navai_jupyter/core/routes.py` is the twin; both are held to `tests/cases/routes.json`. The steps:
 *
 * 1. `normalise` (spelling.ts) both sides: lower case, no accents, numbers in digits.
 * 2. The target equals a path, both trimmed and in lower case: that destination. Nothing said: not found.
 * 3. It equals a name or a synonym; else it does so without `FILLERS`, or is one half of a name that its number
 *    parts ("2.1 Data"). One path is found, several are a tie.
 * 4. A place in an order: "the second setup", where several are called so.
 * 5. What it lies under: "setup under chapter 2" looks among those whose description has a part like that.
 * 6. Otherwise each destination scores the best of its name and synonyms (likeness.ts, 0 to 1):
 *    - a word of the target that is a number or a single character must be a word of the name, else 0;
 *    - two other words are alike by 1 when equal; when both have four characters or more, by their letters where
 *      `ratio` reaches `TOKEN_FLOOR`, and by `SOUND` + (1 - `SOUND`) · ratio where they sound the same;
 *    - cover(A, B) = Σ length(a) · best likeness of a in B ÷ Σ length(a), lengths in code points;
 *    - score = max(cover(target, name) · (0.75 + 0.25 · cover(name, target)), likeness of the words joined
 *      without spaces when that reaches `TOKEN_FLOOR`).
 * 7. Sort by score, the given order among equals, the best of each path. No score reaches `FLOOR`: not found, the
 *    candidates are those above half of it. Others within `TIE_MARGIN` of the best: a tie. At most
 *    `MAX_CANDIDATES` are named.
 */

import { score, telling } from './likeness.js';
import { normalise } from './spelling.js';
import type { RouteInfo } from './wire.js';

export const FLOOR = 0.6;
export const TIE_MARGIN = 0.05;
export const MAX_CANDIDATES = 5;
/** A name after its number, as in "2.1 Data" and "Part 3 models": each half is a name as well. */
const NUMBERED_NAME = /^((?:\p{L}+ )?\p{Nd}[\p{Nd}.]*) (.+)$/u;
const NTH = /^(\p{Nd}+|last) (.+)$/u;
const INSIDE = / (?:under|in|inside|within|of|from) /g;

export type Resolution =
  | { kind: 'found'; route: RouteInfo }
  | { kind: 'tie'; candidates: RouteInfo[] }
  /** `why` says more than that nothing fits. */
  | { kind: 'unknown'; candidates: RouteInfo[]; why?: string };

export function resolve(target: string, routes: readonly RouteInfo[]): Resolution {
  return resolveExactly(target, routes) ?? rank(normalise(target), routes);
}

/** Only what a path, a name or its place says in so many words. */
export function resolveExactly(target: string, routes: readonly RouteInfo[]): Resolution | null {
  const path = target.trim().toLowerCase();
  const byPath = routes.find((route) => route.path.trim().toLowerCase() === path);
  if (byPath) {
    return { kind: 'found', route: byPath };
  }
  const said = normalise(target);
  if (!said) {
    return { kind: 'unknown', candidates: [] };
  }
  return one(named(said, routes)) ?? nth(said, routes) ?? inside(said, routes);
}

/** Whose name or synonym this is; else whose name it is without fillers, or one half of it. */
function named(said: string, routes: readonly RouteInfo[]): RouteInfo[] {
  const exact = routes.filter((route) => namesOf(route).includes(said));
  if (exact.length > 0) {
    return onePerPath(exact);
  }
  const words = telling(said).join(' ');
  return onePerPath(routes.filter((route) => formsOf(route).some((form) => telling(form).join(' ') === words)));
}

/** "the second setup" and "the last setup", of several with that name. */
function nth(said: string, routes: readonly RouteInfo[]): Resolution | null {
  const [, place, name] = NTH.exec(telling(said).join(' ')) ?? [];
  const twins = name ? named(name, routes) : [];
  if (twins.length < 2) {
    return null;
  }
  const twin = place === 'last' ? twins.at(-1) : twins[Number(place) - 1];
  return twin ? { kind: 'found', route: twin } : tie(twins);
}

/** "setup under chapter 2": a name, and what it lies under. */
function inside(said: string, routes: readonly RouteInfo[]): Resolution | null {
  for (const match of said.matchAll(INSIDE)) {
    const name = said.slice(0, match.index);
    const above = said.slice(match.index + match[0].length);
    const below = routes.filter((route) => liesUnder(route, above));
    if (below.length > 0) {
      const found = one(named(name, below)) ?? rank(name, below);
      if (found.kind !== 'unknown') {
        return found;
      }
    }
  }
  return null;
}

function liesUnder(route: RouteInfo, above: string): boolean {
  const parts = route.description.split(' › ').map(normalise).filter(Boolean);
  return parts.some((part) => score(above, part) >= FLOOR);
}

function one(routes: RouteInfo[]): Resolution | null {
  if (routes.length === 0) {
    return null;
  }
  return routes.length === 1 ? { kind: 'found', route: routes[0] } : tie(routes);
}

function tie(routes: RouteInfo[]): Resolution {
  return { kind: 'tie', candidates: routes.slice(0, MAX_CANDIDATES) };
}

function rank(said: string, routes: readonly RouteInfo[]): Resolution {
  const scores = new Map(
    routes.map((route) => [route, Math.max(0, ...namesOf(route).map((name) => score(said, name)))]),
  );
  const of = (route: RouteInfo) => scores.get(route) ?? 0;
  const ranked = onePerPath([...routes].sort((left, right) => of(right) - of(left)));
  const above = (least: number) => ranked.filter((route) => of(route) >= least);
  if (ranked.length === 0 || of(ranked[0]) < FLOOR) {
    return { kind: 'unknown', candidates: above(FLOOR / 2).slice(0, MAX_CANDIDATES) };
  }
  const best = above(of(ranked[0]) - TIE_MARGIN);
  return best.length === 1 ? { kind: 'found', route: best[0] } : tie(best);
}

function namesOf(route: RouteInfo): string[] {
  return [route.name, ...route.synonyms].map(normalise);
}

function formsOf(route: RouteInfo): string[] {
  return namesOf(route).flatMap((name) => [name, ...(NUMBERED_NAME.exec(name)?.slice(1) ?? [])]);
}

function onePerPath(routes: readonly RouteInfo[]): RouteInfo[] {
  const paths = new Set<string>();
  return routes.filter((route) => !paths.has(route.path) && paths.add(route.path));
}
