import { localised } from './localised.js';
import { THIS_NOTEBOOK } from './tool-words.js';
import { n, t, translated } from './translation.js';

/** Every text that a person reads or a screen reader speaks; errors are in problem-words. */
export const words = translated({
  start: 'Start voice',
  stop: 'Stop voice',
  mute: 'Mute microphone',
  unmute: 'Unmute microphone',
  message: 'Type a message',
  send: 'Send',
  conversation: 'Conversation',
  functions: 'Functions',
  searchFunctions: 'Search functions',
  destinations: 'Destinations',
  views: 'Views',
  you: 'You',
  agent: 'Agent',
  approvalTitle: 'Approve function call',
  approve: 'Approve',
  approveAlways: 'Always in this notebook',
  allowedAlways: 'Runs in this notebook without asking.',
  askAgain: 'Ask again',
  approvalHow: (word: string) => t('Say “%1” to approve, or “no”.', word),
  deny: 'Deny',
  cancel: 'Stop this call',
  typeInstead: 'Type instead',
  copyDetails: 'Copy details',
  copied: 'Copied',
  copyCode: 'Copy code',
  result: 'Result',
  printed: 'Printed',
  keep: 'Keep as cell',
  microphoneOpen: 'Microphone is open',
  microphoneMuted: 'Microphone is muted',
  noMicrophone: 'Microphone is closed',
  soundDevices: 'Sound devices',
  microphone: 'Microphone',
  speaker: 'Speaker',
  systemDevice: 'As the system has it',
  noDeviceNames: 'They show once the microphone is allowed.',
  otherMicrophone: (gone: string, now: string) =>
    t('The microphone "%1" is gone. You are heard by "%2" now.', gone, now),
  consentAllow: 'Allow and continue',
  consentDeny: 'Not now',
  panelCaption: 'Voice agent',

  ready: 'Ready — press and speak',
  kernelSilent:
    'The kernel does not answer now. If it runs a cell, what you say and type waits for that to end.',
  waitsForCell: (position: number) =>
    position <= 1
      ? t('waits for the running cell')
      : t('waits for the running cell, number %1 in line', position),
  unknownState: 'Asking the server…',
  connecting: 'Connecting…',
  stepModels: (percent: number) => t('Models are loading, %1 %', percent),
  stepEngine: 'The engine is starting…',
  stepMicrophone: 'Asking for the microphone…',
  stepSecret: 'Asking for a client secret…',
  stepConnection: 'Opening the connection…',
  stepReconnecting: (tries: number) => (tries > 1 ? t('Reconnecting (%1)…', tries) : t('Reconnecting…')),
  reconnected: (seconds: number) =>
    t(
      'The connection was lost and is back after %1.',
      seconds < 1 ? t('less than a second') : t('%1 s', Math.round(seconds)),
    ),
  reloaded: 'The page was left and loaded again.',
  hungUp: (minutes: number) =>
    n(
      'Hung up: nothing was said or done for a minute.',
      'Hung up: nothing was said or done for %1 minutes.',
      minutes,
    ),
  resumeTitle: 'Resume the conversation?',
  resumeText: 'The agent is told what was said and done above.',
  resume: 'Resume',
  startAnew: 'Start anew',
  voiceInTab: (document: string) =>
    document ? t('Voice runs in another tab: %1', named(document)) : t('Voice runs in another tab'),
  voiceInBrowser: (document: string) =>
    document ? t('Voice runs in another browser: %1', named(document)) : t('Voice runs in another browser'),
  handoverText:
    'Only one tab acts at a time. If you use it here, it ends there, and the conversation goes on here.',
  handoverAnewText:
    'Only one browser acts in a kernel at a time. If you use it here, it ends there, and you begin anew.',
  useHere: 'Use it here',
  tookOver: 'Voice came here from another tab.',
  tookOverAnew: 'Voice came here. What was said elsewhere is not known here.',
  gaveWay: (place: string, document: string) => {
    if (place === 'tab') {
      return document ? t('Voice went to another tab: %1.', named(document)) : t('Voice went to another tab.');
    }
    return document
      ? t('Voice went to another browser: %1.', named(document))
      : t('Voice went to another browser.');
  },
  actsThere: (document: string) =>
    document
      ? t(
          "Another browser's voice acts in the kernel of this notebook (%1): functions in it cannot be called from here.",
          named(document),
        )
      : t(
          "Another browser's voice acts in the kernel of this notebook: functions in it cannot be called from here.",
        ),
  engineRestarted: (how: string) => t('The local engine crashed and was started again. %1', localised(how)),
  listening: 'Listening',
  hearing: 'Hearing you…',
  thinking: 'Thinking…',
  working: (name: string) => t('Running %1…', name),
  speaking: 'Speaking',
  muted: 'Muted',
  typing: 'Connected — type a message',
  failed: 'Not connected',

  localEngine: 'local engine',
  staysHere: 'stays on this machine',
  sentTo: (name: string, asText: boolean) =>
    asText ? t('heard on this machine, sent as text to %1', name) : t('sent to %1', name),
  chatModel: (host: string) => t('chat model on %1', host),
  way: { webrtc: 'WebRTC', websocket: 'WebSocket', kernel: 'through the kernel' } as Record<
    string,
    string | undefined
  >,
  otherWay: (way: string, why: string) => {
    const taken: Record<string, string | undefined> = {
      websocket: t('Sound goes by WebSocket through the Jupyter server.'),
      kernel: t('Sound goes through the kernel.'),
    };
    return `${taken[way] ?? t('Trying WebRTC.')} ${localised(why)}`;
  },
  badTransportName: (name: string, taken: string[]) =>
    t(
      '"%1" cannot name a transport: lower-case letters, digits and hyphens, and none of %2.',
      name,
      taken.join(', '),
    ),
  consentTitle: (asText: boolean) =>
    asText ? t('Your words leave this machine') : t('Your voice leaves this machine'),
  consentText: (name: string, asText: boolean) =>
    asText
      ? t(
          'Your voice stays here. What you say and type, and what functions return, is sent as text to %1. It is asked once for this server.',
          name,
        )
      : t('What you say and type is sent to %1. It is asked once for this provider.', name),

  tryThese: 'Try saying or typing',
  ownFunctionWins: (name: string, source: string) =>
    t('%1: the page has a function of this name; the one of the %2 is not called.', name, source),
  noFunctions: 'No function yet. Run this in a cell of the notebook:',
  noDestinations: 'Open a notebook with headings to move around in it.',
  progress: 'Progress',
  handedOver: (name: string) => t('%1 goes on.', name),
  followed: (document: string) => t('Now in %1.', named(document)),
  approvalAsk: (name: string) => t('The agent wants to run %1. Run it?', name),

  state: {
    approval: 'waiting for approval',
    running: 'running',
    done: 'done',
    failed: 'failed',
    denied: 'denied',
    cancelled: 'stopped',
    timeout: 'out of time',
  },
  stillFinishing: 'stopped, still finishing in the kernel',
  runsOn: 'given up, but this kernel cannot stop what it has begun',
  providerNote: (message: string) => t('The provider reports: %1', message),
});

