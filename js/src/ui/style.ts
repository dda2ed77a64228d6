const ID = 'navai-style';

/** Once per document, whichever view comes first. */
export function addStyle(document: Document): void {
  if (!document.getElementById(ID)) {
    const style = document.createElement('style');
    style.id = ID;
    style.textContent = CSS;
    document.head.append(style);
  }
}

/** JupyterLab's colours, with a light and a dark fallback for pages that lack them. */
const CSS = `
.navai {
  --navai-text: var(--jp-ui-font-color1, light-dark(#1f1f1f, #eee));
  --navai-quiet: color-mix(in srgb, var(--navai-text) 75%, transparent); /* 4.5:1 on every ground, as --jp-ui-font-color2 is not */
  --navai-ground: var(--jp-layout-color1, light-dark(#fff, #111));
  --navai-raised: var(--jp-layout-color2, light-dark(#f0f0f0, #262626));
  --navai-line: var(--jp-border-color2, light-dark(#ddd, #444));
  --navai-accent: var(--jp-brand-color1, light-dark(#1565c0, #64b5f6));
  --navai-bad: var(--jp-error-color1, light-dark(#c62828, #ef5350));
  --navai-good: var(--jp-success-color1, light-dark(#2e7d32, #66bb6a));
  --navai-warn: var(--jp-warn-color1, light-dark(#b26a00, #ffa726));
  display: flex; flex-direction: column; height: 100%; min-height: 0; box-sizing: border-box;
  overflow: hidden auto; /* large letters need more than the height */
  color: var(--navai-text); background: var(--navai-ground);
  font-family: var(--jp-ui-font-family, system-ui, sans-serif); font-size: var(--jp-ui-font-size1, 13px); line-height: 1.45;
}
.navai *, .navai *::before { box-sizing: border-box; }
.navai [hidden] { display: none !important; }
.navai p { margin: 4px 0; }
.navai ul { list-style: none; margin: 0; padding: 0; }
.navai li { padding: 6px 0; border-bottom: 1px solid var(--navai-line); overflow-wrap: anywhere; }
.navai pre { margin: 4px 0; padding: 6px 8px; max-height: 220px; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--navai-raised); border-radius: 4px; color: inherit; }
.navai code, .navai pre { font-family: var(--jp-code-font-family, monospace); font-size: var(--jp-code-font-size, 12px); background-color: transparent; color: inherit; }
.navai pre { background: var(--navai-raised); }
.navai img { max-width: 100%; background: #fff; }
.navai button { font: inherit; color: inherit; cursor: pointer; }
.navai :focus-visible { outline: 2px solid var(--navai-accent); outline-offset: 2px; }
/* An icon that is drawn anew between press and release would swallow the click. */
.navai-icon { display: inline-flex; pointer-events: none; }
.navai-icon svg { width: 1em; height: 1em; }
.navai-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.navai-small { color: var(--navai-quiet); font-size: 0.92em; }

.navai-head { display: flex; gap: 12px; align-items: center; padding: 12px; }
.navai-more { display: flex; flex: none; }
.navai-lines { min-width: 0; flex: 1; overflow-wrap: anywhere; }
.navai .navai-orb {
  flex: none; width: 48px; height: 48px; padding: 0; border: 2px solid transparent; border-radius: 50%; /* high contrast leaves only the border */
  display: grid; place-items: center; font-size: 24px;
  color: #fff; background: #1565c0;
  box-shadow: 0 0 0 calc(2px + 10px * var(--navai-level, 0)) color-mix(in srgb, var(--navai-accent) 35%, transparent);
}
.navai[data-navai-status=connected] .navai-orb { background: #c62828; border-radius: 14px; }
.navai[data-navai-status=error] .navai-orb { background: #8a4b00; }
.navai[data-navai-status=connecting] .navai-orb { background: #555; }
.navai-status { font-weight: 600; }
.navai-meta, .navai-trust { color: var(--navai-quiet); font-size: 0.92em; }
/* Its border and its colour stay where a high-contrast mode takes shadows and backgrounds away. */
.navai-level { display: block; height: 6px; max-width: 160px; margin-top: 4px; border: 1px solid var(--navai-line); border-radius: 3px; overflow: hidden; }
.navai-level::before { content: ""; display: block; height: 100%; width: calc(100% * var(--navai-level, 0)); background: var(--navai-good); forced-color-adjust: none; }
.navai-mark-open::before { content: "●"; color: var(--navai-bad); margin-right: 4px; }

.navai-choices { display: grid; grid-template-columns: minmax(0, 1fr); gap: 6px; padding: 0 12px 10px; }
.navai-choices label { display: flex; flex-wrap: wrap; gap: 2px 8px; align-items: center; }
.navai-choices label > span:first-child { flex: none; width: 6em; }
.navai .navai-choices select { flex: 1 1 9em; min-width: 0; font: inherit; color: inherit; background: var(--navai-ground); border: 1px solid var(--navai-line); border-radius: 4px; padding: 5px 6px; }
.navai-tabs { display: flex; flex-wrap: wrap; padding: 0 6px; border-bottom: 1px solid var(--navai-line); }
.navai .navai-tabs button { border: none; border-radius: 0; background: none; padding: 8px 6px; border-bottom: 2px solid transparent; color: var(--navai-quiet); }
.navai .navai-tabs button[aria-selected=true] { color: var(--navai-text); border-bottom-color: var(--navai-accent); font-weight: 600; }
.navai-views { flex: 1; min-height: 8em; display: flex; }
.navai-view { flex: 1; min-width: 0; min-height: 0; overflow: auto; padding: 8px 12px; }
.navai-view > [role=log] { height: 100%; overflow: auto; font-size: calc(1em * var(--navai-caption-size, 1)); }
.navai [role=log] :is(code, pre) { font-size: 0.92em; }

.navai-said { padding: 4px 0; display: flex; gap: 8px; overflow-wrap: anywhere; }
.navai-who { flex: none; width: 3.6em; color: var(--navai-quiet); }
.navai-partial { color: var(--navai-quiet); font-style: italic; }
.navai-agent { font-weight: 500; }
.navai-note { margin: 6px 0; padding: 4px 8px; color: var(--navai-quiet); border-left: 2px solid var(--navai-line); overflow-wrap: anywhere; }
.navai-call { display: flex; align-items: flex-start; margin: 4px 0; padding: 4px 8px; border-radius: 4px; background: var(--navai-raised); border-left: 3px solid var(--navai-line); }
.navai-call details { flex: 1; min-width: 0; }
.navai-call .navai-action { margin: 4px 0; }
.navai-call summary { cursor: pointer; overflow-wrap: anywhere; }
.navai-call summary .navai-small { display: inline-block; } /* "24 ms" stays together */
.navai-call summary .navai-progress { display: flex; align-items: center; gap: 8px; }
.navai-progress progress { flex: 0 0 80px; accent-color: var(--navai-accent); }
.navai-call-done { border-left-color: var(--navai-good); }
.navai-call-failed, .navai-call-timeout { border-left-color: var(--navai-bad); }
.navai-call-approval { border-left-color: var(--navai-warn); }
.navai-call-running { border-left-color: var(--navai-accent); }
.navai-hints { display: flex; flex-direction: column; align-items: flex-start; gap: 6px; padding-top: 8px; }
.navai .navai-hint { border: 1px solid var(--navai-line); background: none; border-radius: 14px; padding: 4px 12px; text-align: left; overflow-wrap: anywhere; }
.navai .navai-go { border: none; background: none; padding: 2px 0; text-align: left; overflow-wrap: anywhere; text-decoration: underline; text-decoration-color: var(--navai-line); text-underline-offset: 3px; }

.navai-cards { max-height: 60%; overflow: auto; flex: none; }
.navai-card { margin: 8px 12px; padding: 10px 12px; border-radius: 6px; background: var(--navai-raised); border-left: 4px solid var(--navai-accent); overflow-wrap: anywhere; }
.navai-check p { margin: 8px 0 0; padding-top: 8px; border-top: 1px solid var(--navai-line); font-weight: 500; }
.navai-problem { border-left-color: var(--navai-bad); }
.navai-approval { border-left-color: var(--navai-warn); }
.navai-actions { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
.navai-settling { pointer-events: none; }
.navai .navai-action { border: 1px solid var(--navai-line); border-radius: 4px; background: var(--navai-ground); padding: 4px 12px; }
.navai .navai-primary.navai-action { background: #1565c0; border-color: #1565c0; color: #fff; }
.navai.navai-floating { position: fixed; z-index: 500; flex-direction: row; align-items: center; gap: 8px; height: auto; max-width: calc(100vw - 48px); overflow: visible; background: none; }
.navai-bottom-right { right: 24px; bottom: 40px; }
.navai-bottom-left { left: 24px; bottom: 40px; }
.navai-top-right { right: 24px; top: 72px; }
.navai-top-left { left: 24px; top: 72px; }
.navai-floating:is(.navai-bottom-left, .navai-top-left) { flex-direction: row-reverse; }
.navai-floating .navai-orb { border-color: var(--navai-ground); }
.navai-floating-more { display: flex; align-items: center; gap: 4px; min-width: 0; padding: 2px 4px 2px 12px; border: 1px solid var(--navai-line); border-radius: 18px; background: var(--navai-ground); }
@media (hover: hover) { .navai-floating[data-navai-status=idle]:not(:hover, :focus-within) .navai-floating-more { opacity: 0; pointer-events: none; } }
.navai-floating-status { min-width: 0; overflow-wrap: anywhere; }
.navai-composer { display: flex; flex: none; gap: 4px; align-items: center; padding: 8px 12px; border-top: 1px solid var(--navai-line); }
.navai-input { flex: 1; width: 100%; min-width: 0; font: inherit; color: inherit; background: var(--navai-ground); border: 1px solid var(--navai-line); border-radius: 4px; padding: 7px 8px; }
.navai-input::placeholder { color: var(--navai-quiet); opacity: 1; }
.navai .navai-flat { flex: none; border: none; background: none; border-radius: 4px; padding: 6px; font-size: 1.4em; display: inline-flex; align-items: center; justify-content: center; }
@media (hover: hover) { :is(.navai-flat, .navai-action, .navai-hint):hover { background: var(--jp-layout-color3, light-dark(#e4e4e4, #333)); } }
.navai-call .navai-flat { padding: 0 2px; }
@media (pointer: coarse) {
  .navai :is(button, input, select) { min-height: 44px; min-width: 44px; }
  .navai-call summary { min-height: 44px; padding: 10px 0; }
}
@media (forced-colors: active) {
  .navai-level::before { background: CanvasText; }
  .navai .navai-tabs button:not([aria-selected=true]) { border-bottom-color: Canvas; }
}
@media (prefers-reduced-motion: reduce) { .navai .navai-orb { box-shadow: none; } }
@media (prefers-reduced-motion: no-preference) { .navai-said { transition: color 120ms; } .navai-orb { transition: border-radius 120ms, background 120ms; } }
`;
