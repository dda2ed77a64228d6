// A session of the provider's JavaScript SDK over a WebSocket, driven by lines of JSON: {say: base64} and {type: text}
// come in, what the session tells goes out. Usage: node speaker.mjs SDK URL, with the key in ENGINE_KEY.

import {createInterface} from 'node:readline';
import {follow, team} from './team.mjs';

const [, , sdkFile, url] = process.argv;
const sdk = await import(sdkFile);
const BLOCK = 4800;

const tell = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const session = new sdk.RealtimeSession(team(sdk), {
  transport: new sdk.OpenAIRealtimeWebSocket({url}),
  tracingDisabled: true,
});
follow(session, tell);
session.on('audio', ({data}) => tell({event: 'audio', audio: Buffer.from(data).toString('base64')}));
await session.connect({apiKey: process.env.ENGINE_KEY});
tell({event: 'connected'});

for await (const line of createInterface({input: process.stdin})) {
  const {say, type} = JSON.parse(line);
  if (type) {
    session.sendMessage(type);
  } else {
    const pcm = Uint8Array.from(Buffer.from(say, 'base64'));
    for (let at = 0; at < pcm.length; at += BLOCK) {
      session.sendAudio(pcm.slice(at, at + BLOCK).buffer);
    }
  }
}
session.close();
