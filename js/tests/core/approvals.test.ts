import { describe, expect, it } from 'vitest';

import { Approvals } from '../../src/core/approvals.js';
import type { Plan } from '../../src/core/calls.js';
import type { Approval } from '../../src/core/wire.js';

const SERVER = 'http://127.0.0.1:8888/';

function plan(approval: Approval, more: Partial<Plan> = {}): Plan {
  return {
    name: 'delete_rows',
    arguments: {},
    approval,
    instance: 'first',
    speak: true,
    run: async () => ({ ok: true, output: {} }),
    ...more,
  };
}

/** A browser's storage, and what it keeps over a reload. */
function storage(kept: { [key: string]: string } = {}) {
  return {
    kept,
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value;
    },
  };
}

function full(): never {
  throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
}

describe('what a person allowed', () => {
  it('is asked as the function says', () => {
    const approvals = new Approvals();
    expect(approvals.question(plan('never'), 'a.ipynb')).toBeNull();
    expect(approvals.question(plan('session'), 'a.ipynb')).toMatchObject({
      approval: 'session',
      notebook: 'a.ipynb',
    });
    expect(approvals.question(plan('always'), 'a.ipynb')).toMatchObject({ approval: 'always', notebook: null });
  });

  it('in a session holds for that session, and for the function of that kernel', () => {
    const approvals = new Approvals();
    approvals.allowInSession(plan('session'));
    expect(approvals.question(plan('session'), 'a.ipynb')).toBeNull();
    expect(approvals.question(plan('session', { instance: 'second' }), 'a.ipynb')).not.toBeNull();
    approvals.endSession();
    expect(approvals.question(plan('session'), 'a.ipynb')).not.toBeNull();
  });

  it('for good holds in its notebook alone, after a reload, until it is taken back', () => {
    const browser = storage();
    new Approvals(browser, SERVER).keep('delete_rows', 'a.ipynb');
    const approvals = new Approvals(browser, SERVER);
    expect(approvals.question(plan('session'), 'a.ipynb')).toBeNull();
    expect(approvals.question(plan('session'), 'b.ipynb')).not.toBeNull();
    expect(new Approvals(browser, 'http://other/').isKept('delete_rows', 'a.ipynb')).toBe(false);
    approvals.revoke('delete_rows', 'a.ipynb');
    expect(new Approvals(browser, SERVER).question(plan('session'), 'a.ipynb')).not.toBeNull();
  });

  it('for good, and took back in another tab, stays taken back', () => {
    const browser = storage();
    const here = new Approvals(browser, SERVER);
    here.keep('delete_rows', 'a.ipynb');
    new Approvals(browser, SERVER).revoke('delete_rows', 'a.ipynb');
    expect(here.question(plan('session'), 'a.ipynb')).not.toBeNull();
    here.keep('add_rows', 'a.ipynb');
    expect(new Approvals(browser, SERVER).isKept('delete_rows', 'a.ipynb')).toBe(false);
  });

  it.each([
    ['a full storage', { ...storage(), setItem: full }],
    ['no storage', null],
  ])('for good with %s holds until a reload', (_, browser) => {
    const approvals = new Approvals(browser, SERVER);
    approvals.keep('delete_rows', 'a.ipynb');
    expect(approvals.question(plan('session'), 'a.ipynb')).toBeNull();
    approvals.revoke('delete_rows', 'a.ipynb');
    expect(approvals.question(plan('session'), 'a.ipynb')).not.toBeNull();
  });

  it('for good does not outweigh a function that asks each time', () => {
    const approvals = new Approvals();
    approvals.keep('delete_rows', 'a.ipynb');
    approvals.allowInSession(plan('always'));
    expect(approvals.question(plan('always'), 'a.ipynb')).not.toBeNull();
  });

  it.each(['not json', '[1]', '{"a": 3}', 'null'])('that cannot be read is asked again: %s', (text) => {
    const approvals = new Approvals(storage({ 'navai.allowed': text }), SERVER);
    expect(approvals.question(plan('session'), 'a.ipynb')).not.toBeNull();
  });
});
