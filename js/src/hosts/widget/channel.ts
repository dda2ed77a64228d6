import type { FunctionChannel } from '../../core/backend.js';
import type { Advance } from '../../core/host.js';
import { fail } from '../../core/problem.js';
import { problems } from '../../core/problem-words.js';
import { Signal } from '../../core/signal.js';
import type {
  CancelRequest,
  CancelResult,
  ExecuteRequest,
  ExecuteResult,
  FunctionList,
} from '../../core/wire.js';
import type { Messages } from './messages.js';

const SECONDS = { list: 20, cancel: 10 } as const;
/** A kernel that is free reads a message within a fraction of this. */
const BUSY_MS = 700;

/** Lists and runs the functions of the widget's kernel by its messages. */
export class KernelChannel implements FunctionChannel {
  /** That a call waits for the running cell. */
  readonly progress = new Signal<Advance>();
  /** The kernel reads messages between cells only, as far as it was heard. */
  #waits: boolean | null = null;
  /** What takes back each call that the kernel has not read yet. */
  readonly #waiting = new Map<string, () => void>();

  constructor(private readonly messages: Messages) {}

  async functions(): Promise<FunctionList> {
    const { functions } = await this.messages.ask({ type: 'list' }, SECONDS.list);
    return functions as FunctionList;
  }

  /**
   * Where messages wait for the running cell the call itself is sent once the kernel has answered: one that is given
   * up meanwhile was never sent, and so never runs.
   */
  async execute(call: ExecuteRequest, seconds: number): Promise<ExecuteResult> {
    const giveUpAt = Date.now() + seconds * 1000;
    if (this.#waits !== false) {
      await this.#untilRead(call, seconds);
    }
    const left = Math.max(1, (giveUpAt - Date.now()) / 1000);
    const { result } = await this.messages.ask({ type: 'execute', call, instance: null }, left);
    return result as ExecuteResult;
  }

  async cancel(call: CancelRequest): Promise<CancelResult> {
    const takeBack = this.#waiting.get(keyOf(call));
    if (takeBack) {
      takeBack();
      return { ok: true, found: true, stopped: true };
    }
    const { cancelled } = await this.messages.ask({ type: 'cancel', call }, SECONDS.cancel);
    return cancelled as CancelResult;
  }

  async #untilRead(call: ExecuteRequest, seconds: number): Promise<void> {
    const key = keyOf(call);
    const { session_id = '', call_id = '' } = call;
    const ids = { type: 'progress', instance: '', session_id, call_id } as const;
    const tell = (where: Pick<Advance, 'ahead'>) =>
      this.progress.emit({ ...ids, fraction: null, text: '', printed: '', ...where });
    const position = this.#waiting.size + 1;
    let told = false;
    const timer = setTimeout(() => {
      told = true;
      tell({ ahead: position });
    }, BUSY_MS);
    const takenBack = new Promise<never>((_, reject) => {
      this.#waiting.set(key, () => reject(fail('taken_back', problems.callTakenBack)));
    });
    try {
      const { waits } = await Promise.race([this.messages.accepted({ type: 'hello' }, seconds), takenBack]);
      this.#waits = waits;
      if (told) {
        tell({});
      }
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(key);
    }
  }
}

function keyOf({ session_id = '', call_id = '' }: ExecuteRequest | CancelRequest): string {
  return `${session_id}/${call_id}`;
}
