import type { PageFunction } from '../../../../core/host.js';
import { readingTools, readingWords } from '../../../../core/reading-words.js';
import type { JsonValue } from '../../../../core/wire.js';
import { define } from '../define.js';
import type { NotebookParts } from '../functions.js';
import type { Place } from '../place.js';
import type { CellRuns } from '../runs.js';
import { spokenEnd, TELL } from './telling.js';

export function runningFunctions({ placeOf, runs, telling }: NotebookParts): PageFunction[] {
  return [
    define({
      name: 'notebook_busy',
      description: readingTools.running,
      risk: 'read',
      run: async (_args, turn) => running(placeOf(turn), runs),
    }),
    define({
      name: TELL,
      description: readingTools.tellWhenDone,
      risk: 'read',
      run: async (_args, turn) => {
        const place = placeOf(turn);
        const wished = telling.wish(place.notebook);
        if (wished.length === 0) {
          return running(place, runs);
        }
        const number = numberOf(place, wished[0].cell);
        const many = readingWords.willTellAll(wished.length);
        return { say: wished.length > 1 ? many : readingWords.willTell(number), waiting: wished.length };
      },
    }),
  ];
}

export function running(place: Place, runs: CellRuns): { say: string; [fact: string]: JsonValue } {
  const { notebook, panel } = place;
  const [first, ...waiting] = runs.of(notebook);
  if (first) {
    const seconds = runs.secondsOf(first);
    const number = numberOf(place, first.cell);
    const say = readingWords.running(number, readingWords.time(seconds), waiting.length);
    return { say, running: number, seconds: Math.round(seconds), waiting: waiting.length };
  }
  if (panel.sessionContext.session?.kernel?.status === 'busy') {
    return { say: readingWords.kernelBusy, running: null };
  }
  const last = runs.lastOf(notebook);
  const isThere = last && !last.cell.isDisposed;
  return { say: isThere ? readingWords.idleAfter(spokenEnd(last)) : readingWords.idle, running: null };
}

function numberOf({ notebook }: Place, cell: Place['notebook']['widgets'][number]): number {
  return notebook.widgets.indexOf(cell) + 1;
}
