import type { VoiceSession } from '../core/session.js';
import type { SessionState } from '../core/state.js';
import { words } from '../core/words.js';
import { button, h, ICONS, icon } from './element.js';
import { createSelect } from './select.js';

let made = 0;

/** Which microphone and loudspeaker are used; folded away, until the microphone is gone. */
export function createDevices(session: VoiceSession) {
  const { microphones, speakers } = session.devices;
  const empty = { option: words.systemDevice, hint: words.noDeviceNames };
  const id = `navai-devices-${++made}`;
  const selects = [
    createSelect(words.microphone, microphones, empty, (device) => void session.useMicrophone(device)),
    ...(speakers ? [createSelect(words.speaker, speakers, empty)] : []),
  ];
  const element = h('div', { class: 'navai-choices', id }, ...selects.map((select) => select.element));
  const toggle = button(
    { class: 'navai-flat', 'aria-label': words.soundDevices, title: words.soundDevices, 'aria-controls': id },
    icon(ICONS.sliders),
    () => open(Boolean(element.hidden)),
  );

  function open(on: boolean): void {
    element.hidden = !on;
    toggle.setAttribute('aria-expanded', String(on));
    if (on) {
      void microphones.refresh();
      void speakers?.refresh();
    }
  }

  let missing = false;
  function update({ problem }: SessionState): void {
    const gone = problem?.code === 'microphone_gone';
    if (gone && !missing) {
      open(true);
    }
    missing = gone;
  }

  open(false);
  const dispose = () => {
    for (const select of selects) {
      select.dispose();
    }
  };
  return { element, toggle, update, dispose };
}
