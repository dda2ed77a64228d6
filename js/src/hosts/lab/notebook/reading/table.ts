import { oneLine } from './text.js';

/** What a page shows of a data frame, or of any other table. */
export interface Table {
  readonly rows: number;
  readonly columns: number;
  /** Of the columns that are shown. */
  readonly names: readonly string[];
  /** The cells of the first row. */
  readonly first: readonly string[];
}

/** How pandas and polars write the size of a table that they do not show whole. */
const SIZES = [/([\d,]+) rows? × ([\d,]+) columns?/, /shape: \(([\d_,]+?), ([\d_,]+)\)/];

/** The first table in `html`, or null. */
export function readTable(html: string): Table | null {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const table = page.querySelector('table');
  if (!table) {
    return null;
  }
  const rows = [...table.querySelectorAll('tr')];
  const heads = rows.filter((row) => row.closest('thead') || !row.querySelector('td'));
  const body = rows.filter((row) => !heads.includes(row));
  const labels = body[0]?.querySelectorAll('th').length ?? 0;
  const names = columnNames(heads, labels);
  const first = [...(body[0]?.querySelectorAll('td') ?? [])].map(textOf);
  const told = SIZES.map((size) => size.exec(page.body.textContent ?? '')).find(Boolean);
  const [height, width] = told?.slice(1).map(count) ?? [body.length, Math.max(names.length, first.length)];
  return { rows: height, columns: width, names, first };
}

/** The names of several levels are read from the top: "sales min". The row that names the index is none of them. */
function columnNames(heads: readonly Element[], labels: number): string[] {
  const levels = heads.map((row) => spread(row).slice(labels)).filter((level) => level.some(Boolean));
  return (levels.at(-1) ?? []).map((_, at) => oneLine(levels.map((level) => level[at] ?? '').join(' ')));
}

/** The texts of a row's headings, each as often as it is columns wide. */
function spread(row: Element): string[] {
  return [...row.querySelectorAll('th')].flatMap((cell) => Array<string>(cell.colSpan).fill(textOf(cell)));
}

function textOf(element: Element): string {
  return oneLine(element.textContent ?? '');
}

function count(digits: string): number {
  return Number(digits.replace(/\D/g, ''));
}
