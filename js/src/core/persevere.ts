import type { Signal } from './signal.js';

/** Milliseconds before each further try; the last one stays. */
const PAUSES = [0, 500, 1_000, 2_000, 4_000, 8_000] as const;
/** Share of a pause that is left to chance, so that all pages of a room do not come back at once. */
const JITTER = 0.5;
export const GIVE_UP_MS = 3 * 60_000;

/** How often it was tried, and for how long; a success that does not last is no end of it. */
export class Trouble {
  tries = 0;
  /** Milliseconds without success; what stood between two losses does not count. */
  ms = 0;
}

export interface Patience {
  readonly signal: AbortSignal;
  /** There is reason to believe that it works now: do not wait any longer. */
  readonly hurry: Signal<void>;
  /** A failure that no further try will mend. */
  hopeless(error: unknown): boolean;
}

/** The first success of `attempt`; rejects with the last failure when it is hopeless or took too long. */
export async function persevere<T>(
  attempt: (tries: number) => Promise<T>,
  trouble: Trouble,
  { signal, hurry, hopeless }: Patience,
): Promise<T> {
  const since = Date.now() - trouble.ms;
  for (;;) {
    trouble.tries += 1;
    const ms = pauseBefore(trouble.tries, Math.random());
    if (ms > 0) {
      await pause(ms, signal, hurry);
    }
    signal.throwIfAborted();
    try {
      return await attempt(trouble.tries);
    } catch (error) {
      if (signal.aborted || hopeless(error) || Date.now() - since > GIVE_UP_MS) {
        throw error;
      }
    } finally {
      trouble.ms = Date.now() - since;
    }
  }
}

/** `chance` is from 0 to 1. */
export function pauseBefore(tries: number, chance: number): number {
  const longest = PAUSES[Math.min(tries, PAUSES.length) - 1];
  return longest * (1 - JITTER * chance);
}

function pause(ms: number, signal: AbortSignal, hurry: Signal<void>): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      calm();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const calm = hurry.on(end);
    signal.addEventListener('abort', end);
  });
}
