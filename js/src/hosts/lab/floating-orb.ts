import type { Lazy } from '../../core/lazy.js';
import type { Corner } from '../../ui/floating.js';
import type { SidePanel } from './side-panel.js';
import type { Voice } from './voice.js';

/** Where voice is started: in the side panel, or also by a button in a corner of the page. */
export type Placement = 'panel' | Corner;

export interface FloatingParts {
  readonly voice: Lazy<Voice>;
  readonly panel: SidePanel;
  start(): void;
  showPanel(): void;
}

/** The button in the corner, while the setting says so and the panel, which has it too, is not seen. */
export class FloatingOrb {
  #placement: Placement = 'panel';
  #shown: Placement = 'panel';
  #unmount = () => {};

  constructor(private readonly parts: FloatingParts) {
    parts.panel.seen.on(() => this.#update());
    parts.voice.arrived.on(() => this.#update());
  }

  get placement(): Placement {
    return this.#placement;
  }

  set placement(placement: Placement) {
    this.#placement = placement;
    if (placement !== 'panel') {
      this.parts.voice.get().catch(() => undefined); // the panel says why
    }
    this.#update();
  }

  #update(): void {
    const { voice, panel, start, showPanel } = this.parts;
    const wanted = voice.value && !panel.isVisible ? this.#placement : 'panel';
    if (wanted === this.#shown) {
      return;
    }
    this.#shown = wanted;
    this.#unmount();
    this.#unmount =
      voice.value && wanted !== 'panel' ? voice.value.float(wanted, { start, openPanel: showPanel }) : () => {};
  }
}
