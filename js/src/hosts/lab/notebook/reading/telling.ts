import type { ICodeCellModel } from '@jupyterlab/cells';
import type { IError } from '@jupyterlab/nbformat';
import type { Notebook } from '@jupyterlab/notebook';

import type { Tiding } from '../../../../core/host.js';
import { readingWords } from '../../../../core/reading-words.js';
import { Signal } from '../../../../core/signal.js';
import type { CellRuns, EndedRun, Run } from '../runs.js';
import { spokenFailure } from './spoken-error.js';
import { sentence } from './text.js';

export const TELL = 'notebook_tell_when_done';

/** Cells whose end somebody wants to be told of. */
interface Wish {
  readonly notebook: Notebook;
  readonly waiting: Set<Run['cell']>;
  readonly count: number;
  readonly since: number;
}

/** A run that was so short needs no announcement. */
const SHORT_SECONDS = 2;

/** Tells of the ends of cells: by voice of those that the person asked about, beside it of all that took long or failed. */
export class Telling {
  readonly tidings = new Signal<Tiding>();
  #wishes: Wish[] = [];

  constructor(
    private readonly runs: CellRuns,
    private readonly now: () => number,
  ) {
    runs.ended.on((ended) => this.#tell(ended));
  }

  /** From now on until they end; answers the cells that will be told of. */
  wish(notebook: Notebook): readonly Run[] {
    const runs = this.runs.of(notebook);
    if (runs.length > 0) {
      const waiting = new Set(runs.map(({ cell }) => cell));
      this.#wishes = this.#wishes.filter((wish) => wish.notebook !== notebook);
      this.#wishes.push({ notebook, waiting, count: waiting.size, since: runs[0].since ?? this.now() });
    }
    return runs;
  }

  #tell(ended: EndedRun): void {
    const { notebook, cell, outcome, seconds } = ended;
    const wish = this.#wishes.find((each) => each.notebook === notebook && each.waiting.delete(cell));
    if (!wish) {
      if (outcome === 'failed' || (outcome === 'done' && seconds >= SHORT_SECONDS)) {
        this.tidings.emit({ text: spokenEnd(ended), urgent: outcome === 'failed', answers: null });
      }
      return;
    }
    const isOver = outcome !== 'done' || wish.waiting.size === 0;
    if (isOver) {
      this.#wishes = this.#wishes.filter((each) => each !== wish);
      const all = readingWords.allDone(wish.count, readingWords.time((this.now() - wish.since) / 1000));
      const text = outcome === 'done' && wish.count > 1 ? all : spokenEnd(ended);
      this.tidings.emit({ text, urgent: outcome === 'failed', answers: TELL });
    }
  }
}

/** "Cell 5 is done after 40 seconds." */
export function spokenEnd({ notebook, cell, outcome, seconds }: EndedRun): string {
  const number = notebook.widgets.indexOf(cell) + 1;
  switch (outcome) {
    case 'done':
      return readingWords.done(number, readingWords.time(seconds));
    case 'cancelled':
      return readingWords.cancelled(number);
    case 'failed': {
      const outputs = (cell.model as ICodeCellModel).outputs.toJSON();
      const error = outputs.find((output): output is IError => output.output_type === 'error');
      return readingWords.failed(number, error ? sentence(spokenFailure(error)) : '');
    }
  }
}
