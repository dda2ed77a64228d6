import type { ISharedCell } from '@jupyter/ydoc';

/** A heading, with the cells from its own to the one before the next heading of its level or above. */
export interface Section {
  readonly name: string;
  readonly level: number;
  /** Index of the cell in which the heading is. */
  readonly start: number;
  /** Index behind the last cell. */
  readonly end: number;
}

const FENCE = /^\s*(```|~~~)/;
const HEADING = /^ {0,3}(#{1,6})\s+(.+?)\s*#*\s*$/;

/** The sections of a notebook in their order, read from its cells: also those that were never on the screen. */
export function sectionsOf(cells: readonly ISharedCell[]): Section[] {
  const found = cells.flatMap((cell, start) =>
    cell.cell_type === 'markdown' ? headingsIn(cell.getSource()).map((heading) => ({ ...heading, start })) : [],
  );
  return found.map((section, at) => {
    const next = found
      .slice(at + 1)
      .find(({ level, start }) => level <= section.level && start > section.start);
    return { ...section, end: next?.start ?? cells.length };
  });
}

/** The last heading at or above a cell. */
export function sectionAt(cells: readonly ISharedCell[], index: number): Section | undefined {
  return sectionsOf(cells)
    .filter(({ start }) => start <= index)
    .at(-1);
}

function headingsIn(source: string): { name: string; level: number }[] {
  let isFenced = false;
  return source.split('\n').flatMap((line) => {
    if (FENCE.test(line)) {
      isFenced = !isFenced;
    }
    const [, marks, name] = (!isFenced && HEADING.exec(line)) || [];
    return name ? [{ name, level: marks.length }] : [];
  });
}
