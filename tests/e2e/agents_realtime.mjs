// A page with a session of the provider's JavaScript SDK; a test drives it through `window`.

import * as sdk from '/sdk/openai-realtime-agents.mjs';
import {follow, team} from '/page/team.mjs';

const LONGEST_WAIT = 20_000;

const speaker = document.createElement('audio');
const told = [];
let wake = () => {};

const TRANSPORTS = {
  webrtc: () => new sdk.OpenAIRealtimeWebRTC({baseUrl: `${location.origin}/v1/realtime/calls`, audioElement: speaker}),
  websocket: () => new sdk.OpenAIRealtimeWebSocket({url: `ws://${location.host}/v1/realtime?model=any`}),
};
const recorded = [];
let recorder;

Object.assign(window, {
  async connect(transport, secret) {
    window.session = new sdk.RealtimeSession(team(sdk), {transport: TRANSPORTS[transport](), tracingDisabled: true});
    follow(session, (what) => {
      told.push(what);
      wake();
    });
    await session.connect({apiKey: secret});
    if (speaker.srcObject) {
      recorder = new MediaRecorder(speaker.srcObject);
      recorder.start();
    }
  },

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

  /** All that the page has heard, as a WebM file in base64. */
  async heard() {
    const more = new Promise((resolve) => recorder.addEventListener('dataavailable', resolve, {once: true}));
    recorder.requestData();
    recorded.push((await more).data);
    const bytes = new Uint8Array(await new Blob(recorded).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  },
});
