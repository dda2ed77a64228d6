import type { Spent } from './budget.js';
import type { Holder } from './floor.js';
import type { Way } from './line.js';
import { Signal } from './signal.js';
import type { FrontendConfig, Problem } from './wire.js';

export type Status = 'idle' | 'connecting' | 'connected' | 'error';

/** What the session is busy with while it is connected. */
export type Activity = 'quiet' | 'hearing' | 'thinking' | 'working' | 'speaking';

export type Step =
  | { readonly kind: 'engine' }
  | { readonly kind: 'models'; readonly percent: number }
  | { readonly kind: 'microphone' }
  | { readonly kind: 'secret' }
  | { readonly kind: 'connection' }
  | { readonly kind: 'reconnecting'; readonly tries: number };

export interface SessionState {
  readonly status: Status;
  readonly step: Step | null;
  readonly activity: Activity;
  /** The microphone is held, muted or not; false while only typing. */
  readonly microphone: boolean;
  readonly muted: boolean;
  readonly config: FrontendConfig | null;
  /** Why there can be no connection now, whatever the person presses. */
  readonly blocked: Problem | null;
  /** Why the last attempt failed, or the last connection ended. */
  readonly problem: Problem | null;
  /** The person has to agree first that their words leave this machine. */
  readonly asksConsent: boolean;
  /** Another tab of this browser acts. */
  readonly elsewhere: Holder | null;
  /** Whether to act here instead is the person's to say: somebody else was first, or took over. */
  readonly handover: Holder | null;
  /** A conversation that was left, by a reload or by silence, can be gone on with. */
  readonly resumable: boolean;
  /** How sound travels, since the session was connected. */
  readonly way: Way | null;
  /** From the end of speech to the function call, of the last turn that had both. */
  readonly latency: number | null;
  /** Of a limited session. */
  readonly spent: Spent | null;
}

export const INITIAL: SessionState = {
  status: 'idle',
  step: null,
  activity: 'quiet',
  microphone: false,
  muted: false,
  config: null,
  blocked: null,
  problem: null,
  asksConsent: false,
  elsewhere: null,
  handover: null,
  resumable: false,
  way: null,
  latency: null,
  spent: null,
};

/** `idle | listening | speaking`, as NAVAI's users know it. */
export function voiceState(state: SessionState): 'idle' | 'listening' | 'speaking' {
  if (state.status !== 'connected') {
    return 'idle';
  }
  if (state.activity === 'speaking') {
    return 'speaking';
  }
  return state.microphone && !state.muted ? 'listening' : 'idle';
}

/** The same for the transport; one that was connected and is not any more is `closed`. */
export function transportState({
  status,
  way,
}: SessionState): 'idle' | 'connecting' | 'connected' | 'error' | 'closed' {
  return status === 'idle' && way !== null ? 'closed' : status;
}

/** Whether the session may be moved to another notebook: at once, after a moment of focus, or not now. */
export type Mood = 'free' | 'listening' | 'busy';

export function moodOf(state: SessionState, openCalls: number): Mood {
  if (state.status === 'connected') {
    return state.activity === 'quiet' && openCalls === 0 ? 'listening' : 'busy';
  }
  return state.status === 'connecting' ? 'busy' : 'free';
}

/** The state and whoever watches it. */
export class Store {
  readonly changed = new Signal<SessionState>();
  #state = INITIAL;

  get state(): SessionState {
    return this.#state;
  }

  set(change: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...change };
    this.changed.emit(this.#state);
  }
}
