/** In-memory second implementations of the seams: what a session is made of, without page, server and provider. */

import type { FunctionChannel, RealtimeSource } from '../src/core/backend.js';
import type { Wishes } from '../src/core/choices.js';
import { openFloor } from '../src/core/floor.js';
import type {
  Advance,
  Binding,
  Choice,
  Consent,
  Devices,
  Host,
  HostNews,
  Media,
  PageFunction,
  Sound,
  Tiding,
  Turn,
} from '../src/core/host.js';
import type { Line, OpenLine, Way } from '../src/core/line.js';
import { Lines } from '../src/core/lines.js';
import type { SessionParts } from '../src/core/parts.js';
import { fail } from '../src/core/problem.js';
import { problems } from '../src/core/problem-words.js';
import { VoiceSession } from '../src/core/session.js';
import { Signal } from '../src/core/signal.js';
import { Ways } from '../src/core/ways.js';
import type {
  CancelRequest,
  CancelResult,
  ClientSecret,
  ExecuteRequest,
  ExecuteResult,
  FrontendConfig,
  FunctionInfo,
  FunctionList,
  RouteInfo,
} from '../src/core/wire.js';
import { ScriptedRealtimeTransport, scriptedLine } from '../src/testing.js';

export const CONFIG: FrontendConfig = {
  provider: 'local',
  label: 'local engine',
  chat: null,
  calls_url: '/navai/realtime/calls',
  websocket_url: null,
  mints_secrets: false,
  model: 'navai-local',
  voice: 'marin',
  instructions: 'You are a helpful assistant.',
  data_leaves_machine: false,
  engine: { state: 'ready', progress: 1, detail: '', crashes: 0, crash: '' },
  problem: null,
  warnings: [],
};

export const NOTEBOOK: Binding = { sessionId: 's1', kernelId: 'k1', document: 'report.ipynb' };

export function functionInfo(name: string, more: Partial<FunctionInfo> = {}): FunctionInfo {
  return {
    name,
    description: '',
    source: 'kernel',
    parameters: {
      type: 'object',
      properties: { a: { type: 'integer' }, b: { type: 'integer' } },
      required: ['a', 'b'],
    },
    approval: 'never',
    timeout: 60,
    speak: true,
    queued: false,
    instance: 'first',
    ...more,
  };
}

export function route(name: string, more: Partial<RouteInfo> = {}): RouteInfo {
  return { name, path: `#${name}`, description: '', synonyms: [], ...more };
}

/** A kernel with two functions: `add` answers at once, `slow` when `finish` is called. */
export class MemoryChannel implements FunctionChannel {
  list: FunctionList = {
    items: [functionInfo('add'), functionInfo('slow')],
    warnings: [],
    routes: [],
    agents: [],
    version: 1,
    problem: null,
  };
  readonly executed: ExecuteRequest[] = [];
  readonly cancelled: CancelRequest[] = [];
  finish: (result: unknown) => void = () => {};

  async functions(_kernelId: string | null): Promise<FunctionList> {
    return this.list;
  }

  async execute(request: ExecuteRequest): Promise<ExecuteResult> {
    this.executed.push(request);
    const { a, b } = request.payload as { a: number; b: number };
    const result =
      request.function_name === 'slow'
        ? await new Promise((resolve) => {
            this.finish = resolve;
          })
        : a + b;
    return {
      ok: true,
      function_name: request.function_name ?? '',
      source: 'kernel',
      result: result as number,
      error: null,
      details: null,
      available_functions: null,
      display: null,
      displayed: [],
      output: '',
      ms: 1,
    };
  }

  async cancel(request: CancelRequest): Promise<CancelResult> {
    this.cancelled.push(request);
    return { ok: true, found: true, stopped: false };
  }
}

export class MemorySource implements RealtimeSource {
  minted = 0;
  approached = 0;
  readonly hungUp: string[] = [];
  wishes?: Wishes;
  /** What each question for the config is answered with; the last one stays. */
  constructor(public configs: (FrontendConfig | Error)[] = [CONFIG]) {}

  async config(): Promise<FrontendConfig> {
    const config = this.configs.length > 1 ? this.configs.shift() : this.configs[0];
    if (!config || config instanceof Error) {
      throw config;
    }
    return config;
  }

  async clientSecret(): Promise<ClientSecret> {
    this.minted += 1;
    return { value: `ek_${this.minted}`, expires_at: Date.now() / 1000 + 600 };
  }

