import { LabIcon } from '@jupyterlab/ui-components';

import { ICONS } from '../../ui/element.js';

/** The voice agent's mark in side bar, launcher and settings. */
export const voiceIcon = new LabIcon({
  name: 'navai-jupyter:voice',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24"><path class="jp-icon3" fill="#616161" d="${ICONS.microphone}"/></svg>`,
});
