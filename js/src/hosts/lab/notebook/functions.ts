import type { PageFunction } from '../../../core/host.js';
import type { PlaceOf } from './place.js';
import { savingFunctions } from './saving.js';

/** What the functions of a notebook need of the page. */
export interface NotebookParts {
  readonly placeOf: PlaceOf;
}

/** All functions of a notebook in JupyterLab: the same ones for every notebook, each acts on that of its turn. */
export function notebookFunctions(parts: NotebookParts): readonly PageFunction[] {
  return [...savingFunctions(parts)];
}