  approach(): void {
    this.approached += 1;
  }

  callsUrl({ calls_url } = CONFIG): string {
    return new URL(calls_url, 'http://127.0.0.1/').href;
  }

  socketUrl(): string {
    return 'ws://127.0.0.1/navai/realtime';
  }

  hangUp(_config: FrontendConfig, callId: string): void {
    this.hungUp.push(callId);
  }
}

export class MemoryHost implements Host {
  readonly news = new Signal<HostNews>();
  readonly progress = new Signal<Advance>();
  readonly tidings = new Signal<Tiding>();
  readonly visited: { path: string; turn: Turn }[] = [];
  binding: Binding | null = NOTEBOOK;
  places = [route('Data cleaning'), route('Results')];
  own: PageFunction[] = [];
  notebooks?: Choice;
  openSettings?: () => void;

  freeze(): Turn {
    return { binding: this.binding, cellId: 'cell-1' };
  }

  destinations(): RouteInfo[] {
    return this.places;
  }

  functions(): readonly PageFunction[] {
    return this.own;
  }

  async navigate({ name, path }: RouteInfo, turn: Turn): Promise<string> {
    this.visited.push({ path, turn });
    return name;
  }
}

/** A microphone's track; `ended` is what a browser tells when its device is unplugged. */
class MemoryTrack extends EventTarget {
  enabled = true;

  constructor(readonly label: string) {
    super();
  }
}

export class MemoryDevices implements Devices {
  readonly changed = new Signal<void>();
  current: string;

  constructor(public list: Choice['list']) {
    this.current = list[0]?.id ?? '';
  }

  choose(id: string): void {
    this.current = id;
    this.changed.emit();
  }

  async refresh(): Promise<void> {}

  unplug(id: string): void {
    this.list = this.list.filter((device) => device.id !== id);
    this.current = this.list[0]?.id ?? '';
    this.changed.emit();
  }
}

export class MemoryMedia implements Media {
  readonly sounds: { kind: string; closed: boolean; track: MemoryTrack }[] = [];
  readonly microphones = new MemoryDevices([
    { id: 'desk', name: 'Desk' },
    { id: 'headset', name: 'Headset' },
  ]);
  readonly speakers: Devices | null = null;
  refuses: Error | null = null;

  async microphone(): Promise<Sound> {
    if (this.refuses) {
      throw this.refuses;
    }
    const device = this.microphones.list.find(({ id }) => id === this.microphones.current);
    if (!device) {
      throw fail('microphone_missing', problems.microphoneMissing);
    }
    return this.#sound('microphone', device.name);
  }

  silence(): Sound {
    return this.#sound('silence');
  }

  speaker(): HTMLAudioElement {
    return {} as HTMLAudioElement;
  }

  #sound(kind: string, name = ''): Sound {
    const sound = { kind, closed: false, track: new MemoryTrack(name) };
    this.sounds.push(sound);
    return {
      stream: { getAudioTracks: () => [sound.track] } as unknown as MediaStream,
      level: () => 0,
      close: () => {
        sound.closed = true;
      },
    };
  }
}

export class MemoryConsent implements Consent {
  readonly providers = new Set<string>();

  given(provider: string): boolean {
    return this.providers.has(provider);
  }

  give(provider: string): void {
    this.providers.add(provider);
  }
}

/** What a test can do to all connections. */
export interface Network {
  down: Error | null;
  /** What the provider says to an offer that comes without a client secret. */
  wantsSecret?: Error;
  /** What the provider finds wrong with the settings of a session, which it does not begin then. */
  fault?: object;
  /** When the provider says that a session will end, in unix seconds. */
  expiresAt?: number;
}

/** Answers a question by `session.update`, as a provider does; while its `network` is down nothing connects. */
class MemoryTransport extends ScriptedRealtimeTransport {
  callId = 'rtc_1';
  #detection: object = { type: 'server_vad', create_response: true };

  constructor(private readonly network: Network) {
    super();
  }

  override async connect(options: Parameters<ScriptedRealtimeTransport['connect']>[0]): Promise<void> {
    if (this.network.down) {
      throw this.network.down;
    }
    if (this.network.wantsSecret && options.apiKey === 'ek_relay') {
      throw this.network.wantsSecret;
    }
    await super.connect(options);
    if (this.network.fault) {
      this.emit('error', { type: 'error', error: { type: 'error', error: this.network.fault } });
      await never();
    }
    this.emit('*', { type: 'session.created', session: { expires_at: this.network.expiresAt } });
    this.#tell('session.updated');
  }

