import type { ISharedCell, ISharedCodeCell } from '@jupyter/ydoc';

import type { PageFunction } from '../../../../core/host.js';
import { readingTools, readingWords } from '../../../../core/reading-words.js';
import { define } from '../define.js';
import type { NotebookParts } from '../functions.js';
import type { Place } from '../place.js';
import type { CellRuns } from '../runs.js';
import { sectionAt, sectionsOf } from '../sections.js';
import { errorOf, isCode } from './outputs.js';
import { running } from './running.js';
import { shortened } from './text.js';

const MOST_SECTIONS = 12;
const NAME = 60;

export function whereFunctions({ placeOf, runs }: NotebookParts): PageFunction[] {
  return [
    define({
      name: 'notebook_where',
      description: readingTools.where,
      risk: 'read',
      run: async (_args, turn) => where(placeOf(turn), runs),
    }),
    define({
      name: 'notebook_list_sections',
      description: readingTools.sections,
      risk: 'read',
      run: async (_args, turn) => sections(placeOf(turn).shared.cells),
    }),
  ];
}

/** Where that is, and what runs there. */
export function spokenPlace(place: Place, runs: CellRuns): string {
  const { say } = where(place, runs);
  return runs.of(place.notebook).length > 0 ? `${say} ${running(place, runs).say}` : say;
}

function where(place: Place, runs: CellRuns) {
  const { panel, shared, index } = place;
  const { cells } = shared;
  const document = panel.context.path;
  const kernel = panel.sessionContext.session?.kernel?.status ?? 'none';
  const section = sectionAt(cells, index)?.name ?? '';
  const cell = cells[index] as ISharedCell | undefined;
  const facts = { document, section: section || null, cells: cells.length, kernel };
  const { kernels, states } = readingWords;
  const kernelSaid = kernel === 'none' || kernel in kernels ? kernels[kernel as 'idle'] : kernels.other(kernel);
  if (!cell) {
    return { say: [document, readingWords.noCell, kernelSaid].join('. '), ...facts };
  }
  const kind = readingWords.kinds[cell.cell_type] ?? cell.cell_type;
  const state = isCode(cell) ? stateOf(place, cell, runs) : null;
  const said = readingWords.where(document, section, readingWords.cellOf(index + 1, cells.length, kind));
  const say = [said, ...(state ? [states[state]] : []), kernelSaid].join(' ');
  return { say, ...facts, cell: index + 1, kind: cell.cell_type, state };
}

function stateOf({ notebook }: Place, cell: ISharedCodeCell, runs: CellRuns) {
  const run = runs.of(notebook).find((each) => each.cell.model.id === cell.id);
  if (run || cell.executionState === 'running') {
    return run?.since === null ? 'waiting' : 'running';
  }
  if (errorOf(cell)) {
    return 'failed';
  }
  return cell.execution_count === null ? 'never' : 'done';
}

function sections(cells: readonly ISharedCell[]) {
  const found = sectionsOf(cells).map(({ name, level, start }) => ({ name, level, cell: start + 1 }));
  const told = found
    .slice(0, MOST_SECTIONS)
    .map(({ name, cell }) => readingWords.section(shortened(name, NAME), cell));
  const more = found.length - told.length;
  const list = [...told, ...(more > 0 ? [readingWords.more(more, 'section')] : [])].join('; ');
  const say = found.length > 0 ? readingWords.sections(found.length, list) : readingWords.noSections;
  return { say, sections: found };
}
