import type { Conversation, Entry } from './conversation.js';
import type { Ask, Dispatcher } from './dispatcher.js';
import { parseObject } from './problem.js';
import { words } from './words.js';

const KEY = 'navai:conversation:';
/** Nobody comes back to what was said longer ago. */
const FRESH_MS = 30 * 60_000;
const MOST_ENTRIES = 80;
const MOST_CHARACTERS = 400_000;
/** Captions come many times a second; calls are written at once. */
const PAUSE_MS = 500;

/**
 * The conversation as this tab remembers it over a reload, calls included: they are the ledger of what the page did.
 * It holds what was said, and the arguments and results of functions as they are; it goes when voice is stopped.
 */
export class SavedConversation {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When something was said or done last: news alone, as that of a reload, keep no conversation young. */
  #at = 0;
  #isRestoring = false;

  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null,
    /** Whose conversation it is: pages of several servers may follow each other in one tab. */
    private readonly scope: string,
    private readonly conversation: Conversation,
    private readonly calls: Dispatcher,
    /** Learns what became of calls that another page has begun. */
    private readonly ask: Ask,
  ) {
    conversation.changed.on((entry) => {
      if (this.#isRestoring) {
        return;
      }
      if (entry.kind !== 'note') {
        this.#at = Date.now();
      }
      if (entry.kind === 'call') {
        this.save();
      } else {
        this.#timer ??= setTimeout(() => this.save(), PAUSE_MS);
      }
    });
  }

  /** Show the conversation from before the reload; false when there is none. */
  restore(): boolean {
    const { at, entries } = read(this.storage?.getItem(this.#key) ?? '');
    if (entries.length > 0) {
      this.#at = at;
      this.#isRestoring = true;
      this.conversation.restore(entries);
      const last = entries[entries.length - 1];
      if (last.kind !== 'note' || last.text !== words.reloaded) {
        this.conversation.note(words.reloaded);
      }
      this.#restoreCalls(entries);
      this.#isRestoring = false;
    }
    return this.conversation.isBegun;
  }

  /** Go on with the conversation of another tab, as its `text` has it; false when there is none. */
  adopt(text: string): boolean {
    const { at, entries } = read(text);
    if (entries.length > 0) {
      this.#at = at;
      this.#isRestoring = true;
      this.conversation.adopt(entries);
      this.#restoreCalls(entries);
      this.#isRestoring = false;
      this.save();
    }
    return entries.length > 0;
  }

  /** The conversation for another tab to adopt; empty when there is none. */
  text(): string {
    const entries = this.conversation.sent.slice(-MOST_ENTRIES).map(slim);
    while (JSON.stringify(entries).length > MOST_CHARACTERS) {
      entries.splice(0, Math.ceil(entries.length / 2));
    }
    return this.conversation.isBegun ? JSON.stringify({ at: this.#at, entries }) : '';
  }

  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = this.text();
    try {
      if (text) {
        this.storage?.setItem(this.#key, text);
      } else {
        this.storage?.removeItem(this.#key);
      }
    } catch {
      // A full or closed storage cannot be helped: then a reload begins anew.
    }
  }

  #restoreCalls(entries: readonly Entry[]): void {
    const records = entries.flatMap((entry) => (entry.kind === 'call' ? [entry.record] : []));
    const unknown = records.filter(({ key }) => !this.calls.find(key));
    this.calls.restore(unknown, this.ask);
  }

  get #key(): string {
    return KEY + this.scope;
  }
}

function read(text: string): { at: number; entries: Entry[] } {
  const { at, entries } = parseObject(text) ?? {};
  if (typeof at !== 'number' || Date.now() - at > FRESH_MS || !Array.isArray(entries)) {
    return { at: 0, entries: [] };
  }
  return { at, entries: entries as Entry[] };
}

/** A call without the pictures and tables of its result, as a storage is small; nobody will hear its work end. */
function slim(entry: Entry): Entry {
  if (entry.kind !== 'call' || !entry.record.outcome) {
    return entry;
  }
  const { display: _, displayed: __, ...outcome } = entry.record.outcome;
  return { ...entry, record: { ...entry.record, finishing: false, outcome } };
}
