import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Backend, type Fetch } from '../../src/core/backend.js';
import { ProblemError } from '../../src/core/problem.js';
import type { FrontendConfig } from '../../src/core/wire.js';
import { CONFIG } from '../parts.js';

const BASE = 'http://127.0.0.1:8888/user/ada/';

function backend(answer: Fetch): Backend {
  return new Backend(BASE, answer, () => 'x|y');
}

function answering(status: number, body: unknown): Fetch {
  return async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
}

async function problemOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(ProblemError);
  return (error as ProblemError).problem;
}

describe('a provider that is posted to', () => {
  const asked: [string, RequestInit | undefined][] = [];
  beforeEach(() => {
    asked.length = 0;
    vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
      asked.push([url, init]);
      throw new TypeError('Failed to fetch');
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is approached by what the offer will carry, and never with the login of the server', () => {
    const calls_url = 'https://api.example.com/v1/realtime/calls';
    backend(answering(200, {})).approach({ ...CONFIG, engine: null, mints_secrets: true, calls_url });
    const headers = { Authorization: '', 'Content-Type': 'application/sdp', 'X-OpenAI-Agents-SDK': '' };
    expect(asked).toEqual([[calls_url, { method: 'HEAD', headers }]]);
  });

  it('is approached by our server where that relays', () => {
    const relayed: [string, string | undefined][] = [];
    const server = backend(async (url, { method }) => {
      relayed.push([url, method]);
      return new Response();
    });
    server.approach({ ...CONFIG, engine: null, calls_url: '/user/ada/navai/realtime/calls' });
    server.approach(CONFIG);
    expect(relayed).toEqual([[`${BASE}navai/realtime/calls?_xsrf=x%7Cy`, 'HEAD']]);
    expect(asked).toEqual([]);
  });
});

describe('the routes', () => {
  it('are asked under the base URL', async () => {
    const asked: [string, string | undefined, unknown][] = [];
    const server = backend(async (url, init) => {
      asked.push([url, init.method, init.body]);
      return new Response('{}');
    });
    await server.config();
    await server.functions('k 1');
    await server.cancel({ call_id: 'c' });
    expect(asked).toEqual([
      [`${BASE}navai/config`, 'GET', undefined],
      [`${BASE}navai/functions?kernel_id=k%201`, 'GET', undefined],
      [`${BASE}navai/functions/cancel`, 'POST', '{"call_id":"c"}'],
    ]);
  });

  it('answer a failed function as a result, whatever the status', async () => {
    const result = {
      ok: false,
      function_name: 'x',
      error: 'Unknown or disallowed function.',
      available_functions: ['add'],
    };
    expect(await backend(answering(404, result)).execute({ function_name: 'x' }, 5)).toEqual(result);
  });

  it('hand over our three parts', async () => {
    const problem = { ok: false, code: 'kernel', error: 'e', why: 'w', fix: 'f' };
    expect(await problemOf(backend(answering(503, problem)).functions(null))).toEqual(problem);
  });

  it('tell of a call that was refused as another browser acts', async () => {
    const problem = { ok: false, code: 'leased', error: 'e', why: 'w', fix: 'f' };
    const told: string[] = [];
    for (const code of ['kernel', 'leased']) {
      const server = backend(answering(503, { ...problem, code }));
      server.leased.on(() => told.push(code));
      expect((await problemOf(server.execute({}, 5))).code).toBe(code);
    }
    expect(told).toEqual(['leased']);
  });

  it('ask for a lease in an order that the kernel can see', async () => {
    vi.useFakeTimers({ now: 1_000 });
    const asked: unknown[] = [];
    const server = backend(async (_url, { body }) => {
      asked.push(JSON.parse(String(body)).asked_at);
      return new Response('{"held": true, "holder": ""}');
    });
    for (const act of ['renew', 'release'] as const) {
      await server.lease({ kernelId: 'k1', holder: 'a.ipynb', act });
      vi.setSystemTime(2_000);
    }
    expect(asked).toEqual([1_000, 2_000]);
    vi.useRealTimers();
  });

  it.each([
    [403, { message: 'Forbidden' }, 'refused'],
    [404, '<html>', 'no_routes'],
    [500, { message: 'boom' }, 'bad_answer'],
    [200, 'no JSON', 'bad_answer'],
  ])('explain status %i', async (status, body, code) => {
    expect((await problemOf(backend(answering(status, body)).config())).code).toBe(code);
  });

  it('say that the server is gone', async () => {
    const gone = backend(() => Promise.reject(new TypeError('Failed to fetch')));
    expect((await problemOf(gone.config())).code).toBe('server_gone');
  });

  it('say that the server is slow', async () => {
    const slow = backend(
      (_url, { signal }) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    );
    expect((await problemOf(slow.execute({}, 0.01))).code).toBe('server_slow');
  });
});

describe('hanging up', () => {
  async function hungUp(config: FrontendConfig) {
    const asked: unknown[] = [];
    const server = backend(async (url, { method, keepalive }) => {
      asked.push([url, method, keepalive]);
      return new Response(null, { status: 204 });
    });
    server.hangUp(config, 'rtc/1');
    return asked;
  }

  it('of a relayed call is asked of our server, also by a page that goes away', async () => {
    const url = `${BASE}navai/realtime/calls/rtc%2F1/hangup?_xsrf=x%7Cy`;
    const relayed = { ...CONFIG, calls_url: '/user/ada/navai/realtime/calls' };
    expect(await hungUp(relayed)).toEqual([[url, 'POST', true]]);
  });

  it('of a call that our server did not start is left to its connection', async () => {
    expect(await hungUp({ ...CONFIG, mints_secrets: true })).toEqual([]);
  });
});

describe('what a person asks of their sessions', () => {
  it('goes to the server with every request that makes one', async () => {
    const asked: [string, unknown][] = [];
    const server = backend(async (url, init) => {
      asked.push([url, init.body]);
      return new Response('{}');
    });
    server.wishes = { voice: 'cedar', language: 'Spanish' };
    await server.config();
    await server.clientSecret();
    expect(asked).toEqual([
      [`${BASE}navai/config?voice=cedar&language=Spanish`, undefined],
      [`${BASE}navai/realtime/client-secret`, '{"voice":"cedar","language":"Spanish"}'],
    ]);
    for (const url of [server.callsUrl(CONFIG), server.socketUrl(CONFIG)]) {
      expect(new URL(url).searchParams.get('language')).toBe('Spanish');
    }
  });
});

describe('where the offer goes', () => {
  it('is our relay, with the XSRF value that the SDK cannot put into a header', () => {
    const url = backend(answering(200, {})).callsUrl({
      ...CONFIG,
      calls_url: '/user/ada/navai/realtime/calls',
    });
    expect(url).toBe(`${BASE}navai/realtime/calls?_xsrf=x%7Cy`);
  });

  it('logs in by the query where the host has no cookie, and so does the socket', () => {
    const app = new Backend(BASE, answering(200, {}), () => '', 'app-token');
    expect(new URL(app.callsUrl(CONFIG)).searchParams.get('token')).toBe('app-token');
    expect(new URL(app.socketUrl(CONFIG)).searchParams.get('token')).toBe('app-token');
  });

  it('is the provider where it mints secrets, and learns nothing of ours', () => {
    const calls_url = 'https://api.example.com/v1/realtime/calls';
    expect(backend(answering(200, {})).callsUrl({ ...CONFIG, mints_secrets: true, calls_url })).toBe(calls_url);
  });
});
