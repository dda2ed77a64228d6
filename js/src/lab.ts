import { ILabShell, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { URLExt } from '@jupyterlab/coreutils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ServerConnection } from '@jupyterlab/services';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITableOfContentsRegistry, ITableOfContentsTracker } from '@jupyterlab/toc';

import { Backend } from './core/backend.js';
import { openWebRtc } from './core/line.js';
import { VoiceSession } from './core/session.js';
import { moodOf } from './core/state.js';
import { words } from './core/words.js';
import { StoredConsent } from './hosts/browser/consent.js';
import { cookie } from './hosts/browser/cookie.js';
import { BrowserMedia } from './hosts/browser/media.js';
import { LabHost } from './hosts/lab/host.js';
import { labRender, SidePanel } from './hosts/lab/side-panel.js';
import { publish } from './hosts/published.js';
import { mountPanel } from './ui/panel.js';

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
  const mood = () => moodOf(session.state, session.calls.open.length);
  const host = new LabHost({ app, notebooks, contents, contentsTracker, mood });
  const backend = connectBackend(app.serviceManager.serverSettings);
  const session = new VoiceSession({
    channel: backend,
    source: backend,
    host,
    media: new BrowserMedia(),
    consent: new StoredConsent(globalThis.localStorage),
    openLine: openWebRtc,
  });
  const render = labRender(rendermime);
  const panel = new SidePanel(session, render);
  if (labShell) {
    panel.node.style.minWidth = '320px'; // Notebook 7 clips what is wider than its side bar
  }
  app.shell.add(panel, 'right', { rank: 900 });
  app.commands.addCommand(START, {
    label: words.palette,
    caption: words.panelCaption,
    describedBy: { args: { type: 'object', properties: {} } },
    execute: () => {
      host.notebook.pickCurrent();
      app.shell.activateById(panel.id);
      return session.start();
    },
  });
  palette?.addItem({ command: START, category: 'Voice' });
  if (settings) {
    followSettings(settings, host).catch((error) => {
      console.error('navai-jupyter: the settings could not be read.', error);
    });
  }
  publish({
    mount: (el, kernelId) => {
      const pick = () => host.notebook.pickKernel(kernelId);
      el.addEventListener('pointerdown', pick);
      return mountPanel(el, session, { render });
    },
  });
  addEventListener('pagehide', () => session.stop());
}

async function followSettings(registry: ISettingRegistry, host: LabHost): Promise<void> {
  const settings = await registry.load(ID);
  const apply = () => {
    host.notebook.followsFocus = settings.get('followFocus').composite !== false;
  };
  settings.changed.connect(apply);
  apply();
}

/** Our routes with JupyterLab's own login. */
function connectBackend(settings: ServerConnection.ISettings): Backend {
  const base = URLExt.join(new URL(settings.baseUrl, location.href).href, '/');
  const request = (url: string, init: RequestInit) => ServerConnection.makeRequest(url, init, settings);
  return new Backend(base, request, () => cookie('_xsrf'));
}

export default plugin;
