/**
 * For whoever can neither click nor press a key: voice starts with the page.
 *
 * Only where it would not disturb: the page is looked at, and the browser opens the microphone without a question,
 * which nobody could answer by voice.
 */
export async function startOnOpen(opened: Promise<unknown>, start: () => Promise<void>): Promise<void> {
  await opened;
  if (document.visibilityState === 'visible' && (await isMicrophoneAllowed())) {
    await start();
  }
}

async function isMicrophoneAllowed(): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: 'microphone' });
    return state === 'granted';
  } catch {
    return false; // a browser that does not tell
  }
}
