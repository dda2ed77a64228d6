// Written by `python -m navai_jupyter.core.wire_ts` from navai_jupyter/core/wire.py. Do not edit.

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export const PROTOCOL = 1;

export const CONTROL_REQUEST = 'navai_request';

export const IOPUB_REPLY = 'navai_reply';

export const WRONG_INSTANCE = 'wrong_instance';

export const EVENTS_TARGET = 'navai.events';

export type Source = 'page' | 'kernel' | 'server';

export type Approval = 'never' | 'session' | 'always';

/** A failure in the three parts that a person needs: what happened, why, what to do. */
export interface Problem {
  ok: false;
  code: string;
  error: string;
  why: string;
  fix: string;
}

/**
 * State of the local engine's process; `progress` is 0–1 while models load.
 *
 * `crashes` counts how often it ended by itself, `crash` says how it did the last time.
 */
export interface EngineStatus {
  state: 'off' | 'starting' | 'loading' | 'ready' | 'failed';
  progress: number;
  detail: string;
  crashes: number;
  crash: string;
}

/**
 * All that a front end may know about the provider; nothing in it is secret.
 *
 * `chat` is the host of the server that thinks for the local engine: it gets what is said as text;
 * `warnings` tell what the person asked for and will not get.
 */
export interface FrontendConfig {
  provider: string;
  label: string;
  chat: string | null;
  calls_url: string;
  websocket_url: string | null;
  mints_secrets: boolean;
  model: string;
  voice: string;
  instructions: string;
  data_leaves_machine: boolean;
  engine: EngineStatus | null;
  problem: Problem | null;
  warnings: string[];
}

/** NAVAI's body; every field is optional and beats the configured value, except for the key. */
export interface ClientSecretRequest {
  model?: string | null;
  voice?: string | null;
  instructions?: string | null;
  language?: string | null;
  voiceAccent?: string | null;
  voiceTone?: string | null;
  apiKey?: string | null;
}

/** A short-lived secret of the provider; `expires_at` is in unix seconds. */
export interface ClientSecret {
  value: string;
  expires_at: number;
}

/**
 * What a model and a person are told about one function; `parameters` is a JSON Schema object.
 *
 * `instance` is the process in which it runs; after a restart it is another. Calls of one that is `queued`
 * wait for the cell that runs, as its kernel does one thing at a time.
 */
export interface FunctionInfo {
  name: string;
  description: string;
  source: 'page' | 'kernel' | 'server';
  parameters: { [key: string]: JsonValue };
  approval: 'never' | 'session' | 'always';
  timeout: number;
  speak: boolean;
  queued: boolean;
  instance: string;
}

/** A destination with a name; `path` is one of the route paths of the README. */
export interface RouteInfo {
  name: string;
  path: string;
  description: string;
  synonyms: string[];
}

/** An agent with functions of its own; one that is not primary takes over when `handoff` fits. */
export interface AgentInfo {
  key: string;
  name: string;
  instructions: string;
  handoff: string;
  functions: string[];
  primary: boolean;
}

/** Answer of `GET /navai/functions`; `problem` says why a kernel that answers has no functions. */
export interface FunctionList {
  items: FunctionInfo[];
  warnings: string[];
  routes: RouteInfo[];
  agents: AgentInfo[];
  version: number;
  problem: Problem | null;
}

/**
 * One call. `(session_id, call_id)` is the ledger's key: the same pair never runs twice.
 *
 * `instance` is that of the function: a process that was started since, and so forgot its ledger, refuses.
 * `lease_id` is that of the browser, where it keeps a lease of the kernel.
 */
export interface ExecuteRequest {
  function_name?: string;
  payload?: JsonValue;
  kernel_id?: string | null;
  session_id?: string;
  call_id?: string;
  instance?: string;
  lease_id?: string;
}

/**
 * The answer to every call, also to one that failed.
 *
 * `result` is small JSON for the model, `display` a MIME bundle of it for the person, `displayed`
 * bundles of what the function displayed itself, `output` what it printed, `ms` its running time.
 */
export interface ExecuteResult {
  ok: boolean;
  function_name: string;
  source: 'page' | 'kernel' | 'server';
  result: JsonValue;
  error: string | null;
  details: string | null;
  available_functions: string[] | null;
  display: { [key: string]: unknown } | null;
  displayed: { [key: string]: unknown }[];
  output: string;
  ms: number;
}

export interface CancelRequest {
  kernel_id?: string | null;
  session_id?: string;
  call_id: string;
}

/** `found` is false when no such call is running; `stopped` says whether the work itself ended. */
export interface CancelResult {
  ok: boolean;
  found: boolean;
  stopped: boolean;
}

