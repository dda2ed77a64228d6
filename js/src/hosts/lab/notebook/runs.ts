import type { Cell, ICodeCellModel } from '@jupyterlab/cells';
import type { Notebook } from '@jupyterlab/notebook';
import type { ISignal } from '@lumino/signaling';

import { Signal } from '../../../core/signal.js';

/** A cell between the moment it was told to run and its end. */
export interface Run {
  readonly notebook: Notebook;
  readonly cell: Cell;
  /** When it began, in milliseconds of the same clock for all; null while others run before it. */
  readonly since: number | null;
}

export interface EndedRun {
  readonly notebook: Notebook;
  readonly cell: Cell;
  readonly seconds: number;
  /** A cell that waited behind one that failed does not run. */
  readonly outcome: 'done' | 'failed' | 'cancelled';
}

/** What JupyterLab tells when a cell is told to run, whoever told it. */
export type Scheduled = ISignal<unknown, { notebook: Notebook; cell: Cell }>;

/** Follows every cell that runs, to its end: JupyterLab tells of the beginning, and of the end only if it ran. */
export class CellRuns {
  readonly ended = new Signal<EndedRun>();
  #runs: Run[] = [];
  /** Told to run, and not running yet. */
  readonly #cleared = new WeakSet<Cell>();
  readonly #last = new WeakMap<Notebook, EndedRun>();

  constructor(
    scheduled: Scheduled,
    private readonly now: () => number,
  ) {
    scheduled.connect((_, { notebook, cell }) => this.#begin(notebook, cell));
  }

  /** The cells of a notebook that run or wait, in the order in which they will end. */
  of(notebook: Notebook): readonly Run[] {
    return this.#runs.filter((run) => run.notebook === notebook);
  }

  secondsOf({ since }: Run): number {
    return (this.now() - (since ?? this.now())) / 1000;
  }

  /** What ended last. */
  lastOf(notebook: Notebook): EndedRun | undefined {
    return this.#last.get(notebook);
  }

  #begin(notebook: Notebook, cell: Cell): void {
    if (cell.model.type !== 'code') {
      return;
    }
    // A cell that is told to run while it runs is cleared first, as if it had ended.
    this.#cleared.add(cell);
    if (this.#runs.some((run) => run.cell === cell)) {
      return;
    }
    const model = cell.model as ICodeCellModel;
    const since = this.of(notebook).length === 0 ? this.now() : null;
    this.#runs.push({ notebook, cell, since });
    const stop = () => {
      model.stateChanged.disconnect(look);
      cell.disposed.disconnect(stop);
      this.#end(cell);
    };
    const look = () => {
      if (model.executionState === 'running') {
        this.#cleared.delete(cell);
      } else if (!this.#cleared.has(cell)) {
        stop();
      }
    };
    model.stateChanged.connect(look);
    cell.disposed.connect(stop);
  }

  #end(cell: Cell): void {
    const run = this.#runs.find((each) => each.cell === cell);
    if (!run) {
      return;
    }
    const { notebook, since } = run;
    const at = this.now();
    this.#runs = this.#runs.filter((each) => each !== run);
    const next = this.#runs.findIndex((each) => each.notebook === notebook);
    if (next >= 0) {
      this.#runs[next] = { ...this.#runs[next], since: this.#runs[next].since ?? at };
    }
    const ended = { notebook, cell, seconds: (at - (since ?? at)) / 1000, outcome: outcomeOf(cell) };
    this.#last.set(notebook, ended);
    this.ended.emit(ended);
  }
}

function outcomeOf(cell: Cell): EndedRun['outcome'] {
  if (cell.isDisposed) {
    return 'cancelled';
  }
  const { outputs, executionCount } = cell.model as ICodeCellModel;
  if (outputs.toJSON().some((output) => output.output_type === 'error')) {
    return 'failed';
  }
  return executionCount === null ? 'cancelled' : 'done';
}
