import type { Media, Sound } from '../../core/host.js';
import { fail, type ProblemError } from '../../core/problem.js';
import { problems } from '../../core/problem-words.js';
import { BrowserDevices } from './devices.js';

/** The browser's microphone and loudspeaker. */
export class BrowserMedia implements Media {
  readonly microphones: BrowserDevices;
  readonly speakers: BrowserDevices | null;
  #speaker: HTMLAudioElement | null = null;

  constructor(storage: Storage | null) {
    this.microphones = new BrowserDevices('audioinput', storage);
    const choice = 'setSinkId' in HTMLMediaElement.prototype;
    this.speakers = choice ? new BrowserDevices('audiooutput', storage) : null;
    this.speakers?.changed.on(() => this.#chooseSpeaker());
  }

  async microphone(): Promise<Sound> {
    if (!navigator.mediaDevices?.getUserMedia) {
      throw fail('insecure_page', problems.insecurePage);
    }
    try {
      const stream = await openMicrophone(this.microphones.chosen);
      this.microphones.opened(stream.getAudioTracks()[0]?.getSettings().deviceId ?? '');
      void this.speakers?.refresh();
      return listenTo(stream);
    } catch (error) {
      throw microphoneProblem(error as DOMException);
    }
  }

  silence(): Sound {
    const context = new AudioContext();
    const { stream } = context.createMediaStreamDestination();
    return { stream, level: () => 0, close: () => closeContext(context) };
  }

  /** One element for the page; playing it inside a click unlocks it where sound needs a gesture (Safari). */
  speaker(): HTMLAudioElement {
    if (!this.#speaker) {
      this.#speaker = document.createElement('audio');
      this.#speaker.autoplay = true;
      this.#speaker.dataset.navai = 'voice';
      document.body.append(this.#speaker);
      this.#chooseSpeaker();
    }
    this.#speaker.play().catch(() => undefined); // nothing to play yet: only the gesture counts
    return this.#speaker;
  }

  /** What cannot be used leaves the sound where it is. */
  #chooseSpeaker(): void {
    if (this.#speaker && this.speakers && this.#speaker.sinkId !== this.speakers.current) {
      this.#speaker.setSinkId(this.speakers.current).catch(() => undefined);
    }
  }
}

class MicrophoneSound implements Sound {
  readonly #context = new AudioContext();
  readonly #analyser = this.#context.createAnalyser();
  readonly #samples: Uint8Array<ArrayBuffer>;

  constructor(readonly stream: MediaStream) {
    this.#analyser.fftSize = 512;
    this.#samples = new Uint8Array(this.#analyser.fftSize);
    this.#context.createMediaStreamSource(stream).connect(this.#analyser);
  }

  level(): number {
    this.#analyser.getByteTimeDomainData(this.#samples);
    const loudest = this.#samples.reduce((most, sample) => Math.max(most, Math.abs(sample - 128)), 0);
    return Math.min(1, loudest / 64);
  }

  close(): void {
    stopTracks(this.stream);
    closeContext(this.#context);
  }
}

/** The browser shows an open microphone until its tracks are stopped, also where nothing can listen to it. */
function listenTo(stream: MediaStream): Sound {
  try {
    return new MicrophoneSound(stream);
  } catch (error) {
    stopTracks(stream);
    throw error;
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) {
    track.stop();
  }
}

/** Closing twice is an error to the browser, and none to us. */
export function closeContext(context: AudioContext): void {
  if (context.state !== 'closed') {
    void context.close();
  }
}

/** The chosen one, or another where that is not there. Chromium takes a merely ideal device for no wish at all. */
async function openMicrophone(chosen: string): Promise<MediaStream> {
  const treated = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  const open = (audio: MediaTrackConstraints) => navigator.mediaDevices.getUserMedia({ audio });
  if (!chosen) {
    return open(treated);
  }
  try {
    return await open({ ...treated, deviceId: { exact: chosen } });
  } catch (error) {
    if ((error as DOMException).name !== 'OverconstrainedError') {
      throw error;
    }
    return open(treated);
  }
}

function microphoneProblem(error: DOMException): ProblemError {
  switch (error.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return fail('microphone_blocked', problems.microphoneBlocked);
    case 'NotFoundError':
    case 'OverconstrainedError':
      return fail('microphone_missing', problems.microphoneMissing);
    default:
      return fail('microphone_busy', problems.microphoneBusy, error.message || error.name);
  }
}
