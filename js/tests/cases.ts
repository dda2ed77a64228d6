/** The fixture notebooks of `tests/cases`, as the page sees them. */

import notebooks from '../../tests/cases/notebooks.json';
import { outline } from '../src/core/outline.js';
import type { RouteInfo } from '../src/core/wire.js';

type Heading = [name: string, level: number];

interface FixtureCell {
  readonly id: string;
  readonly headings?: Heading[];
}

export function cellsOf(name: string): FixtureCell[] {
  return (notebooks as unknown as Record<string, { cells: FixtureCell[] }>)[name].cells;
}

export function headingsOf(name: string): RouteInfo[] {
  return outline(
    cellsOf(name).flatMap(({ id, headings = [] }) =>
      headings.map(([heading, level]) => ({ name: heading, level, cellId: id })),
    ),
  );
}
