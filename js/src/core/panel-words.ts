import type { Spent } from './budget.js';
import { t, translated } from './translation.js';

/** What the panel says besides the conversation: the first run, the notebook, what is spent, the floating button. */
export const panelWords = translated({
  firstRun: 'How this works',
  firstLines: [
    'Press the round button and speak. Press it again to stop.',
    'It goes to places in your notebook and calls your functions.',
    'Beside the button stands where your voice is sent, and whether the microphone is open.',
  ] as readonly string[],
  checkMicrophone: 'Check the microphone',
  stopCheck: 'Stop the check',
  gotIt: 'Got it',
  microphoneLevel: 'Level of the microphone',
  askingMicrophone: 'Asking for the microphone…',
  saySomething: (device: string) =>
    device ? t('Say something: listening to %1.', device) : t('Say something: listening.'),
  heard: (device: string) => (device ? t('I hear you by %1.', device) : t('I hear you.')),
  openPanel: 'Open the voice panel',
  floating: 'Floating voice button',
  settings: 'Settings of the voice agent',
  openSettings: 'Open settings',
  notebook: 'Notebook',
  noNotebook: 'None',
  spent: (spent: Spent) => spentText(spent).join(' · '),
  budgetNear: (spent: Spent) =>
    t('Four fifths of what this session may use are used: %1.', spentText(spent).join(', ')),
  budgetOver: (spent: Spent) =>
    t(
      'Hung up: this session has used what it may, %1. Resume to go on with as much again; the settings of the voice agent say how much.',
      spentText(spent).join(', '),
    ),
});

function spentText({ minutes, tokens, limits }: Spent): string[] {
  return [
    ...(limits.minutes ? [t('%1 of %2 min', minutes, limits.minutes)] : []),
    ...(limits.tokens ? [t('%1 of %2 tokens', tokens.toLocaleString(), limits.tokens.toLocaleString())] : []),
  ];
}
