import type { Devices } from '../core/host.js';
import type { VoiceSession } from '../core/session.js';
import type { SessionState } from '../core/state.js';
import { words } from '../core/words.js';
import { button, h, ICONS, icon } from './element.js';

let made = 0;

/** Which microphone and loudspeaker are used; folded away, until the microphone is gone. */
export function createDevices(session: VoiceSession) {
  const { microphones, speakers } = session.devices;
  const id = `navai-devices-${++made}`;
  const selects = [
    createSelect(words.microphone, microphones, (device) => void session.useMicrophone(device)),
    ...(speakers ? [createSelect(words.speaker, speakers, (device) => speakers.choose(device))] : []),
  ];
  const element = h('div', { class: 'navai-devices', id }, ...selects.map((select) => select.element));
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

function createSelect(name: string, devices: Devices, choose: (id: string) => void) {
  const select = h('select', {});
  const hint = h('span', { class: 'navai-small' }, words.noDeviceNames);
  select.addEventListener('change', () => choose(select.value));

  function update(): void {
    const { list, current } = devices;
    const known = list.some(({ id }) => id === current);
    const options = known ? list : [{ id: '', name: words.systemDevice }, ...list];
    select.replaceChildren(...options.map((device) => h('option', { value: device.id }, device.name)));
    select.value = current;
    select.hidden = list.length === 0;
    hint.hidden = list.length > 0;
  }

  update();
  const element = h('label', {}, h('span', {}, name), select, hint);
  return { element, dispose: devices.changed.on(update) };
}
