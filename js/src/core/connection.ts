import {
  type RealtimeAgent,
  type RealtimeClientMessage,
  RealtimeSession,
  type RealtimeSessionConfig,
  type TransportEvent,
} from '@openai/agents-realtime';

import { ActivityWatch } from './activity.js';
import { buildAgents } from './agent.js';
import { type Choices, isChosen, turnDetectionOf } from './choices.js';
import type { Dispatcher } from './dispatcher.js';
import { faultOf, settingsRefusal } from './fault.js';
import type { Turn } from './host.js';
import { randomId } from './ids.js';
import { inTime, type Line } from './line.js';
import { fail, type ProblemError } from './problem.js';
import { problems } from './problem-words.js';
import { handoverName, type Role, type Roles } from './roles.js';
import { Signal } from './signal.js';
import { type Guarded, guard } from './transport.js';
import type { FrontendConfig } from './wire.js';

const TELL_MS = 1000;
/** The id of the question below: a provider that finds fault with it answers all the same. */
export const QUESTION_ID = 'navai_are_you_there';
/** Asks for nothing but the answer `session.updated`, which comes after everything that was sent before it. */
const QUESTION = { type: 'session.update', event_id: QUESTION_ID, session: { type: 'realtime' } } as const;
/** A provider that takes longer, or answers no question, is spoken to all the same. */
const TAKEN_MS = 3_000;
/** A key that was only touched said nothing. */
const LEAST_TALK_MS = 300;

export interface ConnectionParts {
  readonly config: FrontendConfig;
  readonly choices: Choices;
  readonly line: Line;
  readonly calls: Dispatcher;
  /** Loudness of what is sent, from 0 to 1. */
  level(): number;
  /** The turn that a response answers. */
  readonly turnOf: (responseId: string) => Turn;
  /** Tell the provider that a call is over, which it would notice late or never. */
  hangUp(callId: string): void;
}

/** One live session with the provider; a new one has a new id, so call ids of the last one mean nothing in it. */
export class Connection {
  readonly id = randomId();
  readonly event = new Signal<TransportEvent>();
  /** Provider errors and the SDK's own, after the connection stands. */
  readonly error = new Signal<unknown>();
  /** The other side ended it. */
  readonly lost = new Signal<void>();
  readonly closed = new Signal<void>();
  /** Another of the agents goes on. */
  readonly handedOver = new Signal<Role>();
  readonly watch: ActivityWatch;
  /** When the provider will end it, in unix seconds, where it told. */
  expiresAt: number | null = null;
  readonly #realtime: RealtimeSession;
  readonly #guarded: Guarded;
  #open = false;
  /** It was seen to answer a `session.update`. */
  #answers = false;
  #roles: Roles;
  /** The key of the agent that speaks. */
  #speaker: string;
  #toldAt = Number.NEGATIVE_INFINITY;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #refuse: (reason: ProblemError) => void = () => {};
  #talkingSince = Number.POSITIVE_INFINITY;

