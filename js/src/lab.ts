import { ILabShell, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITableOfContentsRegistry, ITableOfContentsTracker } from '@jupyterlab/toc';

import { Lazy } from './core/lazy.js';
import { Lines } from './core/lines.js';
import { moodOf } from './core/state.js';
import { type WaySetting, Ways } from './core/ways.js';
import { words } from './core/words.js';
import { BrowserMedia } from './hosts/browser/media.js';
import { LabHost } from './hosts/lab/host.js';
import { mountLater } from './hosts/lab/mount-later.js';
import { SidePanel } from './hosts/lab/side-panel.js';
import type { Voice, VoiceParts } from './hosts/lab/voice.js';
import { publish } from './hosts/published.js';

const ID = 'navai-jupyter:plugin';
const START = 'navai:start';

const plugin: JupyterFrontEndPlugin<void> = {
  id: ID,
  description: 'Talk to a notebook.',
  autoStart: true,
  optional: [
    INotebookTracker,
    ITableOfContentsRegistry,
    ITableOfContentsTracker,
    ICommandPalette,
    ISettingRegistry,
    IRenderMimeRegistry,
    ILabShell,
  ],
  activate,
};

/** Runs at every start of JupyterLab: the session with all its code comes later (`Voice`). */
function activate(
  app: JupyterFrontEnd,
  notebooks: INotebookTracker | null,
  contents: ITableOfContentsRegistry | null,
  contentsTracker: ITableOfContentsTracker | null,
  palette: ICommandPalette | null,
  settings: ISettingRegistry | null,
  rendermime: IRenderMimeRegistry | null,
  labShell: ILabShell | null,
): void {
  const mood = () => {
    const session = voice.value?.session;
    return session ? moodOf(session.state, session.calls.open.length) : 'free';
  };
  const host = new LabHost({ app, notebooks, contents, contentsTracker, mood });
  const media = new BrowserMedia();
  const { serverSettings } = app.serviceManager;
  const ways = new Ways(globalThis.localStorage);
  const lines = new Lines();
  const voice = new Lazy(() => loadVoice({ host, media, lines, ways, settings: serverSettings, rendermime }));
  const panel = new SidePanel(voice);
  if (labShell) {
    panel.node.style.minWidth = '320px'; // Notebook 7 clips what is wider than its side bar
  }
  app.shell.add(panel, 'right', { rank: 900 });
  app.commands.addCommand(START, {
    label: words.palette,
    caption: words.panelCaption,
    describedBy: { args: { type: 'object', properties: {} } },
    execute: async () => {
      media.speaker(); // in the click: loading may outlast what the browser takes for one gesture
      host.notebook.pickCurrent();
      app.shell.activateById(panel.id);
      const { session } = voice.value ?? (await voice.get());
      await session.start();
    },
  });
  palette?.addItem({ command: START, category: 'Voice' });
  if (settings) {
    followSettings(settings, host, ways).catch((error) => {
      console.error('navai-jupyter: the settings could not be read.', error);
    });
  }
  publish({
    mount: (el, kernelId) => {
      el.addEventListener('pointerdown', () => host.notebook.pickKernel(kernelId));
      return mountLater(el, voice);
    },
  });
  addEventListener('pagehide', () => voice.value?.session.stop());
  void app.restored.then(() => {
    // Before the first click, but not before anything that a person waits for.
    globalThis.requestIdleCallback?.(() => voice.get().catch(() => undefined));
  });
}

async function loadVoice(parts: VoiceParts): Promise<Voice> {
  const { createVoice } = await import('./hosts/lab/voice.js');
  return createVoice(parts);
}

async function followSettings(registry: ISettingRegistry, host: LabHost, ways: Ways): Promise<void> {
  const settings = await registry.load(ID);
  const apply = () => {
    host.notebook.followsFocus = settings.get('followFocus').composite !== false;
    ways.setting = (settings.get('transport').composite as WaySetting | undefined) ?? 'auto';
  };
  settings.changed.connect(apply);
  apply();
}

export default plugin;
