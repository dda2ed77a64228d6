import { Approvals, type Question, subjectOf } from './approvals.js';
import type { Arguments, Asked, CallContext, CallRecord, Outcome, Plan, Progress, Tool } from './calls.js';
import { refused, runsOn } from './calls.js';
import { type Decide, type Decision, Questions } from './decision.js';
import type { Advance, Turn } from './host.js';
import { explain, ProblemError } from './problem.js';
import { Signal } from './signal.js';
import { toolWords } from './tool-words.js';

const REMEMBERED = 256;

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
export type Ask = (asked: Asked, context: Pick<CallContext, 'signal' | 'asks' | 'tells'>) => Promise<Outcome>;

interface Entry {
  record: CallRecord;
  answer: Promise<Answer>;
  decide?: Decide;
  stop: AbortController;
}

/**
 * Runs every call once and answers every call, whatever happens to it.
 *
 * It owns the ledger, approval, the time limit and cancellation. Only the person's acts decide: `approve` and
 * `deny` are called by buttons and keys and by `SpokenApproval`, never by what a model, a tool or a notebook says.
 */
export class Dispatcher {
  readonly changed = new Signal<CallRecord>();
  readonly #ledger = new Map<string, Entry>();
  readonly #questions = new Questions();

  constructor(
    private readonly now: () => number,
    private readonly approvals = new Approvals(),
  ) {}

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
    this.#ledger.get(key)?.decide?.('approved');
  }

  /** And from now on without asking in the notebook that the question names, where it names one. */
  approveAlways(key: string): void {
    this.#ledger.get(key)?.decide?.('always');
  }

  deny(key: string): void {
    this.#ledger.get(key)?.decide?.('denied');
  }

  /** The person may speak this word to approve. */
  offer(key: string, word: string): void {
    const entry = this.#ledger.get(key);
    if (entry?.record.question) {
      this.#update(entry, { question: { ...entry.record.question, word } });
    }
  }

  /** Answer the call now; its work is told to stop, and what it still brings is dropped. */
  cancel(key: string): void {
    const entry = this.#ledger.get(key);
    if (entry && !entry.record.outcome) {
      entry.decide?.('denied');
      entry.stop.abort('cancelled');
    }
  }

  /** A call tells how far it is. */
  advance({ session_id, call_id, fraction, text, printed, ahead = null }: Advance): void {
    const entry = this.#ledger.get(keyOf(session_id, call_id));
    if (entry) {
      this.#advance(entry, { fraction, text, printed, ahead });
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
    this.approvals.endSession();
    for (const record of this.open) {
      this.deny(record.key);
    }
  }

  async #run(entry: Entry, call: IncomingCall, plan: Plan): Promise<Outcome> {
    const question = this.approvals.question(plan, call.turn.binding?.document ?? null);
    if (question) {
      const made = await this.#ask(entry, plan, question);
      if (made === 'denied' || made === 'unanswered') {
        return this.#settle(entry, 'denied', refused(toolWords[made], { function_name: plan.name }));
      }
      this.approvals.learn(plan, question, made);
      if (entry.stop.signal.aborted) {
        return this.#settle(entry, 'cancelled', refused(toolWords.cancelled, { function_name: plan.name }));
      }
    }
    this.#update(entry, { state: 'running', startedAt: this.now() });
    return this.#limit(entry, call, plan);
  }

  async #ask(entry: Entry, plan: Plan, question: Question): Promise<Decision> {
    const { decide, decided, isAsked } = this.#questions.about(subjectOf(plan, question));
    entry.decide = decide;
    this.#update(entry, { state: 'approval', question: isAsked ? question : null });
    const made = await decided;
    entry.decide = undefined;
    this.#update(entry, { question: null });
    return made;
  }

  /** The work against its time limit and against the person's wish to stop it. */
  #limit(entry: Entry, call: IncomingCall, plan: Plan): Promise<Outcome> {
    const { signal } = entry.stop;
    const context: CallContext = {
      ...call,
      signal,
      asks: (asked) => this.#update(entry, { asked }),
      tells: (progress) => this.#advance(entry, progress),
    };
    const timer =
      plan.timeout === undefined
        ? undefined
        : setTimeout(() => entry.stop.abort('timeout'), plan.timeout * 1000);
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        const late = signal.reason === 'timeout';
        const cancelled = runsOn(entry.record) ? toolWords.cancelledQueued : toolWords.cancelled;
        const words = late ? toolWords.timeout(plan.timeout ?? 0) : cancelled;
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
    const work = ask(asked, {
      signal,
      asks: () => {},
      tells: (progress) => this.#advance(entry, progress),
    }).catch((error) => failed(name, error));
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
      question: null,
      asked: null,
    };
    const entry: Entry = { record, answer: LOST, stop: new AbortController() };
    this.#ledger.set(key, entry);
    this.#forget();
    return entry;
  }

  #advance(entry: Entry, progress: Progress): void {
    if (entry.record.state === 'running' || entry.record.finishing) {
      this.#update(entry, { progress });
    }
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
  const problem = explain(error);
  const details = new ProblemError(problem).message;
  return { ...refused(toolWords.functionFailed, { function_name, details }), problem };
}

function keyOf(sessionId: string, callId: string): string {
  return `${sessionId}\n${callId}`;
}
