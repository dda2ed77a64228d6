import { RealtimeSession, type TransportEvent } from '@openai/agents-realtime';

import { ActivityWatch } from './activity.js';
import { buildAgent } from './agent.js';
import type { Tool } from './calls.js';
import type { Dispatcher } from './dispatcher.js';
import type { Sound, Turn } from './host.js';
import { inTime, type Line } from './line.js';
import { Signal } from './signal.js';
import { type Guarded, guard } from './transport.js';
import type { FrontendConfig } from './wire.js';

const RETOOL_MS = 1000;

export interface ConnectionParts {
  readonly config: FrontendConfig;
  readonly line: Line;
  readonly sound: Sound;
  readonly calls: Dispatcher;
  /** The turn that a response answers. */
  readonly turnOf: (responseId: string) => Turn;
}

/** One live session with the provider; a new one has a new id, so call ids of the last one mean nothing in it. */
export class Connection {
  readonly id = crypto.randomUUID();
  readonly event = new Signal<TransportEvent>();
  /** Provider errors and the SDK's own, after the connection stands. */
  readonly error = new Signal<unknown>();
  /** The other side ended it. */
  readonly lost = new Signal<void>();
  readonly watch = new ActivityWatch(() => performance.now());
  readonly #realtime: RealtimeSession;
  readonly #guarded: Guarded;
  #sound: Sound;
  #open = false;
  #retool: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly parts: ConnectionParts,
    private tools: readonly Tool[],
  ) {
    const { config, line, calls } = parts;
    this.#sound = parts.sound;
    this.#guarded = guard(line.transport, {
      names: () => this.tools.map((tool) => tool.name),
      refused: ({ callId, name, arguments: args }, outcome) =>
        calls.refuse(this.id, callId, name, args, outcome),
    });
    const { transport } = this.#guarded;
    this.#realtime = new RealtimeSession(this.#agent(), {
      transport,
      model: config.model,
      tracingDisabled: true,
      config: { voice: config.voice },
    });
    this.#realtime.on('transport_event', (event) => {
      this.watch.handle(event);
      this.event.emit(event);
    });
    this.#realtime.on('error', ({ error }) => this.#open && this.error.emit(error));
    transport.on('connection_change', (status) => {
      if (status === 'disconnected' && this.#open) {
        this.close();
        this.lost.emit();
      }
    });
  }

  get level(): number {
    return this.#sound.level();
  }

  async connect(apiKey: string, url: string): Promise<void> {
    const { hopeless } = this.parts.line;
    await inTime(Promise.race([this.#realtime.connect({ apiKey, url }), hopeless]));
    this.#open = true;
    this.#guarded.release();
  }

  /** Tell the model of other tools: at most once a second, never while it answers, and only when they are others. */
  retool(build: () => readonly Tool[]): void {
    this.#retool ??= setTimeout(() => {
      this.#retool = undefined;
      if (this.#open && !this.watch.responding && this.parts.calls.open.length === 0) {
        this.#tell(build()).catch((error) => this.error.emit(error));
      } else {
        this.retool(build);
      }
    }, RETOOL_MS);
  }

  async replaceSound(sound: Sound): Promise<void> {
    await this.parts.line.replaceSound(sound.stream);
    this.#sound.close();
    this.#sound = sound;
  }

  send(text: string): void {
    this.#realtime.sendMessage(text);
  }

  mute(muted: boolean): void {
    this.#realtime.mute(muted);
  }

  interrupt(): void {
    this.#realtime.interrupt();
  }

  close(): void {
    this.#open = false;
    clearTimeout(this.#retool);
    this.#realtime.close();
    this.#sound.close();
  }

  async #tell(tools: readonly Tool[]): Promise<void> {
    if (JSON.stringify(tools) !== JSON.stringify(this.tools)) {
      this.tools = tools;
      await this.#realtime.updateAgent(this.#agent());
    }
  }

  #agent() {
    const { config, calls, turnOf } = this.parts;
    return buildAgent(config.instructions, this.tools, (tool, args, { callId, responseId }) => {
      this.watch.called();
      const turn = turnOf(responseId);
      return calls.dispatch({ sessionId: this.id, callId, tool, arguments: args, turn });
    });
  }
}
