import { normalise, TENS, UNITS } from './spelling.js';

const WORDS: readonly [said: string, written: string][] = [
  ['new line', '\n'],
  ['next line', '\n'],
  ['double equals', '=='],
  ['equals equals', '=='],
  ['not equal to', '!='],
  ['less than or equal to', '<='],
  ['greater than or equal to', '>='],
  ['less than', '<'],
  ['greater than', '>'],
  ['plus equals', '+='],
  ['minus equals', '-='],
  ['equals', '='],
  ['times', '*'],
  ['divided by', '/'],
  ['plus', '+'],
  ['minus', '-'],
  ['open paren', '('],
  ['close paren', ')'],
  ['open parenthesis', '('],
  ['close parenthesis', ')'],
  ['open bracket', '['],
  ['close bracket', ']'],
  ['open brace', '{'],
  ['close brace', '}'],
  ['double quote', '"'],
  ['single quote', "'"],
  ['quote', '"'],
  ['comma', ','],
  ['colon', ':'],
  ['dot', '.'],
  ['underscore', '_'],
  ['hash', '#'],
];
const LONGEST_FIRST = [...WORDS].sort(([one], [other]) => other.length - one.length);
const SAID = new RegExp(`\\b(?:${LONGEST_FIRST.map(([said]) => said).join('|')})\\b`, 'gi');
const WRITTEN = new Map(WORDS);
/** Code has one of these; what a recogniser writes has words in their place. */
const SYMBOL = /[=()[\]{}"'_*<>+#\n]/;

const NUMBERS = [...UNITS, ...TENS, 'hundred', 'thousand'].join('|');
const NUMBER = new RegExp(`\\b(?:${NUMBERS})(?:[ -](?:${NUMBERS}))*\\b`, 'gi');
/** A text in quotes, which is kept, or a word. */
const PIECES = /(["']).*?\1|[A-Za-z]\w*/g;
/** As a recogniser begins a sentence, or what it takes for a name. */
const CAPITALISED = /^[A-Z][a-z]*$/;
const CONSTANTS = new Set(['True', 'False', 'None']);

/**
 * Code as it was said ("x equals three") as code; what holds a symbol of code already was written and stays.
 *
 * Nobody hears a capital: one that a recogniser has written counts only in `names`, those of the notebook.
 */
export function written(source: string, names: ReadonlySet<string> = new Set()): string {
  if (SYMBOL.test(source)) {
    return source;
  }
  const isSaid = source.search(SAID) >= 0;
  const code = isSaid ? tidy(source.replace(SAID, symbolOf).replace(NUMBER, normalise)) : source;
  return code.replace(PIECES, (piece) => {
    const isGuess = CAPITALISED.test(piece) && !names.has(piece) && !CONSTANTS.has(piece);
    const small = piece.toLowerCase();
    return isGuess && (isSaid || names.has(small)) ? small : piece;
  });
}

function symbolOf(said: string): string {
  return WRITTEN.get(said.toLowerCase()) ?? said;
}

/** Spaces as people set them in code. */
function tidy(code: string): string {
  return code
    .replace(/(["']) *([^"']*?) *\1/g, '$1$2$1')
    .replace(/(\w) *([([{]) */g, '$1$2')
    .replace(/([([{]) */g, '$1')
    .replace(/ *([)\]},:])/g, '$1')
    .replace(/ *([._]) */g, '$1')
    .replace(/ *\n */g, '\n')
    .trim();
}
