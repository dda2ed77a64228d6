/**
 * One spelling for what is said and what is written: plain letters, and numbers as digits.
 *
 * The twin of `navai_jupyter/core/spelling.py`; `tests/cases/routes.json` holds both to the same results.
 */

const split = (words: string) => words.split(' ');

export const UNITS: readonly string[] = split(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
);
export const TENS: readonly string[] = split('twenty thirty forty fifty sixty seventy eighty ninety');
export const ORDINALS: readonly string[] = split(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth',
);
const MARKS: Readonly<Record<string, string>> = { '&': 'and', '+': 'plus' };
const POINTS = new Set(['point', 'dot']);
/** After one of these even a single letter may be a Roman numeral. */
export const NUMBERED: ReadonlySet<string> = new Set(
  split(
    'act appendix book chapter exercise figure lesson level module part phase section stage step table unit volume week',
  ),
);

const small = new Map<string, number>([
  ...UNITS.map((word, n): [string, number] => [word, n]),
  ...ORDINALS.map((word, n): [string, number] => [word, n + 1]),
]);
const tens = new Map(TENS.map((word, n): [string, number] => [word, 10 * (n + 2)]));
/** First halves of years, as in "nineteen ninety nine". */
const CENTURIES = [18, 21] as const;
const ROMAN = /^x{0,3}(?:ix|iv|v?i{0,3})$/;
const ROMAN_VALUES: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };
/** Numbers; characters of scripts without spaces, each a word; words of letters. */
const PIECES = /\p{Nd}+(?:\.\p{Nd}+)*|[々぀-ヿ㐀-鿿]|[^\P{L}々぀-ヿ㐀-鿿]+/gu;
/** Of ordinals in digits, as in "2nd". */
const ENDINGS = new Set(['st', 'nd', 'rd', 'th']);

/** Lower case, no accents, words and numbers apart, numbers in digits: "Part III" is "part 3". */
export function normalise(text: string): string {
  const spelt = text.replace(/[&+]/g, (mark) => ` ${MARKS[mark]} `);
  const letters = spelt.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  const pieces = [...letters.matchAll(PIECES)];
  const words = pieces.filter((piece, at) => !isEnding(piece, pieces[at - 1])).map(([word]) => word);
  return withPoints(inDigits(words)).join(' ');
}

function isEnding(piece: RegExpMatchArray, before: RegExpMatchArray | undefined): boolean {
  const touches = before && (before.index ?? 0) + before[0].length === piece.index;
  return ENDINGS.has(piece[0]) && Boolean(touches) && isNumber(before?.[0] ?? '');
}

function inDigits(words: readonly string[]): string[] {
  const result: string[] = [];
  for (let at = 0; at < words.length; ) {
    const number = numberAt(words, at) ?? roman(words, at);
    result.push(number ? String(number.value) : words[at]);
    at = number ? number.end : at + 1;
  }
  return result;
}

interface Numeral {
  readonly value: number;
  readonly end: number;
}

/** The number that begins at a word, and where it ends. */
function numberAt(words: readonly string[], at: number): Numeral | null {
  const first = belowHundred(words, at);
  if (!first) {
    return null;
  }
  const { value, end } = first;
  if (value >= CENTURIES[0] && value <= CENTURIES[1]) {
    const rest = belowHundred(words, end);
    if (rest && rest.value >= 10) {
      return { value: value * 100 + rest.value, end: rest.end };
    }
  }
  const size = { thousand: 1000, hundred: 100 }[words[end]];
  if (!size) {
    return first;
  }
  const rest = numberAt(words, words[end + 1] === 'and' ? end + 2 : end + 1);
  return rest && rest.value < size
    ? { value: value * size + rest.value, end: rest.end }
    : { value: value * size, end: end + 1 };
}

function belowHundred(words: readonly string[], at: number): Numeral | null {
  const ten = tens.get(words[at]);
  if (ten === undefined) {
    const value = small.get(words[at]);
    return value === undefined ? null : { value, end: at + 1 };
  }
  const unit = small.get(words[at + 1]) ?? 0;
  return unit > 0 && unit < 10 ? { value: ten + unit, end: at + 2 } : { value: ten, end: at + 1 };
}

function roman(words: readonly string[], at: number): Numeral | null {
  const word = words[at];
  if (!ROMAN.test(word) || (word.length === 1 && !NUMBERED.has(words[at - 1]))) {
    return null;
  }
  const values = [...word].map((letter) => ROMAN_VALUES[letter]);
  const value = values.reduce((sum, each, n) => sum + (each < (values[n + 1] ?? 0) ? -each : each), 0);
  return { value, end: at + 1 };
}

/** "1 point 2" is 1.2, as headings are numbered. */
function withPoints(words: readonly string[]): string[] {
  const result: string[] = [];
  for (const word of words) {
    const [number, point] = result.slice(-2);
    if (result.length > 1 && isNumber(word) && POINTS.has(point) && isNumber(number)) {
      result.splice(-2, 2, `${number}.${word}`);
    } else {
      result.push(word);
    }
  }
  return result;
}

export function isNumber(word: string): boolean {
  return /^\p{Nd}/u.test(word);
}
