/** Time for a quick function call to end, which would share the processor with painting; too short to be noticed. */
const BATCH_MS = 60;

/** Draws once for all changes that come close together, and never while the page reacts to an event. */
export function batch(draw: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    request(): void {
      timer ??= setTimeout(() => {
        timer = undefined;
        draw();
      }, BATCH_MS);
    },
    dispose: () => clearTimeout(timer),
  };
}
