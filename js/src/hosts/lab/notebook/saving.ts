import type { PageFunction } from '../../../core/host.js';
import { notebookTools, notebookWords } from '../../../core/notebook-words.js';
import { define } from './define.js';
import type { NotebookParts } from './functions.js';

export function savingFunctions({ placeOf }: NotebookParts): PageFunction[] {
  return [
    define({
      name: 'notebook_save',
      description: notebookTools.save,
      risk: 'change',
      run: async (_args, turn) => {
        const { context } = placeOf(turn).panel;
        await context.save();
        return { say: notebookWords.saved(context.path) };
      },
    }),
  ];
}
