import type { YCellType, YNotebook } from '@jupyter/ydoc';
import type { IOutput } from '@jupyterlab/nbformat';

import { apply, type Edit, editsSince, type Written } from './characters.js';
import { isCode } from './edits.js';
import { patchSource } from './patch.js';

/** What is in a cell, whichever object of the model it is in. */
export interface Content {
  readonly id: string;
  readonly source: string;
  /** How the text became that since the cell was made anew, as far as that can be told. */
  readonly edits: { readonly of: string; readonly since: readonly Edit[] } | null;
  readonly metadata: object;
  /** Null for a cell that has none. */
  readonly ran: { readonly count: number | null; readonly outputs: IOutput[] } | null;
}

export function cellsById(notebook: YNotebook): Map<string, YCellType> {
  return new Map(notebook.cells.map((cell) => [cell.id, cell]));
}

export function content(cell: YCellType, before: Written | undefined): Content {
  const ran = isCode(cell) ? { count: cell.execution_count ?? null, outputs: cell.getOutputs() } : null;
  const since = before ? editsSince(before, cell) : null;
  const edits = before && since ? { of: before.source, since } : null;
  return { id: cell.id, source: cell.getSource(), edits, metadata: cell.getMetadata(), ran };
}

/** Gives the cells with these ids the contents that they had, or deletes them as they were. */
export function restore(
  notebook: YNotebook,
  contents: readonly (Content | { id: string; deleted: true })[],
): void {
  const cells = cellsById(notebook);
  for (const before of contents) {
    const cell = cells.get(before.id);
    if (cell && 'deleted' in before) {
      notebook.deleteCell(notebook.cells.indexOf(cell));
    } else if (cell && 'source' in before) {
      write(cell, before);
    }
  }
}

function write(cell: YCellType, { source, edits, metadata, ran }: Content): void {
  if (edits?.of === cell.getSource()) {
    apply(edits.since, cell);
  } else {
    patchSource(cell, source);
  }
  for (const key of Object.keys(cell.getMetadata()).filter((each) => !(each in metadata))) {
    cell.deleteMetadata(key);
  }
  cell.setMetadata(metadata);
  if (ran && isCode(cell)) {
    cell.setOutputs(ran.outputs);
    cell.execution_count = ran.count;
  }
}
