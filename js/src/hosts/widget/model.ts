import type { Labels } from '../../core/translation.js';

/** What anywidget hands over: the widget's traits, and messages to and from its kernel. Only what is used here. */
export interface WidgetModel {
  get(name: 'height'): number;
  get(name: 'kernel_id'): string;
  get(name: 'transport'): string | null;
  get(name: 'labels'): Labels;
  send(message: object): void;
  on(event: 'msg:custom', listener: MessageListener): void;
  off(event: 'msg:custom', listener: MessageListener): void;
}

export type MessageListener = (message: unknown, buffers?: readonly DataView[]) => void;
