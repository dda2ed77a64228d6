import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { PushToTalk } from '../../src/core/push-to-talk.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function held() {
  const window = new EventTarget() as unknown as Window;
  const muted: boolean[] = [];
  const talk = new PushToTalk(window, { mute: async (on) => void muted.push(on) });
  talk.press();
  return { window, muted, talk };
}

describe('push to talk', () => {
  it('opens the microphone once, however often the key repeats', () => {
    const { talk, muted } = held();
    talk.press();
    talk.press();
    expect(muted).toEqual([false]);
  });

  it.each(['keyup', 'blur'])('closes it after the end of the word: %s', (type) => {
    const { window, muted } = held();
    window.dispatchEvent(new Event(type));
    expect(muted).toEqual([false]);
    vi.advanceTimersByTime(300);
    expect(muted).toEqual([false, true]);
  });

  it('leaves it open when the key is pressed again at once', () => {
    const { window, muted, talk } = held();
    window.dispatchEvent(new Event('keyup'));
    talk.press();
    vi.advanceTimersByTime(1_000);
    expect(muted).toEqual([false, false]);
  });

  it('hears no release that is not its own', () => {
    const { window, muted } = held();
    window.dispatchEvent(new Event('keyup'));
    vi.advanceTimersByTime(300);
    window.dispatchEvent(new Event('keyup'));
    vi.advanceTimersByTime(300);
    expect(muted).toEqual([false, true]);
  });
});
