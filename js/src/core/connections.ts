import type { TransportEvent } from '@openai/agents-realtime';

import { sessionActs } from './acts.js';
import type { Catalogue } from './catalogue.js';
import type { Choices } from './choices.js';
import { Connection, QUESTION_ID } from './connection.js';
import type { Conversation } from './conversation.js';
import type { Dispatcher } from './dispatcher.js';
import { faultOf } from './fault.js';
import type { Input } from './input.js';
import type { Line } from './line.js';
import type { SessionParts } from './parts.js';
import { fail } from './problem.js';
import { problems } from './problem-words.js';
import { type Roles, shareOut } from './roles.js';
import { Signal } from './signal.js';
import { HOLD_ID, SpokenApproval } from './spoken-approval.js';
import { buildTools, type ToolParts } from './tools.js';
import { Turns } from './turns.js';
import type { FrontendConfig, Problem } from './wire.js';
import { words } from './words.js';

export interface Surroundings {
  readonly parts: Pick<SessionParts, 'channel' | 'host' | 'source'>;
  readonly input: Input;
  readonly calls: Dispatcher;
  readonly catalogue: Catalogue;
  readonly conversation: Conversation;
  /** What the person wants of the next connection. */
  choices(): Choices;
  /** The person has a microphone to speak in. */
  isHeard(): boolean;
  /** What this provider says it heard is believed. */
  isTrusted(config: FrontendConfig): boolean;
  /** Nobody else acts in the notebook by now. */
  mayAct(): Promise<boolean>;
}

/** Makes connections: what comes over them reaches the log, and what they call runs where the person was. */
export class Connections {
  /** Something came that may have changed what the agent is doing. */
  readonly seen = new Signal<TransportEvent>();
  /** The provider has ended a connection; with no problem, another may take its place. */
  readonly ended = new Signal<{ connection: Connection; problem: Problem | null }>();
  readonly turns: Turns;
  /** The agent that the conversation was handed to last. */
  #speaker: string | null = null;

  constructor(private readonly around: Surroundings) {
    const { host } = around.parts;
    this.turns = new Turns(
      () => host.freeze(),
      (turn) => host.answering?.(turn),
    );
  }

  make(config: FrontendConfig, line: Line): Connection {
    const { calls, conversation, input, parts } = this.around;
    if (!conversation.isBegun) {
      this.#speaker = null;
    }
    const connection = new Connection(
      {
        config,
        choices: this.around.choices(),
        line,
        calls,
        level: () => input.level,
        turnOf: (responseId) => this.turns.of(responseId),
        hangUp: (callId) => parts.source.hangUp(config, callId),
      },
      () => this.#roles(config),
      this.#speaker,
    );
    connection.handedOver.on(({ key, name }) => {
      this.#speaker = key;
      conversation.note(words.handedOver(name));
    });
    connection.event.on((event) => this.#handle(event));
    const spoken = new SpokenApproval({
      calls,
      event: connection.event,
      tell: (events) => connection.tell(events),
      respond: () => connection.respond(),
      isHeard: this.around.isHeard,
      isTrusted: this.around.isTrusted(config),
      now: () => performance.now(),
      random: Math.random,
    });
    connection.closed.on(() => spoken.close());
    connection.error.on((error) => this.#report(connection, error));
    return connection;
  }

  #roles({ label, provider }: FrontendConfig): Roles {
    const { parts, calls, catalogue, mayAct } = this.around;
    const { channel, host } = parts;
    const acts = sessionActs({ calls, catalogue, host, provider: label });
    // Any other provider may be our own engine, on another machine.
    const reader = provider === 'openai' ? 'model' : 'planner';
    const tools: ToolParts = { catalogue, channel, host, acts, mayAct, reader };
    return shareOut(catalogue.functions, catalogue.agents, (functions) => buildTools(tools, functions));
  }

  #handle(event: TransportEvent): void {
    if (event.type === 'input_audio_buffer.speech_started') {
      this.turns.begin();
    } else if (event.type === 'response.created') {
      this.turns.responseStarted((event as { response?: { id?: string } }).response?.id ?? '');
    }
    this.around.conversation.handle(event);
    this.seen.emit(event);
  }

  /** The provider's errors are mostly recoverable: they are told, and the session goes on. */
  #report(connection: Connection, error: unknown): void {
    const { code, message, event_id } = faultOf(error);
    const refusal = connection.refusal(error);
    if (code === 'session_expired') {
      this.ended.emit({ connection, problem: null });
    } else if (code === 'session_idle') {
      this.ended.emit({ connection, problem: fail(code, problems.sessionIdle).problem });
    } else if (refusal) {
      this.ended.emit({ connection, problem: refusal.problem });
    } else if (
      message &&
      code !== 'response_cancel_not_active' &&
      event_id !== QUESTION_ID &&
      event_id !== HOLD_ID
    ) {
      this.around.conversation.note(words.providerNote(message));
    }
  }
}
