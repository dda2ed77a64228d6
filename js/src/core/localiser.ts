import { t } from './translation.js';

/**
 * What says an English sentence in the language of the page, if it is one of `texts`: then with its values in the
 * places of %1, %2…, which may be such sentences too. Where it comes from, from another process perhaps, does not
 * matter; one that is none of them stays as it is.
 */
export function localiser(texts: Iterable<string>): (sentence: string) => string {
  const plain = new Set<string>();
  const patterns: { readonly text: string; readonly pattern: RegExp }[] = [];
  for (const text of [...texts].sort((one, other) => weight(other) - weight(one))) {
    if (!PLACE.test(text)) {
      plain.add(text);
    } else if (weight(text) > 0) {
      patterns.push({ text, pattern: patternOf(text) });
    }
  }
  return function localised(sentence: string): string {
    if (plain.has(sentence)) {
      return t(sentence);
    }
    for (const { text, pattern } of patterns) {
      const found = pattern.exec(sentence);
      if (found) {
        return t(text, ...valuesOf(text, found).map(localised));
      }
    }
    return sentence;
  };
}

const PLACE = /%(\d)/;
const PLACES = /%(\d)/g;

/** The more of its own a text says, the surer it is meant. */
function weight(text: string): number {
  return text.replace(PLACES, '').length;
}

function patternOf(text: string): RegExp {
  const said = text.split(/%\d/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${said.join('(.*?)')}$`, 's');
}

/** By the numbers of their places, which may stand in any order. */
function valuesOf(text: string, [, ...found]: readonly string[]): string[] {
  const values: string[] = [];
  for (const [index, [, number]] of [...text.matchAll(PLACES)].entries()) {
    values[Number(number) - 1] = found[index];
  }
  return values;
}
