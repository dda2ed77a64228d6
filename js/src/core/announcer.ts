import { Signal } from './signal.js';

/** A screen reader that is told something else more often never ends a sentence. */
const PACE_MS = 1000;
/** What comes so close together is one announcement. */
const GATHER_MS = 100;

interface Waiting {
  readonly text: string;
  readonly urgent: boolean;
  readonly topic: string;
}

/** Tells a screen reader what happens: at most once a second, what is urgent first, and nothing while somebody speaks. */
export class Announcer {
  /** To be read now, and once. */
  readonly said = new Signal<string>();
  #waiting: Waiting[] = [];
  #held = false;
  #lastAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Of one `topic` only the newest is told, in the place of one that still waits. */
  say(text: string, urgent = false, topic = ''): void {
    if (text) {
      this.#waiting = this.#waiting.filter((other) => !topic || other.topic !== topic);
      this.#waiting.push({ text, urgent, topic });
      this.#arrange();
    }
  }

  /** While it is on, only what is urgent is told: the person or the agent speaks. */
  hold(on: boolean): void {
    this.#held = on;
    this.#arrange();
  }

  #arrange(): void {
    if (this.#timer === undefined && this.#ready.length > 0) {
      const wait = Math.max(GATHER_MS, this.#lastAt + PACE_MS - performance.now());
      this.#timer = setTimeout(() => this.#tell(), wait);
    }
  }

  #tell(): void {
    this.#timer = undefined;
    const told = this.#ready;
    if (told.length > 0) {
      this.#waiting = this.#waiting.filter((each) => !told.includes(each));
      this.#lastAt = performance.now();
      this.said.emit(told.map(({ text }) => text).join(' '));
    }
  }

  /** What may be told now, in its order. */
  get #ready(): Waiting[] {
    const urgent = this.#waiting.filter((each) => each.urgent);
    return this.#held ? urgent : [...urgent, ...this.#waiting.filter((each) => !each.urgent)];
  }
}
