import { compactParameters } from './compact.js';
import type { FunctionInfo, JsonValue } from './wire.js';

/**
 * Characters that all tools of functions may take together, about 3,500 tokens: each response reads them anew, and a
 * data channel carries them in one message. Beyond it functions are searched for. The twin is
 * `navai_jupyter/core/shortlist.py`; both are held to `tests/cases/catalogue.json`.
 */
export const ROOM = 14_000;
/** OpenAI's APIs refuse more than 128 tools: so many functions leave room for the reserved ones and the page's own. */
export const MOST = 80;

/** A function as a model is told of it. */
export type Told = {
  readonly name: string;
  readonly description: string;
  readonly parameters: { [key: string]: JsonValue };
};

export interface Shortlist {
  /** Those with a tool of their own, in the given order. */
  readonly direct: readonly FunctionInfo[];
  /** The others are to be searched for. */
  readonly isWhole: boolean;
}

/**
 * Which functions get a tool of their own.
 *
 * The page's own are few, and stand beside all others where `MOST` and `ROOM` allow that. Else all share both: what
 * was `used` lately comes first, then one of the notebook's and one of the page's in turn, then the server's.
 */
export function shortlist(functions: readonly FunctionInfo[], used: readonly string[]): Shortlist {
  const others = functions.filter(({ source }) => source !== 'page');
  if (others.length <= MOST && size(others) <= ROOM) {
    return { direct: functions, isWhole: true };
  }
  const chosen = new Set<FunctionInfo>();
  let left = ROOM;
  for (const info of ranked(functions, used)) {
    const needed = size([info]);
    if (needed <= left && chosen.size < MOST && !chosen.has(info)) {
      chosen.add(info);
      left -= needed;
    }
  }
  return { direct: functions.filter((info) => chosen.has(info)), isWhole: false };
}

export function told({ name, description, parameters }: FunctionInfo): Told {
  return { name, description, parameters: compactParameters(parameters) };
}

function ranked(functions: readonly FunctionInfo[], used: readonly string[]): FunctionInfo[] {
  const from = (source: FunctionInfo['source']) => functions.filter((info) => info.source === source);
  const [kernel, page] = [from('kernel'), from('page')];
  const inTurn = kernel.flatMap((info, at) => [info, ...page.slice(at, at + 1)]);
  return [
    ...used.flatMap((name) => functions.filter((info) => info.name === name)),
    ...inTurn,
    ...page.slice(kernel.length),
    ...from('server'),
  ];
}

function size(functions: readonly FunctionInfo[]): number {
  return functions.reduce((sum, info) => sum + JSON.stringify(told(info)).length, 0);
}
