import type { Arguments, Asked, CallContext, CallRecord, Outcome, Plan, Tool } from './calls.js';
import { refused } from './calls.js';
import type { Turn } from './host.js';
import { explain } from './problem.js';
import { Signal } from './signal.js';
import { toolWords } from './tool-words.js';
import type { ProgressEvent } from './wire.js';

const REMEMBERED = 256;
const APPROVAL_SECONDS = 120;

export interface IncomingCall {
  readonly sessionId: string;
  readonly callId: string;
  readonly tool: Tool;
  readonly arguments: Arguments;
  readonly turn: Turn;
}

export interface Answer {
  readonly outcome: Outcome;
  readonly speak: boolean;
}

/** Has another process do something, or tell what came of it. */
export type Ask = (asked: Asked, context: Pick<CallContext, 'signal' | 'asks'>) => Promise<Outcome>;

interface Entry {
  record: CallRecord;
  answer: Promise<Answer>;
  decide?: (approved: boolean) => void;
  stop: AbortController;
}

/**
 * Runs every call once and answers every call, whatever happens to it.
 *
 * It owns the ledger, approval, the time limit and cancellation. Only the person's acts decide: `approve` and
 * `deny` are called by buttons and keys, never by what a model, a tool or a notebook says.
 */
export class Dispatcher {
  readonly changed = new Signal<CallRecord>();
  readonly #ledger = new Map<string, Entry>();
  /** Functions with `approval="session"` that were approved, each as that of its process. */
  readonly #approved = new Set<string>();

  constructor(private readonly now: () => number) {}

  /** Calls that wait for the person or run, oldest first. */
  get open(): CallRecord[] {
    return [...this.#ledger.values()]
      .map((entry) => entry.record)
      .filter((record) => record.state === 'approval' || record.state === 'running');
  }

  /** Never rejects. The same call again gets the answer of the first. */
  dispatch(call: IncomingCall): Promise<Answer> {
    const key = keyOf(call.sessionId, call.callId);
    const known = this.#ledger.get(key);
    if (known) {
      return known.answer;
    }
    const plan = planOf(call);
    if (!('run' in plan)) {
      const entry = this.#enter(key, call.tool.name, call.arguments, true);
      entry.answer = Promise.resolve({ outcome: this.#settle(entry, 'failed', plan), speak: true });
      return entry.answer;
    }
    const entry = this.#enter(key, plan.name, plan.arguments, plan.speak);
    entry.answer = this.#run(entry, call, plan).then((outcome) => ({ outcome, speak: plan.speak }));
    return entry.answer;
  }

  /** Show a call that was answered before it could run. */
  refuse(sessionId: string, callId: string, name: string, args: string, outcome: Outcome): void {
    const entry = this.#enter(`${keyOf(sessionId, callId)}\n${name}`, name, args, true);
    this.#settle(entry, 'failed', outcome);
  }

  approve(key: string): void {
    this.#ledger.get(key)?.decide?.(true);
  }

  deny(key: string): void {
    this.#ledger.get(key)?.decide?.(false);
  }

  /** Answer the call now; its work is told to stop, and what it still brings is dropped. */
  cancel(key: string): void {
    const entry = this.#ledger.get(key);
    entry?.decide?.(false);
    entry?.stop.abort('cancelled');
  }

  /** A call tells how far it is. */
  advance({ session_id, call_id, fraction, text }: ProgressEvent): void {
    const entry = this.#ledger.get(keyOf(session_id, call_id));
    if (entry && (entry.record.state === 'running' || entry.record.finishing)) {
      this.#update(entry, { progress: { fraction, text } });
    }
  }

  /** What became of a call, as long as it is remembered. */
  find(key: string): CallRecord | undefined {
    return this.#ledger.get(key)?.record;
  }

  /** Calls of the page as it was before it was reloaded: none runs again, `ask` fetches what another process did. */
  restore(records: readonly CallRecord[], ask: Ask): void {
    for (const record of records) {
      const entry: Entry = { record, answer: LOST, stop: new AbortController() };
      this.#ledger.set(record.key, entry);
      const outcome = record.outcome ? Promise.resolve(record.outcome) : this.#fetch(entry, ask);
      entry.answer = outcome.then((outcome) => ({ outcome, speak: record.speak }));
    }
  }

  /** The session ended: nobody is left to approve its calls, and the next one asks again. */
  end(): void {
    this.#approved.clear();
    for (const record of this.open) {
      this.deny(record.key);
    }
  }

  async #run(entry: Entry, call: IncomingCall, plan: Plan): Promise<Outcome> {
    const identity = `${plan.instance}\n${plan.name}`;
    if (plan.approval === 'always' || (plan.approval === 'session' && !this.#approved.has(identity))) {
      const approved = await this.#ask(entry);
      if (approved !== true) {
        const words = approved === false ? toolWords.denied : toolWords.unanswered;
        return this.#settle(entry, 'denied', refused(words, { function_name: plan.name }));
      }
      if (plan.approval === 'session') {
        this.#approved.add(identity);
      }
    }
    this.#update(entry, { state: 'running', startedAt: this.now() });
    return this.#limit(entry, call, plan);
  }

  /** True or false as the person decides, undefined when they do not. */
  #ask(entry: Entry): Promise<boolean | undefined> {
    return new Promise((resolve) => {
      const unanswered = setTimeout(() => resolve(undefined), APPROVAL_SECONDS * 1000);
      entry.decide = (approved) => {
        clearTimeout(unanswered);
        resolve(approved);
      };
      this.#update(entry, { state: 'approval' });
    }).finally(() => {
      entry.decide = undefined;
    }) as Promise<boolean | undefined>;
  }

  /** The work against its time limit and against the person's wish to stop it. */
  #limit(entry: Entry, call: IncomingCall, plan: Plan): Promise<Outcome> {
    const { signal } = entry.stop;
    const context: CallContext = { ...call, signal, asks: (asked) => this.#update(entry, { asked }) };
    const timer =
      plan.timeout === undefined
        ? undefined
        : setTimeout(() => entry.stop.abort('timeout'), plan.timeout * 1000);
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        const late = signal.reason === 'timeout';
        const words = late ? toolWords.timeout(plan.timeout ?? 0) : toolWords.cancelled;
        this.#update(entry, { finishing: true });
        const outcome = refused(words, { function_name: plan.name });
        resolve(this.#settle(entry, late ? 'timeout' : 'cancelled', outcome));
      });
      guarded(plan, context).then((outcome) => {
        clearTimeout(timer);
        if (signal.aborted) {
          this.#update(entry, { finishing: false });
        } else {
          resolve(this.#settle(entry, outcome.ok ? 'done' : 'failed', outcome));
        }
      });
    });
  }

