import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { Kernel, KernelMessage } from '@jupyterlab/services';

import { Signal } from '../../core/signal.js';
import { type CatalogueEvent, EVENTS_TARGET, type ProgressEvent } from '../../core/wire.js';

/**
 * What kernels tell the page over the comm `navai.events`: their functions changed, or how far a call is.
 *
 * Kernels open the comm (it is found again after a reload); the page never sends on it, because a message from the
 * page would wait for the running cell.
 */
export class KernelNews {
  /** The panel whose kernel has other functions now. */
  readonly changed = new Signal<NotebookPanel>();
  readonly progress = new Signal<ProgressEvent>();

  constructor(tracker: INotebookTracker | null) {
    tracker?.forEach((panel) => {
      this.#follow(panel);
    });
    tracker?.widgetAdded.connect((_, panel) => this.#follow(panel));
  }

  #follow(panel: NotebookPanel): void {
    const { sessionContext } = panel;
    const tell = () => this.changed.emit(panel);
    const listen = (kernel: Kernel.IKernelConnection | null | undefined) => {
      if (!kernel) {
        return;
      }
      kernel.registerCommTarget(EVENTS_TARGET, (comm) => {
        comm.onMsg = this.#read(tell);
        tell();
      });
      this.#find(kernel, tell).catch(() => undefined); // a kernel that goes away while asked has no news
    };
    sessionContext.kernelChanged.connect((_, { newValue }) => listen(newValue));
    sessionContext.statusChanged.connect((_, status) => {
      if (status === 'restarting' || status === 'autorestarting') {
        tell();
      }
    });
    listen(sessionContext.session?.kernel);
  }

  #read(tell: () => void): (message: KernelMessage.ICommMsgMsg) => void {
    return ({ content }) => {
      const news = content.data as unknown as CatalogueEvent | ProgressEvent;
      if (news.type === 'progress') {
        this.progress.emit(news);
      } else {
        tell();
      }
    };
  }

  /** A comm that was opened before this page was loaded. */
  async #find(kernel: Kernel.IKernelConnection, tell: () => void): Promise<void> {
    await kernel.info;
    const reply = await kernel.requestCommInfo({ target_name: EVENTS_TARGET });
    const comms = reply.content.status === 'ok' ? Object.keys(reply.content.comms) : [];
    for (const id of comms.filter((each) => !kernel.hasComm(each))) {
      kernel.createComm(EVENTS_TARGET, id).onMsg = this.#read(tell);
    }
    if (comms.length > 0) {
      tell();
    }
  }
}
