import type { YNotebook } from '@jupyter/ydoc';
import { type Item, type Transaction, UndoManager, type Map as YMap } from 'yjs';

import { alignWithReturned } from './align.js';
import { type Written, writtenIn } from './characters.js';
import { cellsById, content, restore } from './content.js';

/** What belongs to one stack item of Yjs. */
interface Step {
  /** All steps of one spoken turn are undone together. */
  readonly turn: object;
  /** By id what was in the cells that the step made anew: undoing it brings back those before, with what came since. */
  readonly remade: ReadonlyMap<string, Written | undefined>;
}

const STEP = 'navai';

/**
 * Undo and redo of what spoken turns changed in one notebook; the person's own edits stay.
 *
 * Each change is a step of Yjs' own, so that one can be undone that was made on a cell before it was moved.
 */
export class TurnHistory {
  readonly #changes: UndoManager;
  /** The origin of our transactions: neither the person's undo nor ours of anything else sees them. */
  readonly #origin = { of: 'navai-jupyter' };
  /** The origin of what is carried over to a cell that came back: nobody undoes it. */
  readonly #carried = { of: 'navai-jupyter' };
  /** Cells that we brought into the notebook, and cells that the person wrote in. */
  readonly #brought = new WeakSet<object>();
  readonly #touched = new WeakSet<object>();

  constructor(private readonly notebook: YNotebook) {
    const cells = notebook.ydoc.getArray<YMap<unknown>>('cells');
    this.#changes = new UndoManager(cells, {
      trackedOrigins: new Set([this.#origin]),
      captureTimeout: 0,
      deleteFilter: (item) => !this.#isKept(item),
    });
    cells.observeDeep((events, { origin }) => {
      if (origin === this.#origin || origin === this.#carried || origin === this.#changes) {
        return;
      }
      for (const { path } of events) {
        if (path[1] === 'source') {
          this.#touched.add(cells.get(Number(path[0])));
        }
      }
    });
  }

  /** A change of a spoken turn, as one step. */
  change<T>(turn: object, change: () => T): T {
    const before = cellsById(this.notebook);
    const last = this.#changes.undoStack.at(-1);
    let result: T | undefined;
    this.notebook.ydoc.transact(() => {
      result = change(); // JupyterLab's Yjs may be one whose transactions answer nothing
    }, this.#origin);
    const item = this.#changes.undoStack.at(-1);
    if (item && item !== last) {
      const cells = [...cellsById(this.notebook)];
      const remade = cells.filter(([id, { ymodel }]) => before.has(id) && before.get(id)?.ymodel !== ymodel);
      item.meta.set(STEP, { turn, remade: this.#written(remade.map(([id]) => id)) } satisfies Step);
      this.#bring(before);
    }
    return result as T;
  }

  /** Undoes the last turn that still has something to undo; null when there is none. */
  undo(): object | null {
    return this.#go('undo', 'undoStack');
  }

  redo(): object | null {
    return this.#go('redo', 'redoStack');
  }

  #go(kind: 'undo' | 'redo', stack: 'undoStack' | 'redoStack'): object | null {
    const top = () => this.#changes[stack].at(-1)?.meta.get(STEP) as Step | undefined;
    for (let step = top(); step; step = top()) {
      const { turn } = step;
      let changed = false;
      while (top()?.turn === turn) {
        changed = this.#pop(kind, stack) || changed;
      }
      if (changed) {
        return turn;
      }
    }
    return null;
  }

  /** Takes back the topmost step alone: Yjs would go on to an older one where this one changes nothing. */
  #pop(kind: 'undo' | 'redo', stack: 'undoStack' | 'redoStack'): boolean {
    const changes = this.#changes;
    const item = changes[stack][changes[stack].length - 1];
    const step = item.meta.get(STEP) as Step;
    const older = changes[stack].splice(0, changes[stack].length - 1);
    const opposite = kind === 'undo' ? 'redoStack' : 'undoStack';
    const last = changes[opposite].at(-1);
    const before = cellsById(this.notebook);
    const contents = [...step.remade].map(([id, written]) => {
      const cell = before.get(id);
      return cell ? content(cell, written) : { id, deleted: true as const };
    });
    this.notebook.ydoc.once('beforeTransaction', (transaction: Transaction) =>
      alignWithReturned(transaction, item),
    );
    const changed = changes[kind]() !== null;
    changes[stack].unshift(...older);
    this.notebook.ydoc.transact(() => restore(this.notebook, contents), this.#carried);
    const back = changes[opposite].at(-1);
    if (back !== last) {
      const { turn } = step;
      back?.meta.set(STEP, { turn, remade: this.#written([...step.remade.keys()]) } satisfies Step);
    }
    this.#bring(before);
    return changed;
  }

  #written(ids: readonly string[]): Step['remade'] {
    const cells = cellsById(this.notebook);
    return new Map(
      ids.map((id) => {
        const cell = cells.get(id);
        return [id, cell && writtenIn(cell)];
      }),
    );
  }

  #bring(before: ReadonlyMap<string, unknown>): void {
    for (const [id, { ymodel }] of cellsById(this.notebook)) {
      if (!before.has(id)) {
        this.#brought.add(ymodel);
      }
    }
  }

  /** A cell that we brought stays with all that is in it once the person wrote there. */
  #isKept(item: Item): boolean {
    for (let each: Item | null = item; each; each = parentOf(each)) {
      const type: object | undefined = (each.content as { type?: object }).type;
      if (type && this.#brought.has(type) && this.#touched.has(type)) {
        return true;
      }
    }
    return false;
  }
}

function parentOf({ parent }: Item): Item | null {
  return parent && '_item' in parent ? parent._item : null;
}
