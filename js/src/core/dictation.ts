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

/** Code as it was said ("x equals 3") as code; what holds a symbol of code already was written and stays. */
export function written(source: string): string {
  if (SYMBOL.test(source) || !SAID.test(source)) {
    return source;
  }
  SAID.lastIndex = 0;
  return tidy(source.replace(SAID, (said) => WRITTEN.get(said.toLowerCase()) ?? said));
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
