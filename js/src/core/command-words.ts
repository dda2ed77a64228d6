import type { ProblemWords } from './first-words.js';

/** What is said of JupyterLab's own commands. */
export const commandWords = {
  free: "Run one of JupyterLab's own commands, by its name in the menus.",
  asked: "Run one of JupyterLab's own commands that the user wants to be asked about each time.",
  done: (label: string) => `Done: ${label}.`,
} as const;

export const commandProblems = {
  badArguments: (
    label: string,
    missing: readonly string[],
    strange: readonly string[],
    known: readonly string[],
  ): ProblemWords => [
    `"${label}" cannot run with these arguments.`,
    [
      missing.length > 0 && `It needs ${missing.join(', ')}.`,
      strange.length > 0 && `It does not know ${strange.join(', ')}.`,
    ]
      .filter(Boolean)
      .join(' '),
    known.length > 0 ? `It takes ${known.join(', ')}.` : 'It takes none.',
  ],
  disabled: (label: string): ProblemWords => [
    `"${label}" cannot be used now.`,
    'JupyterLab shows it in grey: what it acts on is not in front.',
    'Open what it acts on, then ask again.',
  ],
} as const;
