import type { FunctionChannel } from './backend.js';
import type { CallProgress, ExecuteRequest } from './wire.js';

/** A short call is over before anybody would look. */
const EVERY_MS = 1_000;

/** Asks now and then how far a call is whose process cannot tell the page by itself; call the answer to stop. */
export function watch(
  channel: FunctionChannel,
  request: ExecuteRequest,
  tell: (progress: CallProgress) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = '';
  const wait = () => {
    timer = setTimeout(() => {
      // A server that does not answer now does so for the call itself, or that says what is wrong.
      look()
        .catch(() => undefined)
        .finally(() => timer && wait());
    }, EVERY_MS);
  };
  const look = async () => {
    const progress = await channel.progressOf?.(request.session_id ?? '', request.call_id ?? '');
    const now = JSON.stringify(progress);
    if (timer && progress && now !== told && (progress.text || progress.fraction !== null)) {
      told = now;
      tell(progress);
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
