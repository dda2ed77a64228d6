import type { YCellType } from '@jupyter/ydoc';

/** Gives a cell another source by changing only what differs: cursors and others' edits beside it stay. */
export function patchSource(cell: YCellType, next: string): void {
  const before = cell.getSource();
  const shorter = Math.min(before.length, next.length);
  let start = 0;
  while (start < shorter && before[start] === next[start]) {
    start += 1;
  }
  if (cutsPair(before, start) || cutsPair(next, start)) {
    start -= 1;
  }
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === next.at(-1 - same)) {
    same += 1;
  }
  if (cutsPair(before, before.length - same) || cutsPair(next, next.length - same)) {
    same -= 1;
  }
  if (start + same < Math.max(before.length, next.length)) {
    cell.updateSource(start, before.length - same, next.slice(start, next.length - same));
  }
}

/** Half of a surrogate pair would be stored as a replacement character. */
function cutsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return at > 0 && at < text.length && before >= 0xd800 && before <= 0xdbff;
}
