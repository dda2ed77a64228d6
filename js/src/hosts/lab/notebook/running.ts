import type { Arguments } from '../../../core/calls.js';
import type { PageFunction } from '../../../core/host.js';
import { notebookProblems, notebookTools } from '../../../core/notebook-words.js';
import { fail } from '../../../core/problem.js';
import { CELL, cellIndex } from './cells.js';
import { define } from './define.js';
import type { NotebookParts } from './functions.js';
import type { Place } from './place.js';
import { runCells } from './run-cells.js';
import { sectionAt } from './sections.js';

const SCOPES = ['cell', 'section', 'all'];

export function runFunctions({ placeOf, arrive }: NotebookParts): PageFunction[] {
  return [
    define({
      name: 'notebook_run_cells',
      description: notebookTools.run,
      risk: 'run',
      properties: { scope: { type: 'string', enum: SCOPES, description: notebookTools.runScope }, ...CELL },
      run: async (args, turn, signal) => {
        const place = placeOf(turn);
        const { from, to } = range(place, args);
        const indices = Array.from({ length: to - from }, (_, at) => from + at);
        if (indices.length === 1) {
          await arrive(turn, place, from); // running scrolls too, and would break it off
        }
        return runCells(place, indices, signal);
      },
    }),
  ];
}

/** "All" with "above" or "below" is all on that side; as in JupyterLab the cell itself belongs to those below. */
function range(place: Place, args: Arguments): { from: number; to: number } {
  const { length } = place.shared.cells;
  if (args.scope === 'all') {
    const here = () => cellIndex(place, args.number === undefined ? {} : { number: args.number });
    return {
      from: args.which === 'below' ? here() : 0,
      to: args.which === 'above' ? here() : length,
    };
  }
  const at = cellIndex(place, args);
  if (args.scope === 'section') {
    const section = sectionAt(place.shared.cells, at);
    if (!section) {
      throw fail('no_section', notebookProblems.noSection(at + 1));
    }
    return { from: section.start, to: section.end };
  }
  return { from: at, to: at + 1 };
}
