import { firstProblems, firstWords, type ProblemWords } from '../core/first-words.js';
import { localiser } from '../core/localiser.js';
import { button, h } from './element.js';

const localised = localiser(Object.values(firstProblems).flat());

/** A problem in the place of a panel that is not there; `again` is what may help. */
export function notice(problem: ProblemWords, again?: () => void): HTMLElement {
  const element = h('section', { 'aria-label': firstWords.region, role: 'alert' });
  element.style.padding = '12px';
  element.append(...problem.map((text) => h('p', {}, localised(text))));
  if (again) {
    element.append(button({}, firstWords.tryAgain, again));
  }
  return element;
}
