import type { NotebookPanel } from '@jupyterlab/notebook';

import { readPhrase } from '../../../core/cell-phrases.js';
import { type Resolution, resolve } from '../../../core/resolve.js';
import { toolWords } from '../../../core/tool-words.js';
import type { Headings } from '../headings.js';
import type { CellRuns } from '../notebook/runs.js';
import type { Files } from './files.js';
import type { Trail } from './trail.js';
import { cellViews } from './views.js';

export interface Pointed {
  readonly headings: Headings;
  readonly runs: CellRuns;
  readonly trail: Trail;
  readonly files: Files;
}

/** What a phrase means in a notebook as it is now; null when it is no phrase but perhaps a name. */
export async function point(
  target: string,
  panel: NotebookPanel | null,
  activeId: string | null,
  { headings, runs, trail, files }: Pointed,
): Promise<Resolution | null> {
  const phrase = readPhrase(target);
  if (!phrase) {
    return null;
  }
  if (phrase.kind === 'back') {
    const { last } = trail;
    return last ? { kind: 'found', route: last } : unknown(toolWords.nowhereBack);
  }
  if (phrase.kind === 'file') {
    const found = resolve(phrase.name, await files.list());
    return found.kind === 'unknown' ? null : found;
  }
  if (!panel) {
    return null;
  }
  const views = cellViews(panel, headings, runs);
  const { findCell } = await import('../../../core/cells.js'); // a parser of Python comes with it
  const found = findCell(phrase, views, activeId);
  return found.kind === 'unknown' ? unknown(toolWords.noSuchCell(views.length)) : found;
}

function unknown(why: string): Resolution {
  return { kind: 'unknown', candidates: [], why };
}
