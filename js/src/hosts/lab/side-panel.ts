import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { MimeModel } from '@jupyterlab/rendermime';
import { LabIcon } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';

import type { VoiceSession } from '../../core/session.js';
import { words } from '../../core/words.js';
import { type Render, renderPlain } from '../../ui/call-card.js';
import { ICONS } from '../../ui/element.js';
import { mountPanel } from '../../ui/panel.js';

const voiceIcon = new LabIcon({
  name: 'navai-jupyter:voice',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24"><path class="jp-icon3" fill="#616161" d="${ICONS.microphone}"/></svg>`,
});

/** The panel in JupyterLab's side bar; nothing is asked of the server until it is shown for the first time. */
export class SidePanel extends Widget {
  #mounted = false;

  constructor(
    private readonly session: VoiceSession,
    private readonly render: Render,
  ) {
    super();
    this.id = 'navai-panel';
    this.title.icon = voiceIcon;
    this.title.caption = words.panelCaption;
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.#show();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    if (this.isVisible) {
      this.#show();
    }
  }

  protected override onActivateRequest(): void {
    this.node.querySelector<HTMLElement>('.navai-orb')?.focus();
  }

  #show(): void {
    if (this.#mounted) {
      this.session.prepare();
    } else {
      this.#mounted = true;
      mountPanel(this.node, this.session, { render: this.render });
    }
  }
}

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
