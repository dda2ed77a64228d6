import { describe, expect, it } from 'vitest';

import { Lazy } from '../../src/core/lazy.js';

describe('something lazy', () => {
  it('is loaded once, however often it is asked for', async () => {
    let loads = 0;
    const lazy = new Lazy(async () => ++loads);
    const seen: number[] = [];
    lazy.arrived.on((value) => seen.push(value));
    expect(lazy.value).toBeNull();
    expect(await Promise.all([lazy.get(), lazy.get()])).toEqual([1, 1]);
    expect([lazy.value, seen]).toEqual([1, [1]]);
  });

  it('is loaded again after a failure', async () => {
    const answers = [Promise.reject(new Error('offline')), Promise.resolve('here')];
    const lazy = new Lazy(() => answers.shift() as Promise<string>);
    await expect(lazy.get()).rejects.toThrow('offline');
    expect(await lazy.get()).toBe('here');
  });
});
