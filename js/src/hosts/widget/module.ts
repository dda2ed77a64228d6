import { firstProblems } from '../../core/first-words.js';
import { randomId } from '../../core/ids.js';
import { fail, ProblemError } from '../../core/problem.js';
import type { ModuleRequest, WidgetReply } from '../../core/wire.js';
import type { WidgetModel } from './model.js';
import type { mountWidget } from './voice.js';

/** What the kernel sends as code: nearly all of this package, kept out of the widget's state and so of notebooks. */
export interface VoiceModule {
  readonly mountWidget: typeof mountWidget;
}

/** A kernel that runs a cell may answer only after it. */
const SECONDS = 900;

/** Ask the kernel for the module; `signal` ends the wait. */
export async function fetchModule(model: WidgetModel, signal: AbortSignal): Promise<VoiceModule> {
  const packed = await request(model, signal);
  const stream = new Blob([packed as BlobPart]).stream().pipeThrough(new DecompressionStream('gzip'));
  const url = URL.createObjectURL(new Blob([await new Response(stream).blob()], { type: 'text/javascript' }));
  try {
    return await import(/* @vite-ignore */ url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

function request(model: WidgetModel, signal: AbortSignal): Promise<DataView> {
  const asked: ModuleRequest = { type: 'module', request_id: randomId() };
  let leave = () => {};
  return new Promise<DataView>((resolve, reject) => {
    const hear = (message: unknown, buffers: readonly DataView[] = []) => {
      const { request_id, problem } = message as Partial<WidgetReply>;
      if (request_id === asked.request_id && problem) {
        reject(new ProblemError(problem));
      } else if (request_id === asked.request_id && buffers.length > 0) {
        resolve(buffers[0]);
      }
    };
    const timer = setTimeout(
      () => reject(fail('server_slow', firstProblems.kernelSilent, SECONDS)),
      SECONDS * 1000,
    );
    leave = () => {
      clearTimeout(timer);
      model.off('msg:custom', hear);
    };
    signal.addEventListener('abort', () => reject(signal.reason));
    model.on('msg:custom', hear);
    model.send(asked);
  }).finally(() => leave());
}
