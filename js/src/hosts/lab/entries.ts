import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { ILauncher } from '@jupyterlab/launcher';
import type { IStatusBar } from '@jupyterlab/statusbar';
import type { LabIcon } from '@jupyterlab/ui-components';

import { entryWords } from '../../core/entry-words.js';
import type { Host } from '../../core/host.js';
import type { Lazy } from '../../core/lazy.js';
import { PushToTalk } from '../../core/push-to-talk.js';
import { StatusItem } from './status-item.js';
import type { Voice } from './voice.js';

const SHOW = 'navai:show';

export interface Entries {
  readonly app: JupyterFrontEnd;
  readonly palette: ICommandPalette | null;
  readonly launcher: ILauncher | null;
  readonly statusBar: IStatusBar | null;
  readonly icon: LabIcon;
  readonly voice: Lazy<Voice>;
  readonly host: Pick<Host, 'openSettings'>;
  /** Show the panel and start the session for the notebook in front. */
  start(): Promise<void>;
  showPanel(): void;
}

/** The ways to the voice agent: commands for palette and keys, a card in the launcher, an item in the status bar. */
export function addEntries({
  app,
  palette,
  launcher,
  statusBar,
  icon,
  voice,
  host,
  start,
  showPanel,
}: Entries): void {
  const session = () => voice.value?.session ?? null;
  const isConnected = () => session()?.state.status === 'connected';
  const isOff = () => ['idle', 'error'].includes(session()?.state.status ?? 'idle');
  const talk = new PushToTalk(window, { mute: async (muted) => session()?.mute(muted) });
  const commands: {
    [id: string]: { label: keyof typeof entryWords; run: () => unknown; isEnabled?: () => boolean };
  } = {
    'navai:start': { label: 'start', run: start },
    'navai:stop': { label: 'stop', run: () => session()?.stop(), isEnabled: () => !isOff() },
    'navai:toggle': { label: 'toggle', run: () => (isOff() ? start() : session()?.stop()) },
    'navai:mute': {
      label: 'mute',
      run: () => session()?.mute(!session()?.state.muted && session()?.state.microphone === true),
      isEnabled: isConnected,
    },
    'navai:talk': { label: 'talk', run: () => (isConnected() ? talk.press() : start()) },
    [SHOW]: { label: 'showPanel', run: showPanel },
    'navai:settings': {
      label: 'settings',
      run: () => host.openSettings?.(),
      isEnabled: () => host.openSettings !== undefined,
    },
  };
  for (const [id, { label, run, isEnabled }] of Object.entries(commands)) {
    app.commands.addCommand(id, {
      label: (args) => entryWords[args.isLauncher ? 'launcher' : label],
      caption: () => entryWords.caption,
      icon: (args) => (args.isLauncher ? icon : undefined),
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled,
      execute: () => run(),
    });
    palette?.addItem({ command: id, category: entryWords.category });
  }
  voice.arrived.on(({ session }) => {
    session.store.changed.on(() => app.commands.notifyCommandChanged('navai:mute'));
    session.store.changed.on(() => app.commands.notifyCommandChanged('navai:stop'));
  });
  launcher?.add({ command: SHOW, category: 'Other', args: { isLauncher: true } });
  statusBar?.registerStatusItem('navai-jupyter:status', {
    item: new StatusItem(voice, showPanel),
    align: 'right',
    rank: 100,
  });
}
