/** Every text that a person reads or a screen reader speaks; errors are in problem-words. */

export const words = {
  region: 'Voice agent',
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
  approvalHow: (word: string) => `Say “${word}” to approve, or “no”.`,
  /** Unlike each other; two synthetic voices at three speeds said each, and Whisper tiny.en got all of it. */
  approvalWords:
    'airplane apple blanket castle chocolate diamond elephant forest holiday mountain rocket yellow'.split(
      ' ',
    ) as readonly string[],
  denyWords: ['no', 'deny', 'stop', 'cancel', 'don t', 'do not'] as readonly string[],
  deny: 'Deny',
  cancel: 'Stop this call',
  typeInstead: 'Type instead',
  tryAgain: 'Try again',
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
    `The microphone "${gone}" is gone. You are heard by "${now}" now.`,
  consentAllow: 'Allow and continue',
  consentDeny: 'Not now',
  panelCaption: 'Voice agent',

  ready: 'Ready — press and speak',
  loading: 'Loading…',
  kernelBusy: 'Waiting for the kernel: it runs a cell, or it was restarted.',
  kernelSilent:
    'The kernel does not answer now. If it runs a cell, what you say and type waits for that to end.',
  waitsForCell: (position: number) =>
    position === 1 ? 'waits for the running cell' : `waits for the running cell, number ${position} in line`,
  thisNotebook: 'this notebook',
  unknownState: 'Asking the server…',
  connecting: 'Connecting…',
  stepModels: (percent: number) => `Models are loading, ${percent} %`,
  stepEngine: 'The engine is starting…',
  stepMicrophone: 'Asking for the microphone…',
  stepSecret: 'Asking for a client secret…',
  stepConnection: 'Opening the connection…',
  stepReconnecting: (tries: number) => (tries > 1 ? `Reconnecting (${tries})…` : 'Reconnecting…'),
  reconnected: (seconds: number) =>
    `The connection was lost and is back after ${seconds < 1 ? 'less than a second' : `${Math.round(seconds)} s`}.`,
  reloaded: 'The page was left and loaded again.',
  hungUp: (minutes: number) =>
    `Hung up: nothing was said or done for ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
  resumeTitle: 'Resume the conversation?',
  resumeText: 'The agent is told what was said and done above.',
  resume: 'Resume',
  startAnew: 'Start anew',
  engineRestarted: (how: string) => `The local engine crashed and was started again. ${how}`,
  listening: 'Listening',
  hearing: 'Hearing you…',
  thinking: 'Thinking…',
  working: (name: string) => `Running ${name}…`,
  speaking: 'Speaking',
  muted: 'Muted',
  typing: 'Connected — type a message',
  failed: 'Not connected',

  staysHere: 'stays on this machine',
  sentTo: (name: string, asText: boolean) =>
    asText ? `heard on this machine, sent as text to ${name}` : `sent to ${name}`,
  chatModel: (host: string) => `chat model on ${host}`,
  way: { webrtc: 'WebRTC', websocket: 'WebSocket', kernel: 'through the kernel' } as Record<
    string,
    string | undefined
  >,
  otherWay: (way: string, why: string) => {
    const taken: Record<string, string | undefined> = {
      websocket: 'Sound goes by WebSocket through the Jupyter server.',
      kernel: 'Sound goes through the kernel.',
    };
    return `${taken[way] ?? 'Trying WebRTC.'} ${why}`;
  },
  badTransportName: (name: string, taken: string[]) =>
    `"${name}" cannot name a transport: lower-case letters, digits and hyphens, and none of ${taken.join(', ')}.`,
  consentTitle: (asText: boolean) => `Your ${asText ? 'words leave' : 'voice leaves'} this machine`,
  consentText: (name: string, asText: boolean) =>
    asText
      ? `Your voice stays here. What you say and type, and what functions return, is sent as text to ${name}. It is asked once for this server.`
      : `What you say and type is sent to ${name}. It is asked once for this provider.`,

  tryThese: 'Try saying or typing',
  tryGo: (name: string) => `go to ${name}`,
  tryCall: (name: string, args: string) => (args ? `${name} with ${args}` : name),
  and: ' and ',
  tryHelp: 'what can I say?',
  ownFunctionWins: (name: string, source: string) =>
    `${name}: the page has a function of this name; the one of the ${source} is not called.`,
  noFunctions: 'No function yet. Run this in a cell of the notebook:',
  functionExample:
    '%load_ext navai_jupyter\nimport navai_jupyter as navai\n\n@navai.function\ndef add(a: int, b: int) -> int:\n    "Add two numbers."\n    return a + b',
  noDestinations: 'Open a notebook with headings to move around in it.',
  progress: 'Progress',
  handedOver: (name: string) => `${name} goes on.`,
  followed: (document: string) => `Now in ${document}.`,
  approvalAsk: (name: string) => `The agent wants to run ${name}. Run it?`,

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
  providerNote: (message: string) => `The provider reports: ${message}`,
} as const;
