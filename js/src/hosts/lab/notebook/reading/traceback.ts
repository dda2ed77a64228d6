import { oneLine, plainText } from './text.js';

/** A line of the person's own code, in the cell that ran under this number. */
export interface Frame {
  readonly prompt: number;
  readonly line: number;
  readonly code: string;
}

const CELL = /^\s*(?:Cell|Input) In ?\[(\d+)\](?:, line (\d+))?/;
const FILE = /^\s*File /;
const ARROW = /^\s*-+> ?(\d+) ?(.*)$/;

/** The calls that led to an error, as far as they are in cells; what libraries did in between is left out. */
export function framesOf(traceback: readonly string[]): Frame[] {
  const frames: Frame[] = [];
  let open: { prompt: number; line: number } | null = null;
  for (const text of plainText(traceback.join('\n')).split('\n')) {
    const cell = CELL.exec(text);
    const arrow = ARROW.exec(text);
    if (cell) {
      open = { prompt: Number(cell[1]), line: Number(cell[2] ?? 0) };
    } else if (FILE.test(text)) {
      open = null;
    } else if (open && arrow) {
      frames.push({ ...open, line: Number(arrow[1]), code: oneLine(arrow[2]) });
      open = null;
    } else if (open && isUnnumbered(text)) {
      frames.push({ ...open, code: oneLine(text) });
      open = null;
    }
  }
  return frames;
}

/** Code that could not be read at all is shown without the numbers of its lines. */
function isUnnumbered(text: string): boolean {
  return text.trim() !== '' && !/^\s*\d+( |$)/.test(text);
}

/** The message without what Python adds for those who see: where it stands is told in words. */
export function messageOf(evalue: string): string {
  return oneLine(plainText(evalue)).replace(/ \([^()]*, line \d+\)$/, '');
}
