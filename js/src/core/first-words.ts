import { translated } from './translation.js';

/** What a page shows before it has the session's code, which brings all other words. */
export const firstWords = translated({
  region: 'Voice agent',
  loading: 'Loading…',
  kernelBusy: 'Waiting for the kernel: it runs a cell, or it was restarted.',
  tryAgain: 'Try again',
});

/** What happened, why, what to do. */
export type ProblemWords = readonly [error: string, why: string, fix: string];

/** What may be wrong until then. */
export const firstProblems = {
  unexpected: [
    'The voice agent hit an error it does not know.',
    '%1',
    'Try again. If it comes back, copy the details into a bug report.',
  ],
  panelNotLoaded: [
    'The voice panel could not be loaded.',
    'The Jupyter server does not answer, or it has another version of the extension by now.',
    'Try again, or reload the page.',
  ],
  kernelSilent: [
    'The kernel gave no answer within %1 seconds.',
    'It runs a cell, or it was restarted, or the connection to it is down.',
    'Try again when the cell has ended. After a restart run the cells again, that of this panel too.',
  ],
} as const satisfies { readonly [name: string]: ProblemWords };
