import type { CallRecord } from './calls.js';
import type { Dispatcher } from './dispatcher.js';
import type { SessionState, Store } from './state.js';

/** Short sounds for whoever does not look. */
export type Cue = 'listening' | 'working' | 'done' | 'error' | 'approval';

/** A call that ends sooner needs no sound: the answer is one. */
const LASTING_MS = 700;
/** These are not lost when somebody speaks: they sound after it. */
const KEPT: ReadonlySet<Cue> = new Set(['error', 'approval']);

export interface CueParts {
  readonly store: Store;
  readonly calls: Dispatcher;
  play(cue: Cue): void;
}

/** Plays a cue when the session begins to listen, works, is done, fails or asks; never over a voice. */
export class Cues {
  on = true;
  #before: SessionState;
  /** Calls whose work has been heard, and those that may come to it. */
  readonly #working = new Set<string>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #asking = new Set<string>();
  #kept: Cue | null = null;

  constructor(private readonly parts: CueParts) {
    this.#before = parts.store.state;
    parts.store.changed.on((state) => this.#see(state));
    parts.calls.changed.on((record) => this.#hear(record));
  }

  #see(state: SessionState): void {
    const before = this.#before;
    this.#before = state;
    if (isListening(state) && !isListening(before)) {
      this.#play('listening');
    } else if (state.status === 'error' && before.status !== 'error') {
      this.#play('error');
    } else if (this.#kept && !isVoiceHeard(state)) {
      this.#play(this.#kept);
    }
  }

  #hear({ key, state }: CallRecord): void {
    if (state === 'approval') {
      this.#ask(key);
      return;
    }
    this.#asking.delete(key);
    if (state === 'running') {
      if (!this.#timers.has(key)) {
        this.#timers.set(
          key,
          setTimeout(() => this.#begin(key), LASTING_MS),
        );
      }
      return;
    }
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    const wasHeard = this.#working.delete(key);
    if (state === 'failed' || state === 'timeout') {
      this.#play('error');
    } else if (state === 'done' && wasHeard) {
      this.#play('done');
    }
  }

  #ask(key: string): void {
    if (!this.#asking.has(key)) {
      this.#asking.add(key);
      this.#play('approval');
    }
  }

  #begin(key: string): void {
    this.#working.add(key);
    this.#play('working');
  }

  #play(cue: Cue): void {
    if (isVoiceHeard(this.parts.store.state)) {
      this.#kept = KEPT.has(cue) ? cue : this.#kept;
    } else if (this.on) {
      this.#kept = null;
      this.parts.play(cue);
    }
  }
}

function isListening({ status, microphone, muted }: SessionState): boolean {
  return status === 'connected' && microphone && !muted;
}

function isVoiceHeard({ status, activity }: SessionState): boolean {
  return status === 'connected' && (activity === 'hearing' || activity === 'speaking');
}
