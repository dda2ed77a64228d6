// @vitest-environment jsdom

// @vitest-environment jsdom

import { describe, expect, it } from 'vitest';

import { Backend } from '../../src/core/backend.js';
import type { Problem } from '../../src/core/wire.js';
import { BrowserMedia } from '../../src/hosts/browser/media.js';
import { CONFIG, createSession, MemoryMedia } from '../parts.js';

type Answers = { readonly [route: string]: [status: number, body: object] };

/** A session in front of a server that answers so; its functions are none. */
function facing(answers: Answers) {
  const asked: string[] = [];
  const server = new Backend(
    'http://127.0.0.1:8888/',
    async (url) => {
      const path = new URL(url).pathname.replace('/navai/', '');
      asked.push(path);
      const [status, body] = answers[path] ?? [404, { message: 'Not Found' }];
      return new Response(JSON.stringify(body), { status });
    },
    () => '',
  );
  const made = createSession(undefined, { source: server });
  made.network.wantsSecret = new Error(
    `Realtime call request failed with status 502: ${JSON.stringify(NO_OFFERS)}`,
  );
  return { asked, ...made };
}

function problem(code: string, error: string, why: string, fix: string): Problem {
  return { ok: false, code, error, why, fix };
}

const NO_OFFERS = problem('provider_route', 'This provider takes no offers of ours.', '', '');
const MINTING = { ...CONFIG, provider: 'openai', label: 'api.openai.com', mints_secrets: true };

describe('a provider that refuses', () => {
  const quota = problem(
    'quota',
    "The provider's quota is used up.",
    'api.openai.com answered 429: You exceeded your current quota.',
    'Check the plan and billing, or wait.',
  );
  const refused = problem(
    'key_refused',
    'The provider refused the key.',
    'api.openai.com answered 401: Incorrect API key provided.',
    'Check OPENAI_API_KEY on the server.',
  );

  it.each([quota, refused])('to mint a secret keeps the server’s words: $code', async (said) => {
    const { session, media, asked } = facing({
      config: [200, MINTING],
      'realtime/client-secret': [502, said],
    });
    await session.start();
    expect(session.state).toMatchObject({ status: 'error', problem: said, microphone: false });
    expect(media.sounds.every((sound) => sound.closed)).toBe(true);
    expect(asked).toContain('realtime/client-secret');
  });

  it('once is asked again by the next click', async () => {
    const answers = { config: [200, MINTING], 'realtime/client-secret': [502, quota] } as {
      [route: string]: [number, object];
    };
    const { session } = facing(answers);
    await session.start();
    answers['realtime/client-secret'] = [200, { value: 'ek_1', expires_at: Date.now() / 1000 + 600 }];
    await session.retry();
    expect(session.state).toMatchObject({ status: 'connected', problem: null });
  });
});

it('a page that is not secure says so, and typing goes on without a microphone', async () => {
  const media = new MemoryMedia();
  media.microphone = () => new BrowserMedia(null).microphone(); // jsdom has no `mediaDevices`, like plain http
  const { session, model } = createSession(undefined, { media });
  await session.start();
  expect(session.state.problem).toMatchObject({
    code: 'insecure_page',
    fix: 'Open Jupyter over https or on localhost, or type instead.',
  });
  await session.sendText('go to results');
  expect(session.state).toMatchObject({ status: 'connected', problem: null });
  expect(model.sent('sendMessage')).toHaveLength(1);
});

describe('an engine that is not installed', () => {
  const missing = problem(
    'engine',
    'The local engine is not installed.',
    'Python cannot find aiortc.',
    'Run: pip install "navai-jupyter[local]"',
  );

  it('is known before the click, and the click says what to install', async () => {
    const engine = { state: 'failed', progress: 0, detail: missing.why, crashes: 0, crash: '' } as const;
    const { session } = facing({ config: [200, { ...CONFIG, engine, problem: missing }] });
    session.prepare();
    await session.start();
    expect(session.state).toMatchObject({ status: 'error', blocked: missing, problem: missing });
  });

  it('that failed without words of the server is explained by what it said last', async () => {
    const engine = {
      state: 'failed',
      progress: 0,
      detail: 'No module named aiortc',
      crashes: 0,
      crash: '',
    } as const;
    const { session } = facing({ config: [200, { ...CONFIG, engine }] });
    await session.start();
    expect(session.state.problem).toMatchObject({ code: 'engine_failed', why: 'No module named aiortc' });
  });
});
