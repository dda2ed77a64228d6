import { localisedError, localisedProblem } from '../core/localised.js';
import { shownKinds } from '../core/place-words.js';
import { sentenceOf } from '../core/problem.js';
import { search } from '../core/search.js';
import type { VoiceSession } from '../core/session.js';
import type { FunctionInfo, RouteInfo } from '../core/wire.js';
import { FUNCTION_EXAMPLE, words } from '../core/words.js';
import { button, h } from './element.js';

/** A list that is longer can be searched. */
const FUNCTIONS_SEEN = 20;

/** What can be called, with its parameters and what is wrong with the list. */
export function createFunctions(session: VoiceSession) {
  const list = h('ul', { 'aria-label': words.functions });
  const notes = h('div', {});
  const query = h('input', {
    type: 'search',
    class: 'navai-input',
    placeholder: words.searchFunctions,
    'aria-label': words.searchFunctions,
  });
  const element = h('div', {}, query, notes, list);

  function update(): void {
    const { functions, warnings, problem } = session.catalogue;
    // A kernel that has not loaded the extension is no failure: the example is what to do about it.
    const failure = problem && problem.code !== 'not_loaded' ? [sentenceOf(localisedProblem(problem))] : [];
    const texts = [...failure, ...warnings].map((text) => h('div', { class: 'navai-note' }, text));
    const isEmpty = functions.length === 0 && failure.length === 0;
    notes.replaceChildren(...texts, ...(isEmpty ? [example()] : []));
    query.hidden = functions.length <= FUNCTIONS_SEEN;
    const wanted = query.hidden ? '' : query.value.trim();
    const shown = wanted ? search(wanted, functions, FUNCTIONS_SEEN) : ownFirst(functions);
    list.replaceChildren(...shown.map(functionItem));
  }

  function functionItem(info: FunctionInfo): HTMLElement {
    const { name, description } = info;
    return h(
      'li',
      {},
      h('code', {}, `${name}(${parameterNames(info).join(', ')})`),
      description ? h('div', { class: 'navai-small' }, description) : null,
      allowance(name),
    );
  }

  /** That a function was allowed for good is shown where it can be taken back. */
  function allowance(name: string): HTMLElement | null {
    const notebook = session.host.binding?.document ?? null;
    if (notebook === null || !session.approvals.isKept(name, notebook)) {
      return null;
    }
    const askAgain = () => session.approvals.revoke(name, notebook);
    return h(
      'div',
      { class: 'navai-small' },
      words.allowedAlways,
      ' ',
      button({ class: 'navai-action' }, words.askAgain, askAgain),
    );
  }

  query.addEventListener('input', update);
  update();
  const deafs = [session.catalogue.changed.on(update), session.approvals.changed.on(update)];
  const dispose = () => {
    for (const deaf of deafs) {
      deaf();
    }
  };
  return { element, dispose };
}

/** Where one can go; pressing one goes there. */
export function createDestinations(session: VoiceSession) {
  const list = h('ul', { 'aria-label': words.destinations });
  const notes = h('div', {});
  const element = h('div', {}, notes, list);

  function update(): void {
    const { destinations } = session.catalogue;
    notes.replaceChildren(
      ...(destinations.length === 0 ? [h('p', { class: 'navai-small' }, words.noDestinations)] : []),
    );
    list.replaceChildren(...destinations.map(destinationItem));
  }

  function destinationItem(route: RouteInfo): HTMLElement {
    const go = () => {
      session.host.navigate(route, session.host.freeze()).then(
        (where) => session.announcer.say(where),
        (error: unknown) => session.conversation.note(localisedError(error)),
      );
    };
    const about = [shownKinds[route.description] ?? route.description, ...route.synonyms]
      .filter(Boolean)
      .join(', ');
    return h(
      'li',
      {},
      button({ class: 'navai-go' }, route.name, go),
      about ? h('div', { class: 'navai-small' }, about) : null,
    );
  }

  update();
  return { element, dispose: session.catalogue.changed.on(update) };
}

/** What every notebook has comes after what the person made. */
function ownFirst(functions: readonly FunctionInfo[]): FunctionInfo[] {
  const isPage = ({ source }: FunctionInfo) => Number(source === 'page');
  return [...functions].sort((one, other) => isPage(one) - isPage(other));
}

function parameterNames({ parameters: { properties } }: FunctionInfo): string[] {
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

function example(): HTMLElement {
  const copy = button({ class: 'navai-action' }, words.copyCode, () => {
    void navigator.clipboard?.writeText(FUNCTION_EXAMPLE).then(() => {
      copy.textContent = words.copied;
    });
  });
  return h(
    'div',
    { class: 'navai-empty' },
    h('p', {}, words.noFunctions),
    h('pre', {}, FUNCTION_EXAMPLE),
    copy,
  );
}
