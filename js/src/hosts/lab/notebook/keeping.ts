import type { CallRecord } from '../../../core/calls.js';
import type { PageFunction } from '../../../core/host.js';
import { type Kept, keptOf } from '../../../core/keeping.js';
import { notebookProblems, notebookTools, notebookWords } from '../../../core/notebook-words.js';
import { fail } from '../../../core/problem.js';
import { callText } from '../../../ui/format.js';
import { insertKept } from '../keep.js';
import { define } from './define.js';
import type { NotebookParts } from './functions.js';

/** What the button of a card does, said: voice can undo it too. */
export function keepingFunctions({ placeOf, changes, calls }: NotebookParts): PageFunction[] {
  return [
    define({
      name: 'notebook_keep',
      description: notebookTools.keepResult,
      risk: 'change',
      run: async (_args, turn) => {
        const place = placeOf(turn);
        const { name, kept } = lastOf(calls(), place.panel.sessionContext.session?.kernel?.id);
        const at = place.index + 1;
        return changes.make(turn, place, () => {
          insertKept(place.shared, at, kept);
          return { say: notebookWords.kept(name.replaceAll('_', ' '), at + 1), at };
        });
      },
    }),
  ];
}

/** The newest that this kernel still has. */
function lastOf(calls: readonly CallRecord[], kernelId: string | undefined): { name: string; kept: Kept } {
  for (const record of [...calls].reverse()) {
    const kept = keptOf(record, callText(record.name, record.arguments));
    if (kept && kept.kernelId === kernelId) {
      return { name: record.name, kept };
    }
  }
  throw fail('no_result', notebookProblems.noResult());
}
