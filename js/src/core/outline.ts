/** Headings as destinations; the twin of `navai_jupyter/core/outline.py`. */

import type { RouteInfo } from './wire.js';

export interface Heading {
  readonly name: string;
  readonly level: number;
  readonly cellId: string;
}

/** In document order, each told by what is above it; the second of one name is reached by its cell. */
export function outline(headings: readonly Heading[]): RouteInfo[] {
  const taken = new Set<string>();
  const above: string[] = [];
  return headings.map(({ name, level, cellId }) => {
    above.length = Math.max(0, level - 1);
    const description = above.filter(Boolean).join(' › ');
    above[level - 1] = name;
    const path = taken.has(`#${name}`) ? `cell:${cellId}` : `#${name}`;
    taken.add(path);
    return { name, path, description, synonyms: [] };
  });
}
