/** Percent of the usual size, for the captions of every panel in the page. */
export function setCaptionSize(percent: number): void {
  document.documentElement.style.setProperty('--navai-caption-size', String(percent / 100));
}
