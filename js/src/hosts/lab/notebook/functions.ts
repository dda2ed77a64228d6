import type { PageFunction } from '../../../core/host.js';
import type { PlaceOf } from './place.js';
import { findFunctions } from './reading/finding.js';
import { readFunctions } from './reading/read.js';
import { runningFunctions } from './reading/running.js';
import type { Telling } from './reading/telling.js';
import { whereFunctions } from './reading/where.js';
import type { CellRuns } from './runs.js';
import { savingFunctions } from './saving.js';

/** What the functions of a notebook need of the page. */
export interface NotebookParts {
  readonly placeOf: PlaceOf;
  readonly runs: CellRuns;
  readonly telling: Telling;
}

/** All functions of a notebook in JupyterLab: the same ones for every notebook, each acts on that of its turn. */
export function notebookFunctions(parts: NotebookParts): readonly PageFunction[] {
  return [
    ...whereFunctions(parts),
    ...readFunctions(parts),
    ...findFunctions(parts),
    ...runningFunctions(parts),
    ...savingFunctions(parts),
  ];
}
