const TOKEN =
  /("""|'''|["'])(?:\\.|(?!\1).)*\1|#.*|[\p{L}_][\p{L}\p{N}_]*|\d[\d_.]*(?:e[-+]?\d+)?|[-+*/%&|^<>=!@:]*=|\*\*|\/\/|->|\S/gu;

const SIGNS: { readonly [sign: string]: string } = {
  '=': 'equals',
  '==': 'is equal to',
  '!=': 'is not equal to',
  '<=': 'is at most',
  '>=': 'is at least',
  '<': 'is less than',
  '>': 'is greater than',
  '->': 'returns',
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  '/': 'divided by',
  '**': 'to the power of',
  '//': 'divided whole by',
  ':=': 'becomes',
  '%': 'percent',
  '@': 'at',
  '.': 'dot',
  ',': ',',
  '|': 'or',
  '&': 'and',
  '~': 'not',
};
/** Opening brackets behind a name; elsewhere, and closed, they are not spoken. */
const OPENED: { readonly [bracket: string]: string } = { '(': 'of', '[': 'at' };

/** A line of code in words that a voice can read: `a = f(x[0])` is "a equals f of x at 0". */
export function spokenCode(code: string): string {
  const words: string[] = [];
  const tokens = [...code.matchAll(TOKEN)].map(([token]) => token);
  tokens.forEach((token, at) => {
    const before = tokens[at - 1] ?? '';
    const isEmptied = /^[)\]]$/.test(tokens[at + 1] ?? '');
    if (token in OPENED) {
      words.push(isName(before) && !isEmptied ? OPENED[token] : '');
    } else {
      words.push(SIGNS[token] ?? spokenToken(token));
    }
  });
  return words.filter(Boolean).join(' ').replaceAll(' ,', ',');
}

function spokenToken(token: string): string {
  if (/^["']/.test(token)) {
    return `“${token.replace(/^("""|'''|["'])(.*)\1$/s, '$2')}”`;
  }
  if (token.endsWith('=')) {
    return `${SIGNS[token.slice(0, -1)] ?? ''} equals`.trim(); // "plus equals"
  }
  if (token.startsWith('#')) {
    return token.replace(/^#+\s*/, 'comment ');
  }
  return isName(token) ? token.replaceAll('_', ' ').trim() : token.replace(/[^\p{L}\p{N}.]/gu, '');
}

function isName(token: string): boolean {
  return /^[\p{L}_]/u.test(token) && !KEYWORDS.has(token);
}

/** A bracket behind these groups; it calls nothing. */
const KEYWORDS = new Set(
  'and as assert elif else for from if import in is lambda not or return while with yield'.split(' '),
);
