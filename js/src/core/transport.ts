import type { RealtimeTransportLayer, TransportToolCallEvent } from '@openai/agents-realtime';

import { type Outcome, refused } from './calls.js';
import { parseObject } from './problem.js';
import { toolWords } from './tool-words.js';

export interface Gatekeeper {
  /** Names of the tools that the model may call now. */
  names(): string[];
  /** A call was answered here and never reaches the SDK. */
  refused(call: TransportToolCallEvent, outcome: Outcome): void;
}

export interface Guarded {
  /** To be given to the SDK in place of the transport. */
  readonly transport: RealtimeTransportLayer;
  /** The SDK is connected: hand over the calls that came early. */
  release(): void;
}

/**
 * A transport that sees each function call before the SDK does.
 *
 * The SDK leaves calls unanswered when their arguments are no JSON or when their id was used with other arguments,
 * answers an unknown name without asking for a response, answers a repeated call twice, and drops calls that
 * come before its `connect` has ended. The first four end here; early calls wait for `release`.
 */
export function guard(inner: RealtimeTransportLayer, gatekeeper: Gatekeeper): Guarded {
  const screen = new Screen(inner, gatekeeper);
  const transport: RealtimeTransportLayer = new Proxy(inner, {
    get: (target, name) => {
      if (name === 'on') {
        return (event: string, listener: Listener) => {
          if (event === 'function_call') {
            screen.listeners.push(listener);
          } else {
            target.on(event, listener);
          }
          return transport;
        };
      }
      // The SDK's transports have private fields, so their methods need the object itself as `this`.
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { transport, release: () => screen.release() };
}

// biome-ignore lint/suspicious/noExplicitAny: the SDK types its listeners so
type Listener = (...values: any[]) => void;

class Screen {
  readonly listeners: Listener[] = [];
  readonly #seen = new Map<string, string>();
  #early: TransportToolCallEvent[] | null = [];

  constructor(
    private readonly inner: RealtimeTransportLayer,
    private readonly gatekeeper: Gatekeeper,
  ) {
    inner.on('function_call', (call) => this.#see(call));
  }

  release(): void {
    const early = this.#early ?? [];
    this.#early = null;
    for (const call of early) {
      this.#pass(call);
    }
  }

  #see(call: TransportToolCallEvent): void {
    const fingerprint = `${call.name}\n${call.arguments}`;
    const before = this.#seen.get(call.callId);
    if (before === fingerprint) {
      return;
    }
    this.#seen.set(call.callId, before ?? fingerprint);
    const names = this.gatekeeper.names();
    if (before !== undefined) {
      this.#refuse(call, refused(toolWords.reusedCall));
    } else if (!names.includes(call.name)) {
      this.#refuse(call, refused(toolWords.unknownFunction, { available_functions: names }));
    } else if (!parseObject(call.arguments || '{}')) {
      this.#refuse(call, refused(toolWords.badArguments, { function_name: call.name }));
    } else if (this.#early) {
      this.#early.push(call);
    } else {
      this.#pass(call);
    }
  }

  #pass(call: TransportToolCallEvent): void {
    const whole = { ...call, arguments: call.arguments || '{}' };
    for (const listener of this.listeners) {
      listener(whole);
    }
  }

  #refuse(call: TransportToolCallEvent, outcome: Outcome): void {
    this.gatekeeper.refused(call, outcome);
    this.inner.sendFunctionCallOutput(call, JSON.stringify(outcome.output), true);
  }
}
