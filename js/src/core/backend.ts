import type { Wishes } from './choices.js';
import { fail, ProblemError, parseObject, readProblem } from './problem.js';
import { problems } from './problem-words.js';
import { Signal } from './signal.js';
import {
  type CallProgress,
  type CancelRequest,
  type CancelResult,
  type ClientSecret,
  type ExecuteRequest,
  type ExecuteResult,
  type FrontendConfig,
  type FunctionList,
  LEASED,
  type LeaseRequest,
  type LeaseState,
} from './wire.js';

/** `fetch` with the host's login: cookies, token, and the XSRF header on a POST. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type LeaseAct = NonNullable<LeaseRequest['act']>;

/** What a session wants with the lease of a kernel; `holder` is what others are shown. */
export interface LeaseAsked {
  readonly kernelId: string;
  readonly holder: string;
  readonly act: LeaseAct;
}

/** Lists and runs functions; over HTTP here, over a widget's messages where our server is absent. */
export interface FunctionChannel {
  functions(kernelId: string | null): Promise<FunctionList>;
  execute(request: ExecuteRequest, seconds: number): Promise<ExecuteResult>;
  cancel(request: CancelRequest): Promise<CancelResult>;
  /** How far a call is, where its process does not tell the page by itself. */
  progressOf?(sessionId: string, callId: string): Promise<CallProgress>;
  /** Who may call into a kernel, where several browsers reach it. */
  lease?(asked: LeaseAsked): Promise<LeaseState>;
  /** A call was refused, as another browser acts in its kernel. */
  readonly leased?: Signal<void>;
}

/** What a session needs to know and to get before it can connect. */
export interface RealtimeSource {
  /** What every session is asked for; a host without settings has none. */
  wishes?: Wishes;
  config(): Promise<FrontendConfig>;
  clientSecret(): Promise<ClientSecret>;
  /** An offer will soon be posted. */
  approach(config: FrontendConfig): void;
  callsUrl(config: FrontendConfig): string;
  socketUrl(config: FrontendConfig): string;
  /** Tell that a call is over, also while the page goes away. */
  hangUp(config: FrontendConfig, callId: string): void;
}

/** What the SDK's offer carries; their names alone are what a browser asks another origin about. */
const OFFER_HEADERS = {
  Authorization: '',
  'Content-Type': 'application/sdp',
  'X-OpenAI-Agents-SDK': '',
} as const;

const SECONDS = { config: 10, progress: 5, secret: 20, list: 20, cancel: 10, lease: 10 } as const;

/** The routes of our server extension under `baseUrl`, which ends in a slash. */
export class Backend implements FunctionChannel, RealtimeSource {
  wishes: Wishes = {};
  readonly leased = new Signal<void>();

  constructor(
    readonly baseUrl: string,
    private readonly fetch: Fetch,
    private readonly xsrf: () => string,
    /** Where a host has no cookie, what requests that can set no header log in with. */
    private readonly token = '',
    /** Who leases kernels; calls are made under its lease. */
    private readonly browser = '',
  ) {}

  config(): Promise<FrontendConfig> {
    const query = new URLSearchParams(this.wishes).toString();
    return this.#json(`navai/config${query && `?${query}`}`, SECONDS.config);
  }

  clientSecret(): Promise<ClientSecret> {
    return this.#json('navai/realtime/client-secret', SECONDS.secret, this.wishes);
  }

  /** The offer then finds connections open, and the browser's question to another origin answered. */
  approach(config: FrontendConfig): void {
    if (config.engine === null) {
      const asked = config.mints_secrets
        ? fetch(config.calls_url, { method: 'HEAD', headers: OFFER_HEADERS })
        : this.fetch(this.callsUrl(config), { method: 'HEAD' });
      asked.catch(() => undefined); // the offer will tell
    }
  }

  functions(kernelId: string | null): Promise<FunctionList> {
    const query = kernelId ? `?kernel_id=${encodeURIComponent(kernelId)}` : '';
    return this.#json(`navai/functions${query}`, SECONDS.list);
  }

