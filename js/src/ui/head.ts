import { panelWords } from '../core/panel-words.js';
import { recipient } from '../core/recipient.js';
import type { VoiceSession } from '../core/session.js';
import type { SessionState } from '../core/state.js';
import { words } from '../core/words.js';
import { button, h, ICONS, icon } from './element.js';
import { duration } from './format.js';
import { createLevel } from './level.js';
import { createOrb } from './orb.js';
import { statusText } from './status.js';

/** The orb, the status in words, where sound goes, and `devices` and the settings beside them. */
export function createHead(session: VoiceSession, devices: HTMLElement) {
  const orb = createOrb(session, () => void session.start());
  const status = h('div', { class: 'navai-status' });
  const meta = h('div', { class: 'navai-meta' });
  const trust = h('div', { class: 'navai-trust' });
  const lines = h('div', { class: 'navai-lines' }, status, meta, trust);
  const more = h('div', { class: 'navai-more' }, devices, settingsButton(session));
  const element = h('header', { class: 'navai-head' }, orb.element, lines, more);
  const level = createLevel(() => session.level(), element);
  lines.append(level.element);

  function update(state: SessionState): void {
    orb.update(state);
    const running = session.calls.open.find((record) => record.state === 'running');
    status.textContent = statusText(state, running?.name ?? '');
    const { config, latency, way, spent } = state;
    const facts = config
      ? [
          config.provider === 'local' ? words.localEngine : config.label,
          ...(config.chat ? [words.chatModel(config.chat)] : []),
          ...(way ? [words.way[way] ?? way] : []),
        ]
      : [];
    const used = spent ? [panelWords.spent(spent)] : [];
    meta.textContent = [...facts, ...(latency === null ? [] : [duration(latency)]), ...used].join(' · ');
    trust.replaceChildren(...trustLine(state));
    level.run(state.microphone && !state.muted);
  }

  return { element, update, dispose: () => level.run(false) };
}

function settingsButton({ host }: VoiceSession): HTMLElement | null {
  const { settings } = panelWords;
  const attributes = { class: 'navai-flat', 'aria-label': settings, title: settings };
  return host.openSettings ? button(attributes, icon(ICONS.settings), () => host.openSettings?.()) : null;
}

function trustLine({ config, microphone, muted, status }: SessionState): Node[] {
  if (!config) {
    return [];
  }
  const to = recipient(config);
  const where = to ? words.sentTo(to.name, to.asText) : words.staysHere;
  if (status !== 'connected') {
    return [h('span', {}, where)];
  }
  const open = microphone && !muted;
  const held = microphone ? words.microphoneMuted : words.noMicrophone;
  const mark = h(
    'span',
    { class: open ? 'navai-mark navai-mark-open' : 'navai-mark' },
    open ? words.microphoneOpen : held,
  );
  return [mark, h('span', {}, ` · ${where}`)];
}
