/** Who says nothing says no. */
const APPROVAL_SECONDS = 30;

/** For this call and what its function's rule makes of it, for good in the notebook, or not at all. */
export type Decision = 'approved' | 'always' | 'denied' | 'unanswered';

/** Only the first one counts. */
export type Decide = (decision: Decision) => void;

/** Questions to the person: one that is open serves all calls that would ask the same. */
export class Questions {
  readonly #open = new Map<string, Promise<Decision>>();

  /** Whether it `isAsked` or shares the answer of one that is; null is a subject that no other call has. */
  about(subject: string | null): Deciding & { readonly isAsked: boolean } {
    const deciding = decision();
    const asked = subject === null ? undefined : this.#open.get(subject);
    if (asked) {
      void asked.then(deciding.decide);
    } else if (subject !== null) {
      this.#open.set(subject, deciding.decided);
      void deciding.decided.then(() => this.#open.delete(subject));
    }
    return { ...deciding, isAsked: !asked };
  }
}

interface Deciding {
  readonly decide: Decide;
  readonly decided: Promise<Decision>;
}

/** Answered when the person's time is over at the latest. */
function decision(): Deciding {
  let decide: Decide = () => {};
  const decided = new Promise<Decision>((resolve) => {
    decide = resolve;
  });
  const timer = setTimeout(() => decide('unanswered'), APPROVAL_SECONDS * 1000);
  return { decide, decided: decided.finally(() => clearTimeout(timer)) };
}
