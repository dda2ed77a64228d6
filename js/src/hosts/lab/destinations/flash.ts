const FLASH_MS = 1_200;

/** Shows for a moment where the person is now; not to whoever wants no motion. */
export function flash(node: HTMLElement): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    return;
  }
  const lit = { boxShadow: '0 0 0 3px var(--jp-brand-color1, #1976d2)' };
  node.animate([lit, { ...lit, offset: 0.6 }, { boxShadow: '0 0 0 3px transparent' }], {
    duration: FLASH_MS,
    id: 'navai-flash',
  });
}
