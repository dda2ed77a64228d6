import { linesOf, sentence } from './text.js';

/** Markdown as one would read it aloud: the words without their marks, each line a sentence. */
export function spokenMarkdown(source: string): string {
  const plain = source
    .replace(/^(```|~~~).*$/gm, '')
    .replace(/^\s*(#{1,6}|>|[-*+]|\d+[.)])\s+/gm, '')
    .replace(/^[\s|:-]*-{3}[\s|:-]*$/gm, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]+>|\|/g, ' ')
    .replace(/(\*\*|__|\*|`|~~)(.+?)\1/g, '$2');
  return linesOf(plain).map(sentence).join(' ');
}
