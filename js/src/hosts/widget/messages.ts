import { randomId } from '../../core/ids.js';
import { fail, ProblemError } from '../../core/problem.js';
import { problems } from '../../core/problem-words.js';
import { Signal } from '../../core/signal.js';
import type { Hello, WidgetNews, WidgetReply, WidgetRequest } from '../../core/wire.js';
import type { WidgetModel } from './model.js';

/** A request that gets its id when it is sent. */
export type Asked = WidgetRequest extends infer R
  ? R extends WidgetRequest
    ? Omit<R, 'request_id'>
    : never
  : never;

/** A kernel that is free reads a message within a fraction of this. */
const UNREAD_MS = 2_000;

interface Open {
  /** This reply is the one that is waited for. */
  isAll(reply: WidgetReply): boolean;
  resolve(reply: WidgetReply): void;
  reject(reason: ProblemError): void;
  readonly unread: ReturnType<typeof setTimeout>;
  readonly timer: ReturnType<typeof setTimeout>;
  /** Nobody waits any more. */
  late: boolean;
}

/** Requests to one kernel and their answers, as messages of whichever widget of this page was shown last. */
export class Messages {
  readonly news = new Signal<WidgetNews>();
  /** The kernel leaves requests unread, as one does that runs a cell. */
  readonly silent = new Signal<void>();
  /** The kernel answers again, after a request had been given up. */
  readonly awake = new Signal<void>();
  #isSilent = false;
  readonly #models = new Set<WidgetModel>();
  #newest: WidgetModel | null = null;
  readonly #open = new Map<string, Open>();

  /** Use this widget from now on: those before it may have died with their kernel. */
  attach(model: WidgetModel): void {
    this.#newest = model;
    if (!this.#models.has(model)) {
      this.#models.add(model);
      model.on('msg:custom', (message) => this.#hear(message));
    }
  }

  /** The answer; rejects with the kernel's problem, or after `seconds` with `server_slow`. */
  ask(request: Asked, seconds: number): Promise<WidgetReply> {
    return this.#send(request, seconds, ({ hello }) => hello === null);
  }

  /** Resolves as soon as the kernel has read the request, whatever comes of it. */
  async accepted(request: Asked, seconds: number): Promise<Hello> {
    return (await this.#send(request, seconds, () => true)).hello as Hello;
  }

  #send(request: Asked, seconds: number, isAll: Open['isAll']): Promise<WidgetReply> {
    const request_id = randomId();
    return new Promise((resolve, reject) => {
      const unread = setTimeout(() => this.#fallSilent(), UNREAD_MS);
      const timer = setTimeout(() => {
        open.late = true;
        reject(fail('server_slow', problems.kernelSilent, Math.round(seconds)));
      }, seconds * 1000);
      const open: Open = { isAll, resolve, reject, unread, timer, late: false };
      this.#open.set(request_id, open);
      try {
        this.#newest?.send({ ...request, request_id });
      } catch {
        this.#close(request_id, open);
        reject(fail('kernel_gone', problems.kernelGone));
      }
    });
  }

  #close(request_id: string, { unread, timer }: Open): void {
    this.#open.delete(request_id);
    clearTimeout(unread);
    clearTimeout(timer);
  }

  #hear(message: unknown): void {
    const reply = message as WidgetReply | WidgetNews;
    if (!('request_id' in reply)) {
      this.news.emit(reply);
      return;
    }
    const open = this.#open.get(reply.request_id);
    if (!open) {
      return; // another page asked
    }
    this.#isSilent = false;
    clearTimeout(open.unread);
    if (!open.late && !reply.problem && !open.isAll(reply)) {
      return;
    }
    this.#close(reply.request_id, open);
    if (open.late) {
      this.awake.emit();
    } else if (reply.problem) {
      open.reject(new ProblemError(reply.problem));
    } else {
      open.resolve(reply);
    }
  }

  /** Told once, until something is heard. */
  #fallSilent(): void {
    if (!this.#isSilent) {
      this.#isSilent = true;
      this.silent.emit();
    }
  }
}
