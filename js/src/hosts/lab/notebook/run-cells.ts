import type { Cell, ICodeCellModel } from '@jupyterlab/cells';
import { NotebookActions } from '@jupyterlab/notebook';

import { notebookProblems, notebookWords } from '../../../core/notebook-words.js';
import { fail } from '../../../core/problem.js';
import type { JsonValue } from '../../../core/wire.js';
import type { Place } from './place.js';

/** A call waits so long for its cells; then it says that they run on. */
const WAIT_SECONDS = 20;
const SPOKEN_OUTPUT = 80;

interface Failure {
  readonly number: number;
  readonly name: string;
  readonly value: string;
}

/** Runs cells of a notebook, in front or not, and answers what came of it. A call that is stopped stops the kernel. */
export async function runCells(
  place: Place,
  indices: readonly number[],
  signal: AbortSignal,
): Promise<JsonValue> {
  const { panel, notebook } = place;
  const cells = indices.map((index) => notebook.widgets[index]);
  const code = cells.filter(({ model }) => model.type === 'code');
  const what = cells.length === 1 ? notebookWords.cell(indices[0] + 1) : notebookWords.cells(code.length);
  if (code.length > 0) {
    await assertKernel(place);
  }
  signal.throwIfAborted();
  const begun = performance.now();
  const seconds = () => Math.round((performance.now() - begun) / 10) / 100;
  let failure: Failure | null = null;
  const note = (_: unknown, { cell, success, error }: Executed) => {
    if (!success && error && cells.includes(cell)) {
      const number = notebook.widgets.indexOf(cell) + 1;
      failure ??= { number, name: error.errorName, value: firstLine(error.errorValue) };
    }
  };
  NotebookActions.executed.connect(note);
  try {
    const run = NotebookActions.runCells(notebook, cells, panel.sessionContext);
    const ended = await inTime(run, signal, () => void panel.sessionContext.session?.kernel?.interrupt());
    return answer(what, code, seconds(), ended, failure);
  } finally {
    NotebookActions.executed.disconnect(note);
  }
}

type Executed = { cell: Cell; success: boolean; error?: { errorName: string; errorValue: string } | null };

function answer(
  what: string,
  code: readonly Cell[],
  seconds: number,
  ended: boolean | 'running',
  failure: Failure | null,
): JsonValue {
  if (failure) {
    const { number, name, value } = failure;
    return { say: notebookWords.failed(number, name, value), cell: number, error: name, message: value };
  }
  if (ended === 'running') {
    return { say: notebookWords.stillRunning(what, seconds), running: true };
  }
  if (code.length === 0) {
    return { say: notebookWords.rendered(what) };
  }
  const output = code.length === 1 ? spokenOutput(code[0]) : '';
  return { say: ended ? notebookWords.ran(what, seconds, output) : notebookWords.notRun(what), seconds };
}

/** A kernel that is being started is waited for, and none is chosen for the person. */
async function assertKernel({ panel }: Place): Promise<void> {
  const { sessionContext } = panel;
  await sessionContext.ready;
  if (sessionContext.hasNoKernel && (await sessionContext.startKernel())) {
    throw fail('no_kernel', notebookProblems.kernelMissing(panel.context.path));
  }
}

function inTime(
  run: Promise<boolean>,
  signal: AbortSignal,
  interrupt: () => void,
): Promise<boolean | 'running'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('running'), WAIT_SECONDS * 1000);
    signal.addEventListener('abort', interrupt);
    run.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', interrupt);
    });
  });
}

/** Short text as it is; for all else there is "read the output". */
function spokenOutput({ model }: Cell): string {
  const outputs = (model as ICodeCellModel).outputs.toJSON();
  if (outputs.length === 0) {
    return notebookWords.noOutput;
  }
  const [only] = outputs;
  const data = only.data as { [mime: string]: unknown } | undefined;
  const plain =
    only.output_type === 'stream' ? only.text : Object.keys(data ?? {}).length === 1 && data?.['text/plain'];
  const text = (Array.isArray(plain) ? plain.join('') : String(plain || '')).trim();
  const isShort = outputs.length === 1 && text && text.length <= SPOKEN_OUTPUT && !text.includes('\n');
  return isShort ? notebookWords.output(text) : notebookWords.someOutput;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0];
}
