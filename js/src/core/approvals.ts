import type { Plan } from './calls.js';
import { Signal } from './signal.js';

const KEY = 'navai.allowed';

type Keeper = Pick<Storage, 'getItem' | 'setItem'>;

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

  constructor(
    private storage: Keeper | null = null,
    /** The server whose notebooks these are. */
    private readonly server = '',
  ) {}

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

  /** What was decided holds for later calls too: for good in the notebook that was asked about, or for the session. */
  learn(plan: Plan, { approval, notebook }: Question, decision: 'approved' | 'always'): void {
    if (decision === 'always' && notebook) {
      this.keep(plan.name, notebook);
    } else if (approval === 'session') {
      this.allowInSession(plan);
    }
  }

  allowInSession(plan: Plan): void {
    this.#session.add(identity(plan));
  }

  isKept(name: string, notebook: string | null): boolean {
    return notebook !== null && (this.#kept.get(this.#place(notebook))?.has(name) ?? false);
  }

  /** From now on, in this notebook, and after a reload. */
  keep(name: string, notebook: string): void {
    const kept = this.#kept;
    const place = this.#place(notebook);
    this.#write(kept.set(place, (kept.get(place) ?? new Set()).add(name)));
  }

  /** Ask again for what was allowed for good. */
  revoke(name: string, notebook: string): void {
    const kept = this.#kept;
    kept.get(this.#place(notebook))?.delete(name);
    this.#write(kept);
  }

  endSession(): void {
    this.#session.clear();
  }

  #place(notebook: string): string {
    return `${this.server}${notebook}`;
  }

  /** Read anew each time: another tab may have taken something back. */
  get #kept(): Map<string, Set<string>> {
    return read(this.storage);
  }

  #write(kept: ReadonlyMap<string, ReadonlySet<string>>): void {
    const places = [...kept].filter(([, names]) => names.size > 0).map(([place, names]) => [place, [...names]]);
    const text = JSON.stringify(Object.fromEntries(places));
    try {
      this.storage ??= memory();
      this.storage.setItem(KEY, text);
    } catch {
      this.storage = memory(text); // full, or closed: it holds until the page is loaded again
    }
    this.changed.emit();
  }
}

/** What one answer to the question decides for all calls that ask it; null where each is asked for. */
export function subjectOf(plan: Plan, { approval, notebook }: Question): string | null {
  return approval === 'session' ? `${identity(plan)}\n${notebook ?? ''}` : null;
}

function memory(kept: string | null = null): Keeper {
  return {
    getItem: () => kept,
    setItem: (_, text) => {
      kept = text;
    },
  };
}

function identity({ instance, name }: Plan): string {
  return `${instance}\n${name}`;
}

/** Where storage is closed or unreadable, everything is asked again. */
function read(storage: Keeper | null): Map<string, Set<string>> {
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
