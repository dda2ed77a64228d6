import type { PageFunction, Turn } from '../../../core/host.js';
import { notebookTools, notebookWords } from '../../../core/notebook-words.js';
import { define } from './define.js';
import type { NotebookParts } from './functions.js';
import type { Place } from './place.js';

const COUNT = { count: { type: 'integer', minimum: 1, description: notebookTools.count } };

/** `voice_undo` is a name that the session keeps for this: any provider knows it from its tools. */
export function undoingFunctions({ placeOf, changes }: NotebookParts): PageFunction[] {
  const going = (
    name: string,
    description: string,
    step: (turn: Turn, place: Place) => readonly string[] | null,
    tell: (said: readonly string[]) => string,
    nothing: string,
  ): PageFunction =>
    define({
      name,
      description,
      risk: 'change',
      properties: COUNT,
      run: async ({ count }, turn) => {
        const place = placeOf(turn);
        const said: string[] = [];
        for (let left = Number(count ?? 1); left > 0; left -= 1) {
          said.push(...(step(turn, place) ?? []));
        }
        return { say: said.length > 0 ? tell(said) : nothing };
      },
    });

  return [
    going(
      'voice_undo',
      notebookTools.undo,
      (turn, place) => changes.undo(turn, place),
      notebookWords.undone,
      notebookWords.nothingToUndo,
    ),
    going(
      'notebook_redo',
      notebookTools.redo,
      (turn, place) => changes.redo(turn, place),
      notebookWords.redone,
      notebookWords.nothingToRedo,
    ),
  ];
}
