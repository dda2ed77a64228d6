import type { Turn } from './host.js';

const KEPT = 32;

/** Remembers for each response the turn that it answers. */
export class Turns {
  #current: Turn | null = null;
  readonly #ofResponse = new Map<string, Turn>();

  constructor(
    private readonly freeze: () => Turn,
    /** The agent is about to answer a turn, perhaps once more. */
    private readonly answering: (turn: Turn) => void = () => {},
  ) {}

  /** The person begins to speak, or sends a text. */
  begin(): void {
    this.#current = this.freeze();
  }

  responseStarted(responseId: string): void {
    const turn = this.#latest();
    this.#ofResponse.set(responseId, turn);
    this.answering(turn);
    for (const oldest of [...this.#ofResponse.keys()].slice(0, -KEPT)) {
      this.#ofResponse.delete(oldest);
    }
  }

  of(responseId: string): Turn {
    return this.#ofResponse.get(responseId) ?? this.#latest();
  }

  #latest(): Turn {
    this.#current ??= this.freeze();
    return this.#current;
  }
}
