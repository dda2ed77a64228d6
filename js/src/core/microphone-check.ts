import type { Media, Sound } from './host.js';
import { explain, fail } from './problem.js';
import { problems } from './problem-words.js';
import { Signal } from './signal.js';
import type { Problem } from './wire.js';

/** How far a check is; `device` is the name of the microphone that was opened. */
export type CheckState =
  | { readonly kind: 'off' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'listening'; readonly device: string; readonly heard: boolean }
  | { readonly kind: 'heard'; readonly device: string }
  | { readonly kind: 'failed'; readonly problem: Problem };

const TICK_MS = 50;
/** Long enough to read what to do, and to say something twice. */
const LISTENING_MS = 6_000;
/** A voice is louder than this for several ticks; a desk that is knocked at is loud for one. */
const LOUD = 0.12;
const LOUD_TICKS = 5;

/** Opens the microphone for some seconds, to see whether a voice comes through; nothing of it is sent anywhere. */
export class MicrophoneCheck {
  readonly changed = new Signal<CheckState>();
  #state: CheckState = { kind: 'off' };
  #sound: Sound | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Which run counts: one that was stopped may still wait for the browser. */
  #run = 0;

  constructor(private readonly media: Pick<Media, 'microphone'>) {}

  get state(): CheckState {
    return this.#state;
  }

  /** Loudness from 0 to 1, now. */
  level(): number {
    return this.#sound?.level() ?? 0;
  }

  async start(): Promise<void> {
    this.stop();
    const run = this.#run;
    this.#set({ kind: 'asking' });
    try {
      const sound = await this.media.microphone();
      if (run === this.#run) {
        this.#listen(sound);
      } else {
        sound.close();
      }
    } catch (error) {
      if (run === this.#run) {
        this.#set({ kind: 'failed', problem: explain(error) });
      }
    }
  }

  /** Close the microphone, and forget what was found. */
  stop(): void {
    this.#run += 1;
    this.#close();
    if (this.#state.kind !== 'off') {
      this.#set({ kind: 'off' });
    }
  }

  #listen(sound: Sound): void {
    this.#sound = sound;
    const device = sound.stream.getAudioTracks()[0]?.label ?? '';
    let ticks = 0;
    let loud = 0;
    let heard = false;
    this.#set({ kind: 'listening', device, heard });
    this.#timer = setInterval(() => {
      ticks += 1;
      loud += sound.level() > LOUD ? 1 : 0;
      if (!heard && loud >= LOUD_TICKS) {
        heard = true;
        this.#set({ kind: 'listening', device, heard });
      }
      if (ticks * TICK_MS >= LISTENING_MS) {
        this.#close();
        this.#set(heard ? { kind: 'heard', device } : silent(device));
      }
    }, TICK_MS);
  }

  #close(): void {
    clearInterval(this.#timer);
    this.#sound?.close();
    this.#sound = null;
  }

  #set(state: CheckState): void {
    this.#state = state;
    this.changed.emit(state);
  }
}

function silent(device: string): CheckState {
  const error = device
    ? fail('microphone_silent', problems.microphoneSilent, device)
    : fail('microphone_silent', problems.someMicrophoneSilent);
  return { kind: 'failed', problem: error.problem };
}
