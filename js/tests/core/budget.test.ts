import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { createSession } from '../parts.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function started(limits: { minutes: number; tokens: number }) {
  const all = createSession();
  all.session.limits = limits;
  await all.session.start();
  const notes = () =>
    all.session.conversation.entries.flatMap((entry) => (entry.kind === 'note' ? [entry.text] : []));
  const answer = (tokens: number) =>
    all.model.event('response.done', { response: { usage: { total_tokens: tokens } } });
  return { ...all, notes, answer };
}

describe('a budget', () => {
  it('of minutes warns at four fifths, then hangs up and can be resumed', async () => {
    const { session, model, notes } = await started({ minutes: 10, tokens: 0 });
    model.event('response.output_audio_transcript.done', { item_id: 'a', transcript: 'Hello.' });
    await vi.advanceTimersByTimeAsync(7 * 60_000);
    expect([session.state.spent?.minutes, notes()]).toEqual([7, []]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(notes()).toEqual(['Four fifths of what this session may use are used: 8 of 10 min.']);
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    expect(notes()[1]).toMatch(/Hung up.*10 of 10 min.*Resume/);
    expect(session.state).toMatchObject({ status: 'idle', resumable: true, spent: null });
  });

  it('of tokens counts what the provider reports, once more after a resume', async () => {
    const { session, answer, notes } = await started({ minutes: 0, tokens: 1_000 });
    answer(700);
    expect(session.state.spent).toMatchObject({ tokens: 700, limits: { tokens: 1_000 } });
    answer(150);
    session.limits = { minutes: 0, tokens: 1_000 }; // another setting was changed
    expect(notes()).toHaveLength(1);
    answer(150);
    expect(session.state.status).toBe('idle');
    await session.start();
    expect(session.state).toMatchObject({ status: 'connected', spent: { tokens: 0 } });
  });

  it('that is not set is not shown, and ends nothing', async () => {
    const { session, answer, notes } = await started({ minutes: 0, tokens: 0 });
    session.idleMinutes = 0;
    answer(1_000_000);
    await vi.advanceTimersByTimeAsync(120 * 60_000);
    expect([session.state.status, session.state.spent, notes()]).toEqual(['connected', null, []]);
  });
});
