import type { FunctionChannel } from './backend.js';
import type { Progress } from './calls.js';
import type { CallProgress, ExecuteRequest } from './wire.js';

/** A short call is over before anybody would look. */
const EVERY_MS = 1_000;
const NOTHING: CallProgress = { fraction: null, text: '', printed: '', ahead: null };

/** Asks now and then how far a call is whose process cannot tell the page by itself; call the answer to stop. */
export function watch(
  channel: FunctionChannel,
  request: ExecuteRequest,
  tell: (progress: Progress) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = JSON.stringify(NOTHING);
  const wait = () => {
    timer = setTimeout(() => {
      // A server that does not answer now does so for the call itself, or that says what is wrong.
      look()
        .catch(() => undefined)
        .finally(() => timer && wait());
    }, EVERY_MS);
  };
  const look = async () => {
    const known = await channel.progressOf?.(request.session_id ?? '', request.call_id ?? '');
    const now = JSON.stringify(known);
    if (timer && known && now !== told) {
      told = now;
      tell(known);
    }
  };
  if (channel.progressOf) {
    wait();
  }
  return () => {
    clearTimeout(timer);
    timer = undefined;
  };
}
