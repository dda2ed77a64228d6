import type { PageFunction } from '../../../core/host.js';
import { notebookTools, notebookWords } from '../../../core/notebook-words.js';
import { CELL, cellIndex } from './cells.js';
import { define } from './define.js';
import type { NotebookParts } from './functions.js';

export function taggingFunctions({ placeOf, changes }: NotebookParts): PageFunction[] {
  return [
    define({
      name: 'notebook_tag_cell',
      description: notebookTools.tag,
      risk: 'change',
      properties: { tag: { type: 'string' }, ...CELL },
      required: ['tag'],
      run: async (args, turn) => {
        const place = placeOf(turn);
        const at = cellIndex(place, args);
        // JupyterLab ends a tag at a blank.
        const tag = String(args.tag).trim().replace(/\s+/g, '-');
        return changes.make(turn, place, () => {
          const cell = place.shared.getCell(at);
          const tags = (cell.getMetadata('tags') ?? []) as string[];
          cell.setMetadata('tags', [...tags.filter((each) => each !== tag), tag]);
          return { say: notebookWords.tagged(at + 1, tag), at };
        });
      },
    }),
  ];
}
