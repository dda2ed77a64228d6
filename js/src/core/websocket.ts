import { OpenAIRealtimeWebSocket } from '@openai/agents-realtime';

import type { OpenLine } from './line.js';
import { fail, ProblemError, parseObject, readProblem } from './problem.js';
import { problems } from './problem-words.js';
import type { Playback, RawAudio } from './raw-audio.js';
import { Signal } from './signal.js';

/** Bytes that wait in the socket, beyond which the microphone is not added to: sound that old is of no use. */
const MOST_WAITING = 1 << 18;

export type OpenSocket = (url: string) => WebSocket;

/** The SDK's WebSocket to our own server, which relays it: it works wherever the page itself came through. */
export function webSocketLine(audio: RawAudio, openSocket: OpenSocket): OpenLine {
  return (stream, speaker) => {
    let giveUp: (reason: ProblemError) => void = () => {};
    const hopeless = new Promise<never>((_, reject) => {
      giveUp = reject;
    });
    hopeless.catch(() => undefined); // only whoever still connects cares
    let greet: () => void = () => {};
    const greeted = new Promise<void>((resolve) => {
      greet = resolve;
    });
    let socket: WebSocket | null = null;
    let prepare: () => void = () => {};
    /** The sound is prepared while the server answers. */
    const asked = new Promise<void>((resolve) => {
      prepare = resolve;
    });
    const transport = new HeardSocket(greeted, async ({ url }) => {
      socket = openSocket(url);
      whenAnswered(socket, greet, giveUp);
      prepare();
      return socket;
    });
    const playing = new Signal<boolean>();
    const player = asked.then(async () => {
      const playback = await audio.playback(speaker);
      playback.playing.on((on) => playing.emit(on));
      transport.playback = playback;
      return playback;
    });
    transport.on('audio', ({ responseId, data }) => void player.then((one) => one.play(responseId, data)));
    transport.on('audio_interrupted', () => void player.then((one) => one.clear()));
    const capture = (from: MediaStream) => {
      void player.then(
        (one) => one.overhear(from),
        () => undefined,
      );
      return audio.capture(from, (block) => {
        if ((socket?.bufferedAmount ?? 0) < MOST_WAITING) {
          transport.sendAudio(block);
        }
      });
    };
    let ears = asked.then(() => capture(stream));
    player.catch((error) => giveUp(error));
    ears.catch((error) => giveUp(error));
    const release = () =>
      void ears.then(
        (stop) => stop(),
        () => undefined,
      );
    return {
      transport,
      endpoint: 'socket',
      hopeless,
      playing,
      replaceSound: async (next) => {
        release();
        ears = capture(next);
        await ears;
      },
      close: () => {
        release();
        void player.then(
          (one) => one.close(),
          () => undefined,
        );
      },
    };
  };
}

/** The SDK guesses by the clock how much was heard; the player knows. */
class HeardSocket extends OpenAIRealtimeWebSocket {
  playback: Playback | null = null;
  #responseId = '';
  /** The response that was interrupted: what is still on its way of it must not be heard. */
  #cutId = '';

  constructor(
    /** The provider has answered: our server opens the page's socket before it has tried to open the other. */
    private readonly greeted: Promise<void>,
    createWebSocket: (options: { url: string }) => Promise<WebSocket>,
  ) {
    // The SDK types its socket by Node's, which a browser's is in all that it uses.
    super({ createWebSocket: createWebSocket as never });
  }

  override async connect(options: Parameters<OpenAIRealtimeWebSocket['connect']>[0]): Promise<void> {
    await super.connect(options);
    await this.greeted;
  }

  protected override _onAudio(event: Parameters<OpenAIRealtimeWebSocket['_onAudio']>[0]): void {
    this.#responseId = event.responseId;
    if (event.responseId !== this.#cutId) {
      super._onAudio(event);
    }
  }

  override interrupt(cancelOngoingResponse = true): void {
    if (this.playback && this._firstAudioTimestamp !== undefined) {
      this._firstAudioTimestamp = Date.now() - this.playback.heard(this.#responseId);
    }
    super.interrupt(cancelOngoingResponse);
    this.#cutId = this.#responseId;
  }
}

/** Our relay tells by its first event why there is no session; a browser shows a page nothing else. */
function whenAnswered(socket: WebSocket, answered: () => void, refused: (why: ProblemError) => void): void {
  socket.addEventListener(
    'message',
    ({ data }) => {
      const problem = readProblem(JSON.stringify(parseObject(String(data))?.problem ?? null));
      if (problem) {
        refused(new ProblemError(problem));
      } else {
        answered();
      }
    },
    { once: true },
  );
  for (const end of ['error', 'close']) {
    socket.addEventListener(end, () => refused(fail('server_gone', problems.serverGone)));
  }
}
