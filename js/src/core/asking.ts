import type { FunctionChannel } from './backend.js';
import type { Asked, CallContext, Outcome } from './calls.js';
import { persevere, Trouble } from './persevere.js';
import { explain } from './problem.js';
import { Signal } from './signal.js';
import { toolWords } from './tool-words.js';
import { watch } from './watching.js';
import type { ExecuteResult, JsonValue } from './wire.js';

const PRINTED_CHARACTERS = 2_000;
/** So long one answer is awaited, then it is asked for again: it may have been sent into a network that was down. */
const LISTEN_SECONDS = 15;
/** Nobody can tell sooner than the next try whether the server is back. */
const NEVER = new Signal<void>();
/** A call that was stopped is listened to until its work ends. */
const UNSTOPPED = new AbortController().signal;

/**
 * Has a function run in another process. Where no answer arrives, the same call is asked for again: the ledger
 * there answers one that it knows, waits for one that runs, and runs one only if it never heard of it.
 */
export async function ask(
  channel: FunctionChannel,
  asked: Asked,
  { signal, asks, tells }: Pick<CallContext, 'signal' | 'asks' | 'tells'>,
): Promise<Outcome> {
  const { request, seconds } = asked;
  const { kernel_id, session_id, call_id = '' } = request;
  let isFound = false;
  signal.addEventListener('abort', async () => {
    // The call is answered already: whether its process hears of it changes nothing for the model.
    const result = await channel.cancel({ kernel_id, session_id, call_id }).catch(() => null);
    isFound = result?.found ?? false;
  });
  asks(asked);
  const stopWatching = asked.silent ? watch(channel, request, tells) : () => {};
  const end = Date.now() + seconds * 1_000;
  const listen = () =>
    channel.execute(request, Math.max(1, Math.min(LISTEN_SECONDS, (end - Date.now()) / 1_000)));
  const hopeless = (error: unknown) => explain(error).code !== 'server_gone' || Date.now() > end;
  try {
    for (;;) {
      const patience = { signal: signal.aborted ? UNSTOPPED : signal, hurry: NEVER, hopeless };
      try {
        return outcomeOf(await persevere(listen, new Trouble(), patience));
      } catch (error) {
        const mayRunAnew = signal.aborted && !isFound; // no process has it that would only answer
        if (explain(error).code !== 'server_slow' || mayRunAnew || Date.now() > end) {
          throw error;
        }
      }
    }
  } finally {
    stopWatching();
  }
}

function outcomeOf(result: ExecuteResult): Outcome {
  const { ok, function_name, source, output: printed, display, displayed } = result;
  const output: { [key: string]: JsonValue } = ok
    ? { ok, function_name, source, result: result.result }
    : { ok, function_name, error: result.error ?? toolWords.functionFailed };
  if (result.details) {
    output.details = result.details;
  }
  if (result.available_functions) {
    output.available_functions = result.available_functions;
  }
  if (printed) {
    output.printed = printed.slice(0, PRINTED_CHARACTERS);
  }
  return { ok, output, display, displayed, printed };
}
