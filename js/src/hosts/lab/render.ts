import { type IRenderMimeRegistry, MimeModel } from '@jupyterlab/rendermime';

import { type Render, renderPlain } from '../../ui/call-card.js';

/** Results drawn by JupyterLab's renderers, as untrusted: scripts in them never run. */
export function labRender(rendermime: IRenderMimeRegistry | null): Render {
  return (bundle) => {
    const data = bundle as MimeModel.IOptions['data'];
    const type = data && rendermime?.preferredMimeType(data, 'ensure');
    if (!rendermime || !type) {
      return renderPlain(bundle);
    }
    const renderer = rendermime.createRenderer(type);
    void renderer.renderModel(new MimeModel({ data, trusted: false }));
    return renderer.node;
  };
}
