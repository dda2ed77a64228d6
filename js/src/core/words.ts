/** Every text that a person reads or a screen reader speaks. */

/** What happened, why, what to do. */
export type ProblemWords = [error: string, why: string, fix: string];

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
  destinations: 'Destinations',
  views: 'Views',
  you: 'You',
  agent: 'Agent',
  approvalTitle: 'Approve function call',
  approve: 'Approve',
  deny: 'Deny',
  cancel: 'Stop this call',
  typeInstead: 'Type instead',
  tryAgain: 'Try again',
  copyDetails: 'Copy details',
  copied: 'Copied',
  copyCode: 'Copy code',
  result: 'Result',
  printed: 'Printed',
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
  palette: 'Voice: Start',
  panelCaption: 'Voice agent',

  ready: 'Ready — press and speak',
  loading: 'Loading…',
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
  way: { webrtc: 'WebRTC', websocket: 'WebSocket' } as Record<string, string | undefined>,
  otherWay: (way: string, why: string) =>
    way === 'websocket'
      ? `Sound goes by WebSocket through the Jupyter server. ${why}`
      : `Trying WebRTC. ${why}`,
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

/** What the model reads; also text, but not for a person's eyes. */
export const toolWords = {
  navigate:
    'Move the user to a destination of the open notebook. Give the name as the user said it; the answer names candidates when several fit.',
  navigateTarget: 'Name of the destination.',
  execute: "Run one of the app's functions by its name, for functions that have no tool of their own.",
  executeName: 'Name of the function.',
  executePayload: 'Its arguments by name.',
  stop: 'Stop the function call that is running, when the user says stop or cancel.',
  stopped: (names: string[]) => (names.length > 0 ? `Stopped ${names.join(', ')}.` : 'Nothing is running.'),
  status: 'Say where the user is, which notebook is used, and what is connected.',
  help: 'Say what the user can ask for.',
  canSay: (sentences: string[]) =>
    sentences.length > 0
      ? `You can say: ${sentences.join(', or: ')}.`
      : 'Open a notebook first: then you can go to its headings and call its functions.',
  where: (document: string | null, functions: number, destinations: number) =>
    document
      ? `You are in ${document}, with ${functions} functions and ${destinations} destinations.`
      : 'No notebook is open.',
  unknownRoute: 'Unknown or disallowed route.',
  severalRoutes: 'Several destinations fit. Ask which one is meant.',
  unknownFunction: 'Unknown or disallowed function.',
  functionFailed: 'Function execution failed.',
  badArguments: 'The arguments are not a JSON object.',
  reusedCall: 'This call id was used before with other arguments.',
  denied: 'The user denied this call.',
  unanswered: 'The user did not answer the request for approval.',
  cancelled: 'The user stopped this call.',
  timeout: (seconds: number) => `No result within ${seconds} seconds.`,
  lost: 'The page lost this call.',
  stillWaiting: (name: string) =>
    `${name} was called and waits for the user's approval; its result will follow.`,
  stillRunning: (name: string) => `${name} was called and is still running; its result will follow.`,
} as const;

/** What agents are told of each other. */
export const agentWords = {
  handoff: (name: string, when: string, functions: readonly string[]) => {
    const able = functions.map((each) => each.replaceAll('_', ' ')).join(', ');
    return [`Hand over to ${name}.`, when, able && `It can: ${able}.`].filter(Boolean).join(' ');
  },
};

