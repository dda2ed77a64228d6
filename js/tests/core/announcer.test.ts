import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Announcer } from '../../src/core/announcer.js';

let announcer: Announcer;
let told: string[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  announcer = new Announcer();
  told = [];
  announcer.said.on((text) => told.push(text));
});

afterEach(() => vi.useRealTimers());

describe('a screen reader', () => {
  it('hears at most one announcement a second, and loses none', () => {
    for (let at = 0; at < 10; at += 1) {
      announcer.say(`${at}`);
      vi.advanceTimersByTime(300);
    }
    vi.advanceTimersByTime(2000);
    expect(told.length).toBeLessThanOrEqual(4);
    expect(told.join(' ')).toBe('0 1 2 3 4 5 6 7 8 9');
  });

  it('hears what is urgent first', () => {
    announcer.say('Listening');
    announcer.say('Cell 3 failed.', true);
    vi.advanceTimersByTime(200);
    expect(told).toEqual(['Cell 3 failed. Listening']);
  });

  it('hears only the newest of one topic', () => {
    announcer.say('Opening the connection…', false, 'status');
    announcer.say('Listening', false, 'status');
    vi.advanceTimersByTime(200);
    expect(told).toEqual(['Listening']);
  });

  it('hears nothing but what is urgent while somebody speaks', () => {
    announcer.hold(true);
    announcer.say('Cell 3 is done.');
    vi.advanceTimersByTime(5000);
    expect(told).toEqual([]);
    announcer.say('Approve?', true);
    vi.advanceTimersByTime(200);
    announcer.hold(false);
    vi.advanceTimersByTime(1000);
    expect(told).toEqual(['Approve?', 'Cell 3 is done.']);
  });

  it('hears nothing of nothing', () => {
    announcer.say('');
    vi.advanceTimersByTime(5000);
    expect(told).toEqual([]);
  });
});
