import { describe, expect, it } from 'vitest';

import type { CallRecord } from '../../src/core/calls.js';
import type { Entry } from '../../src/core/conversation.js';
import { awaitsAnswer, replayOf, unfinished } from '../../src/core/replay.js';

const said = (who: 'user' | 'agent', text: string): Entry => ({
  kind: 'said',
  id: `${who}-${text}`,
  who,
  text,
  final: true,
});
const note: Entry = { kind: 'note', id: 'n1', text: 'Now in report.ipynb.' };

function call(more: Partial<CallRecord> = {}): Entry {
  const record: CallRecord = {
    key: '0f8fad5b-d9cb-469f-a165-70867728950e\ncall_0',
    name: 'add',
    arguments: { a: 2, b: 3 },
    state: 'done',
    speak: true,
    startedAt: 0,
    ms: 1,
    outcome: { ok: true, output: { ok: true, result: 5 } },
    progress: null,
    finishing: false,
    question: null,
    asked: null,
    ...more,
  };
  return { kind: 'call', id: record.key, record };
}

const RUNNING = call({ state: 'running', outcome: null });
const items = (entries: Entry[]) => replayOf(entries).map((event) => event.item);

describe('a replay', () => {
  it('is made of the protocol’s own items', () => {
    expect(items([said('user', 'Add two and three.'), note, call(), said('agent', 'Five.')])).toEqual([
      { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Add two and three.' }] },
      { type: 'function_call', call_id: '0f8fad5b_call_0', name: 'add', arguments: '{"a":2,"b":3}' },
      { type: 'function_call_output', call_id: '0f8fad5b_call_0', output: '{"ok":true,"result":5}' },
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Five.' }] },
    ]);
  });

  it('keeps to 32 characters for a call id, whatever the provider’s', () => {
    const [{ call_id }] = items([call({ key: `0f8fad5b-d9cb\n${'c'.repeat(64)}` })]);
    expect(call_id).toHaveLength(32);
  });

  it('tells of a running call as news: its only call item comes with its result', () => {
    expect(items([RUNNING])).toMatchObject([{ role: 'system' }]);
    expect(unfinished([call(), RUNNING])).toEqual([RUNNING.id]);
  });

  it('drops the oldest beyond its bound, and never a call from its output', () => {
    const long = 'x'.repeat(3_000);
    const entries = Array.from({ length: 60 }, (_, at) =>
      at % 2 ? said('user', `${at} ${long}`) : call({ arguments: { at, long } }),
    );
    const told = items(entries);
    expect(JSON.stringify(told).length).toBeLessThan(45_000);
    expect(told.at(-1).content[0].text).toMatch(/^59 /);
    const outputs = told.filter((item) => item.type === 'function_call_output');
    expect(told.filter((item) => item.type === 'function_call')).toHaveLength(outputs.length);
    expect(outputs.length).toBeGreaterThan(0);
  });

  it('cuts a result that is too long to matter word by word', () => {
    const [, { output }] = items([call({ outcome: { ok: true, output: { result: 'y'.repeat(50_000) } } })]);
    expect(output.length).toBeLessThan(4_100);
  });
});

describe('an answer is awaited', () => {
  it.each([
    ['after the person’s words', [said('agent', 'Hi.'), said('user', 'go on'), note], true],
    ['after a result', [said('user', 'add'), call()], true],
    ['not after the answer', [said('user', 'add'), call(), said('agent', 'Five.')], false],
    ['not after a result that is shown only', [said('user', 'add'), call({ speak: false })], false],
    ['not while a call runs', [said('user', 'add'), RUNNING], false],
    ['not before anything was said', [note], false],
  ] as const)('%s', (_, entries, expected) => {
    expect(awaitsAnswer(entries)).toBe(expected);
  });
});
