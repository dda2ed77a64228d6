// A page with a session of the provider's JavaScript SDK over WebRTC; a test drives it through `window`.

import * as sdk from '/sdk/openai-realtime-agents.mjs';
import {follow, team} from '/page/team.mjs';

const LONGEST_WAIT = 20_000;

const speaker = document.createElement('audio');
const told = [];
let wake = () => {};

const session = new sdk.RealtimeSession(team(sdk), {
  transport: new sdk.OpenAIRealtimeWebRTC({baseUrl: `${location.origin}/v1/realtime/calls`, audioElement: speaker}),
  tracingDisabled: true,
});
follow(session, (what) => {
  told.push(what);
  wake();
});

let recorder;

Object.assign(window, {
  session,

  /** What was told up to the first of this kind. */
  async until(event) {
    const timeout = AbortSignal.timeout(LONGEST_WAIT);
    for (;;) {
      const at = told.findIndex((what) => what.event === event);
      if (at >= 0) {
        return told.splice(0, at + 1);
      }
      await new Promise((resolve, reject) => {
        wake = resolve;
        timeout.onabort = () => reject(new Error(`No ${event} after ${told.map((what) => what.event).join(', ')}`));
      });
    }
  },

  record() {
    recorder = new MediaRecorder(speaker.srcObject);
    recorder.start();
  },

  /** What the page heard since `record`, as a WebM file in base64. */
  async recorded() {
    const file = new Promise((resolve) => recorder.addEventListener('dataavailable', ({data}) => resolve(data)));
    recorder.stop();
    const bytes = new Uint8Array(await (await file).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  },
});
