import type { Kept } from './keeping.js';
import type { Resolution } from './resolve.js';
import type { Risk } from './risk.js';
import type { Signal } from './signal.js';
import type { FunctionInfo, JsonValue, ProgressEvent, RouteInfo } from './wire.js';

/** The notebook that a session acts on; `document` is a label, renames happen. */
export interface Binding {
  readonly sessionId: string;
  readonly kernelId: string | null;
  readonly document: string;
}

/** Where the person was when they began to speak or sent a text; all calls of that turn use it. */
export interface Turn {
  readonly binding: Binding | null;
  readonly cellId: string | null;
}

export type HostNews = 'binding' | 'destinations' | 'functions';

/** A function that the page itself has; it goes before functions of the same name in a kernel or a server. */
export interface PageFunction {
  readonly info: FunctionInfo;
  /** The person's settings say what of this is asked for; `info.approval` is how it stands without them. */
  readonly risk: Risk;
  /**
   * Acts on the notebook of `turn`, never on the one in front; throws a `ProblemError`.
   * What it resolves with is for the model: small, and true.
   */
  run(args: { [name: string]: JsonValue }, turn: Turn, signal: AbortSignal): Promise<JsonValue>;
}

/** How far a call is, or how many it waits for in a kernel that does one thing at a time. */
export type Advance = ProgressEvent & { readonly ahead?: number | null };

/** News of the notebook that nobody waits for in silence. */
export interface Tiding {
  readonly text: string;
  readonly urgent: boolean;
  /** The function that was called to be told of it; without one it is only announced to a screen reader. */
  readonly answers: string | null;
}

/** The page around the session: what it is bound to, where one can go, and going there. */
export interface Host {
  readonly binding: Binding | null;
  readonly news: Signal<HostNews>;
  /** How far calls are that run in the kernel. */
  readonly progress: Signal<Advance>;
  /** What became of cells; a host that cannot follow them has none. */
  readonly tidings?: Signal<Tiding>;
  /** The open notebooks, for a host that has more than one. */
  readonly notebooks?: Choice;
  freeze(): Turn;
  /** An answer to the turn begins: all that it calls speaks of things as they are now. */
  answering?(turn: Turn): void;
  /** In words, where the person is and what runs there; null without a notebook. */
  where?(): string | null;
  destinations(): RouteInfo[];
  functions(): readonly PageFunction[];
  /** What a phrase means that names nothing: "cell 7", "the last plot", "back"; null when it is no such phrase. */
  point?(target: string, turn: Turn): Promise<Resolution | null>;
  /** Files to open, looked for only when nothing else was meant. */
  files?(): Promise<RouteInfo[]>;
  /** Resolves with where the person is once they see it, in words; throws a `ProblemError`. */
  navigate(route: RouteInfo, turn: Turn): Promise<string>;
  /** Show the settings of the voice agent; a host without any cannot. */
  readonly openSettings?: (() => void) | undefined;
  /** Make a result a cell of its notebook; a host without cells cannot. */
  keep?(kept: Kept): Promise<void>;
}

/** Sound in and out of the page. The session that opens a stream closes it. */
export interface Media {
  /** The microphone, or a `ProblemError` that says why not. */
  microphone(): Promise<Sound>;
  /** A track that says nothing, for typing and for hosts without a microphone. */
  silence(): Sound;
  /** The element that plays the agent's voice; to be called while a click is being handled. */
  speaker(): HTMLAudioElement;
  readonly microphones: Devices;
  /** Null where the browser leaves no choice. */
  readonly speakers: Devices | null;
}

/** Things of one kind, of which one is in use. */
export interface Choice {
  /** Another list, or another one in use. */
  readonly changed: Signal<void>;
  readonly list: readonly { readonly id: string; readonly name: string }[];
  /** The id of the one in use; empty for none. */
  readonly current: string;
  choose(id: string): void;
}

/** Sound devices: what is chosen holds after a reload too; the list is empty until the microphone was allowed. */
export interface Devices extends Choice {
  /** Look anew. */
  refresh(): Promise<void>;
}

export interface Sound {
  readonly stream: MediaStream;
  /** Loudness from 0 to 1, now. */
  level(): number;
  /** May be called again. */
  close(): void;
}

/** Which providers the person agreed to send their voice to. */
export interface Consent {
  given(provider: string): boolean;
  give(provider: string): void;
}
