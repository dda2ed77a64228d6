/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, over code points. */
export function distance(left: string, right: string): number {
  const a = [...left];
  const b = [...right];
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, beforeLast[j - 2] + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length];
}

/** 1 for equal texts, 0 for texts with nothing in common. */
export function ratio(left: string, right: string): number {
  const longest = Math.max([...left].length, [...right].length);
  return longest === 0 ? 1 : 1 - distance(left, right) / longest;
}
