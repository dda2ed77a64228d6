import { translated } from './translation.js';

/** How the voice agent is called in JupyterLab's menus, and what its item in the status bar says. */
export const entryWords = translated({
  category: 'Voice',
  caption: 'Voice agent',
  launcher: 'Voice agent',
  start: 'Voice: Start',
  stop: 'Voice: Stop',
  toggle: 'Voice: Start or Stop',
  mute: 'Voice: Mute or Unmute Microphone',
  talk: 'Voice: Talk While the Key Is Held',
  showPanel: 'Voice: Show Panel',
  settings: 'Voice: Settings',
  statusOff: 'Voice off',
});
