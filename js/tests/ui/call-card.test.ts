// @vitest-environment jsdom

import { expect, it, vi } from 'vitest';

import type { Asked, CallRecord, Outcome } from '../../src/core/calls.js';
import type { Kept } from '../../src/core/keeping.js';
import { fail } from '../../src/core/problem.js';
import { problems } from '../../src/core/problem-words.js';
import { bundleOf, translateWith } from '../../src/core/translation.js';
import { callCard, renderPlain } from '../../src/ui/call-card.js';

const PICTURE = { 'image/png': 'iVBO', 'text/plain': 'Figure' };

function record(outcome: Outcome, kernel_id: string | null = 'k1'): CallRecord {
  const request = {
    function_name: 'plot',
    payload: {},
    kernel_id,
    session_id: 's',
    call_id: 'call_7',
    instance: '',
  };
  return {
    key: 's\ncall_7',
    name: 'plot',
    arguments: { year: 2024 },
    state: outcome.ok ? 'done' : 'failed',
    speak: true,
    question: null,
    startedAt: 0,
    ms: 5,
    outcome,
    progress: null,
    finishing: false,
    asked: { request, seconds: 60, silent: false },
  };
}

const result: Outcome = {
  ok: true,
  output: { ok: true, result: 3 },
  display: { 'text/plain': '3' },
  displayed: [PICTURE],
};

function card(what: CallRecord, keep?: (kept: Kept) => void) {
  const element = callCard(what, renderPlain, { cancel: () => {}, keep });
  const keepButton = [...element.querySelectorAll('button')].find(
    (each) => each.textContent === 'Keep as cell',
  );
  return { element, keepButton };
}

it('says that a call waits, and its place in line', () => {
  const progress = { fraction: null, text: '', printed: '', ahead: 2 };
  const { element } = card({ ...record(result), state: 'running', outcome: null, progress });
  const bar = element.querySelector('progress');
  expect(bar?.getAttribute('aria-label')).toBe('waits for the running cell, number 2 in line');
});

it('shows what the function displayed, then its result', () => {
  const { element } = card(record(result));
  const shown = [...element.querySelectorAll('img, pre')].map(
    (each) => each.getAttribute('src') ?? each.textContent,
  );
  expect(shown.slice(-2)).toEqual(['data:image/png;base64,iVBO', '3']);
});

it('shows a value once, and of a failure all that is known', () => {
  const value = {
    ...record({ ok: true, output: { ok: true, function_name: 'plot', result: [3] } }),
    arguments: {},
  };
  const texts = (what: CallRecord) =>
    [...card(what).element.querySelectorAll('pre')].map((each) => each.textContent);
  expect(texts(value)).toEqual(['[\n  3\n]']);
  const failure: Outcome = { ok: false, output: { ok: false, error: 'no', code: 'timeout' } };
  expect(texts(record(failure))[1]).toContain('"code": "timeout"');
});

it('keeps a result as a cell that gives the object again', () => {
  const keep = vi.fn();
  card(record(result), keep).keepButton?.click();
  expect(keep).toHaveBeenCalledExactlyOnceWith({
    kernelId: 'k1',
    source: 'import navai_jupyter as navai\n\nnavai.results["call_7"]  # plot(year=2024)',
    outputs: [PICTURE, { 'text/plain': '3' }],
  });
});

it('says that a kernel of one thing at a time runs on with what was stopped', () => {
  const stopped = {
    ...record({ ok: false, output: { ok: false, error: 'Stopped.' } }),
    finishing: true,
    state: 'cancelled',
  } as const;
  const text = (silent: boolean) =>
    card({ ...stopped, asked: { ...(stopped.asked as Asked), silent } }).element.textContent;
  expect(text(false)).toContain('stopped, still finishing');
  expect(text(true)).toContain('this kernel cannot stop what it has begun');
});

it('offers to keep only what a kernel holds, where there are cells', () => {
  const failure: Outcome = { ok: false, output: { ok: false, error: 'no' } };
  expect(card(record(result)).keepButton).toBeUndefined();
  expect(card(record(failure), vi.fn()).keepButton).toBeUndefined();
  expect(card(record(result, null), vi.fn()).keepButton).toBeUndefined();
});

it('tells a person in their language why a call failed', () => {
  translateWith(bundleOf({ 'Try again.': ['Inténtalo de nuevo.'] }));
  const { problem } = fail('connection_lost', problems.connectionLost);
  const output = { ok: false, error: 'Function execution failed.', details: 'Lost.' };
  const { element } = card(record({ ok: false, output, problem }));
  translateWith(bundleOf({}));
  expect(element.querySelector('pre:last-of-type')?.textContent).toMatch(/Inténtalo de nuevo\.$/);
});
