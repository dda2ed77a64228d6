import { t } from './translation.js';

/** What happened, why, what to do. */
export type ProblemWords = [error: string, why: string, fix: string];

export const problems = {
  unexpected: (message: string): ProblemWords => [
    t('The voice agent hit an error it does not know.'),
    message,
    t('Try again. If it comes back, copy the details into a bug report.'),
  ],
  serverGone: (): ProblemWords => [
    t('The Jupyter server does not answer.'),
    t('It was stopped, or the network between this page and it is down.'),
    t('Start the server again, then try again.'),
  ],
  serverSlow: (seconds: number): ProblemWords => [
    t('The Jupyter server gave no answer within %1 seconds.', seconds),
    t('It is busy, or the provider behind it is.'),
    t('Try again.'),
  ],
  noRoutes: (): ProblemWords => [
    t('This Jupyter server has no voice routes.'),
    t('The server extension of navai-jupyter is not loaded.'),
    t('Run "jupyter server extension list", then restart the server.'),
  ],
  refused: (status: number): ProblemWords => [
    t('The Jupyter server refused the request.'),
    t('It answered with status %1: the login ended, or this user may not do this.', status),
    t('Log in again and reload the page.'),
  ],
  badAnswer: (status: number, text: string): ProblemWords => [
    t('The Jupyter server answered with status %1.', status),
    text,
    t('Try again. If it comes back, look into the server log.'),
  ],
  insecurePage: (): ProblemWords => [
    t('This page may not use a microphone.'),
    t('Browsers give it to pages on https or on localhost only.'),
    t('Open Jupyter over https or on localhost, or type instead.'),
  ],
  microphoneBlocked: (): ProblemWords => [
    t('The microphone is blocked for this page.'),
    t('You or the browser refused it.'),
    t('Allow it in the address bar, then press again, or type instead.'),
  ],
  microphoneMissing: (): ProblemWords => [
    t('No microphone was found.'),
    t('None is connected, or the system hides it from the browser.'),
    t('Connect one, then press again, or type instead.'),
  ],
  microphoneGone: (name: string): ProblemWords => [
    t('The microphone is gone.'),
    t('"%1" was unplugged or switched off, and there is no other.', name),
    t('Type, or connect one and choose it under "Sound devices".'),
  ],
  microphoneBusy: (message: string): ProblemWords => [
    t('The microphone could not be opened.'),
    t('Another program may be using it (%1).', message),
    t('Close that program, then press again, or type instead.'),
  ],
  microphoneSilent: (name: string): ProblemWords => [
    t('No voice was heard.'),
    t('"%1" is open, but silent: it may be switched off or turned down.', name || t('The microphone')),
    t('Switch it on, or choose another under "Sound devices", then check again.'),
  ],
  noWebRtc: (): ProblemWords => [
    t('This browser has no WebRTC.'),
    t('The voice connection is built on it.'),
    t('Use a current Chrome, Edge, Firefox or Safari.'),
  ],
  loopbackOnly: (): ProblemWords => [
    t('The voice connection has no network to run on.'),
    t('Only the loopback interface is up, and browsers send no WebRTC over it.'),
    t(
      'Set "Transport" to automatic in the settings of the voice agent, or connect to any network, then try again.',
    ),
  ],
  noMedia: (): ProblemWords => [
    t('No sound gets through by WebRTC.'),
    t('A firewall or a forwarded port lets only web pages pass.'),
    t('Set "Transport" to automatic in the settings of the voice agent, then try again.'),
  ],
  unknownTransport: (name: string, known: string[]): ProblemWords => [
    t('This page has no transport "%1".', name),
    t('It has %1; the extension that registers another may not be loaded.', known.join(', ')),
    t('Set one of these in the settings of the voice agent or in the widget, then try again.'),
  ],
  noConnection: (seconds: number): ProblemWords => [
    t('No voice connection within %1 seconds.', seconds),
    t('A firewall may block WebRTC, or the provider does not answer.'),
    t('Try again, or try from another network.'),
  ],
  connectionLost: (): ProblemWords => [
    t('The voice connection was lost while it was made.'),
    t('The network is unsteady, or the provider ended it.'),
    t('Try again.'),
  ],
  otherProvider: (): ProblemWords => [
    t('Another provider is configured now.'),
    t('You were not asked yet whether your words may be sent to it.'),
    t('Press to start; it asks first.'),
  ],
  settingsRefused: (message: string): ProblemWords => [
    t('The provider refused the settings of the session.'),
    message,
    t('Change voice, model or turn detection in the settings of the voice agent, then try again.'),
  ],
  sessionIdle: (): ProblemWords => [
    t('The session was ended because nothing happened in it.'),
    t('The local engine closes a session in which nobody speaks or types for a while.'),
    t('Press to start a new one.'),
  ],
  engineFailed: (detail: string): ProblemWords => [
    t('The local engine could not start.'),
    detail || t('It ended without saying why.'),
    t('Run "jupyter navai doctor" in a terminal to see what is missing.'),
  ],
  engineSlow: (seconds: number): ProblemWords => [
    t('The local engine was not ready after %1 seconds.', seconds),
    t('Its models are still loading, or the machine is busy.'),
    t('Wait a moment, then try again.'),
  ],
  callRefused: (status: number, message: string): ProblemWords => [
    t('The provider refused the voice connection.'),
    message || t('It answered with status %1.', status),
    t('Check the provider, its key and its quota, then try again.'),
  ],
  keptNowhere: (): ProblemWords => [
    t('There is no notebook to keep this in.'),
    t('The notebook of this call was closed, or has another kernel by now.'),
    t('Ask for it again in an open notebook.'),
  ],
  panelNotLoaded: (): ProblemWords => [
    t('The voice panel could not be loaded.'),
    t('The Jupyter server does not answer, or it has another version of the extension by now.'),
    t('Try again, or reload the page.'),
  ],
  kernelSilent: (seconds: number): ProblemWords => [
    t('The kernel gave no answer within %1 seconds.', Math.round(seconds)),
    t('It runs a cell, or it was restarted, or the connection to it is down.'),
    t('Try again when the cell has ended. After a restart run the cells again, that of this panel too.'),
  ],
} as const;

/** What the model reads when it calls for something that cannot be; not translated. */
export const callProblems = {
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
  callTakenBack: (): ProblemWords => ['The call was taken back.', 'The kernel had not read it yet.', ''],
  outOfReach: (name: string): ProblemWords => [
    `"${name}" cannot be reached from here.`,
    'The panel can scroll to the headings that its own page shows, and not beyond.',
    'Go there yourself, or install navai-jupyter beside JupyterLab, where the panel moves everywhere.',
  ],
} as const;
