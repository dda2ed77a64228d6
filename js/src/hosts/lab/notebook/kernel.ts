import type { PageFunction } from '../../../core/host.js';
import { notebookProblems, notebookTools, notebookWords } from '../../../core/notebook-words.js';
import { fail } from '../../../core/problem.js';
import { define } from './define.js';
import type { NotebookParts } from './functions.js';
import type { Place } from './place.js';
import { runCells } from './run-cells.js';

const NOTHING = 'nothing';
const RUN_ALL = 'run all';

/** Functions that act on the kernel of the notebook. */
export function kernelFunctions({ placeOf }: NotebookParts): PageFunction[] {
  return [
    define({
      name: 'notebook_interrupt_kernel',
      description: notebookTools.interrupt,
      risk: 'change',
      run: async (_args, turn) => {
        const kernel = kernelOf(placeOf(turn));
        if (kernel.status !== 'busy') {
          return { say: notebookWords.nothingRuns };
        }
        await kernel.interrupt();
        return { say: notebookWords.interrupted };
      },
    }),
    define({
      name: 'notebook_restart_kernel',
      description: notebookTools.restart,
      risk: 'destructive',
      properties: {
        afterwards: { type: 'string', enum: [NOTHING, RUN_ALL], description: notebookTools.restartAfterwards },
      },
      seconds: 60,
      run: async ({ afterwards }, turn, signal) => {
        const place = placeOf(turn);
        kernelOf(place);
        await place.panel.sessionContext.restartKernel();
        if (afterwards !== RUN_ALL) {
          return { say: notebookWords.restarted };
        }
        return runCells(place, [...place.shared.cells.keys()], signal);
      },
    }),
  ];
}

function kernelOf({ panel }: Place) {
  const kernel = panel.sessionContext.session?.kernel;
  if (!kernel) {
    throw fail('no_kernel', notebookProblems.kernelMissing(panel.context.path));
  }
  return kernel;
}
