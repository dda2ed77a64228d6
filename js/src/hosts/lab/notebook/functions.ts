import type { NotebookPanel } from '@jupyterlab/notebook';

import type { CallRecord } from '../../../core/calls.js';
import type { PageFunction, Turn } from '../../../core/host.js';
import { arrangingFunctions } from './arranging.js';
import type { Changes } from './changes.js';
import { clearingFunctions } from './clearing.js';
import { keepingFunctions } from './keeping.js';
import { kernelFunctions } from './kernel.js';
import type { Arrive, PlaceOf } from './place.js';
import { findFunctions } from './reading/finding.js';
import { readFunctions } from './reading/read.js';
import { runningFunctions } from './reading/running.js';
import type { Telling } from './reading/telling.js';
import { whereFunctions } from './reading/where.js';
import { runFunctions } from './running.js';
import type { CellRuns } from './runs.js';
import { savingFunctions } from './saving.js';
import { splittingFunctions } from './splitting.js';
import { taggingFunctions } from './tagging.js';
import { undoingFunctions } from './undoing.js';
import { usingFunctions } from './using.js';
import { writingFunctions } from './writing.js';

/** What the functions of a notebook need of the page. */
export interface NotebookParts {
  readonly placeOf: PlaceOf;
  readonly arrive: Arrive;
  readonly changes: Changes;
  /** All open ones. */
  readonly notebooks: () => readonly NotebookPanel[];
  /** The session, and the turn itself, go on in this notebook. */
  readonly use: (turn: Turn, panel: NotebookPanel) => void;
  readonly runs: CellRuns;
  readonly telling: Telling;
  /** Of the session, the newest last. */
  readonly calls: () => readonly CallRecord[];
}

/** All functions of a notebook in JupyterLab: the same ones for every notebook, each acts on that of its turn. */
export function notebookFunctions(parts: NotebookParts): readonly PageFunction[] {
  return [
    ...whereFunctions(parts),
    ...readFunctions(parts),
    ...findFunctions(parts),
    ...runningFunctions(parts),
    ...runFunctions(parts),
    ...writingFunctions(parts),
    ...arrangingFunctions(parts),
    ...splittingFunctions(parts),
    ...clearingFunctions(parts),
    ...taggingFunctions(parts),
    ...undoingFunctions(parts),
    ...kernelFunctions(parts),
    ...keepingFunctions(parts),
    ...usingFunctions(parts),
    ...savingFunctions(parts),
  ];
}
