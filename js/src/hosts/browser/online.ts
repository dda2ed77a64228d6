import { Signal } from '../../core/signal.js';

/** Told whenever the browser finds a network again. */
export function browserOnline(): Signal<void> {
  const online = new Signal<void>();
  addEventListener('online', () => online.emit());
  return online;
}
