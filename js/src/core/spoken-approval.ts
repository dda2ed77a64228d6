import type { RealtimeClientMessage, TransportEvent } from '@openai/agents-realtime';

import type { Dispatcher } from './dispatcher.js';
import type { Signal } from './signal.js';
import { normalise } from './spelling.js';
import { spoken } from './words.js';

/** So long after the last sound of the agent nothing that is heard can be an echo of it… */
const ECHO_MS = 300;
/** …and so much later than it began may a provider tell of a voice. */
const NOTICED_MS = 500;
/** A provider that has not written down by then what it heard is asked to answer it. */
const WRITTEN_MS = 4_000;
/** Names our updates: a provider that finds fault with one need not be quoted. */
export const HOLD_ID = 'navai_hold_answers';

type Detection = { readonly create_response?: boolean; readonly [key: string]: unknown };

/** The fields of the provider's events that are read here; each has some of them. */
interface Heard {
  readonly item_id?: string;
  readonly transcript?: string;
  readonly session?: { readonly audio?: { readonly input?: { readonly turn_detection?: Detection | null } } };
}

export interface SpokenApprovalParts {
  readonly calls: Dispatcher;
  readonly event: Signal<TransportEvent>;
  tell(events: readonly RealtimeClientMessage[]): void;
  /** Have the model answer what it heard. */
  respond(): void;
  /** There is a microphone in which a word can be spoken. */
  isHeard(): boolean;
  /** What this provider says it heard counts also for calls that are asked about each time. */
  readonly isTrusted: boolean;
  now(): number;
  random(): number;
}

/**
 * Lets the person approve a call by one spoken word.
 *
 * The page chooses the word and shows it; once a model hears it, another is chosen. It counts if it is all that was
 * said, and if the voice began when the agent had been silent for a while: then it is neither a model's word nor its
 * echo, where the provider or the line tells when the agent is heard.
 * Meanwhile the provider is asked not to answer by itself, or it would answer the word.
 */
export class SpokenApproval {
  /** What the provider said last of how it finds the end of a turn. */
  #detection: Detection | null = null;
  #asked = false;
  #isPlaying = false;
  #silentSince = Number.NEGATIVE_INFINITY;
  /** Utterances that may approve: their voice began in silence, when the word was shown already. */
  readonly #fair = new Set<string>();
  /** Utterances that nobody answers by himself, each with the time at which it is no longer waited for. */
  readonly #unanswered = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #deaf: () => void;

  constructor(private readonly parts: SpokenApprovalParts) {
    const deafs = [parts.event.on((event) => this.#hear(event)), parts.calls.changed.on(() => this.#update())];
    this.#deaf = () => {
      for (const deaf of deafs) {
        deaf();
      }
    };
  }

  close(): void {
    this.#deaf();
    for (const timer of this.#unanswered.values()) {
      clearTimeout(timer);
    }
  }

  /** Whoever hands over sets the detection anew, and undoes our hold; a provider that takes no hold undoes nothing. */
  #detect(detection: Detection | null): void {
    const undone = this.#detection?.create_response === false && detection?.create_response !== false;
    this.#detection = detection;
    this.#asked &&= !undone;
    this.#update();
  }

  #hear(event: TransportEvent): void {
    const { item_id = '', transcript = '', session } = event as Heard;
    switch (event.type) {
      case 'session.created':
      case 'session.updated':
        if (session?.audio?.input) {
          this.#detect(session.audio.input.turn_detection ?? null);
        }
        break;
      case 'output_audio_buffer.started':
        this.#isPlaying = true;
        break;
      case 'output_audio_buffer.stopped':
      case 'output_audio_buffer.cleared':
        this.#isPlaying = false;
        this.#silentSince = this.parts.now();
        break;
      case 'input_audio_buffer.speech_started':
        if (!this.#isPlaying && this.parts.now() - this.#silentSince >= ECHO_MS + NOTICED_MS) {
          this.#fair.add(item_id);
        }
        break;
      case 'input_audio_buffer.committed':
        if (this.#detection?.create_response === false) {
          this.#unanswered.set(
            item_id,
            setTimeout(() => this.#answer(item_id), WRITTEN_MS),
          );
        }
        break;
      case 'conversation.item.input_audio_transcription.completed':
        this.#judge(item_id, normalise(transcript));
        break;
      case 'conversation.item.input_audio_transcription.failed':
        this.#answer(item_id);
        break;
    }
  }

  #judge(item: string, said: string): void {
    const asked = this.#open.filter(({ question }) => question?.word);
    const meant = asked.find(({ question }) => normalise(question?.word ?? '') === said);
    const refused = spoken.denyWords.includes(said) ? asked[0] : undefined;
    if (meant && this.#fair.has(item)) {
      this.#settle(item);
      this.parts.calls.approve(meant.key);
    } else if (refused) {
      this.#settle(item);
      this.parts.calls.deny(refused.key);
    } else {
      this.#renew(said);
      this.#answer(item);
    }
  }

  /** The model is about to learn these words: none of them may approve any more. */
  #renew(said: string): void {
    for (const { key, question } of this.#open) {
      if (question?.word && said.includes(normalise(question.word)) && this.#free.length > 0) {
        this.#offer(key);
      }
    }
  }

  /** Another word, which counts for what is said from now on. */
  #offer(key: string): void {
    this.#fair.clear();
    this.parts.calls.offer(key, this.#word());
  }

  /** The word was for the page: the model need not wonder about it. */
  #settle(item: string): void {
    this.#forget(item);
    this.#send(() => this.parts.tell([{ type: 'conversation.item.delete', item_id: item }]));
  }

  #answer(item: string): void {
    if (this.#forget(item)) {
      this.#send(() => this.parts.respond());
    }
  }

  /** A connection that takes no more is about to be lost, and the next one begins anew: no call may fail by that. */
  #send(events: () => void): void {
    try {
      events();
    } catch {
      this.close();
    }
  }

  #forget(item: string): boolean {
    this.#fair.delete(item);
    clearTimeout(this.#unanswered.get(item));
    return this.#unanswered.delete(item);
  }

  get #open() {
    return this.parts.calls.open.filter(({ state }) => state === 'approval');
  }

  /** Offer a word for each question, and hold answers as long as one is open. */
  #update(): void {
    for (const { key, question } of this.#open) {
      if (question?.word === null && this.#maySpeak(question.approval) && this.#free.length > 0) {
        this.#offer(key);
        return; // which comes back here
      }
    }
    const wanted = this.#open.some(({ question }) => question?.word);
    const { create_response, ...detection } = this.#detection ?? {};
    if (this.#detection && wanted !== this.#asked) {
      this.#asked = wanted;
      const update = {
        type: 'session.update',
        event_id: HOLD_ID,
        session: {
          type: 'realtime',
          audio: { input: { turn_detection: { ...detection, create_response: !wanted } } },
        },
      } as RealtimeClientMessage;
      this.#send(() => this.parts.tell([update]));
    }
  }

  #maySpeak(approval: 'session' | 'always'): boolean {
    return this.parts.isHeard() && (approval === 'session' || this.parts.isTrusted);
  }

  #word(): string {
    return this.#free[Math.floor(this.parts.random() * this.#free.length)];
  }

  /** Words that no question has. */
  get #free(): string[] {
    const taken = new Set(this.#open.map(({ question }) => question?.word));
    return spoken.approvalWords.filter((word) => !taken.has(word));
  }
}
