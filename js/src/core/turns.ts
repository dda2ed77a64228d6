import type { Turn } from './host.js';

const KEPT = 32;

/** Remembers for each response the turn that it answers. */
export class Turns {
  #current: Turn | null = null;
  readonly #ofResponse = new Map<string, Turn>();

  constructor(private readonly freeze: () => Turn) {}

  /** The person begins to speak, or sends a text. */
  begin(): void {
    this.#current = this.freeze();
  }

  responseStarted(responseId: string): void {
    this.#ofResponse.set(responseId, this.#latest());
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
