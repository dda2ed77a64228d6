/** How alike two names are, by words, letters and sound; the twin of `navai_jupyter/core/likeness.py`. */

import { ratio } from './distance.js';
import { sounds } from './metaphone.js';
import { isNumber } from './spelling.js';

export const TOKEN_FLOOR = 0.75;
/** What two words of one sound are alike at least, of two letters and up; their letters add the rest. */
export const SOUND = 0.55;
const MIN_SOUND = 2;
const MIN_FUZZY = 4;
export const FILLERS: ReadonlySet<string> = new Set(
  'a an chapter go heading in me my number of on open part please section show take the this to'.split(' '),
);

/** 0 to 1 for two normalised names; see the head of `resolve.ts`. */
export function score(said: string, name: string): number {
  const wanted = telling(said);
  const offered = telling(name);
  if (wanted.some((word) => isStrict(word) && !offered.includes(word))) {
    return 0;
  }
  const covered = cover(wanted, offered) * (0.75 + 0.25 * cover(offered, wanted));
  const together = Math.max(
    alike(wanted.join(''), offered.join('')),
    alike(said.replaceAll(' ', ''), name.replaceAll(' ', '')),
  );
  return Math.max(covered, together >= TOKEN_FLOOR ? together : 0);
}

/** The distinct words without fillers, or with them where nothing else is left; "a" ends a name: "Model A". */
export function telling(normalised: string): string[] {
  const all = [...new Set(normalised.split(' ').filter(Boolean))];
  const kept = all.filter((word, at) => !FILLERS.has(word) || (word === 'a' && at === all.length - 1));
  return kept.length > 0 ? kept : all;
}

/** Numbers and single letters tell destinations apart ("Step 2", "Model B"): they are never guessed. */
function isStrict(word: string): boolean {
  return lengthOf(word) === 1 || isNumber(word);
}

/** By letters, or by sound where that makes more of it. */
function alike(left: string, right: string): number {
  const letters = ratio(left, right);
  return soundSame(left, right) ? Math.max(letters, SOUND + (1 - SOUND) * letters) : letters;
}

function cover(words: readonly string[], among: readonly string[]): number {
  let sum = 0;
  let total = 0;
  for (const word of words) {
    sum += lengthOf(word) * Math.max(0, ...among.map((other) => likeness(word, other)));
    total += lengthOf(word);
  }
  return total === 0 ? 0 : sum / total;
}

function likeness(left: string, right: string): number {
  if (left === right) {
    return 1;
  }
  if (Math.min(lengthOf(left), lengthOf(right)) < MIN_FUZZY || isStrict(left) || isStrict(right)) {
    return 0;
  }
  if (soundSame(left, right)) {
    return alike(left, right);
  }
  const letters = ratio(left, right);
  return letters >= TOKEN_FLOOR ? letters : 0;
}

function soundSame(left: string, right: string): boolean {
  const others = sounds(right);
  return [...sounds(left)].some((key) => key.length >= MIN_SOUND && others.has(key));
}

function lengthOf(word: string): number {
  return [...word].length;
}
