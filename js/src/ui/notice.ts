import type { ProblemWords } from '../core/problem-words.js';
import { words } from '../core/words.js';
import { button, h } from './element.js';

/** A problem in the place of a panel that is not there; `again` is what may help. */
export function notice(problem: ProblemWords, again?: () => void): HTMLElement {
  const element = h('section', { 'aria-label': words.region, role: 'alert' });
  element.style.padding = '12px';
  element.append(...problem.map((text) => h('p', {}, text)));
  if (again) {
    element.append(button({}, words.tryAgain, again));
  }
  return element;
}
