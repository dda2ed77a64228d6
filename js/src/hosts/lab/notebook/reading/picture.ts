export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the header of every PNG keeps its size, in big-endian words. */
const PNG = /^iVBORw0KGgo/;
const WIDTH_AT = 16;
const HEADER_CHARACTERS = 32;

/** The size in pixels that a PNG in base64 says of itself, or null. */
export function pngSize(base64: string): Size | null {
  if (!PNG.test(base64)) {
    return null;
  }
  const header = Uint8Array.from(atob(base64.slice(0, HEADER_CHARACTERS)), (byte) => byte.charCodeAt(0));
  const view = new DataView(header.buffer);
  return { width: view.getUint32(WIDTH_AT), height: view.getUint32(WIDTH_AT + 4) };
}
