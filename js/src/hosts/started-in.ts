/** Calls `start` before anything in `el` is pressed or sent that may start voice, by pointer or by keyboard. */
export function startedIn(el: HTMLElement, start: () => void): void {
  for (const act of ['click', 'submit']) {
    el.addEventListener(act, start, { capture: true });
  }
}
