/**
 * What runs on the browser's audio thread. Each function is sent there as text, so it must stand alone: it may
 * use nothing from outside its own braces.
 */

import type { doubleTalk } from '../../core/double-talk.js';

declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** Posts the microphone as PCM16 at 24 kHz in blocks of 20 ms, at whatever rate it comes. */
export function captureWorklet(): void {
  /** Samples that come for each that goes. */
  const ratio = sampleRate / 24_000;
  class Capture extends AudioWorkletProcessor {
    block = new Int16Array(480);
    filled = 0;
    sum = 0;
    missing = ratio;

    process([input]: Float32Array[][]): boolean {
      for (const sample of input?.[0] ?? []) {
        let left = 1;
        while (left >= this.missing) {
          this.put((this.sum + sample * this.missing) / ratio);
          left -= this.missing;
          this.sum = 0;
          this.missing = ratio;
        }
        this.sum += sample * left;
        this.missing -= left;
      }
      return true;
    }

    put(sample: number): void {
      this.block[this.filled] = Math.max(-1, Math.min(1, sample)) * 32767;
      this.filled += 1;
      if (this.filled === this.block.length) {
        this.port.postMessage(this.block.buffer, [this.block.buffer]);
        this.block = new Int16Array(480);
        this.filled = 0;
      }
    }
  }
  registerProcessor('navai-capture', Capture);
}

/**
 * Plays blocks of PCM16 in order, and pauses while a person at its input may be speaking over it: whoever hears them
 * better clears the rest, or it goes on where it was. Takes a block, or null for silence; tells `{done, playing}`,
 * `done` in samples.
 */
export function playbackWorklet(listen: typeof doubleTalk): void {
  /** Samples by which a first block waits for the second: 60 ms against a network that stumbles. */
  const JITTER = 1440;
  /** Samples over which speech that is cut fades, so that it does not click: 5 ms. */
  const FADE = 120;
  /** Samples of a pause: half a second, in which a provider at the other end of the world has heard the voice. */
  const PAUSE = 12_000;
  class Player extends AudioWorkletProcessor {
    queue: Int16Array[] = [];
    at = 0;
    wait = 0;
    done = 0;
    playing = false;
    told = 0;
    toldDone = 0;
    ears = listen(sampleRate);
    pause = 0;
    loudness = 1;

    constructor() {
      super();
      this.port.onmessage = ({ data }: MessageEvent<ArrayBuffer | null>) => {
        if (data) {
          this.wait = this.queue.length === 0 ? JITTER : this.wait;
          this.queue.push(new Int16Array(data));
        } else {
          this.clear();
        }
      };
    }

    process([input]: Float32Array[][], [output]: Float32Array[][]): boolean {
      const out = output?.[0] ?? new Float32Array(0);
      for (let index = 0; index < out.length; index += 1) {
        out[index] = this.next() / 32768;
      }
      this.heed(input?.[0], out);
      const playing = this.queue.length > 0 && this.wait === 0;
      this.told += 1;
      const moved = this.done !== this.toldDone && (this.told >= 4 || this.pause > 0);
      if (playing !== this.playing || moved) {
        this.playing = playing;
        this.told = 0;
        this.toldDone = this.done;
        this.port.postMessage({ done: this.done, playing });
      }
      return true;
    }

    heed(microphone: Float32Array | undefined, out: Float32Array): void {
      const began = microphone !== undefined && this.ears.hear(microphone, out);
      if (this.pause > 0) {
        this.pause = Math.max(0, this.pause - out.length);
        if (this.pause === 0) {
          this.ears.mistaken();
        }
      } else if (began && this.playing) {
        this.pause = PAUSE;
      }
    }

    next(): number {
      this.loudness = Math.max(0, Math.min(1, this.loudness + (this.pause > 0 ? -1 : 1) / FADE));
      const block = this.queue[0];
      if (!block || this.wait > 0) {
        this.wait = Math.max(0, this.wait - 1);
        return 0;
      }
      if (this.loudness === 0) {
        return 0;
      }
      const sample = (block[this.at] ?? 0) * this.loudness;
      this.at += 1;
      this.done += 1;
      if (this.at === block.length) {
        this.queue.shift();
        this.at = 0;
      }
      return sample;
    }

    clear(): void {
      const waiting = this.queue.reduce((sum, block) => sum + block.length, -this.at);
      const audible =
        this.wait === 0 ? this.queue[0]?.slice(this.at, this.at + FADE * this.loudness) : undefined;
      const tail = audible?.map((sample, index) => sample * (1 - index / audible.length));
      this.queue = tail?.length ? [tail] : [];
      this.done += waiting - (tail?.length ?? 0);
      this.at = 0;
      this.wait = 0;
      this.pause = 0;
    }
  }
  registerProcessor('navai-playback', Player);
}
