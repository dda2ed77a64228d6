import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';

import type { Lazy } from '../../core/lazy.js';
import { Signal } from '../../core/signal.js';
import { words } from '../../core/words.js';
import { voiceIcon } from './icon.js';
import { mountLater } from './mount-later.js';
import type { Voice } from './voice.js';

const CLOSING_MS = 50;

/** The panel in JupyterLab's side bar; nothing is asked of the server until it is shown for the first time. */
export class SidePanel extends Widget {
  /** It came into view, or went. */
  readonly seen = new Signal<void>();
  #mounted = false;

  constructor(private readonly voice: Lazy<Voice>) {
    super();
    this.id = 'navai-panel';
    this.title.icon = voiceIcon;
    this.title.caption = words.panelCaption;
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.#show();
    this.seen.emit();
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this.seen.emit();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    if (this.isVisible) {
      this.#show();
    }
  }

  protected override onActivateRequest(): void {
    const focus = () => this.node.querySelector<HTMLElement>('.navai-orb')?.focus();
    // After the command palette, which gives the focus back to where it was when it closes.
    this.voice.get().then(
      () => setTimeout(focus, CLOSING_MS),
      () => undefined, // what failed is said in the panel
    );
  }

  #show(): void {
    if (this.#mounted) {
      this.voice.value?.session.prepare();
    } else {
      this.#mounted = true;
      mountLater(this.node, this.voice);
    }
  }
}
