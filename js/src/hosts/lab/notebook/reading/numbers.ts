/** An array or a list of numbers, as far as its printed form tells. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly first: readonly number[];
  /** Null where the printed form leaves some out. */
  readonly range: { readonly min: number; readonly max: number } | null;
}

const WRAPPED = /^(?:array|tensor|Array|DeviceArray)\((.*)\)$/s;
const NUMBER = /[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|\.\d+)/gi;
const FIRST = 4;

/** Reads what numpy, torch and Python print of numbers in brackets; null for anything else. */
export function readNumbers(text: string): Numbers | null {
  const inside = WRAPPED.exec(text)?.[1] ?? text;
  const end = inside.lastIndexOf(']');
  const brackets = inside.slice(0, end + 1);
  if (!brackets.startsWith('[') || /[^-+\d.e,\s[\]]/i.test(brackets)) {
    return null;
  }
  const values = [...brackets.replaceAll('...', '').matchAll(NUMBER)].map(([number]) => Number(number));
  const told = /shape=\(([\d, ]+)\)/.exec(inside.slice(end));
  const isWhole = !brackets.includes('...');
  if (values.length === 0 || (!told && !isWhole)) {
    return null;
  }
  const shape = told ? told[1].split(',').filter(Boolean).map(Number) : shapeOf(brackets, values.length);
  const range = isWhole ? { min: Math.min(...values), max: Math.max(...values) } : null;
  return { shape, first: values.slice(0, FIRST), range };
}

/** Brackets close once per row, once per block of rows, and so on. */
function shapeOf(brackets: string, count: number): number[] {
  const depth = /^\[[[\s]*/.exec(brackets)?.[0].replace(/\s/g, '').length ?? 1;
  const closed = Array<number>(depth).fill(0);
  let level = 0;
  for (const mark of brackets) {
    if (mark === '[') {
      level += 1;
    } else if (mark === ']') {
      level -= 1;
      closed[level] += 1;
    }
  }
  return [...closed.slice(1), count].map((number, at) => number / closed[at]);
}
