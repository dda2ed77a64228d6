/** What happened, why, what to do. */
export type ProblemWords = [error: string, why: string, fix: string];

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
  keptNowhere: (): ProblemWords => [
    'There is no notebook to keep this in.',
    'The notebook of this call was closed, or has another kernel by now.',
    'Ask for it again in an open notebook.',
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
  kernelSilent: (seconds: number): ProblemWords => [
    `The kernel gave no answer within ${Math.round(seconds)} seconds.`,
    'It runs a cell, or it was restarted, or the connection to it is down.',
    'Try again when the cell has ended. After a restart run the cells again, that of this panel too.',
  ],
  callTakenBack: (): ProblemWords => ['The call was taken back.', 'The kernel had not read it yet.', ''],
  outOfReach: (name: string): ProblemWords => [
    `"${name}" cannot be reached from here.`,
    'The panel can scroll to the headings that its own page shows, and not beyond.',
    'Go there yourself, or install navai-jupyter beside JupyterLab, where the panel moves everywhere.',
  ],
} as const;
