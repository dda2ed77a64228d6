import { type Floor, type Hold, type Holder, openFloor, type Speaker } from '../../core/floor.js';
import { randomId } from '../../core/ids.js';
import { Signal } from '../../core/signal.js';

/** A tab that is asked to yield and does not answer so soon hangs. */
const YIELD_MS = 3_000;
/** A floor that was yielded is free within a fraction of this. */
const GRANT_MS = 1_000;

/** The part of the browser's lock manager that a floor needs. */
export interface Locks {
  request(
    name: string,
    options: LockOptions,
    granted: (lock: unknown) => Promise<void> | void,
  ): Promise<unknown>;
}

/** The part of a `BroadcastChannel` that a floor needs. */
export interface Bus {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(news: News): void;
}

/** What tabs tell each other; `from` and `to` are tabs. */
export type News =
  | { readonly kind: 'who' }
  | { readonly kind: 'mine'; readonly from: string; readonly document: string }
  | { readonly kind: 'free'; readonly from: string }
  | { readonly kind: 'give'; readonly from: string; readonly document: string }
  | { readonly kind: 'given'; readonly to: string; readonly conversation: string };

/** A floor among the tabs that show the same `scope`; pages without Web Locks, as on plain http, have no guard. */
export function browserFloor(scope: string): Floor {
  const locks = globalThis.navigator.locks as LockManager | undefined;
  return locks ? new BrowserFloor(`navai:${scope}`, locks, new BroadcastChannel(`navai:${scope}`)) : openFloor;
}

/**
 * The lock decides, so that a tab that crashed has let go; messages tell who has it, and ask for it.
 * Its holder has a second lock by its own name, on which the others wait to learn that it is gone.
 */
export class BrowserFloor implements Floor {
  readonly changed = new Signal<void>();
  readonly #id = randomId();
  #other: { id: string; document: string } | null = null;
  #watch = new AbortController();
  #speaker: Speaker | null = null;
  #release: () => void = () => {};
  /** The locks of the hold before are free again. */
  #released: Promise<unknown> = Promise.resolve();
  #given: (conversation: string) => void = () => {};
  /** Ask once more, while nothing was given: of two that ask at once the other may have got it. */
  #askAgain: () => void = () => {};
  /** One after the other: whoever gave up may ask again before the first is answered. */
  #taking: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly name: string,
    private readonly locks: Locks,
    private readonly bus: Bus,
  ) {
    bus.onmessage = ({ data }) => this.#hear(data as News);
    bus.postMessage({ kind: 'who' });
  }

  get holder(): Holder | null {
    return this.#other && { place: 'tab', document: this.#other.document };
  }

  take(speaker: Speaker, insists: boolean): Promise<Hold | null> {
    const taken = this.#taking.then(() => this.#take(speaker, insists));
    this.#taking = taken.catch(() => undefined);
    return taken;
  }

  tell(): void {
    if (this.#speaker) {
      this.bus.postMessage({ kind: 'mine', from: this.#id, document: this.#speaker.document });
    }
  }

  async #take(speaker: Speaker, insists: boolean): Promise<Hold | null> {
    this.#release();
    await this.#released;
    const isFree = await this.#lock({ ifAvailable: true }).catch(() => null);
    if (isFree === null) {
      return openFloor.take(speaker, insists);
    }
    if (isFree) {
      return this.#hold(speaker, null);
    }
    if (!insists) {
      this.#know(this.#other ?? { id: '', document: '' });
      this.bus.postMessage({ kind: 'who' });
      return null;
    }
    const conversation = await this.#ask(speaker.document);
    this.#askAgain = () => {};
    const yielded = conversation !== null && (await this.#lock({ signal: AbortSignal.timeout(GRANT_MS) }));
    if (yielded || (await this.#lock({ steal: true }))) {
      return this.#hold(speaker, conversation);
    }
    return null;
  }

  #hold(speaker: Speaker, conversation: string | null): Hold {
    this.#speaker = speaker;
    this.#know(null);
    this.tell();
    const release = this.#release;
    return { conversation, release };
  }

  /**
   * Whether the lock was granted; it is kept until `#release`, or until another tab takes it away. Rejects where a
   * page may not lock, as in a frame that is closed off.
   */
  #lock(options: LockOptions): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const gone = new AbortController();
      let granted = false;
      const keep = (lock: unknown) => {
        granted = lock !== null;
        resolve(granted);
        return granted ? this.#keep(gone.signal) : undefined;
      };
      this.#released = this.locks.request(this.name, options, keep).then(
        () => gone.abort(),
        (reason) => {
          gone.abort();
          if (granted) {
            this.#yield({ place: 'tab', document: this.#other?.document ?? '' });
          }
          if (options.ifAvailable) {
            reject(reason); // nobody waits in line, so that nobody was too late
          }
          resolve(false);
        },
      );
    });
  }

  /** Until it is released; those who hear of this tab can wait for its end meanwhile. */
  #keep(gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const presence = () => new Promise<void>((end) => gone.addEventListener('abort', () => end()));
      void this.locks.request(`${this.name}:${this.#id}`, {}, presence).catch(() => undefined);
      const release = () => {
        if (this.#release !== release) {
          return;
        }
        this.#release = () => {};
        this.#speaker = null;
        this.bus.postMessage({ kind: 'free', from: this.#id });
        resolve();
      };
      this.#release = release;
    });
  }

  /** What the tab that has the floor leaves behind; null when it does not answer. */
  #ask(document: string): Promise<string | null> {
    return new Promise((resolve) => {
      setTimeout(() => resolve(null), YIELD_MS);
      this.#given = resolve;
      this.#askAgain = () => this.bus.postMessage({ kind: 'give', from: this.#id, document });
      this.#askAgain();
    });
  }

  #yield(to: Holder): string | null {
    const speaker = this.#speaker;
    this.#speaker = null;
    const conversation = speaker?.yield(to) ?? null;
    this.#release();
    return conversation;
  }

  #hear(news: News): void {
    switch (news.kind) {
      case 'who':
        this.tell();
        break;
      case 'mine':
        this.#know({ id: news.from, document: news.document });
        this.#askAgain();
        break;
      case 'free':
        this.#forget(news.from);
        break;
      case 'give':
        if (this.#speaker) {
          const conversation = this.#yield({ place: 'tab', document: news.document });
          this.bus.postMessage({ kind: 'given', to: news.from, conversation: conversation ?? '' });
        }
        break;
      case 'given':
        if (news.to === this.#id) {
          this.#given(news.conversation);
        }
        break;
    }
  }

  #know(other: { id: string; document: string } | null): void {
    const isKnown = other?.id === this.#other?.id;
    this.#other = other;
    if (!isKnown) {
      this.#watch.abort();
      this.#watch = new AbortController();
    }
    if (other?.id && !isKnown) {
      const { signal } = this.#watch;
      const ended = () => this.#forget(other.id);
      void this.locks.request(`${this.name}:${other.id}`, { signal }, ended).catch(() => undefined);
    }
    this.changed.emit();
  }

  #forget(id: string): void {
    if (this.#other?.id === id) {
      this.#know(null);
    }
  }
}