  constructor(
    private readonly parts: ConnectionParts,
    private readonly buildRoles: () => Roles,
    /** Who begins, where that is still known. */
    speaker: string | null = null,
  ) {
    const { config, choices, line, calls } = parts;
    this.#roles = buildRoles();
    this.#speaker = speaker ?? '';
    this.watch = new ActivityWatch(() => performance.now(), parts.level);
    this.#guarded = guard(line.transport, {
      names: () => this.#names(),
      refused: ({ callId, name, arguments: args }, outcome) =>
        calls.refuse(this.id, callId, name, args, outcome),
    });
    const { transport } = this.#guarded;
    this.#realtime = new RealtimeSession(this.#agent(), {
      transport,
      model: config.model,
      tracingDisabled: true,
      config: audioConfig(config.voice, choices),
    });
    this.#realtime.on('agent_handoff', (_context, _from, { name }) => {
      const before = this.#role;
      this.#speaker = name;
      if (this.#role.key !== before.key) {
        this.handedOver.emit(this.#role); // the SDK also tells it of an agent that only has other tools now
      }
    });
    this.#realtime.on('transport_event', (event) => this.#see(event));
    line.playing.on((on) => this.#see({ type: `output_audio_buffer.${on ? 'started' : 'stopped'}` }));
    this.#realtime.on('error', ({ error }) => this.#fail(error));
    transport.on('connection_change', (status) => {
      if (status === 'disconnected' && this.#open) {
        this.close();
        this.lost.emit();
      }
    });
  }

  async connect(apiKey: string, url: string): Promise<void> {
    const { hopeless } = this.parts.line;
    const refused = new Promise<never>((_, reject) => {
      this.#refuse = reject;
    });
    refused.catch(() => undefined); // only whoever still connects cares
    await inTime(Promise.race([this.#realtime.connect({ apiKey, url }), hopeless, refused]));
    this.#open = true;
    this.#guarded.release();
  }

  /** Tell of what happened before; resolves once the provider has taken it all, or does not say so. */
  async replay(events: readonly RealtimeClientMessage[]): Promise<void> {
    this.tell([...events, QUESTION]);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => resolve(), TAKEN_MS);
      const deaf = this.event.on((event) => {
        if (event.type === 'session.updated') {
          clearTimeout(timer);
          deaf();
          resolve();
        }
      });
    });
  }

  tell(events: readonly RealtimeClientMessage[]): void {
    for (const event of events) {
      this.#guarded.transport.sendEvent(event);
    }
  }

  /** Ask for an answer now, or as soon as the one under way is over. */
  respond(): void {
    this.tell([{ type: 'response.create' }]);
  }

  /** Provoke an event, to see that the line still carries any; false for a provider that answers no questions. */
  ask(): boolean {
    if (this.#answers) {
      this.tell([QUESTION]);
    }
    return this.#answers;
  }

  /** Whether the error says that the provider does not take what the person chose. */
  refusal(error: unknown): ProblemError | null {
    const isNew = !this.#answers && isChosen(this.parts.choices);
    return isNew ? settingsRefusal(faultOf(error)) : null;
  }

  /** Where the provider looks for no end of a turn: the person begins to speak, or has spoken. */
  talk(on: boolean): void {
    if (this.parts.choices.turnDetection !== 'none') {
      return;
    }
    const since = this.#talkingSince;
    this.#talkingSince = on ? performance.now() : Number.POSITIVE_INFINITY;
    if (on) {
      this.interrupt();
      this.tell([{ type: 'input_audio_buffer.clear' }]);
    } else if (performance.now() - since >= LEAST_TALK_MS) {
      this.tell([{ type: 'input_audio_buffer.commit' }, { type: 'response.create' }]);
    }
  }

  assertOpen(): void {
    if (!this.#open) {
      throw fail('connection_lost', problems.connectionLost);
    }
  }

  /** Nobody speaks, and no answer is under way. */
  get isQuiet(): boolean {
    const isTalking = this.#talkingSince < Number.POSITIVE_INFINITY;
    return !isTalking && this.watch.activity(false) === 'quiet' && !this.watch.responding;
  }

  /** Tell the model of other tools: at most once a second and never while it answers. */
  toolsChanged(): void {
    const wait = Math.max(0, this.#toldAt + TELL_MS - performance.now());
    this.#tellIn(wait);
  }

  /** Send this stream's sound from now on. */
  replaceSound(stream: MediaStream): Promise<void> {
    return this.parts.line.replaceSound(stream);
  }

  /** Send a typed turn, after what is new: the text may be about a function that was defined a moment ago. */
  async send(text: string): Promise<void> {
    if (this.#telling !== undefined && this.#quiet) {
      await this.#tell();
    }
    this.#realtime.sendMessage(text);
  }

  interrupt(): void {
    this.#realtime.interrupt();
  }

  /** The sound that it sent stays open. */
  close(): void {
    const { callId } = this.parts.line.transport as { callId?: string };
    if (callId) {
      this.parts.hangUp(callId);
    }
    this.#open = false;
    this.watch.close();
    clearTimeout(this.#telling);
    this.#realtime.close();
    this.parts.line.close();
    this.closed.emit();
  }

  #see(event: TransportEvent): void {
    if (event.type === 'session.created') {
      this.expiresAt = (event as { session?: { expires_at?: number } }).session?.expires_at ?? null;
    }
    this.#answers ||= event.type === 'session.updated';
    this.watch.handle(event);
    this.event.emit(event);
  }

  #fail(error: unknown): void {
    const refusal = this.refusal(error);
    if (this.#open) {
      this.error.emit(error);
    } else if (refusal) {
      this.#refuse(refusal);
    }
  }

  get #quiet(): boolean {
    return this.#open && !this.watch.responding && this.parts.calls.open.length === 0;
  }

  #tellIn(ms: number): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      if (this.#quiet) {
        this.#tell().catch((error) => this.error.emit(error));
      } else {
        this.#tellIn(TELL_MS);
      }
    }, ms);
  }

  async #tell(): Promise<void> {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    const roles = this.buildRoles();
    if (JSON.stringify(roles) !== JSON.stringify(this.#roles)) {
      this.#roles = roles;
      this.#toldAt = performance.now();
      await this.#realtime.updateAgent(this.#agent());
    }
  }

  /** The counterpart of the agent that spoke last, or the primary one. */
  get #role(): Role {
    return this.#roles.find(({ key }) => key === this.#speaker) ?? this.#roles[0];
  }

  /** What the agent that speaks may call. */
  #names(): string[] {
    const others = this.#roles.filter((role) => role !== this.#role);
    return [...this.#role.tools.map(({ name }) => name), ...others.map(handoverName)];
  }

  #agent(): RealtimeAgent {
    const { config, calls, turnOf } = this.parts;
    const agents = buildAgents(config.instructions, this.#roles, (tool, args, { callId, responseId }) => {
      this.watch.called();
      const turn = turnOf(responseId);
      return calls.dispatch({ sessionId: this.id, callId, tool, arguments: args, turn });
    });
    return agents.get(this.#role.key) as RealtimeAgent;
  }
}

function audioConfig(voice: string, choices: Choices): Partial<RealtimeSessionConfig> {
  const turnDetection = turnDetectionOf(choices);
  const input = turnDetection === undefined ? {} : { input: { turnDetection } };
  return { audio: { ...input, output: { voice } } } as Partial<RealtimeSessionConfig>; // null is missing in its types
}
