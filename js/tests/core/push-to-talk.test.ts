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

  it.each(['keyup', 'blur'])('closes it after the end of the word: %s', async (type) => {
    const { window, muted } = held();
    window.dispatchEvent(new Event(type));
    expect(muted).toEqual([false]);
    await vi.advanceTimersByTimeAsync(300);
    expect(muted).toEqual([false, true]);
  });

  it('leaves it open when the key is pressed again at once', () => {
    const { window, muted, talk } = held();
    window.dispatchEvent(new Event('keyup'));
    talk.press();
    vi.advanceTimersByTime(1_000);
    expect(muted).toEqual([false, false]);
  });

  it('closes a microphone that opens only after the key was let go', async () => {
    const window = new EventTarget() as unknown as Window;
    const muted: boolean[] = [];
    let allow = () => {};
    const asked = new Promise<void>((resolve) => {
      allow = resolve;
    });
    const mute = async (on: boolean) => {
      await (on ? undefined : asked);
      muted.push(on);
    };
    new PushToTalk(window, { mute }).press();
    window.dispatchEvent(new Event('blur'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(muted).toEqual([]);
    allow();
    await vi.advanceTimersByTimeAsync(1);
    expect(muted).toEqual([false, true]);
  });

  it('hears no release that is not its own', async () => {
    const { window, muted } = held();
    window.dispatchEvent(new Event('keyup'));
    await vi.advanceTimersByTimeAsync(300);
    window.dispatchEvent(new Event('keyup'));
    await vi.advanceTimersByTimeAsync(300);
    expect(muted).toEqual([false, true]);
  });
});
