import type { TransportEvent } from '@openai/agents-realtime';

import type { CallRecord } from './calls.js';
import { randomId } from './ids.js';
import { Signal } from './signal.js';

/** A line of the log; replaced, never changed. A caption without text holds the place of one that will come. */
export type Entry =
  | {
      readonly kind: 'said';
      readonly id: string;
      readonly who: 'user' | 'agent';
      readonly text: string;
      readonly final: boolean;
    }
  | { readonly kind: 'call'; readonly id: string; readonly record: CallRecord }
  | { readonly kind: 'note'; readonly id: string; readonly text: string };

/** The fields of the provider's caption events; each has some of them. */
interface Caption {
  readonly item_id: string;
  readonly delta?: string;
  readonly transcript?: string;
  readonly text?: string;
}

/** An item as it is kept by the provider: of an interrupted answer, only what was heard. */
interface Kept {
  readonly item?: {
    readonly id: string;
    readonly content?: readonly { readonly transcript?: string | null; readonly text?: string }[];
  };
}

/** Both sides' captions, the calls between them, and news, in the order in which they began. */
export class Conversation {
  readonly changed = new Signal<Entry>();
  readonly #entries = new Map<string, Entry>();
  /** What the provider was told to forget. */
  readonly #forgotten = new Set<string>();
  #unsent: string[] = [];
  #beginsAfter: string | null = null;

  get entries(): Entry[] {
    return [...this.#entries.values()];
  }

  /** What was called, the newest last. */
  get calls(): CallRecord[] {
    return this.entries.flatMap((entry) => (entry.kind === 'call' ? [entry.record] : []));
  }

  /** What the model knows since the conversation began; words that still wait or grow, or were for the page, are not in it. */
  get sent(): Entry[] {
    const entries = this.entries;
    const from = entries.findIndex((entry) => entry.id === this.#beginsAfter) + 1;
    return entries
      .slice(from)
      .filter(({ id }) => !this.#forgotten.has(id))
      .filter((entry) => entry.kind !== 'said' || entry.who === 'agent' || entry.final);
  }

  /** Something was said or done in it; news alone are no conversation. */
  get isBegun(): boolean {
    return this.sent.some((entry) => entry.kind !== 'note');
  }

  /** The next turn begins a new conversation; the log above it stays. */
  end(): void {
    this.#unsent = [];
    this.#beginsAfter = this.entries.at(-1)?.id ?? null;
  }

  /** What was said before this page was loaded. */
  restore(entries: readonly Entry[]): void {
    for (const entry of entries) {
      this.#put(entry);
    }
  }

  /** What was said in another tab goes on here; this page's own log stays above it, words that wait come after. */
  adopt(entries: readonly Entry[]): void {
    const waiting = this.entries.filter(({ id }) => this.#unsent.includes(id));
    const adopted = [...entries, ...waiting];
    for (const { id } of adopted) {
      this.#entries.delete(id);
    }
    this.#beginsAfter = this.entries.at(-1)?.id ?? null;
    this.restore(adopted);
  }

  get hasUnsent(): boolean {
    return this.#unsent.length > 0;
  }

  /** A typed message; it stays grey until `takeUnsent` handed it on. */
  typed(text: string): void {
    const id = `typed-${randomId()}`;
    this.#unsent.push(id);
    this.#say(id, 'user', text, false);
  }

  takeUnsent(): string[] {
    const ids = this.#unsent;
    this.#unsent = [];
    return ids.map((id) => {
      this.#say(id, 'user', this.#textOf(id), true);
      return this.#textOf(id);
    });
  }

  note(text: string): void {
    this.#put({ kind: 'note', id: `note-${randomId()}`, text });
  }

  call(record: CallRecord): void {
    this.#put({ kind: 'call', id: record.key, record });
  }

  /** Captions arrive after their turn began: a person's place is taken when their sound was committed. */
  handle(event: TransportEvent): void {
    const { item_id: id, delta = '', transcript, text } = event as unknown as Caption;
    switch (event.type) {
      case 'input_audio_buffer.committed':
        this.#say(id, 'user', this.#textOf(id), false);
        break;
      case 'conversation.item.input_audio_transcription.delta':
        this.#say(id, 'user', this.#textOf(id) + delta, false);
        break;
      case 'conversation.item.input_audio_transcription.completed':
        this.#say(id, 'user', transcript?.trim() ?? '', true);
        break;
      case 'response.output_audio_transcript.delta':
      case 'response.output_text.delta':
        this.#say(id, 'agent', this.#textOf(id) + delta, false);
        break;
      case 'response.output_audio_transcript.done':
      case 'response.output_text.done':
        this.#say(id, 'agent', (transcript ?? text ?? '').trim(), true);
        break;
      case 'conversation.item.deleted':
        this.#forgotten.add(id);
        break;
      case 'conversation.item.retrieved':
        this.#correct((event as Kept).item);
        break;
    }
  }

  /** An answer that was interrupted is asked for again, to learn how much of it was heard. */
  #correct(item: Kept['item']): void {
    const known = this.#entries.get(item?.id ?? '');
    const heard = item?.content?.map((part) => part.transcript ?? part.text ?? '').join(' ');
    if (known?.kind === 'said' && known.who === 'agent' && heard) {
      this.#say(known.id, 'agent', heard.trim(), true);
    }
  }

  #say(id: string, who: 'user' | 'agent', text: string, final: boolean): void {
    this.#put({ kind: 'said', id, who, text, final });
  }

  #textOf(id: string): string {
    const entry = this.#entries.get(id);
    return entry?.kind === 'said' ? entry.text : '';
  }

  #put(entry: Entry): void {
    this.#entries.set(entry.id, entry);
    this.changed.emit(entry);
  }
}
