/**
 * From what is wanted to the functions that fit best. The twin is `navai_jupyter/core/search.py`; both are held to
 * `tests/cases/catalogue.json`.
 *
 * 1. Words of a text: those of its normal form (`normalise`), each once, without `FILLERS` (with them when nothing
 *    else is left).
 * 2. A function has the words of its name, of its description, and of its parameters (their names, descriptions and
 *    choices). A word counts by the first of these places where it stands: `NAMED`, `TOLD` or `TAKEN`.
 * 3. A word is the rarer the fewer functions have it: ln(1 + functions ÷ functions with the word).
 * 4. Two words are alike by 1 when equal; by 0.95 when one is the other and an "s"; else, when both begin with the
 *    same letter and have `SHORTEST` characters or more: by twice the beginning they share ÷ the sum of their lengths
 *    when they share `SHORTEST` characters and that reaches `PREFIX_FLOOR`, else by `ratio` when that and the ratio
 *    of their lengths reach `TYPO_FLOOR`, else by 0.
 * 5. said = Σ over wanted words of max(rarity · weight · likeness) over the function's words;
 *    covered = Σ rarity · best likeness to a wanted word ÷ Σ rarity, over the words of its name;
 *    score = said · (1 − `NAME_SHARE` + `NAME_SHARE` · covered), rounded to millionths.
 * 6. Sorted by score, the given order among equals; those below `WORTH` of the best one fit no more.
 */

import { ratio } from './distance.js';
import { normalise } from './spelling.js';
import type { FunctionInfo, JsonValue } from './wire.js';

const NAMED = 1;
const TOLD = 0.6;
const TAKEN = 0.3;
const NAME_SHARE = 0.5;
const WORTH = 0.4;
const SHORTEST = 4;
const PREFIX_FLOOR = 0.7;
const TYPO_FLOOR = 0.75;
const FILLERS: ReadonlySet<string> = new Set(
  (
    'a an and are as at be by can could do does for from give had has have how i in into is it its me much many ' +
    'my of on or our please put tell that the their them there this to us was we what when where which who ' +
    'whose will with would you your'
  ).split(' '),
);

interface Entry {
  readonly info: FunctionInfo;
  readonly name: readonly string[];
  /** Each of its words, with what it counts where it stands. */
  readonly weights: ReadonlyMap<string, number>;
}

/** For a wanted word the known ones that are like it, and how much. */
type Likeness = ReadonlyMap<string, number>;

/** The functions that fit, the best first; none when no word of the query has anything to do with any. */
export function search(query: string, functions: readonly FunctionInfo[], most = 5): FunctionInfo[] {
  const entries = functions.map(entryOf);
  const uses = new Map<string, number>();
  for (const word of entries.flatMap(({ weights }) => [...weights.keys()])) {
    uses.set(word, (uses.get(word) ?? 0) + 1);
  }
  const rarity = (word: string) => Math.log(1 + entries.length / (uses.get(word) ?? 1));
  const wanted = likenesses(words(query), [...uses.keys()]);
  const ranked = entries
    .map((entry) => ({ info: entry.info, score: Math.round(score(entry, wanted, rarity) * 1e6) }))
    .filter((one) => one.score > 0)
    .sort((one, other) => other.score - one.score);
  return ranked
    .slice(0, most)
    .filter((one) => one.score >= WORTH * ranked[0].score)
    .map(({ info }) => info);
}

function entryOf(info: FunctionInfo): Entry {
  const name = words(info.name);
  const weights = new Map<string, number>();
  for (const [found, weight] of [
    [words(told(info.parameters).join(' ')), TAKEN],
    [words(info.description ?? ''), TOLD],
    [name, NAMED],
  ] as const) {
    for (const word of found) {
      weights.set(word, weight);
    }
  }
  return { info, name, weights };
}

/** Names, descriptions and choices of the parameters. */
function told(schema: { readonly [key: string]: JsonValue }): string[] {
  const properties = Object.entries(isObject(schema.properties) ? schema.properties : {});
  return properties.flatMap(([name, parameter]) => {
    const { description, enum: choices } = isObject(parameter) ? parameter : {};
    return [name, String(description ?? ''), ...(Array.isArray(choices) ? choices.map(String) : [])];
  });
}

function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function words(text: string): string[] {
  const every = [...new Set(normalise(text).split(' ').filter(Boolean))];
  const telling = every.filter((word) => !FILLERS.has(word));
  return telling.length > 0 ? telling : every;
}

function likenesses(wanted: readonly string[], known: readonly string[]): Likeness[] {
  return wanted.map((word) => {
    const near = known.filter((other) => other.codePointAt(0) === word.codePointAt(0));
    return new Map(near.map((other) => [other, likeness(word, other)]));
  });
}

function likeness(left: string, right: string): number {
  if (left === right) {
    return 1;
  }
  const [short, long] = [[...left], [...right]].sort((one, other) => one.length - other.length);
  if (long.join('') === `${short.join('')}s`) {
    return 0.95;
  }
  if (short.length < SHORTEST) {
    return 0;
  }
  const differs = short.findIndex((letter, at) => letter !== long[at]);
  const shared = differs < 0 ? short.length : differs;
  const inflected = shared >= SHORTEST ? (2 * shared) / (short.length + long.length) : 0;
  if (inflected >= PREFIX_FLOOR) {
    return inflected;
  }
  const mistyped = short.length >= TYPO_FLOOR * long.length ? ratio(left, right) : 0;
  return mistyped >= TYPO_FLOOR ? mistyped : 0;
}

function score(entry: Entry, wanted: readonly Likeness[], rarity: (word: string) => number): number {
  let said = 0;
  for (const alike of wanted) {
    let best = 0;
    for (const [word, weight] of entry.weights) {
      best = Math.max(best, rarity(word) * weight * (alike.get(word) ?? 0));
    }
    said += best;
  }
  let covered = 0;
  let total = 0;
  for (const word of entry.name) {
    covered += rarity(word) * Math.max(0, ...wanted.map((alike) => alike.get(word) ?? 0));
    total += rarity(word);
  }
  return total === 0 ? 0 : said * (1 - NAME_SHARE + (NAME_SHARE * covered) / total);
}