  /** A function that fails answers an `ExecuteResult` too, under whatever status. */
  async execute(request: ExecuteRequest, seconds: number): Promise<ExecuteResult> {
    const leased = { ...request, lease_id: this.browser };
    const { status, text } = await this.#send('navai/functions/execute', seconds, leased);
    const body = parseObject(text);
    if (typeof body?.function_name === 'string' && typeof body.ok === 'boolean') {
      return body as unknown as ExecuteResult;
    }
    const refused = refusal(status, text);
    if (refused.problem.code === LEASED) {
      this.leased.emit();
    }
    throw refused;
  }

  cancel(request: CancelRequest): Promise<CancelResult> {
    return this.#json('navai/functions/cancel', SECONDS.cancel, request);
  }

  progressOf(sessionId: string, callId: string): Promise<CallProgress> {
    const query = new URLSearchParams({ session_id: sessionId, call_id: callId });
    return this.#json(`navai/functions/progress?${query}`, SECONDS.progress);
  }

  /** A page that goes away still lets go. */
  lease({ kernelId: kernel_id, holder, act }: LeaseAsked): Promise<LeaseState> {
    const request: LeaseRequest = { kernel_id, lease_id: this.browser, holder, act, asked_at: Date.now() };
    return this.#json('navai/functions/lease', SECONDS.lease, request, true);
  }

  /** Where the SDK posts its offer. It cannot set headers, so our own relay gets the XSRF value in the query. */
  callsUrl(config: FrontendConfig): string {
    const url = new URL(config.calls_url, this.baseUrl);
    if (!config.mints_secrets) {
      url.searchParams.set('_xsrf', this.xsrf());
      this.#relay(url);
    }
    return url.href;
  }

  /** The same session through a socket to our own server. */
  socketUrl({ websocket_url }: FrontendConfig): string {
    const url = new URL(websocket_url ?? 'navai/realtime', this.baseUrl);
    url.protocol = url.protocol.replace('http', 'ws');
    this.#relay(url);
    return url.href;
  }

  /** Only of a relayed call does our server know whom to tell; to any other its own connection has to do. */
  hangUp(config: FrontendConfig, callId: string): void {
    if (!config.mints_secrets) {
      const url = new URL(this.callsUrl(config));
      url.pathname += `/${encodeURIComponent(callId)}/hangup`;
      this.fetch(url.href, { method: 'POST', keepalive: true }).catch(() => undefined); // it ends by itself later
    }
  }

  /** What our own relay is told beside the request; only hosts without a cookie put a token in a query. */
  #relay(url: URL): void {
    for (const [name, value] of Object.entries(this.wishes)) {
      url.searchParams.set(name, value);
    }
    if (this.token) {
      url.searchParams.set('token', this.token);
    }
  }

  async #json<T>(path: string, seconds: number, body?: object, keepalive = false): Promise<T> {
    const { status, text } = await this.#send(path, seconds, body, keepalive);
    const answer = parseObject(text);
    if (status >= 400 || !answer) {
      throw refusal(status, text);
    }
    return answer as T;
  }

  async #send(
    path: string,
    seconds: number,
    body?: object,
    keepalive = false,
  ): Promise<{ status: number; text: string }> {
    const timeout = AbortSignal.timeout(seconds * 1000);
    const init: RequestInit = body
      ? { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
      : { method: 'GET' };
    try {
      const response = await this.fetch(new URL(path, this.baseUrl).href, {
        ...init,
        keepalive,
        signal: timeout,
      });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      if (error instanceof ProblemError) {
        throw error;
      }
      throw timeout.aborted
        ? fail('server_slow', problems.serverSlow, seconds)
        : fail('server_gone', problems.serverGone);
    }
  }
}

function refusal(status: number, text: string): ProblemError {
  const problem = readProblem(text);
  if (problem) {
    return new ProblemError(problem);
  }
  if (status === 401 || status === 403) {
    return fail('refused', problems.refused, status);
  }
  if (status === 404) {
    return fail('no_routes', problems.noRoutes);
  }
  const message = parseObject(text)?.message;
  return fail('bad_answer', problems.badAnswer, status, typeof message === 'string' ? message : '');
}
