import { fail, type ProblemError } from './problem.js';
import { problems } from './problem-words.js';

/** What a provider says is wrong, and with which of our events or fields. */
export interface Fault {
  readonly code?: string;
  readonly message?: string;
  readonly event_id?: string;
  readonly param?: string;
}

/** The fault in what the SDK emits as an error; empty for an error of another kind. */
export function faultOf(error: unknown): Fault {
  return (error as { error?: Fault } | null)?.error ?? {};
}

/** A provider that refuses one field of the session takes none: the agent would have no words and no tools. */
export function settingsRefusal({ param, message = '' }: Fault): ProblemError | null {
  return param?.startsWith('session.') ? fail('settings_refused', problems.settingsRefused, message) : null;
}
