import type { Announcer } from './announcer.js';
import type { CallRecord } from './calls.js';
import type { Connection } from './connection.js';
import type { Conversation } from './conversation.js';
import type { Tiding } from './host.js';
import { randomId } from './ids.js';
import { callEvents } from './replay.js';

/** Nobody spoke for so long: between a person's last word and the answer there are moments that seem quiet. */
const SETTLED_MS = 800;

export interface TidingParts {
  readonly conversation: Conversation;
  readonly announcer: Announcer;
  /** The one that stands, or null. */
  connection(): Connection | null;
  /** A connection stands, or one is being made. */
  isOn(): boolean;
  /** No call runs or waits. */
  isIdle(): boolean;
  /** It takes no more: the next connection will know of it from its history. */
  lose(connection: Connection): void;
}

/**
 * Has the agent say what the person asked to be told of, once nobody speaks and no answer is under way.
 *
 * The model is told it as the answer of the function by which it was asked for, called once more. Without a
 * session it is a line of the log.
 */
export class Tidings {
  #waiting: Tiding[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: TidingParts) {}

  add(tiding: Tiding): void {
    const { announcer, conversation, isOn } = this.parts;
    if (tiding.answers === null) {
      announcer.say(tiding.text, tiding.urgent);
    } else if (!isOn()) {
      conversation.note(tiding.text);
    } else {
      this.#waiting.push(tiding);
      this.look();
    }
  }

  /** Something was said or done: the quiet begins anew. */
  look(): void {
    clearTimeout(this.#timer);
    if (this.#waiting.length > 0) {
      this.#timer = setTimeout(() => this.#tell(), SETTLED_MS);
    }
  }

  #tell(): void {
    const { conversation, connection, isOn, isIdle, lose } = this.parts;
    if (!isOn()) {
      for (const { text } of this.#waiting.splice(0)) {
        conversation.note(text);
      }
      return;
    }
    const live = connection();
    if (!live?.isQuiet || !isIdle()) {
      this.look();
      return;
    }
    const told = this.#waiting.splice(0).map(recordOf);
    for (const record of told) {
      conversation.call(record);
    }
    try {
      live.tell(told.flatMap(callEvents));
      live.respond();
    } catch {
      lose(live);
    }
  }
}

function recordOf({ text, answers, urgent }: Tiding): CallRecord {
  return {
    key: `${randomId()}\n${randomId()}`,
    name: answers ?? '',
    arguments: {},
    state: urgent ? 'failed' : 'done',
    speak: true,
    startedAt: 0,
    ms: null,
    outcome: { ok: true, output: { ok: true, say: text } },
    progress: null,
    finishing: false,
    question: null,
    asked: null,
  };
}
