/** Which cell of a notebook a phrase means; the twin of `navai_jupyter/core/cells.py`. */

import type { CellPhrase } from './cell-phrases.js';
import { definitions } from './definitions.js';
import { type Heading, outline } from './outline.js';
import { placeWords } from './place-words.js';
import { MAX_CANDIDATES, type Resolution, resolve } from './resolve.js';
import { normalise } from './spelling.js';
import type { RouteInfo } from './wire.js';

export type Shown = 'output' | 'plot' | 'table' | 'error';

export interface CellView {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly tags: readonly string[];
  readonly headings: readonly Pick<Heading, 'name' | 'level'>[];
  readonly shows: ReadonlySet<Shown>;
  readonly running: boolean;
}

/** `active` is the cell in which the person was when they began to speak. */
export function findCell(phrase: CellPhrase, cells: readonly CellView[], active: string | null): Resolution {
  const at = cells.findIndex(({ id }) => id === active);
  const [start, end] = scope(phrase.inside, cells);
  const found = matching(phrase, cells).filter((n) => n >= start && n < end);
  const routes = [...new Set(choose(phrase, found, at))].map((n) => cellRoute(cells, n));
  if (routes.length === 1) {
    return { kind: 'found', route: routes[0] };
  }
  return routes.length > 0
    ? { kind: 'tie', candidates: routes.slice(0, MAX_CANDIDATES) }
    : { kind: 'unknown', candidates: [] };
}

/** A cell as a destination: its number, and the heading that it lies under. */
export function cellRoute(cells: readonly CellView[], at: number): RouteInfo {
  const above = cells.slice(0, at + 1).flatMap(({ headings }) => headings);
  return {
    name: placeWords.cell(at + 1),
    path: `cell:${cells[at].id}`,
    description: above.at(-1)?.name ?? '',
    synonyms: [],
  };
}

function headingsOf(cells: readonly CellView[]): Heading[] {
  return cells.flatMap(({ id, headings }) => headings.map((heading) => ({ ...heading, cellId: id })));
}

function matching(phrase: CellPhrase, cells: readonly CellView[]): number[] {
  switch (phrase.kind) {
    case 'section':
      return cells.flatMap(({ headings }, n) => headings.map(() => n));
    case 'makes':
      return called(
        phrase.name,
        cells.map(({ type, source }) => (type === 'code' ? definitions(source) : [])),
      );
    case 'tag':
      return called(
        phrase.name,
        cells.map(({ tags }) => tags),
      );
    default:
      return cells.flatMap((cell, n) => (is(phrase, cell) ? [n] : []));
  }
}

function is({ kind }: CellPhrase, cell: CellView): boolean {
  switch (kind) {
    case 'cell':
      return true;
    case 'code':
    case 'markdown':
    case 'raw':
      return cell.type === kind;
    case 'empty':
      return !cell.source.trim() && cell.headings.length === 0;
    case 'running':
      return cell.running;
    default:
      return cell.shows.has(kind as Shown);
  }
}

/** The cells that have the name which is said; a word may be said letter by letter. */
function called(said: string, names: readonly (readonly string[])[]): number[] {
  const spelt = new Map(names.flat().map((name) => [name, spell(name)]));
  const joined = said.replaceAll(' ', '');
  let meant = [...spelt].find(([, words]) => words.replaceAll(' ', '') === joined)?.[0];
  if (meant === undefined) {
    const routes = [...spelt].map(([name, words]) => ({
      name: words,
      path: name,
      description: '',
      synonyms: [],
    }));
    const found = resolve(said, routes);
    meant = found.kind === 'found' ? found.route.path : undefined;
  }
  return names.flatMap((each, n) => (meant !== undefined && each.includes(meant) ? [n] : []));
}

/** `loadSales` and `load_sales` as one says them. */
function spell(name: string): string {
  return normalise(name.replace(/([a-z0-9])([A-Z])/g, '$1 $2'));
}

/** From the cell of a heading to the next one of its level or above; all cells when there is no heading. */
function scope(inside: string, cells: readonly CellView[]): [start: number, end: number] {
  if (!inside) {
    return [0, cells.length];
  }
  const headings = headingsOf(cells);
  const routes = outline(headings);
  const found = resolve(inside, routes);
  if (found.kind !== 'found') {
    return [0, 0];
  }
  const at = routes.indexOf(found.route);
  const next = headings.slice(at + 1).find(({ level }) => level <= headings[at].level);
  const place = (heading: Heading) => cells.findIndex(({ id }) => id === heading.cellId);
  return [place(headings[at]), next ? place(next) : cells.length];
}

function choose({ which, kind }: CellPhrase, found: readonly number[], at: number): readonly number[] {
  if (typeof which === 'number') {
    const chosen = found.at(which < 0 ? which : which - 1);
    return chosen === undefined || which === 0 ? [] : [chosen];
  }
  switch (which) {
    case 'current':
      return found.filter((n) => n === at);
    case 'next':
      return found.filter((n) => n > at).slice(0, 1);
    case 'previous': {
      const before = found.filter((n) => n < at);
      const isBelowHeading = kind === 'section' && !found.includes(at);
      return (isBelowHeading ? before.slice(0, -1) : before).slice(-1);
    }
    default:
      // A name is made where it first gets a value; what comes later changes it.
      return kind === 'makes' ? found.slice(0, 1) : found;
  }
}
