import { firstProblems, type ProblemWords } from './first-words.js';

/**
 * What goes wrong, as it is told to whoever reads it: in English, with %1, %2… where values go. The model gets it so;
 * what a person reads of it is `localised`.
 */
export const problems = {
  ...firstProblems,
  kernelGone: [
    'The kernel of this panel is gone.',
    'It was shut down or restarted.',
    'Run the cells of the notebook again, that of this panel too.',
  ],
  serverGone: [
    'The Jupyter server does not answer.',
    'It was stopped, or the network between this page and it is down.',
    'Start the server again, then try again.',
  ],
  serverSlow: [
    'The Jupyter server gave no answer within %1 seconds.',
    'It is busy, or the provider behind it is.',
    'Try again.',
  ],
  noRoutes: [
    'This Jupyter server has no voice routes.',
    'The server extension of navai-jupyter is not loaded.',
    'Run "jupyter server extension list", then restart the server.',
  ],
  refused: [
    'The Jupyter server refused the request.',
    'It answered with status %1: the login ended, or this user may not do this.',
    'Log in again and reload the page.',
  ],
  badAnswer: [
    'The Jupyter server answered with status %1.',
    '%2',
    'Try again. If it comes back, look into the server log.',
  ],
  insecurePage: [
    'This page may not use a microphone.',
    'Browsers give it to pages on https or on localhost only.',
    'Open Jupyter over https or on localhost, or type instead.',
  ],
  microphoneBlocked: [
    'The microphone is blocked for this page.',
    'You or the browser refused it.',
    'Allow it in the address bar, then press again, or type instead.',
  ],
  microphoneMissing: [
    'No microphone was found.',
    'None is connected, or the system hides it from the browser.',
    'Connect one, then press again, or type instead.',
  ],
  microphoneGone: [
    'The microphone is gone.',
    '"%1" was unplugged or switched off, and there is no other.',
    'Type, or connect one and choose it under "Sound devices".',
  ],
  microphoneBusy: [
    'The microphone could not be opened.',
    'Another program may be using it (%1).',
    'Close that program, then press again, or type instead.',
  ],
  microphoneSilent: [
    'No voice was heard.',
    '"%1" is open, but silent: it may be switched off or turned down.',
    'Switch it on, or choose another under "Sound devices", then check again.',
  ],
  someMicrophoneSilent: [
    'No voice was heard.',
    'The microphone is open, but silent: it may be switched off or turned down.',
    'Switch it on, or choose another under "Sound devices", then check again.',
  ],
  noWebRtc: [
    'This browser has no WebRTC.',
    'The voice connection is built on it.',
    'Use a current Chrome, Edge, Firefox or Safari.',
  ],
  loopbackOnly: [
    'The voice connection has no network to run on.',
    'Only the loopback interface is up, and browsers send no WebRTC over it.',
    'Set "Transport" to automatic in the settings of the voice agent, or connect to any network, then try again.',
  ],
  noMedia: [
    'No sound gets through by WebRTC.',
    'A firewall or a forwarded port lets only web pages pass.',
    'Set "Transport" to automatic in the settings of the voice agent, then try again.',
  ],
  unknownTransport: [
    'This page has no transport "%1".',
    'It has %2; the extension that registers another may not be loaded.',
    'Set one of these in the settings of the voice agent or in the widget, then try again.',
  ],
  noConnection: [
    'No voice connection within %1 seconds.',
    'A firewall may block WebRTC, or the provider does not answer.',
    'Try again, or try from another network.',
  ],
  connectionLost: [
    'The voice connection was lost while it was made.',
    'The network is unsteady, or the provider ended it.',
    'Try again.',
  ],
  otherProvider: [
    'Another provider is configured now.',
    'You were not asked yet whether your words may be sent to it.',
    'Press to start; it asks first.',
  ],
  settingsRefused: [
    'The provider refused the settings of the session.',
    '%1',
    'Change voice, model or turn detection in the settings of the voice agent, then try again.',
  ],
  sessionIdle: [
    'The session was ended because nothing happened in it.',
    'The local engine closes a session in which nobody speaks or types for a while.',
    'Press to start a new one.',
  ],
  engineFailed: [
    'The local engine could not start.',
    '%1',
    'Run "jupyter navai doctor" in a terminal to see what is missing.',
  ],
  engineFailedSilently: [
    'The local engine could not start.',
    'It ended without saying why.',
    'Run "jupyter navai doctor" in a terminal to see what is missing.',
  ],
  engineSlow: [
    'The local engine was not ready after %1 seconds.',
    'Its models are still loading, or the machine is busy.',
    'Wait a moment, then try again.',
  ],
  callRefused: [
    'The provider refused the voice connection.',
    '%1',
    'Check the provider, its key and its quota, then try again.',
  ],
  callRefusedSilently: [
    'The provider refused the voice connection.',
    'It answered with status %1.',
    'Check the provider, its key and its quota, then try again.',
  ],
  keptNowhere: [
    'There is no notebook to keep this in.',
    'The notebook of this call was closed, or has another kernel by now.',
    'Ask for it again in an open notebook.',
  ],
  noKernel: [
    'There is no kernel to run this in.',
    'The notebook has none, or it was shut down.',
    'Start a kernel for the notebook, then ask again.',
  ],
  destinationGone: [
    '"%1" is not there any more.',
    'The notebook changed or was closed.',
    'Ask for another destination.',
  ],
  pathUnknown: [
    'This page cannot go to "%1".',
    'It knows headings (#Heading), file.ipynb#Heading, cell:<id>, file:<path> and lab:<widget id>.',
    'Change the path of this route.',
  ],
  callTakenBack: ['The call was taken back.', 'The kernel had not read it yet.', ''],
  outOfReach: [
    '"%1" cannot be reached from here.',
    'The panel can scroll to the headings that its own page shows, and not beyond.',
    'Go there yourself, or install navai-jupyter beside JupyterLab, where the panel moves everywhere.',
  ],
} as const satisfies { readonly [name: string]: ProblemWords };
