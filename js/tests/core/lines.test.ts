import { describe, expect, it, vi } from 'vitest';

import { Lines } from '../../src/core/lines.js';
import { transportState } from '../../src/core/state.js';
import { Ways } from '../../src/core/ways.js';
import { ScriptedRealtimeTransport, scriptedLine } from '../../src/testing.js';
import { CONFIG, createSession, MemorySource, Model } from '../parts.js';

function withOwn(config = CONFIG) {
  const lines = new Lines();
  const ways = new Ways(null);
  ways.setting = 'my-bridge';
  const transport = new ScriptedRealtimeTransport();
  const takeBack = lines.register('my-bridge', () => scriptedLine(transport));
  return { lines, transport, takeBack, ...createSession(new MemorySource([config]), { lines, ways }) };
}

describe('a transport of one’s own', () => {
  it('is in the states that NAVAI’s transports have', async () => {
    const { session, transport } = withOwn();
    const seen = new Set([transportState(session.state)]);
    session.store.changed.on((state) => seen.add(transportState(state)));
    await session.start();
    session.stop();
    transport.failNextCall('connect', new Error('The bridge is up.'));
    await session.start();
    expect([...seen]).toEqual(['idle', 'connecting', 'connected', 'closed', 'error']);
  });

  it('carries a whole turn', async () => {
    const { session, transport } = withOwn();
    await session.sendText('add two and three');
    expect(session.state).toMatchObject({ status: 'connected', way: 'my-bridge' });
    const model = new Model(() => transport);
    model.call('add', { a: 2, b: 3 });
    await vi.waitFor(() => expect(model.outputs).toMatchObject([{ output: { result: 5 } }]));
    session.stop();
    transport.assertClosed();
  });

  it('is given a client secret and the provider’s address, as WebRTC is', async () => {
    const { session, transport, source } = withOwn({ ...CONFIG, mints_secrets: true });
    await session.start();
    expect(source.minted).toBe(1);
    expect(transport.calls[0]).toMatchObject({
      method: 'connect',
      options: { url: source.callsUrl(), apiKeyProvided: true },
    });
  });

  it('that cannot connect says so in its own words', async () => {
    const { session, transport } = withOwn();
    transport.failNextCall('connect', new Error('The bridge is up.'));
    await session.start();
    expect(session.state).toMatchObject({ status: 'error', problem: { why: 'The bridge is up.' } });
  });

  it('that is not there is missed by its name, beside those that are', async () => {
    const { session, takeBack, lines } = withOwn();
    takeBack();
    lines.register('other', () => scriptedLine(new ScriptedRealtimeTransport()));
    await session.start();
    expect(session.state.problem).toMatchObject({
      code: 'unknown_transport',
      why: expect.stringContaining('auto, other;'),
    });
    expect(session.state.problem?.error).toContain('"my-bridge"');
  });

  it.each(['auto', 'webrtc', 'websocket', 'my-bridge', 'My bridge', ''])('cannot be named %j', (name) => {
    const { lines } = withOwn();
    expect(() => lines.register(name, () => scriptedLine(new ScriptedRealtimeTransport()))).toThrow(
      /lower-case letters.*none of auto, webrtc, websocket, my-bridge/,
    );
  });
});
