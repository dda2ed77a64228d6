import { doubleTalk } from '../../core/double-talk.js';
import { fail } from '../../core/problem.js';
import { problems } from '../../core/problem-words.js';
import type { Playback, RawAudio } from '../../core/raw-audio.js';
import { WIRE_RATE } from '../../core/raw-audio.js';
import { Signal } from '../../core/signal.js';
import { closeContext } from './media.js';
import { captureWorklet, playbackWorklet } from './worklets.js';

const SAMPLE_BYTES = 2;

/** Sound in and out of the page as samples, on the browser's audio thread. */
export const workletAudio: RawAudio = {
  async capture(stream, take) {
    const { context, source } = openSource(stream);
    const node = await addNode(context, 'navai-capture', `(${captureWorklet})()`);
    node.port.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => take(data);
    source.connect(node);
    return () => closeContext(context);
  },

  async playback(speaker) {
    const context = new AudioContext({ sampleRate: WIRE_RATE });
    const node = await addNode(context, 'navai-playback', `(${playbackWorklet})(${doubleTalk})`);
    const destination = context.createMediaStreamDestination();
    node.connect(destination);
    speaker.srcObject = destination.stream;
    try {
      await speaker.play();
    } catch (error) {
      closeContext(context);
      throw error;
    }
    return new WorkletPlayback(context, node);
  },
};

class WorkletPlayback implements Playback {
  readonly playing = new Signal<boolean>();
  /** Samples handed over, and how many of them are played or dropped. */
  #sent = 0;
  #done = 0;
  #toldAt = 0;
  #on = false;
  /** Where each response begins among the samples handed over; only the last few matter. */
  readonly #starts = new Map<string, number>();
  #microphone: MediaStreamAudioSourceNode | null = null;

  constructor(
    private readonly context: AudioContext,
    private readonly node: AudioWorkletNode,
  ) {
    node.port.onmessage = ({ data }: MessageEvent<{ done: number; playing: boolean }>) => {
      this.#done = data.done;
      this.#toldAt = performance.now();
      if (data.playing !== this.#on) {
        this.#on = data.playing;
        this.playing.emit(data.playing);
      }
    };
  }

  play(responseId: string, pcm: ArrayBuffer): void {
    if (!this.#starts.has(responseId)) {
      this.#starts.clear();
      this.#starts.set(responseId, this.#sent);
    }
    this.#sent += pcm.byteLength / SAMPLE_BYTES;
    this.node.port.postMessage(pcm, [pcm]);
  }

  heard(responseId: string): number {
    const start = this.#starts.get(responseId) ?? this.#done;
    const latency = (this.context.outputLatency || 0) * 1000;
    const late = Math.max(0, latency - (performance.now() - this.#toldAt)); // after the end nothing more is told
    return Math.max(0, ((this.#done - start) / WIRE_RATE) * 1000 - late);
  }

  overhear(stream: MediaStream): void {
    this.#microphone?.disconnect();
    try {
      this.#microphone = this.context.createMediaStreamSource(stream);
      this.#microphone.connect(this.node);
    } catch {
      this.#microphone = null; // Firefox takes it at its own rate only: there the provider alone hears who interrupts
    }
  }

  clear(): void {
    this.node.port.postMessage(null);
  }

  close(): void {
    closeContext(this.context);
  }
}

/** Firefox takes a microphone at its own rate only; other browsers resample it, better than our worklet does. */
function openSource(stream: MediaStream) {
  let context = new AudioContext({ sampleRate: WIRE_RATE });
  try {
    return { context, source: context.createMediaStreamSource(stream) };
  } catch {
    closeContext(context);
    context = new AudioContext();
    return { context, source: context.createMediaStreamSource(stream) };
  }
}

async function addNode(context: AudioContext, name: string, script: string): Promise<AudioWorkletNode> {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  try {
    if (!context.audioWorklet) {
      throw fail('insecure_page', problems.insecurePage);
    }
    await context.audioWorklet.addModule(url);
    await context.resume();
    return new AudioWorkletNode(context, name, { outputChannelCount: [1] });
  } catch (error) {
    closeContext(context);
    throw error;
  } finally {
    URL.revokeObjectURL(url);
  }
}
