import { ILabShell, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ILauncher } from '@jupyterlab/launcher';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITableOfContentsRegistry, ITableOfContentsTracker } from '@jupyterlab/toc';
import { ITranslator } from '@jupyterlab/translation';

import { Lazy } from './core/lazy.js';
import { Lines } from './core/lines.js';
import { moodOf } from './core/state.js';
import { offerLabels } from './core/translation.js';
import { type WaySetting, Ways } from './core/ways.js';
import { BrowserMedia } from './hosts/browser/media.js';
import { browserStorage } from './hosts/browser/storage.js';
import { addEntries } from './hosts/lab/entries.js';
import { FloatingOrb } from './hosts/lab/floating-orb.js';
import { LabHost } from './hosts/lab/host.js';
import { voiceIcon } from './hosts/lab/icon.js';
import { mountLater } from './hosts/lab/mount-later.js';
import { addPhoneSheet } from './hosts/lab/phone-sheet.js';
import { followSettings } from './hosts/lab/settings.js';
import { SidePanel } from './hosts/lab/side-panel.js';
import { startOnOpen } from './hosts/lab/start-on-open.js';
import { INavaiVoice } from './hosts/lab/token.js';
import { translateAll } from './hosts/lab/translations.js';
import type { Voice, VoiceParts } from './hosts/lab/voice.js';
import { publish } from './hosts/published.js';
import { startedIn } from './hosts/started-in.js';

export type { Line, OpenLine } from './core/line.js';
export type { OpenOwnLine, OwnLine } from './core/lines.js';
export type { VoiceSession } from './core/session.js';
export { Signal } from './core/signal.js';
export { transportState } from './core/state.js';
export { INavaiVoice };

const ID = 'navai-jupyter:plugin';

const plugin: JupyterFrontEndPlugin<INavaiVoice> = {
  id: ID,
  description: 'Talk to a notebook.',
  autoStart: true,
  provides: INavaiVoice,
  optional: [
    INotebookTracker,
    ITableOfContentsRegistry,
    ITableOfContentsTracker,
    ICommandPalette,
    ISettingRegistry,
    IRenderMimeRegistry,
    ILabShell,
    IDefaultFileBrowser,
    ILauncher,
    IStatusBar,
    ITranslator,
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
  fileBrowser: IDefaultFileBrowser | null,
  launcher: ILauncher | null,
  statusBar: IStatusBar | null,
  translator: ITranslator | null,
): INavaiVoice {
  translateAll(translator, settings, ID);
  const mood = () => {
    const session = voice.value?.session;
    return session ? moodOf(session.state, session.calls.open.length) : 'free';
  };
  const calls = () => voice.value?.session.conversation.calls ?? [];
  const host = new LabHost({ app, notebooks, contents, contentsTracker, fileBrowser, mood, calls });
  const lasting = browserStorage('localStorage');
  const media = new BrowserMedia(lasting);
  const { serverSettings } = app.serviceManager;
  const ways = new Ways(lasting);
  const lines = new Lines();
  const registerTransport: INavaiVoice['registerTransport'] = (name, open) => lines.register(name, open);
  const voice = new Lazy(() => loadVoice({ host, media, lines, ways, settings: serverSettings, rendermime }));
  const ask = (transport: WaySetting | null) => {
    if (mood() === 'free') {
      ways.asked = transport;
    }
  };
  const panel = new SidePanel(voice);
  startedIn(panel.node, () => ask(null));
  if (labShell) {
    panel.node.style.minWidth = '320px'; // Notebook 7 clips what is wider than its side bar
  } else {
    addPhoneSheet(document);
  }
  app.shell.add(panel, 'right', { rank: 900 });
  const showPanel = () => app.shell.activateById(panel.id);
  const start = async () => {
    media.speaker(); // in the click: loading may outlast what the browser takes for one gesture
    host.notebook.pickCurrent();
    ask(null);
    if (orb.opensPanel) {
      showPanel();
    }
    const { session } = voice.value ?? (await voice.get());
    await session.start();
  };
  const usual = labShell ? 'panel' : 'bottom-right'; // Notebook 7 has no tab that shows its side panel
  const orb = new FloatingOrb({ usual, voice, panel, start: () => void start(), showPanel });
  addEntries({ app, palette, launcher, statusBar, icon: voiceIcon, voice, host, start, showPanel });
  if (settings) {
    const settled = { host, ways, orb, voice, startOnOpen: () => startOnOpen(app.restored, start) };
    followSettings(settings, ID, settled).catch((error) => {
      console.error('navai-jupyter: the settings could not be read.', error);
    });
  }
  publish({
    mount: (el, kernelId, transport, labels = {}) => {
      offerLabels(labels);
      startedIn(el, () => {
        host.notebook.pickKernel(kernelId);
        ask(transport());
      });
      return mountLater(el, voice);
    },
    registerTransport,
  });
  addEventListener('pagehide', () => voice.value?.session.leave());
  void app.restored.then(() => {
    // Before the first click, but not before anything that a person waits for.
    globalThis.requestIdleCallback?.(() => voice.get().catch(() => undefined));
  });
  return { registerTransport, session: async () => (await voice.get()).session };
}

async function loadVoice(parts: VoiceParts): Promise<Voice> {
  const { createVoice } = await import('./hosts/lab/voice.js');
  return createVoice(parts);
}

export default plugin;
