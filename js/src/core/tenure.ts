import type { Floor, Hold, Holder, Speaker } from './floor.js';
import { KernelLease } from './kernel-lease.js';
import type { SessionParts } from './parts.js';
import type { SavedConversation } from './saved.js';
import { Signal } from './signal.js';

/** Somebody else acts: the person has to be asked. */
export class HeldElsewhere extends Error {
  constructor(readonly holder: Holder) {
    super('Voice runs elsewhere.');
  }
}

export interface TenureParts {
  readonly parts: Pick<SessionParts, 'channel' | 'floor' | 'host'>;
  readonly saved: SavedConversation;
}

/** The right to act, from the start of a session to its end: one tab has it, and in a kernel one browser. */
export class Tenure {
  /** Somebody else took it over, or had it in the kernel; the session has to end. */
  readonly lost = new Signal<Holder>();
  /** In the notebook that the session moved to somebody else acts. */
  readonly refused = new Signal<Holder>();
  readonly #lease: KernelLease;
  readonly #speaker: Speaker;
  #hold: Hold | null = null;
  #insists = false;

  constructor(private readonly around: TenureParts) {
    const { channel, host } = around.parts;
    this.#lease = new KernelLease(channel, host);
    const browser = (document: string): Holder => ({ place: 'browser', document });
    this.#lease.lost.on((document) => this.lost.emit(browser(document)));
    this.#lease.refused.on((document) => this.refused.emit(browser(document)));
    host.news.on(() => this.#floor.tell());
    this.#speaker = {
      get document() {
        return host.binding?.document ?? '';
      },
      yield: (to) => {
        const conversation = around.saved.text();
        this.lost.emit(to);
        return conversation;
      },
    };
  }

  /** Resolves with whether a conversation came along; rejects with `HeldElsewhere` unless it `insists`. */
  async take(insists: boolean, signal: AbortSignal): Promise<boolean> {
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
    return hold.conversation !== null && this.around.saved.adopt(hold.conversation);
  }

  /** Act in the kernel too, as the one that `take` made of all tabs. Nobody waits for its answer: it refuses calls itself. */
  settle(): void {
    if (this.#hold) {
      this.#lease.begin(this.#insists);
    }
  }

  /** May be called again. */
  end(): void {
    this.#hold?.release();
    this.#hold = null;
    this.#lease.end();
  }

  get #floor(): Floor {
    return this.around.parts.floor;
  }
}
