import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';

const plugin: JupyterFrontEndPlugin<void> = {
  id: 'navai-jupyter:plugin',
  autoStart: true,
  activate: (_app: JupyterFrontEnd) => {},
};

export default plugin;
