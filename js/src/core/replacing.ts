/** What a replacement made of a text, and how often. */
export interface Replaced {
  readonly source: string;
  readonly times: number;
}

/** With `old` replaced wherever it stands as whole words, else wherever it stands; its capitals may be guessed. */
export function replaceIn(source: string, old: string, replacement: string): Replaced | null {
  const exact = escaped(old);
  const whole = `${/^\w/.test(old) ? '\\b' : ''}${exact}${/\w$/.test(old) ? '\\b' : ''}`;
  for (const [pattern, flags] of [
    [whole, 'g'],
    [whole, 'gi'],
    [exact, 'g'],
    [exact, 'gi'],
  ]) {
    const found = new RegExp(pattern, flags);
    const times = [...source.matchAll(found)].length;
    if (times > 0) {
      return { source: source.replace(found, () => replacement), times };
    }
  }
  return null;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
