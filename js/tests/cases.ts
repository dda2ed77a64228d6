/** The fixture notebooks of `tests/cases`, as the page sees them. */

import notebooks from '../../tests/cases/notebooks.json';
import type { CellView, Shown } from '../src/core/cells.js';
import { outline } from '../src/core/outline.js';
import type { RouteInfo } from '../src/core/wire.js';

interface Fixture {
  readonly active: string;
  readonly cells: readonly {
    readonly id: string;
    readonly type: string;
    readonly source?: string;
    readonly tags?: string[];
    readonly headings?: [name: string, level: number][];
    readonly shows?: Shown[];
    readonly running?: boolean;
  }[];
}

const fixtures = notebooks as unknown as Record<string, Fixture>;

export function activeOf(name: string): string {
  return fixtures[name].active;
}

export function cellsOf(name: string): CellView[] {
  return fixtures[name].cells.map(
    ({ id, type, source = '', tags = [], headings = [], shows = [], running = false }) => ({
      id,
      type,
      source,
      tags,
      headings: headings.map(([heading, level]) => ({ name: heading, level })),
      shows: new Set(shows),
      running,
    }),
  );
}

export function headingsOf(name: string): RouteInfo[] {
  return outline(
    cellsOf(name).flatMap(({ id, headings }) => headings.map((heading) => ({ ...heading, cellId: id }))),
  );
}