/** A name that its file gave a notebook, or ours for one whose file we do not know. */
function named(document: string): string {
  return document === THIS_NOTEBOOK ? t('this notebook') : document;
}

/** What a person says: English, as the local recogniser hears it. */
export const spoken = {
  /** Unlike each other; two synthetic voices at three speeds said each, and Whisper tiny.en got all of it. */
  approvalWords:
    'airplane apple blanket castle chocolate diamond elephant forest holiday mountain rocket yellow'.split(
      ' ',
    ) as readonly string[],
  denyWords: ['no', 'deny', 'stop', 'cancel', 'don t', 'do not'] as readonly string[],
  tryGo: (name: string) => `go to ${name}`,
  tryCall: (name: string, args: string) => (args ? `${name} with ${args}` : name),
  and: ' and ',
  /** For what the page brings itself. */
  tryOwn: {
    notebook_read_cell: 'read this cell',
    notebook_run_cells: 'run this cell',
    notebook_insert_cell: 'insert a cell below',
  } as { readonly [name: string]: string | undefined },
  tryHelp: 'what can I say?',
} as const;

/** What to run in a cell where no function is registered yet. */
export const FUNCTION_EXAMPLE = `%load_ext navai_jupyter
import navai_jupyter as navai

@navai.function
def add(a: int, b: int) -> int:
    "Add two numbers."
    return a + b`;
