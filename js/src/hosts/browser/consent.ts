import type { Consent } from '../../core/host.js';

const KEY = 'navai.consent';

/** Kept in this browser, for each provider; where storage is closed or full the question comes once a page. */
export class StoredConsent implements Consent {
  readonly #given = new Set<string>();

  constructor(private readonly storage: Storage | null) {
    try {
      const kept: unknown = JSON.parse(storage?.getItem(KEY) ?? '[]');
      if (Array.isArray(kept)) {
        this.#given = new Set(kept.map(String));
      }
    } catch {
      this.#given.clear(); // unreadable: ask again
    }
  }

  given(provider: string): boolean {
    return this.#given.has(provider);
  }

  give(provider: string): void {
    this.#given.add(provider);
    try {
      this.storage?.setItem(KEY, JSON.stringify([...this.#given]));
    } catch {
      // Full, or closed: it holds until the page is loaded again.
    }
  }
}
