import type { YNotebook } from '@jupyter/ydoc';
import type { Notebook, NotebookPanel } from '@jupyterlab/notebook';

import type { Turn } from '../../../core/host.js';
import { notebookProblems } from '../../../core/notebook-words.js';
import { fail } from '../../../core/problem.js';
import type { NotebookBinding } from '../binding.js';
import { reveal } from '../destinations/reveal.js';

/** Where a turn acts: its notebook, whatever is in front by now, and the cell that "this" means. */
export interface Place {
  readonly panel: NotebookPanel;
  readonly notebook: Notebook;
  readonly shared: YNotebook;
  /** -1 when that cell was deleted meanwhile. */
  readonly index: number;
  /** The ids of cells 1, 2, 3 … as the turn numbers them. */
  readonly counted: readonly string[];
}

export type PlaceOf = (turn: Turn) => Place;

/** Finds the place of a turn; throws when its notebook was closed, or when there is none. */
export function places(binding: NotebookBinding): PlaceOf {
  return (turn) => {
    const panel = binding.panelOf(turn);
    // The only implementation of this interface there is, with and without real-time collaboration.
    const shared = panel?.model?.sharedModel as YNotebook | undefined;
    if (!panel || !shared) {
      const { binding: bound } = turn;
      throw bound
        ? fail('notebook_gone', notebookProblems.notebookGone(bound.document))
        : fail('no_notebook', notebookProblems.noNotebook());
    }
    const cellId = binding.cellOf(turn);
    const index = shared.cells.findIndex((cell) => cell.id === cellId);
    return { panel, notebook: panel.content, shared, index, counted: binding.countedOf(turn) };
  };
}

export type Arrive = (turn: Turn, place: Place, index: number) => Promise<void>;

/** A notebook that is slow to scroll holds up no call. */
const SCROLL_MS = 1_000;

/** Makes a cell the active one of its notebook, in front or not, and the one that the turn goes on at. */
export function arrivals(binding: NotebookBinding): Arrive {
  return async (turn, { panel, notebook }, index) => {
    notebook.deselectAll();
    notebook.activeCellIndex = index;
    binding.move(turn, panel);
    if (panel.isVisible) {
      // A cell that is gone before it could be shown is no failure of the call.
      const scrolled = reveal(notebook, index, ['center']).catch(() => undefined);
      await Promise.race([scrolled, new Promise((resolve) => setTimeout(resolve, SCROLL_MS))]);
    }
  };
}
