/**
 * On a phone Notebook 7 would put its side bar beside the notebook, 250 pixels for the one and the rest for the other.
 * Lumino reads the limits of a widget from its CSS: a side bar of one pixel leaves the notebook the whole width, and
 * our panel lies below it. The names are those of Notebook 7's elements.
 */
const SHOWN = ':has(#navai-panel:not(.lm-mod-hidden))';
const SHEET = `
@media (max-width: 480px) {
  #jp-right-stack${SHOWN} { min-width: 0 !important; max-width: 1px; contain: none !important; overflow: visible; z-index: 1; }
  #jp-right-stack #navai-panel { position: fixed !important; inset: auto 0 0 0 !important; width: auto !important; height: 55% !important; border-top: 1px solid var(--jp-border-color1); }
  #jp-right-stack${SHOWN} > .jp-SidePanel-collapse { position: fixed; inset: auto 0 55% auto !important; width: 44px !important; min-width: 0 !important; height: 44px !important; border: 1px solid var(--jp-border-color1); background: var(--jp-layout-color1); justify-content: center; }
  #main-split-panel${SHOWN} .jp-Notebook { max-height: calc(45vh - 60px); } /* what is left below menu and toolbar, so that places are not gone to behind the panel */
}`;

/** Has the panel be a sheet at the lower edge where the page is narrow. */
export function addPhoneSheet(document: Document): void {
  const style = document.createElement('style');
  style.textContent = SHEET;
  document.head.append(style);
}
