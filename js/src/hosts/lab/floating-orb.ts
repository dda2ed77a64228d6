import type { Lazy } from '../../core/lazy.js';
import type { Corner } from '../../ui/floating.js';
import type { SidePanel } from './side-panel.js';
import type { Voice } from './voice.js';

type Place = 'panel' | Corner;

/** Where voice is started: in the side panel, or also by a button in a corner of the page; `auto` knows the page. */
export type Placement = 'auto' | Place;

export interface FloatingParts {
  /** Where `auto` is. */
  readonly usual: Place;
  readonly voice: Lazy<Voice>;
  readonly panel: SidePanel;
  start(): void;
  showPanel(): void;
}

/** The button in the corner, while the setting says so and the panel, which has it too, is not seen. */
export class FloatingOrb {
  #placement: Placement = 'panel';
  #shown: Place = 'panel';
  #unmount = () => {};

  constructor(private readonly parts: FloatingParts) {
    parts.panel.seen.on(() => this.#update());
    parts.voice.arrived.on(() => this.#update());
  }

  /** Whether a start shows the panel: a button that the person has put into a corner is enough. */
  get opensPanel(): boolean {
    return this.#placement === 'panel' || this.#placement === 'auto';
  }

  set placement(placement: Placement) {
    this.#placement = placement;
    if (this.#place !== 'panel') {
      this.parts.voice.get().catch(() => undefined); // the panel says why
    }
    this.#update();
  }

  get #place(): Place {
    return this.#placement === 'auto' ? this.parts.usual : this.#placement;
  }

  #update(): void {
    const { voice, panel, start, showPanel } = this.parts;
    const wanted = voice.value && !panel.isVisible ? this.#place : 'panel';
    if (wanted === this.#shown) {
      return;
    }
    this.#shown = wanted;
    this.#unmount();
    this.#unmount =
      voice.value && wanted !== 'panel' ? voice.value.float(wanted, { start, openPanel: showPanel }) : () => {};
  }
}
