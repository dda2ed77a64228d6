import { recipient } from '../core/recipient.js';
import type { VoiceSession } from '../core/session.js';
import type { SessionState } from '../core/state.js';
import { words } from '../core/words.js';
import { button, h, ICONS, icon } from './element.js';
import { duration } from './format.js';
import { statusText } from './status.js';

/** Quick enough for a voice; drawn in every frame the ring would keep the whole page busy. */
const METER_MS = 50;

/** The orb, the status in words, where sound goes, and `more` beside them. */
export function createHead(session: VoiceSession, more: HTMLElement) {
  const orb = button({ class: 'navai-orb' }, '', () => {
    const { status } = session.state;
    if (status === 'connecting' || status === 'connected') {
      session.stop();
    } else {
      void session.start();
    }
  });
  for (const intent of ['pointerenter', 'focus', 'pointerdown']) {
    orb.addEventListener(intent, () => session.warm());
  }
  const status = h('div', { class: 'navai-status' });
  const meta = h('div', { class: 'navai-meta' });
  const trust = h('div', { class: 'navai-trust' });
  const element = h(
    'header',
    { class: 'navai-head' },
    orb,
    h('div', { class: 'navai-lines' }, status, meta, trust),
    more,
  );
  const meter = createMeter(session, orb);

  function update(state: SessionState): void {
    const on = state.status === 'connecting' || state.status === 'connected';
    orb.setAttribute('aria-label', on ? words.stop : words.start);
    orb.setAttribute('aria-pressed', String(on));
    orb.title = on ? words.stop : words.start;
    orb.replaceChildren(icon(orbIcon(state)));
    const running = session.calls.open.find((record) => record.state === 'running');
    status.textContent = statusText(state, running?.name ?? '');
    const { config, latency, way } = state;
    const facts = config
      ? [
          config.label,
          ...(config.chat ? [words.chatModel(config.chat)] : []),
          ...(way ? [words.way[way] ?? way] : []),
        ]
      : [];
    meta.textContent = [...facts, ...(latency === null ? [] : [duration(latency)])].join(' · ');
    trust.replaceChildren(...trustLine(state));
    meter.run(state.microphone && !state.muted);
  }

  return { element, update, dispose: () => meter.run(false) };
}

function orbIcon(state: SessionState): string {
  switch (state.status) {
    case 'idle':
      return state.blocked ? ICONS.warning : ICONS.microphone;
    case 'connecting':
      return ICONS.dots;
    case 'connected':
      return ICONS.stop;
    case 'error':
      return ICONS.warning;
  }
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

/** The ring around the orb follows the voice; it rests where the person asked for less motion. */
function createMeter(session: VoiceSession, orb: HTMLElement) {
  let timer: ReturnType<typeof setInterval> | undefined;
  let shown = '';
  const draw = (level: number) => {
    const text = level.toFixed(2);
    if (text !== shown) {
      shown = text;
      orb.style.setProperty('--navai-level', text);
    }
  };
  return {
    run(on: boolean): void {
      const still = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? true;
      if (on && !still) {
        timer ??= setInterval(() => draw(session.level()), METER_MS);
      } else if (!on) {
        clearInterval(timer);
        timer = undefined;
        draw(0);
      }
    },
  };
}
