import type { NotebookPanel } from '@jupyterlab/notebook';

import type { PageFunction } from '../../../core/host.js';
import { notebookProblems, notebookTools, notebookWords } from '../../../core/notebook-words.js';
import { fail } from '../../../core/problem.js';
import { resolve } from '../../../core/resolve.js';
import { define } from './define.js';
import type { NotebookParts } from './functions.js';

const OTHER = /^(?:the )?other\b/i;

/** The session moves to another notebook because the person asks for it. */
export function usingFunctions({ notebooks, use, placeOf }: NotebookParts): PageFunction[] {
  return [
    define({
      name: 'notebook_use_notebook',
      description: notebookTools.useNotebook,
      risk: 'read',
      properties: { notebook: { type: 'string', description: notebookTools.useNotebookName } },
      required: ['notebook'],
      run: async (args, turn) => {
        const open = notebooks();
        const others = open.filter((panel) => panel !== placeOf(turn).panel);
        const name = String(args.notebook);
        const panel = OTHER.test(name) && others.length === 1 ? others[0] : named(name, open);
        if (!panel) {
          throw fail('no_such_notebook', notebookProblems.noSuchNotebook(name, open.map(pathOf)));
        }
        use(turn, panel);
        return { say: notebookWords.uses(pathOf(panel)) };
      },
    }),
  ];
}

function named(name: string, open: readonly NotebookPanel[]): NotebookPanel | undefined {
  const routes = open.map((panel) => {
    const path = pathOf(panel);
    const plain = path.replace(/^.*\//, '').replace(/\.ipynb$/, '');
    return { name: plain, path, description: '', synonyms: [path] };
  });
  const found = resolve(name.replace(/^(?:the )?notebook /i, ''), routes);
  return found.kind === 'found' ? open.find((panel) => pathOf(panel) === found.route.path) : undefined;
}

function pathOf(panel: NotebookPanel): string {
  return panel.context.path;
}
