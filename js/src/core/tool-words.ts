import type { Progress } from './calls.js';

/** The notebook whose file a page does not know, that of the kernel around a widget. */
export const THIS_NOTEBOOK = 'this notebook';

/** What the model reads; also text, but not for a person's eyes. */
export const toolWords = {
  navigate: 'Move the user to a place, named as the user said it.',
  navigateTargetOrPhrase:
    'Name of a heading, document, file, side panel or command; or a cell as in "cell 7", "next code cell", "last plot in Results", "cell with the error", "cell that makes df", "cell tagged x", "running cell", "end"; or "back".',
  execute: 'Run a function that has no tool of its own.',
  executeSigned: (signatures: string) =>
    `Run a function that has no tool of its own, as one of these:\n${signatures}`,
  executePayload: 'Its arguments by name.',
  find: (functions: number) =>
    `Search all ${functions} functions, when no tool fits. Answers names and parameters for execute_app_function.`,
  findQuery: 'What it should do, in the words of the user.',
  stop: 'Stop what runs, when the user says stop or cancel.',
  stopped: (names: string[], runsOn: boolean) => {
    const more = runsOn ? ' What its kernel has begun runs to its end.' : '';
    return names.length > 0 ? `Stopped ${names.join(', ')}.${more}` : 'Nothing is running.';
  },
  status: 'Say where the user is and what runs.',
  help: 'Say what the user can ask for.',
  canSay: (sentences: string[]) =>
    sentences.length > 0
      ? `You can say: ${sentences.join(', or: ')}.`
      : 'Open a notebook first: then you can go to its headings and call its functions.',
  running: ({ name, fraction, text, ahead }: { name: string } & Partial<Progress>) => {
    if (typeof ahead === 'number') {
      const place = ahead > 1 ? `, number ${ahead} in line` : '';
      return `${name.replaceAll('_', ' ')} waits for the running cell${place}.`;
    }
    const far = typeof fraction === 'number' ? ` at ${Math.round(fraction * 100)} percent` : ' running';
    return `${name.replaceAll('_', ' ')} is${far}${text ? `, ${text}` : ''}.`;
  },
  where: (document: string | null, functions: number, destinations: number) =>
    document
      ? `You are in ${document}, with ${functions} functions and ${destinations} destinations.`
      : 'No notebook is open.',
  noSuchCell: (count: number) => `No cell fits that. The notebook has ${count} cells.`,
  nowhereBack: 'Nothing to go back to: nobody went anywhere yet.',
  unknownRoute: 'Unknown or disallowed route.',
  severalRoutes: 'Several destinations fit. Ask which one is meant.',
  unknownFunction: 'Unknown or disallowed function.',
  functionFailed: 'Function execution failed.',
  badArguments: 'The arguments are not a JSON object.',
  reusedCall: 'This call id was used before with other arguments.',
  denied: 'The user denied this call.',
  unanswered: 'The user did not answer the request for approval.',
  cancelled: 'The user stopped this call.',
  cancelledQueued:
    'The user stopped this call. If it has begun, it runs to its end: its kernel cannot stop it.',
  timeout: (seconds: number) => `No result within ${seconds} seconds.`,
  actsElsewhere: 'Voice in another browser acts in this notebook; the function did not run.',
  lost: 'The page lost this call.',
  stillWaiting: (name: string) =>
    `${name} was called and waits for the user's approval; its result will follow.`,
  stillRunning: (name: string) => `${name} was called and is still running; its result will follow.`,
} as const;

const ABILITIES_TOLD = 50;

/** What agents are told of each other. */
export const agentWords = {
  handoff: (name: string, when: string, functions: readonly string[]) => {
    const able = functions
      .slice(0, ABILITIES_TOLD)
      .map((each) => each.replaceAll('_', ' '))
      .join(', ');
    return [`Hand over to ${name}.`, when, able && `It can: ${able}.`].filter(Boolean).join(' ');
  },
};
