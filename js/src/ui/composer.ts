import type { VoiceSession } from '../core/session.js';
import type { SessionState } from '../core/state.js';
import { words } from '../core/words.js';
import { button, h, ICONS, icon } from './element.js';

/** Typing always works; beside it the microphone's switch. */
export function createComposer(session: VoiceSession) {
  const input = h('input', {
    type: 'text',
    class: 'navai-input',
    'aria-label': words.message,
    placeholder: `${words.message}…`,
    autocomplete: 'off',
    'data-lm-suppress-shortcuts': 'true', // JupyterLab's own, while a person types
  });
  const send = h('button', {
    type: 'submit',
    class: 'navai-flat',
    'aria-label': words.send,
    title: words.send,
  });
  send.append(icon(ICONS.send));
  const mute = button({ class: 'navai-flat' }, '', () => {
    const { microphone, muted } = session.state;
    void session.mute(microphone && !muted);
  });
  const element = h('form', { class: 'navai-composer' }, input, send, mute);
  // By hand: inside a notebook's output Enter does not submit a form by itself.
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      element.requestSubmit();
    }
  });
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = input.value;
    input.value = '';
    void session.sendText(text);
  });

  function update({ status, microphone, muted }: SessionState): void {
    const open = microphone && !muted;
    mute.hidden = status !== 'connected';
    mute.setAttribute('aria-label', open ? words.mute : words.unmute);
    mute.title = open ? words.mute : words.unmute;
    mute.replaceChildren(icon(open ? ICONS.microphone : ICONS.muted));
  }

  return { element, update, focus: () => input.focus() };
}
