import type { TransportEvent } from '@openai/agents-realtime';

import type { Activity } from './state.js';
import { VoiceEnd } from './voice-end.js';

/** Follows the provider's events to what the agent is doing now, and to how long the last turn took. */
export class ActivityWatch {
  /** Milliseconds from the end of the person's voice to the call. */
  latency: number | null = null;
  #hearing = false;
  #speaking = false;
  #responding = false;
  #voice: VoiceEnd | null = null;
  #speechEnded: number | null = null;

  constructor(
    private readonly now: () => number,
    private readonly level: () => number,
  ) {}

  get responding(): boolean {
    return this.#responding;
  }

  handle(event: TransportEvent): void {
    switch (event.type) {
      case 'input_audio_buffer.speech_started':
        this.#hearing = true;
        this.#voice?.stop();
        this.#voice = new VoiceEnd(this.now, this.level);
        break;
      case 'input_audio_buffer.speech_stopped':
        this.#hearing = false;
        this.#speechEnded = this.#voice?.stop() ?? this.now();
        this.#voice = null;
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

  close(): void {
    this.#voice?.stop();
    this.#voice = null;
  }

  activity(working: boolean): Activity {
    if (this.#hearing) {
      return 'hearing';
    }
    if (this.#speaking) {
      return 'speaking';
    }
    if (working) {
      return 'working';
    }
    return this.#responding ? 'thinking' : 'quiet';
  }
}
