/**
 * What a phrase such as "the last plot" or "the cell that makes df" asks for, before anything is looked at.
 *
 * The twin of `navai_jupyter/core/cell_phrases.py`; `tests/cases/cells.json` holds both to the same readings.
 */

import { normalise } from './spelling.js';

export type Kind =
  | 'cell'
  | 'code'
  | 'markdown'
  | 'raw'
  | 'empty'
  | 'plot'
  | 'table'
  | 'error'
  | 'output'
  | 'running'
  | 'section'
  | 'tag'
  | 'makes'
  | 'back'
  | 'file';

/** A place in the order, from 1 on, or from the end with -1 as the last; or relative to where the person is. */
export type Which = number | 'any' | 'next' | 'previous' | 'current';

/** `name` is of a tag, a variable or a file; `inside` is the heading that it is looked for under. */
export interface CellPhrase {
  readonly kind: Kind;
  readonly which: Which;
  readonly name: string;
  readonly inside: string;
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const LEADING = setOf(
  'go take bring move jump scroll switch show open display me us to at on select focus find',
);
const DROPPED = setOf('the my please');
const ARTICLES = setOf('a an');
const NOUNS: Readonly<Record<string, Kind | undefined>> = {
  cell: 'cell',
  'code cell': 'code',
  'python cell': 'code',
  'markdown cell': 'markdown',
  'text cell': 'markdown',
  'raw cell': 'raw',
  'empty cell': 'empty',
  plot: 'plot',
  chart: 'plot',
  graph: 'plot',
  figure: 'plot',
  picture: 'plot',
  image: 'plot',
  diagram: 'plot',
  table: 'table',
  'data frame': 'table',
  dataframe: 'table',
  error: 'error',
  exception: 'error',
  traceback: 'error',
  output: 'output',
  section: 'section',
  heading: 'section',
};
/** Kinds that a noun alone asks for. */
const BARE = setOf('plot table error empty raw');
const SUFFIXES = setOf(
  'csv gif html ipynb jl jpeg jpg js json log md parquet pdf pkl png py r rst sql svg toml ts tsv txt xlsx xml yaml yml',
);
const THE_NOTEBOOK = new Set(['notebook', 'page', 'document', 'file', 'it', 'everything', 'this notebook']);

const NOUN = `(${Object.keys(NOUNS).join('|')})s?`;
const WHICH = '(?:(\\d+|last|final|next|following|previous|preceding) )?';
const MAKING =
  'makes?|made|defines?|defined|creates?|created|computes?|computed|calculates?|calculated|assigns?|assigned|' +
  'sets?|builds?|built|imports?|imported|loads?|loaded|declares?|declared|introduces?|produces?|gets?';
const MADE = 'made|defined|created|computed|calculated|assigned|set|built|imported|loaded|declared|introduced';
const SORT = '(?:variable |function |class |data frame |dataframe )?';

const whole = (...parts: string[]) => new RegExp(`^(?:${parts.join('')})$`);
const BACK = whole(
  'back|(?:back )?(?:to )?(?:where i (?:was|came from)|(?:previous|last) (?:place|position|location))(?: before)?',
);
const EDGE = whole('(?:very )?(top|start|beginning|bottom|end)');
const NUMBERED = whole(NOUN, ' (?:number )?(\\d+)');
const ORDERED = whole('(\\d+|last|final|next|following|previous|preceding) ', NOUN);
const FROM_END = whole('(\\d+) (?:to )?last ', NOUN, '|last but (\\d+) ', NOUN);
const BESIDE = whole(NOUN, ' (above|before|below|after)(?: (?:it|that|this|this 1))?|(?:1 )?(cell) (up|down)');
const CURRENT = whole('(?:this|current|active|selected) cell|here');
const RUNNING = whole(
  '(?:running|busy) cell|cell (?:(?:that|which) (?:is|s) )?(?:still |now |currently )?running',
);
const FAILED = whole(
  WHICH,
  '(?:(?:failed|failing|broken) cell|cell (?:that|which) (?:has )?(?:failed|fails|broke|crashed|raised)(?: an?)?(?: error| exception)?)',
);
const SHOWING = whole(
  WHICH,
  '(?:code )?cell (?:with|that has|which has|that shows|which shows|showing|containing|has)(?: an?)? ',
  NOUN,
  `|${WHICH}${NOUN} cell`,
);
const TAGGED = whole(
  WHICH,
  'cell (?:(?:that|which) is )?(?:tagged|labelled|labeled|with (?:a )?(?:tag|label))(?: as| with)? (.+)|(tag) (.+)',
);
const MAKES = whole(
  `(?:cell )?(?:where|in which) ${SORT}(.+) (?:is|was|gets|are) (?:${MADE})|definition of ${SORT}(.+)|`,
  WHICH,
  `cell (?:(?:that|which|where|in which)(?: i| we| it)? (?:${MAKING})|making|defining|creating|importing|loading) ${SORT}(.+)`,
);
const OTHER = '(?:\\d+|other|next|previous|last|new|this|current|whole|entire|same)\\b';
const WITHIN = ' (?:in|under|inside|within|of|from|below) ';
const FILE = whole(
  '(?:file|notebook|document) (?:called |named )?(.+)',
  `|(?!${OTHER}|.*${WITHIN})(.+) (?:file|notebook|document)`,
);
const INSIDE = new RegExp(WITHIN, 'g');

/** Null for whatever may be a name. */
export function readPhrase(target: string): CellPhrase | null {
  const words = normalise(target)
    .split(' ')
    .filter((word, at, all) => !DROPPED.has(word) && (!ARTICLES.has(word) || at === all.length - 1));
  while (words.length > 1 && LEADING.has(words[0])) {
    words.shift();
  }
  const said = words.join(' ');
  return inside(said) ?? read(said) ?? file(said, target);
}

function phrase(kind: Kind | undefined, which: Which = 'any', name = ''): CellPhrase | null {
  return kind ? { kind, which, name, inside: '' } : null;
}

function inside(said: string): CellPhrase | null {
  for (const match of said.matchAll(INSIDE)) {
    const found = read(said.slice(0, match.index));
    const above = said.slice(match.index + match[0].length);
    if (found && found.kind !== 'back') {
      return THE_NOTEBOOK.has(above) ? found : { ...found, inside: above };
    }
  }
  return null;
}

function read(said: string): CellPhrase | null {
  if (BACK.test(said)) {
    return phrase('back');
  }
  const edge = EDGE.exec(said)?.[1];
  if (edge) {
    return phrase('cell', edge === 'bottom' || edge === 'end' ? -1 : 1);
  }
  if (CURRENT.test(said)) {
    return phrase('cell', 'current');
  }
  return RUNNING.test(said) ? phrase('running') : (counted(said) ?? described(said));
}

function counted(said: string): CellPhrase | null {
  let match = NUMBERED.exec(said);
  if (match && match[1] !== 'section') {
    return phrase(NOUNS[match[1]], Number(match[2]));
  }
  match = ORDERED.exec(said);
  if (match) {
    return phrase(NOUNS[match[2]], which(match[1]));
  }
  match = FROM_END.exec(said);
  if (match) {
    return phrase(NOUNS[match[2] ?? match[4]], match[1] ? -Number(match[1]) : -1 - Number(match[3]));
  }
  match = BESIDE.exec(said);
  if (match) {
    const isBefore = ['above', 'before', 'up'].includes(match[2] ?? match[4]);
    return phrase(NOUNS[match[1] ?? match[3]], isBefore ? 'previous' : 'next');
  }
  const noun = NOUNS[said];
  return noun && BARE.has(noun) ? phrase(noun) : null;
}

function described(said: string): CellPhrase | null {
  let match = FAILED.exec(said);
  if (match) {
    return phrase('error', which(match[1]));
  }
  match = SHOWING.exec(said);
  const shown = match && NOUNS[match[2] ?? match[4]];
  if (match && shown !== 'cell' && shown !== 'section') {
    return phrase(shown ?? undefined, which(match[1] ?? match[3]));
  }
  match = TAGGED.exec(said);
  if (match) {
    return phrase('tag', which(match[1]), match[2] ?? match[4]);
  }
  match = MAKES.exec(said);
  return match && phrase('makes', which(match[3]), match[1] ?? match[2] ?? match[4]);
}

function file(said: string, target: string): CellPhrase | null {
  const words = said.split(' ').filter((word) => word !== 'dot');
  if (words.length > 1 && SUFFIXES.has(words.at(-1) ?? '')) {
    return phrase('file', 'any', words.join(' '));
  }
  const match = FILE.exec(said);
  const named = match?.[1] ?? match?.[2];
  return named || /[\p{L}\p{N}_]\.[a-zA-Z]\w{0,4}$/u.test(target.trim())
    ? phrase('file', 'any', named ?? said)
    : null;
}

function which(word: string | undefined): Which {
  switch (word) {
    case undefined:
      return 'any';
    case 'last':
    case 'final':
      return -1;
    case 'next':
    case 'following':
      return 'next';
    case 'previous':
    case 'preceding':
      return 'previous';
    default:
      return Number(word);
  }
}
