import { panelWords } from '../core/panel-words.js';
import { h } from './element.js';

/** Quick enough for a voice; drawn in every frame it would keep the whole page busy. */
const METER_MS = 50;
/** Where the person asked for less motion: enough to see that something is heard. */
const CALM_MS = 500;

/** A bar as long as the microphone is loud, while it runs; what else is in `around` can follow `--navai-level`. */
export function createLevel(level: () => number, around?: HTMLElement) {
  const element = h('span', {
    class: 'navai-level',
    role: 'meter',
    'aria-label': panelWords.microphoneLevel,
    'aria-valuemin': '0',
    'aria-valuemax': '100',
    'aria-valuenow': '0',
  });
  let timer: ReturnType<typeof setInterval> | undefined;
  let shown = 0;
  const draw = (percent: number) => {
    if (percent !== shown) {
      shown = percent;
      (around ?? element).style.setProperty('--navai-level', String(percent / 100));
      element.setAttribute('aria-valuenow', String(percent));
    }
  };

  function run(on: boolean): void {
    element.hidden = !on;
    if (on) {
      const calm = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? true;
      timer ??= setInterval(() => draw(Math.round(level() * 100)), calm ? CALM_MS : METER_MS);
    } else {
      clearInterval(timer);
      timer = undefined;
      draw(0);
    }
  }

  run(false);
  return { element, run };
}
