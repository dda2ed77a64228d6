import type { ISharedCell } from '@jupyter/ydoc';
import type { IError, IMimeBundle, IOutput, IStream, MultilineString } from '@jupyterlab/nbformat';

import { outputsOf } from './outputs.js';
import { linesOf, oneLine, plainText } from './text.js';

/** A line in which a text was found; `line` counts from 1 within its cell or output. */
export interface Found {
  readonly cell: number;
  readonly where: 'source' | 'output';
  readonly line: number;
  readonly text: string;
}

/** Every line of sources and outputs that has `wanted` in it, whatever the case. */
export function findText(cells: readonly ISharedCell[], wanted: string): Found[] {
  const needle = wanted.toLowerCase();
  return cells.flatMap((cell, index) => {
    const search = (where: Found['where'], lines: readonly string[]) =>
      lines.flatMap((text, at) =>
        text.toLowerCase().includes(needle)
          ? [{ cell: index + 1, where, line: at + 1, text: oneLine(text) }]
          : [],
      );
    const outputs = outputsOf(cell).flatMap((output) => linesOf(textOf(output)));
    return [...search('source', cell.getSource().split('\n')), ...search('output', outputs)];
  });
}

/** What of an output can be searched: as a person sees it, not the markup around it. */
function textOf(output: IOutput): string {
  switch (output.output_type) {
    case 'stream':
      return plainText((output as IStream).text);
    case 'error':
      return `${(output as IError).ename}: ${(output as IError).evalue}`;
    default: {
      const data = output.data as IMimeBundle;
      return plainText((data['text/markdown'] ?? data['text/plain'] ?? '') as MultilineString);
    }
  }
}
