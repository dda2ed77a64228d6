import { type CallRecord, type Progress, runsOn } from '../core/calls.js';
import { type Kept, keptOf } from '../core/keeping.js';
import { words } from '../core/words.js';
import { button, h, ICONS, icon } from './element.js';
import { callText, duration, resultText, wholeResult } from './format.js';

/** Shows a MIME bundle for a person, or null when it has nothing to show. */
export type Render = (bundle: { [mime: string]: unknown }) => HTMLElement | null;

const MARKS: { readonly [state in CallRecord['state']]: string } = {
  approval: '?',
  running: '…',
  done: '✓',
  failed: '✗',
  denied: '⊘',
  cancelled: '■',
  timeout: '⧖',
};

/** What a person can do with a call. */
export interface CardActions {
  cancel(): void;
  /** Absent where there are no cells. */
  readonly keep?: ((kept: Kept) => void) | undefined;
}

/** One call: `name(arguments) → result`, its state and time; opens to the whole of both. */
export function callCard(record: CallRecord, render: Render, { cancel, keep }: CardActions): HTMLElement {
  const { outcome, state, finishing, progress } = record;
  const isGoing = state === 'running' || finishing;
  const isNews = state !== 'denied'; // that, the person has said themselves
  const result = outcome && isNews ? resultText(outcome) : '';
  const summary = h(
    'summary',
    {},
    h('code', {}, callText(record.name, record.arguments)),
    result ? h('span', { class: 'navai-result' }, ` → ${result}`) : null,
    h('span', { class: 'navai-mark-state', title: words.state[state] }, ` ${MARKS[state]} `),
    h('span', { class: 'navai-small' }, stateText(record)),
    progress && isGoing ? progressBar(progress) : null,
  );
  const details = h('details', {}, summary, ...body(record, render), keepButton(record, keep));
  const stop =
    state === 'running'
      ? button(
          { class: 'navai-flat', 'aria-label': words.cancel, title: words.cancel },
          icon(ICONS.stop),
          cancel,
        )
      : null;
  return h('div', { class: `navai-call navai-call-${finishing ? 'running' : state}` }, details, stop);
}

function keepButton(record: CallRecord, keep: CardActions['keep']): HTMLElement | null {
  const kept = keptOf(record, callText(record.name, record.arguments));
  return kept && keep ? button({ class: 'navai-action' }, words.keep, () => keep(kept)) : null;
}

/** What the call says of itself, or else what it printed last. */
function progressBar({ fraction, text, printed, ahead }: Progress): HTMLElement {
  const waits = ahead === null ? '' : words.waitsForCell(ahead);
  const told = waits || text || (printed.trimEnd().split('\n').at(-1) ?? '');
  const bar = h('progress', { max: '1', 'aria-label': told || words.progress });
  if (fraction !== null) {
    bar.setAttribute('value', String(fraction));
  }
  const percent = fraction === null ? '' : `${Math.round(fraction * 100)} %`;
  return h('div', { class: 'navai-progress navai-small' }, bar, [told, percent].filter(Boolean).join(' '));
}

function stateText(record: CallRecord): string {
  const { state, ms, finishing } = record;
  if (finishing) {
    return runsOn(record) ? words.runsOn : words.stillFinishing;
  }
  const time = ms === null ? '' : duration(ms);
  return state === 'done' ? time : [words.state[state], time].filter(Boolean).join(', ');
}

function body({ arguments: args, outcome, progress }: CallRecord, render: Render): HTMLElement[] {
  const bundles = [...(outcome?.displayed ?? []), ...(outcome?.display ? [outcome.display] : [])];
  const shown = bundles.map(render).filter((each) => each !== null);
  const isEmpty = typeof args !== 'string' && Object.keys(args).length === 0;
  const printed = outcome ? outcome.printed : progress?.printed;
  return [
    ...(isEmpty ? [] : [pre(args)]),
    ...(printed ? [heading(words.printed), pre(printed)] : []),
    ...(outcome ? [heading(words.result)] : []),
    ...(outcome && shown.length === 0 ? [pre(wholeResult(outcome))] : shown),
  ];
}

function heading(text: string): HTMLElement {
  return h('div', { class: 'navai-small' }, text);
}

function pre(value: unknown): HTMLElement {
  return h('pre', {}, typeof value === 'string' ? value : JSON.stringify(value, null, 2));
}

/** Where the host brings no renderer: pictures and plain text, never markup. */
export const renderPlain: Render = (bundle) => {
  const png = bundle['image/png'];
  if (typeof png === 'string') {
    return h('img', { src: `data:image/png;base64,${png.replace(/\s/g, '')}`, alt: words.result });
  }
  const text = bundle['text/plain'];
  return typeof text === 'string' ? pre(text) : null;
};
