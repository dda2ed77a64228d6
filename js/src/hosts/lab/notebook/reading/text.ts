import type { MultilineString } from '@jupyterlab/nbformat';

// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's colours begin with one
const COLOURS = /\u001b\[[0-9;?]*[A-Za-z]/g;

/** Text as a person sees it: without the colours of a terminal, and without what a carriage return overwrote. */
export function plainText(text: MultilineString): string {
  const whole = typeof text === 'string' ? text : text.join('');
  return whole.replace(COLOURS, '').replace(/[^\n]*\r(?!\n)/g, '');
}

/** The lines that say something, each with single spaces. */
export function linesOf(text: string): string[] {
  return text.split('\n').map(oneLine).filter(Boolean);
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}

/** Whole once it is spoken: with a full stop, unless it ends in another mark. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
