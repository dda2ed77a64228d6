/** Who says nothing says no. */
const APPROVAL_SECONDS = 30;

/** For this call and what its function's rule makes of it, for good in the notebook, or not at all. */
export type Decision = 'approved' | 'always' | 'denied' | 'unanswered';

/** Only the first one counts. */
export type Decide = (decision: Decision) => void;

/** One question to the person, which is answered when their time is over at the latest. */
export function decision(): { readonly decide: Decide; readonly decided: Promise<Decision> } {
  let decide: Decide = () => {};
  const decided = new Promise<Decision>((resolve) => {
    decide = resolve;
  });
  const timer = setTimeout(() => decide('unanswered'), APPROVAL_SECONDS * 1000);
  return { decide, decided: decided.finally(() => clearTimeout(timer)) };
}
