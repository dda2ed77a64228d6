import type { Media } from './host.js';
import type { Input } from './input.js';
import { explain, fail } from './problem.js';
import { problems } from './problem-words.js';
import type { Store } from './state.js';
import { words } from './words.js';

const GONE = 'microphone_gone';

export interface MicrophoneParts {
  readonly media: Media;
  readonly input: Input;
  readonly store: Store;
  note(text: string): void;
  /** Send this from now on; rejects once nobody wants it. */
  send(stream: MediaStream): Promise<void>;
  /** Whether it opens muted, as for whoever talks by a key. */
  startsMuted(): boolean;
}

/** The person's microphone while a session runs: opened late, exchanged for another, taken away. */
export class Microphone {
  constructor(private readonly parts: MicrophoneParts) {
    parts.input.gone.on((name) => void this.#replace(name));
  }

  /** Open it in a session that has none. */
  async open(muted = this.parts.startsMuted()): Promise<void> {
    const { store } = this.parts;
    try {
      await this.#exchange(muted);
      store.set({ microphone: true, muted });
    } catch (error) {
      store.set({ problem: explain(error) });
    }
  }

  /** Take this one: at once where the person is heard, else from the next time on. */
  async use(id: string): Promise<void> {
    const { media, store } = this.parts;
    media.microphones.choose(id);
    const { microphone, problem } = store.state;
    if (problem?.code === GONE) {
      store.set({ problem: null });
      await this.open();
    } else if (microphone) {
      await this.#exchange().catch((error) => store.set({ problem: explain(error) }));
    }
  }

  /** The device was unplugged: another takes over, or else typing goes on. */
  async #replace(name: string): Promise<void> {
    const { input, store, send, note } = this.parts;
    try {
      note(words.otherMicrophone(name, await this.#exchange()));
    } catch {
      await input.exchange(false, send).catch(() => undefined);
      if (!input.isOpen) {
        return; // the session has ended meanwhile
      }
      store.set({
        microphone: false,
        muted: false,
        problem: fail(GONE, problems.microphoneGone, name).problem,
      });
    }
  }

  /** Answers the name of the one that is heard now. */
  async #exchange(muted = this.parts.store.state.muted): Promise<string> {
    const { input, send } = this.parts;
    const name = await input.exchange(true, send);
    input.mute(muted);
    return name;
  }
}
