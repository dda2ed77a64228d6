import type { TransportEvent } from '@openai/agents-realtime';

import type { Activity } from './state.js';

/** Follows the provider's events to what the agent is doing now, and to how long the last turn took. */
export class ActivityWatch {
  latency: number | null = null;
  #hearing = false;
  #speaking = false;
  #responding = false;
  #speechEnded: number | null = null;

  constructor(private readonly now: () => number) {}

  get responding(): boolean {
    return this.#responding;
  }

  handle(event: TransportEvent): void {
    switch (event.type) {
      case 'input_audio_buffer.speech_started':
        this.#hearing = true;
        break;
      case 'input_audio_buffer.speech_stopped':
        this.#hearing = false;
        this.#speechEnded = this.now();
        break;
      case 'response.created':
        this.#responding = true;
        break;
      case 'response.done':
        this.#responding = false;
        break;
      case 'output_audio_buffer.started':
        this.#speaking = true;
        break;
      case 'output_audio_buffer.stopped':
      case 'output_audio_buffer.cleared':
        this.#speaking = false;
        break;
    }
  }

  called(): void {
    if (this.#speechEnded !== null) {
      this.latency = this.now() - this.#speechEnded;
      this.#speechEnded = null;
    }
  }

  activity(working: boolean): Activity {
    if (this.#hearing) {
      return 'hearing';
    }
    if (working) {
      return 'working';
    }
    if (this.#speaking) {
      return 'speaking';
    }
    return this.#responding ? 'thinking' : 'quiet';
  }
}