/**
 * Answer of `GET /navai/functions/progress`: how far a call is, as far as that is known.
 *
 * `ahead` is how many it waits for in a kernel that does one thing at a time: calls, and the running cell.
 * `printed` is the end of what it has printed.
 */
export interface CallProgress {
  fraction: number | null;
  text: string;
  printed: string;
  ahead: number | null;
}

export interface HelloRequest {
  type: 'hello';
  request_id: string;
}

export interface ListRequest {
  type: 'list';
  request_id: string;
}

/** `instance` is whom the call is meant for; another one refuses it: a restart runs nothing twice. */
export interface KernelExecute {
  type: 'execute';
  request_id: string;
  call: ExecuteRequest;
  instance: string | null;
}

export interface KernelCancel {
  type: 'cancel';
  request_id: string;
  call: CancelRequest;
}

export type KernelRequest = HelloRequest | ListRequest | KernelExecute | KernelCancel | KernelLease;

/**
 * Who answers: `instance` is new after each `%load_ext` in a new kernel process.
 *
 * `waits` says that requests on this way are read between cells only.
 */
export interface Hello {
  protocol: number;
  instance: string;
  waits: boolean;
}

/** Exactly one of the optional parts is set; each request is first acknowledged with a `hello`. */
export interface KernelReply {
  request_id: string;
  hello: Hello | null;
  functions: FunctionList | null;
  result: ExecuteResult | null;
  cancelled: CancelResult | null;
  lease: LeaseState | null;
  problem: Problem | null;
}

/** News on the `navai.events` comm: the registry changed. */
export interface CatalogueEvent {
  type: 'catalogue';
  instance: string;
  version: number;
}

/**
 * News on the same comm: how far a running call is; `fraction` is 0–1, or unknown.
 *
 * `printed` is the end of what it has printed.
 */
export interface ProgressEvent {
  type: 'progress';
  instance: string;
  session_id: string;
  call_id: string;
  fraction: number | null;
  text: string;
  printed: string;
}

export const LEASED = 'leased';

/**
 * `holder` is what the others are shown of whoever asks: no longer than a path.
 *
 * One that `renew`s gets a lease that is free, or keeps its own; to `take` ends that of another.
 * `asked_at`, in milliseconds of the asking browser's clock, orders what it asks: what was overtaken does
 * nothing.
 */
export interface LeaseRequest {
  kernel_id?: string | null;
  lease_id: string;
  holder?: string;
  act?: 'renew' | 'take' | 'release';
  asked_at?: number;
}

/** Whether whoever asked has the lease; if not, `holder` does. */
export interface LeaseState {
  held: boolean;
  holder: string;
}

export interface KernelLease {
  type: 'lease';
  request_id: string;
  lease: LeaseRequest;
}

/** For the panel's code: the reply's first buffer is an ES module, compressed with gzip. */
export interface ModuleRequest {
  type: 'module';
  request_id: string;
}

export interface ConfigRequest {
  type: 'config';
  request_id: string;
}

export interface SecretRequest {
  type: 'client_secret';
  request_id: string;
}

/** An SDP offer for the provider. */
export interface OfferRequest {
  type: 'offer';
  request_id: string;
  sdp: string;
}

export interface HangUpRequest {
  type: 'hang_up';
  request_id: string;
  call_id: string;
}

/** Open a session with the provider; its events come as `SocketNews`. */
export interface SocketOpen {
  type: 'socket_open';
  request_id: string;
  socket_id: string;
}

/** Events for the provider, in order; with none it only says that the page is still there. */
export interface SocketSend {
  type: 'socket_send';
  request_id: string;
  socket_id: string;
  texts: string[];
}

export interface SocketClose {
  type: 'socket_close';
  request_id: string;
  socket_id: string;
}

export type WidgetRequest = HelloRequest | ListRequest | KernelExecute | KernelCancel | ModuleRequest | ConfigRequest | SecretRequest | OfferRequest | HangUpRequest | SocketOpen | SocketSend | SocketClose;

/** `call_id` is empty where the provider names none. */
export interface SdpAnswer {
  sdp: string;
  call_id: string;
}

/** A `KernelReply` that may be about the provider too; one without any part says that it is done. */
export interface WidgetReply {
  request_id: string;
  hello: Hello | null;
  functions: FunctionList | null;
  result: ExecuteResult | null;
  cancelled: CancelResult | null;
  lease: LeaseState | null;
  problem: Problem | null;
  config: FrontendConfig | null;
  secret: ClientSecret | null;
  answer: SdpAnswer | null;
}

/** An event of the provider, or the end: `closed` is the reason, and may be empty. */
export interface SocketNews {
  type: 'socket';
  socket_id: string;
  text: string | null;
  closed: string | null;
}

export type WidgetNews = CatalogueEvent | ProgressEvent | SocketNews;
