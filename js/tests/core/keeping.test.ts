import { expect, it } from 'vitest';

import type { CallRecord } from '../../src/core/calls.js';
import { keptOf } from '../../src/core/keeping.js';
import { callText } from '../../src/ui/format.js';

/** A call that was answered by a kernel; nothing else of a record counts. */
function answered(args: CallRecord['arguments']): CallRecord {
  const request = { function_name: 'tag', kernel_id: 'k1', call_id: 'c1' };
  const record: Partial<CallRecord> = {
    name: 'tag',
    arguments: args,
    outcome: { ok: true, output: { ok: true } },
    asked: { request, seconds: 1, silent: false },
  };
  return record as CallRecord;
}

it('a result is kept by code that gives it again, and says in a comment what it was', () => {
  const record = answered({ colour: 'red\nblue' });
  const kept = keptOf(record, callText(record.name, record.arguments));
  expect(kept?.source).toBe('import navai_jupyter as navai\n\nnavai.results["c1"]  # tag(colour="red\\nblue")');
});

it('nothing that a model named makes a line of code of its own', () => {
  const record = answered({ 'colour\nexit()\r': 'red' });
  const kept = keptOf(record, callText(record.name, record.arguments));
  expect(kept?.source.split(/[\n\r]/)).toHaveLength(3);
});
