import { describe, expect, it } from 'vitest';

import type { Way } from '../../src/core/line.js';
import { fail } from '../../src/core/problem.js';
import { Ways } from '../../src/core/ways.js';
import type { FrontendConfig } from '../../src/core/wire.js';
import { CONFIG } from '../parts.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RELAYED: FrontendConfig = { ...CONFIG, websocket_url: '/navai/realtime' };

class Memory {
  readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
}

/** The ways that were tried, in order, and the code of what came of it when none of them led through. */
async function tried(ways: Ways, broken: Partial<Record<Way, string>>, config = RELAYED) {
  const seen: string[] = [];
  const connect = async (way: Way) => {
    seen.push(way);
    const code = broken[way];
    if (code) {
      throw fail(code, ['It failed.', 'Why.', 'Fix.']);
    }
  };
  const attempts = { connect, detour: () => undefined, wanted: () => true };
  await ways.first(config, attempts).catch((error) => seen.push(error.problem.code));
  return seen;
}

describe('ways', () => {
  it('takes WebRTC where media flows', async () => {
    expect(await tried(new Ways(null), {})).toEqual(['webrtc']);
  });

  it.each(['loopback_only', 'no_media', 'no_webrtc'])('takes the socket after %s', async (code) => {
    expect(await tried(new Ways(null), { webrtc: code })).toEqual(['webrtc', 'websocket']);
  });

  it.each(['call_refused', 'server_gone', 'key_refused'])('tries nothing else after %s', async (code) => {
    expect(await tried(new Ways(null), { webrtc: code })).toEqual(['webrtc', code]);
  });

  it('has only WebRTC where the server has no relay', async () => {
    expect(await tried(new Ways(null), { webrtc: 'no_media' }, CONFIG)).toEqual(['webrtc', 'no_media']);
  });

  it('leaves WebRTC alone for some minutes, and for longer each time', async () => {
    let now = 1_000 * HOUR;
    const ways = new Ways(new Memory(), () => now);
    const waited: number[] = [];
    for (let failures = 0; failures < 5; failures += 1) {
      const since = now;
      expect(await tried(ways, { webrtc: 'no_media' })).toEqual(['webrtc', 'websocket']);
      while ((await tried(ways, { webrtc: 'no_connection' }))[0] === 'websocket') {
        now += 10 * MINUTE;
      }
      waited.push((now - since) / MINUTE);
    }
    expect(waited).toEqual([10, 30, 90, 270, 360]);
  });

  it('does not remember a connection that was merely slow', async () => {
    const ways = new Ways(new Memory());
    expect(await tried(ways, { webrtc: 'no_connection' })).toEqual(['webrtc', 'websocket']);
    expect(await tried(ways, {})).toEqual(['webrtc']);
  });

  it('starts afresh with something else in its place', async () => {
    const memory = new Memory();
    memory.setItem('navai:webrtc-failed', '1764000000000');
    expect(await tried(new Ways(memory), {})).toEqual(['webrtc']);
  });

  it('forgets when only WebRTC works', async () => {
    const ways = new Ways(new Memory());
    await tried(ways, { webrtc: 'no_media' });
    expect(await tried(ways, { websocket: 'no_connection' })).toEqual(['websocket', 'webrtc']);
    expect(await tried(ways, {})).toEqual(['webrtc']);
  });

  it('connects also where the storage is full', async () => {
    const full = new Memory();
    full.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect(await tried(new Ways(full), { webrtc: 'no_media' })).toEqual(['webrtc', 'websocket']);
  });

  it('does as the setting says', async () => {
    const ways = new Ways(null);
    ways.setting = 'websocket';
    expect(await tried(ways, { websocket: 'no_connection' })).toEqual(['websocket', 'no_connection']);
  });

  it('does as the view asks in which voice was started, whatever the setting', async () => {
    const ways = new Ways(null);
    ways.setting = 'webrtc';
    ways.asked = 'my-bridge';
    expect(await tried(ways, { 'my-bridge': 'no_media' })).toEqual(['my-bridge', 'no_media']);
    ways.asked = null;
    expect(await tried(ways, {})).toEqual(['webrtc']);
  });
});
