import type { ProblemWords } from './first-words.js';
import { localiser } from './localiser.js';
import { explain, sentenceOf } from './problem.js';
import { problems } from './problem-words.js';
import { serverTexts } from './server-words.js';
import type { Problem } from './wire.js';

/** What a person reads of a sentence that problems, the server or the kernel tell in English. */
export const localised = localiser([...Object.values(problems).flat(), ...serverTexts]);

export function localisedProblem({ error, why, fix }: Problem): ProblemWords {
  return [localised(error), localised(why), localised(fix)];
}

/** What a person reads of `error` in one line. */
export function localisedError(error: unknown): string {
  return sentenceOf(localisedProblem(explain(error)));
}