  #tell(type: string): void {
    const session = { audio: { input: { turn_detection: this.#detection } } };
    this.emit('*', { type, session });
  }

  override sendEvent(event: Parameters<ScriptedRealtimeTransport['sendEvent']>[0]): void {
    super.sendEvent(event);
    if (event.type === 'session.update' && !this.network.down) {
      const { session } = event as { session?: { audio?: { input?: { turn_detection?: object } } } };
      this.#detection = session?.audio?.input?.turn_detection ?? this.#detection;
      queueMicrotask(() => this.#tell('session.updated'));
    }
  }
}

const never = () => new Promise<never>(() => {});

/**
 * A session over the SDK's scripted transport; `model` plays the provider, `real` parts take the place of ours.
 * Where WebRTC leads nowhere, `webrtc` tells when that is known.
 */
export function createSession(
  source = new MemorySource(),
  real: Partial<SessionParts> = {},
  webrtc: (() => Promise<never>) | null = null,
) {
  const parts = {
    channel: new MemoryChannel(),
    source,
    host: new MemoryHost(),
    media: new MemoryMedia(),
    consent: new MemoryConsent(),
  };
  const network: Network = { down: null };
  const online = new Signal<void>();
  const transports: ScriptedRealtimeTransport[] = [];
  const opened: (Line & { way: Way; streams: MediaStream[] })[] = [];
  const opens =
    (way: Way): OpenLine =>
    (stream) => {
      const transport = new MemoryTransport(network);
      transports.push(transport);
      const blocked = way === 'webrtc' ? webrtc : null;
      if (blocked) {
        transport.connect = never;
      }
      const line = {
        ...scriptedLine(transport),
        way,
        streams: [stream],
        endpoint: way === 'webrtc' ? ('calls' as const) : ('socket' as const),
        hopeless: (blocked ?? never)(),
        playing: new Signal<boolean>(),
        replaceSound: async (next: MediaStream) => void line.streams.push(next),
        close: () => {},
      };
      opened.push(line);
      return line;
    };
  const lines = new Lines({ webrtc: opens('webrtc'), websocket: opens('websocket') });
  const ways = new Ways(null);
  const server = 'http://127.0.0.1:8888/';
  const own = { ...parts, lines, ways, floor: openFloor, online, tab: null, lasting: null, server };
  const session = new VoiceSession({ ...own, ...real });
  const model = new Model(() => transports[transports.length - 1]);
  return { session, ...parts, opened, transports, model, network, online };
}

/** What a provider does in these tests: it calls functions and reads their outputs. */
export class Model {
  constructor(private readonly current: () => ScriptedRealtimeTransport) {}

  get transport(): ScriptedRealtimeTransport {
    return this.current();
  }

  call(name: string, args: object | string, callId = 'call_0', responseId = 'resp_1'): void {
    this.transport.emit('function_call', {
      type: 'function_call',
      id: `item_${callId}`,
      name,
      callId,
      arguments: typeof args === 'string' ? args : JSON.stringify(args),
      responseId,
    });
  }

  /** An event as it comes over the wire. */
  event(type: string, fields: object = {}): void {
    this.transport.emit('*', { type, ...fields });
  }

  /** The outputs that were sent for calls, in order. */
  get outputs(): { callId: string; output: Record<string, unknown>; startResponse: boolean }[] {
    return this.sent('sendFunctionCallOutput').map((call) => {
      const { toolCall, output, startResponse } = call as unknown as {
        toolCall: { callId: string };
        output: string;
        startResponse: boolean;
      };
      return { callId: toolCall.callId, output: JSON.parse(output), startResponse };
    });
  }

  sent(method: string): object[] {
    return this.transport.calls.filter((call) => call.method === method);
  }

  /** The instructions and tools that the model was given last. */
  get config(): { instructions: string; tools: { name: string; parameters: Record<string, never> }[] } {
    const updates = this.sent('updateSessionConfig') as { config: never }[];
    const first = this.sent('connect')[0] as { options: { initialSessionConfig: never } };
    return updates.at(-1)?.config ?? first.options.initialSessionConfig;
  }
}
