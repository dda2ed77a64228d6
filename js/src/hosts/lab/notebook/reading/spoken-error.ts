import type { IError } from '@jupyterlab/nbformat';

import { readingWords } from '../../../../core/reading-words.js';
import { spokenCode } from './spoken-code.js';
import { sentence, shortened } from './text.js';
import { type Frame, framesOf, messageOf } from './traceback.js';

const MESSAGE = 240;

/** Where an output stands: what `In [n]` of a traceback is for a person. */
export interface Whereabouts {
  /** Of the cell under which it stands. */
  readonly prompt: number | null;
  /** The number of the cell that ran under this prompt, if it is still there. */
  cellOf(prompt: number): number | null;
}

/** What went wrong, and in which line of the person's own code. */
export function spokenError(error: IError, { prompt, cellOf }: Whereabouts): string {
  const frames = framesOf(error.traceback);
  const last = frames.at(-1);
  const told = [sentence(spokenFailure(error))];
  if (last) {
    const placed = ({ prompt: at }: Frame) => (at === prompt ? null : cellOf(at));
    told.push(readingWords.at(last.line, spokenCode(last.code), placed(last)));
    if (frames[0].prompt !== last.prompt) {
      told.push(readingWords.calledFrom(frames[0].line, placed(frames[0])));
    }
  }
  return told.join(' ');
}

/** Its name and message, without a place. */
export function spokenFailure({ ename, evalue }: Pick<IError, 'ename' | 'evalue'>): string {
  return readingWords.failure(ename, shortened(messageOf(evalue), MESSAGE));
}
