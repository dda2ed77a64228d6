import { randomId } from '../../core/ids.js';
import { explain } from '../../core/problem.js';
import type { SocketNews } from '../../core/wire.js';
import type { Messages } from './messages.js';

const OPEN_SECONDS = 15;
const SEND_SECONDS = 30;
/** Sound is gathered for so long: each message makes a kernel tell all its pages that it is busy, and idle again. */
const GATHER_MS = 80;
/** So often the kernel hears of a page that has nothing to say. */
const ALIVE_MS = 20_000;

/** A session with the provider through the kernel; of a browser's `WebSocket` it has what the SDK uses. */
export class KernelSocket extends EventTarget {
  /** Characters that the kernel has not read yet. */
  bufferedAmount = 0;
  readonly #id = randomId();
  #gathered: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #alive: ReturnType<typeof setInterval>;
  readonly #deaf: () => void;
  #open = true;

  constructor(private readonly messages: Messages) {
    super();
    this.#deaf = messages.news.on((news) => news.type === 'socket' && this.#hear(news));
    this.#alive = setInterval(() => this.#flush(), ALIVE_MS);
    messages.accepted({ type: 'socket_open', socket_id: this.#id }, OPEN_SECONDS).then(
      () => this.#open && this.dispatchEvent(new Event('open')),
      (error) => this.#fail(error),
    );
  }

  send(text: string): void {
    if (!this.#open) {
      return;
    }
    this.bufferedAmount += text.length;
    this.#gathered.push(text);
    if (text.startsWith('{"type":"input_audio_buffer.append"')) {
      this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS);
    } else {
      this.#flush();
    }
  }

  close(): void {
    if (this.#open) {
      this.messages
        .accepted({ type: 'socket_close', socket_id: this.#id }, SEND_SECONDS)
        .catch(() => undefined);
      this.#end();
    }
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const texts = this.#gathered;
    this.#gathered = [];
    const size = texts.reduce((sum, { length }) => sum + length, 0);
    this.messages.accepted({ type: 'socket_send', socket_id: this.#id, texts }, SEND_SECONDS).then(
      () => {
        this.bufferedAmount -= size;
      },
      (error) => this.#fail(error),
    );
  }

  #hear({ socket_id, text, closed }: SocketNews): void {
    if (socket_id !== this.#id) {
      return;
    }
    if (text !== null) {
      this.dispatchEvent(new MessageEvent('message', { data: text }));
    }
    if (closed !== null) {
      this.#end();
    }
  }

  /** Tell as our relay does: by an event that holds the problem; a kernel that reads it all later keeps no session. */
  #fail(error: unknown): void {
    if (this.#open) {
      const data = JSON.stringify({ type: 'error', problem: explain(error) });
      this.dispatchEvent(new MessageEvent('message', { data }));
      this.close();
    }
  }

  #end(): void {
    this.#open = false;
    this.#deaf();
    clearTimeout(this.#timer);
    clearInterval(this.#alive);
    this.dispatchEvent(new CloseEvent('close'));
  }
}
