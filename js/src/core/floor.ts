import { Signal } from './signal.js';

/** Who acts instead of this page; the document is a label, and not known of everybody. */
export interface Holder {
  readonly place: 'tab' | 'browser';
  readonly document: string;
}

/** The session that has the floor, or wants it. */
export interface Speaker {
  /** What other tabs are shown of it. */
  readonly document: string;
  /** Another tab speaks from now on: stop, and answer the conversation so far. */
  yield(to: Holder): string;
}

/** The floor, as long as it is kept. */
export interface Hold {
  /** What the tab before has handed over; null when there was none, or it did not answer. */
  readonly conversation: string | null;
  /** May be called again. */
  release(): void;
}

/** Of all tabs of one browser that show the same server, one has the floor: its session is on. */
export interface Floor {
  /** The other tab that has it. */
  readonly holder: Holder | null;
  readonly changed: Signal<void>;
  /** Null while another tab has it, unless this one `insists`: then that one is asked to yield. */
  take(speaker: Speaker, insists: boolean): Promise<Hold | null>;
  /** What others are shown may have changed. */
  tell(): void;
}

/** Where tabs cannot know of each other, each may speak. */
export const openFloor: Floor = {
  holder: null,
  changed: new Signal<void>(),
  take: async () => ({ conversation: null, release: () => {} }),
  tell: () => {},
};
