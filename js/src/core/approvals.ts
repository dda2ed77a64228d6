import type { Plan } from './calls.js';
import { Signal } from './signal.js';

const KEY = 'navai.allowed';

/** What the person is asked before a call runs. */
export interface Question {
  /** Once is enough for the session, or it is asked each time. */
  readonly approval: 'session' | 'always';
  /** The notebook in which it may be allowed for good, where it may. */
  readonly notebook: string | null;
  /** The word that approves when it is spoken, where one may be spoken. */
  readonly word: string | null;
}

/**
 * Which calls the person has allowed beforehand: a function for the session, or for good in one notebook.
 *
 * What is allowed for good is kept in this browser and never in the notebook: a file from a stranger must not
 * bring its own permission.
 */
export class Approvals {
  readonly changed = new Signal<void>();
  /** Each as the function of its process: a kernel that was started anew asks anew. */
  readonly #session = new Set<string>();
  readonly #kept: Map<string, Set<string>>;

  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null = null,
    /** The server whose notebooks these are. */
    private readonly server = '',
  ) {
    this.#kept = read(storage);
  }

  /** What is to be asked before `plan` runs in `notebook`; null when it may run at once. */
  question(plan: Plan, notebook: string | null): Question | null {
    if (plan.approval === 'never') {
      return null;
    }
    const { approval } = plan;
    if (approval === 'session' && (this.#session.has(identity(plan)) || this.isKept(plan.name, notebook))) {
      return null;
    }
    return { approval, notebook: approval === 'session' ? notebook : null, word: null };
  }

  allowInSession(plan: Plan): void {
    this.#session.add(identity(plan));
  }

  isKept(name: string, notebook: string | null): boolean {
    return notebook !== null && (this.#kept.get(this.#place(notebook))?.has(name) ?? false);
  }

  /** From now on, in this notebook, and after a reload. */
  keep(name: string, notebook: string): void {
    const place = this.#place(notebook);
    this.#kept.set(place, (this.#kept.get(place) ?? new Set()).add(name));
    this.#write();
  }

  /** Ask again for what was allowed for good. */
  revoke(name: string, notebook: string): void {
    this.#kept.get(this.#place(notebook))?.delete(name);
    this.#write();
  }

  endSession(): void {
    this.#session.clear();
  }

  #place(notebook: string): string {
    return `${this.server}${notebook}`;
  }

  #write(): void {
    const kept = [...this.#kept].map(([place, names]) => [place, [...names]] as const);
    this.storage?.setItem(
      KEY,
      JSON.stringify(Object.fromEntries(kept.filter(([, names]) => names.length > 0))),
    );
    this.changed.emit();
  }
}

function identity({ instance, name }: Plan): string {
  return `${instance}\n${name}`;
}

/** Where storage is closed or unreadable, everything is asked again. */
function read(storage: Pick<Storage, 'getItem'> | null): Map<string, Set<string>> {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(KEY) ?? '{}');
    const places = Object.entries(kept as { [place: string]: unknown });
    return new Map(
      places.map(([place, names]) => [place, new Set(Array.isArray(names) ? names.map(String) : [])]),
    );
  } catch {
    return new Map();
  }
}