export const problems = {
  unexpected: (message: string): ProblemWords => [
    'The voice agent hit an error it does not know.',
    message,
    'Try again. If it comes back, copy the details into a bug report.',
  ],
  serverGone: (): ProblemWords => [
    'The Jupyter server does not answer.',
    'It was stopped, or the network between this page and it is down.',
    'Start the server again, then try again.',
  ],
  serverSlow: (seconds: number): ProblemWords => [
    `The Jupyter server gave no answer within ${seconds} seconds.`,
    'It is busy, or the provider behind it is.',
    'Try again.',
  ],
  noRoutes: (): ProblemWords => [
    'This Jupyter server has no voice routes.',
    'The server extension of navai-jupyter is not loaded.',
    'Run "jupyter server extension list", then restart the server.',
  ],
  refused: (status: number): ProblemWords => [
    'The Jupyter server refused the request.',
    `It answered with status ${status}: the login ended, or this user may not do this.`,
    'Log in again and reload the page.',
  ],
  badAnswer: (status: number, text: string): ProblemWords => [
    `The Jupyter server answered with status ${status}.`,
    text,
    'Try again. If it comes back, look into the server log.',
  ],
  insecurePage: (): ProblemWords => [
    'This page may not use a microphone.',
    'Browsers give it to pages on https or on localhost only.',
    'Open Jupyter over https or on localhost, or type instead.',
  ],
  microphoneBlocked: (): ProblemWords => [
    'The microphone is blocked for this page.',
    'You or the browser refused it.',
    'Allow it in the address bar, then press again, or type instead.',
  ],
  microphoneMissing: (): ProblemWords => [
    'No microphone was found.',
    'None is connected, or the system hides it from the browser.',
    'Connect one, then press again, or type instead.',
  ],
  microphoneGone: (name: string): ProblemWords => [
    'The microphone is gone.',
    `"${name}" was unplugged or switched off, and there is no other.`,
    'Type, or connect one and choose it under "Sound devices".',
  ],
  microphoneBusy: (message: string): ProblemWords => [
    'The microphone could not be opened.',
    `Another program may be using it (${message}).`,
    'Close that program, then press again, or type instead.',
  ],
  noWebRtc: (): ProblemWords => [
    'This browser has no WebRTC.',
    'The voice connection is built on it.',
    'Use a current Chrome, Edge, Firefox or Safari.',
  ],
  loopbackOnly: (): ProblemWords => [
    'The voice connection has no network to run on.',
    'Only the loopback interface is up, and browsers send no WebRTC over it.',
    'Set "Transport" to automatic in the settings of the voice agent, or connect to any network, then try again.',
  ],
  noMedia: (): ProblemWords => [
    'No sound gets through by WebRTC.',
    'A firewall or a forwarded port lets only web pages pass.',
    'Set "Transport" to automatic in the settings of the voice agent, then try again.',
  ],
  unknownTransport: (name: string, known: string[]): ProblemWords => [
    `This page has no transport "${name}".`,
    `It has ${known.join(', ')}; the extension that registers another may not be loaded.`,
    'Set one of these in the settings of the voice agent or in the widget, then try again.',
  ],
  noConnection: (seconds: number): ProblemWords => [
    `No voice connection within ${seconds} seconds.`,
    'A firewall may block WebRTC, or the provider does not answer.',
    'Try again, or try from another network.',
  ],
  connectionLost: (): ProblemWords => [
    'The voice connection was lost while it was made.',
    'The network is unsteady, or the provider ended it.',
    'Try again.',
  ],
  otherProvider: (): ProblemWords => [
    'Another provider is configured now.',
    'You were not asked yet whether your words may be sent to it.',
    'Press to start; it asks first.',
  ],
  sessionIdle: (): ProblemWords => [
    'The session was ended because nothing happened in it.',
    'The local engine closes a session in which nobody speaks or types for a while.',
    'Press to start a new one.',
  ],
  engineFailed: (detail: string): ProblemWords => [
    'The local engine could not start.',
    detail || 'It ended without saying why.',
    'Run "jupyter navai doctor" in a terminal to see what is missing.',
  ],
  engineSlow: (seconds: number): ProblemWords => [
    `The local engine was not ready after ${seconds} seconds.`,
    'Its models are still loading, or the machine is busy.',
    'Wait a moment, then try again.',
  ],
  callRefused: (status: number, message: string): ProblemWords => [
    'The provider refused the voice connection.',
    message || `It answered with status ${status}.`,
    'Check the provider, its key and its quota, then try again.',
  ],
  noKernel: (): ProblemWords => [
    'There is no kernel to run this in.',
    'The notebook has none, or it was shut down.',
    'Start a kernel for the notebook, then ask again.',
  ],
  destinationGone: (name: string): ProblemWords => [
    `"${name}" is not there any more.`,
    'The notebook changed or was closed.',
    'Ask for another destination.',
  ],
  pathUnknown: (path: string): ProblemWords => [
    `This page cannot go to "${path}".`,
    'It knows headings (#Heading), file.ipynb#Heading, cell:<id>, file:<path> and lab:<widget id>.',
    'Change the path of this route.',
  ],
  panelNotLoaded: (): ProblemWords => [
    'The voice panel could not be loaded.',
    'The Jupyter server does not answer, or it has another version of the extension by now.',
    'Try again, or reload the page.',
  ],
  noLab: (): ProblemWords => [
    'The voice panel is not available on this page.',
    'It is part of the JupyterLab extension navai-jupyter, which did not load here.',
    'Open the notebook in JupyterLab or Notebook 7, and check "jupyter labextension list".',
  ],
} as const;
