import type { Conversation } from './conversation.js';
import type { Floor, Hold, Holder, Speaker } from './floor.js';
import { KernelLease } from './kernel-lease.js';
import type { SessionParts } from './parts.js';
import type { SavedConversation } from './saved.js';
import { Signal } from './signal.js';
import { words } from './words.js';

/** Somebody else acts: the person has to be asked. */
export class HeldElsewhere extends Error {
  constructor(readonly holder: Holder) {
    super('Voice runs elsewhere.');
  }
}

export interface TenureParts {
  readonly parts: Pick<SessionParts, 'channel' | 'floor' | 'host'>;
  readonly saved: SavedConversation;
  readonly conversation: Conversation;
}

/** The right to act, from the start of a session to its end: one tab has it, and in a kernel one browser. */
export class Tenure {
  /** Somebody else has it now, or had it in the kernel; the session has to end. */
  readonly lost = new Signal<Holder>();
  readonly #lease: KernelLease;
  readonly #speaker: Speaker;
  #hold: Hold | null = null;
  #insists = false;
  /** The session has begun to act. */
  #isSettled = false;

  constructor(private readonly around: TenureParts) {
    const { channel, host } = around.parts;
    this.#lease = new KernelLease(channel, host);
    const browser = (document: string): Holder => ({ place: 'browser', document });
    this.#lease.denied.on((document) => this.lost.emit(browser(document)));
    this.#lease.lost.on((document) => this.#giveWay(browser(document)));
    this.#lease.refused.on((document) => around.conversation.note(words.actsThere(document)));
    host.news.on(() => this.#floor.tell());
    this.#speaker = {
      get document() {
        return host.binding?.document ?? '';
      },
      yield: (to) => {
        const conversation = around.saved.text();
        this.#giveWay(to);
        return conversation;
      },
    };
  }

  /**
   * Become the one of all tabs, with the conversation of the one before. Rejects with `HeldElsewhere` where there is
   * one already, unless this one `insists`.
   */
  async take(insists: boolean, signal: AbortSignal): Promise<void> {
    const { saved, conversation } = this.around;
    const hold = await this.#floor.take(this.#speaker, insists);
    if (signal.aborted) {
      hold?.release();
    }
    signal.throwIfAborted();
    if (!hold) {
      throw new HeldElsewhere(this.#floor.holder ?? { place: 'tab', document: '' });
    }
    this.#hold = hold;
    this.#insists = insists;
    const cameAlong = hold.conversation !== null && saved.adopt(hold.conversation);
    if (insists) {
      conversation.note(cameAlong ? words.tookOver : words.tookOverAnew);
    }
  }

  /** Act in the kernel too, from the first connection on: asking earlier would only delay that. */
  settle(): void {
    if (this.#hold && !this.#isSettled) {
      this.#isSettled = true;
      this.#lease.begin(this.#insists);
    }
  }

  /** Whether nobody else acts by now. */
  mayAct(): Promise<boolean> {
    return this.#lease.mayAct();
  }

  /** May be called again. */
  end(): void {
    this.#hold?.release();
    this.#hold = null;
    this.#isSettled = false;
    this.#lease.end();
  }

  #giveWay(to: Holder): void {
    if (this.#isSettled) {
      this.around.conversation.note(words.gaveWay(to.place, to.document));
    }
    this.lost.emit(to);
  }

  get #floor(): Floor {
    return this.around.parts.floor;
  }
}
