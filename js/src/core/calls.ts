import type { Question } from './approvals.js';
import type { Turn } from './host.js';
import type { Approval, CallProgress, ExecuteRequest, JsonValue, Problem } from './wire.js';

export type Arguments = { [name: string]: JsonValue };

export type MimeBundle = { [mime: string]: unknown };

/** What the model is told, and what the person is shown beside it. */
export interface Outcome {
  readonly ok: boolean;
  readonly output: { [key: string]: JsonValue };
  /** Why it failed, where the page knows: the model has it in `output`. */
  readonly problem?: Problem;
  readonly display?: MimeBundle | null;
  /** What the function displayed while it ran. */
  readonly displayed?: readonly MimeBundle[];
  readonly printed?: string;
}

/** What another process was asked to do, and how long it may take. */
export interface Asked {
  readonly request: ExecuteRequest;
  readonly seconds: number;
  /** It cannot tell the page how far it is, and has to be asked. */
  readonly silent: boolean;
}

export interface CallContext {
  readonly sessionId: string;
  readonly callId: string;
  readonly turn: Turn;
  /** Aborted when the call was stopped or ran out of time. */
  readonly signal: AbortSignal;
  /** To be told before another process is asked: after a reload of the page its answer can be asked for. */
  asks(asked: Asked): void;
  /** The call is so far. */
  tells(progress: Progress): void;
}

/** A call that may run: what it is called on the card, what it may do, and the work itself. */
export interface Plan {
  readonly name: string;
  readonly arguments: Arguments;
  readonly approval: Approval;
  /** The process in which it runs, if it is another: an approval for the session holds for its function alone. */
  readonly instance?: string;
  /** Seconds; without it the call may take as long as it takes. */
  readonly timeout?: number;
  readonly speak: boolean;
  run(context: CallContext): Promise<Outcome>;
}

/** A tool as the model sees it; `plan` answers an outcome at once when there is nothing to run. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly parameters: { [key: string]: JsonValue };
  plan(args: Arguments): Plan | Outcome;
}

/** Of the tools: a language model pays for each token, the local engine's planner wants schemas and examples. */
export type Reader = 'model' | 'planner';

/** How far a call is; `text` is its function's own, and `ahead` null where nothing is known of a line in its kernel. */
export type Progress = Readonly<CallProgress>;

export type CallState = 'approval' | 'running' | 'done' | 'failed' | 'denied' | 'cancelled' | 'timeout';

/** One line of the log; replaced, never changed. */
export interface CallRecord {
  readonly key: string;
  readonly name: string;
  readonly arguments: Arguments | string;
  readonly state: CallState;
  /** The model is to say something about the result. */
  readonly speak: boolean;
  readonly startedAt: number;
  readonly ms: number | null;
  readonly outcome: Outcome | null;
  /** How far it is, as it told itself. */
  readonly progress: Progress | null;
  /** The answer was given, but the work goes on somewhere. */
  readonly finishing: boolean;
  /** What the person is asked, while they are. */
  readonly question: Question | null;
  /** Null while it waits, and for what the page does itself. */
  readonly asked: Asked | null;
}

/** Once begun it ends by itself only, whoever stops it: its kernel does one thing at a time. */
export function runsOn({ asked }: CallRecord): boolean {
  return Boolean(asked?.silent && asked.request.kernel_id);
}

export function refused(error: string, more: { [key: string]: JsonValue } = {}): Outcome {
  return { ok: false, output: { ok: false, error, ...more } };
}