  async #fetch(entry: Entry, ask: Ask): Promise<Outcome> {
    const { name, state, asked } = entry.record;
    const { signal } = entry.stop;
    if (state !== 'running' || !asked) {
      return this.#settle(entry, 'failed', refused(toolWords.lost, { function_name: name }));
    }
    this.#update(entry, { startedAt: this.now() });
    const stopped = new Promise<Outcome>((resolve) => {
      signal.addEventListener('abort', () => resolve(refused(toolWords.cancelled, { function_name: name })));
    });
    const work = ask(asked, { signal, asks: () => {} }).catch((error) => failed(name, error));
    const outcome = await Promise.race([work, stopped]);
    return this.#settle(entry, signal.aborted ? 'cancelled' : outcome.ok ? 'done' : 'failed', outcome);
  }

  #enter(key: string, name: string, args: Arguments | string, speak: boolean): Entry {
    const record: CallRecord = {
      key,
      name,
      arguments: args,
      state: 'running',
      speak,
      startedAt: this.now(),
      ms: null,
      outcome: null,
      progress: null,
      finishing: false,
      asked: null,
    };
    const entry: Entry = { record, answer: LOST, stop: new AbortController() };
    this.#ledger.set(key, entry);
    this.#forget();
    return entry;
  }

  #settle(entry: Entry, state: CallRecord['state'], outcome: Outcome): Outcome {
    this.#update(entry, { state, outcome, ms: this.now() - entry.record.startedAt });
    return outcome;
  }

  #update(entry: Entry, change: Partial<CallRecord>): void {
    entry.record = { ...entry.record, ...change };
    this.changed.emit(entry.record);
  }

  #forget(): void {
    for (const [key, entry] of this.#ledger) {
      if (this.#ledger.size <= REMEMBERED) {
        return;
      }
      if (entry.record.outcome) {
        this.#ledger.delete(key);
      }
    }
  }
}

const LOST: Promise<Answer> = Promise.resolve({ outcome: refused(toolWords.lost), speak: true });

function planOf(call: IncomingCall): Plan | Outcome {
  try {
    return call.tool.plan(call.arguments);
  } catch (error) {
    return failed(call.tool.name, error);
  }
}

async function guarded(plan: Plan, context: CallContext): Promise<Outcome> {
  try {
    return await plan.run(context);
  } catch (error) {
    return failed(plan.name, error);
  }
}

function failed(function_name: string, error: unknown): Outcome {
  const { error: what, why, fix } = explain(error);
  const details = [what, why, fix].filter(Boolean).join(' ');
  return refused(toolWords.functionFailed, { function_name, details });
}

function keyOf(sessionId: string, callId: string): string {
  return `${sessionId}\n${callId}`;
}
