import { Lines } from '../../core/lines.js';
import { VoiceSession } from '../../core/session.js';
import { offerLabels } from '../../core/translation.js';
import { type WaySetting, Ways } from '../../core/ways.js';
import { openWebRtc } from '../../core/webrtc.js';
import { webSocketLine } from '../../core/websocket.js';
import { words } from '../../core/words.js';
import { mountPanel } from '../../ui/panel.js';
import { StoredConsent } from '../browser/consent.js';
import { soundCues } from '../browser/cue-sounds.js';
import { browserFloor } from '../browser/floor.js';
import { BrowserMedia } from '../browser/media.js';
import { browserOnline } from '../browser/online.js';
import { workletAudio } from '../browser/raw-audio.js';
import { browserStorage } from '../browser/storage.js';
import { startedIn } from '../started-in.js';
import { KernelChannel } from './channel.js';
import { WidgetHost } from './host.js';
import { Messages } from './messages.js';
import type { WidgetModel } from './model.js';
import { relayOffers } from './offers.js';
import { optional } from './optional-audio.js';
import { KernelSocket } from './socket.js';
import { KernelSource } from './source.js';

/** The session of one kernel on this page, and the messages that it goes by. */
interface KernelVoice {
  readonly session: VoiceSession;
  readonly messages: Messages;
  readonly ways: Ways;
  /** Panels that show it now, and what hangs up when there is none. */
  views: number;
  unseen: ReturnType<typeof setTimeout> | undefined;
}

/** A cell that is run again shows its panel anew within this; a session that nobody sees has no stop button. */
const UNSEEN_MS = 10_000;

/** Sessions by kernel: all widgets of a notebook show the same one. */
const voices = new Map<string, KernelVoice>();
/** All of them have one microphone: tabs of this origin yield to each other. */
const floor = browserFloor('widget');

/** Show the session of the widget's kernel in `el`; answers the function that removes it. */
export function mountWidget(el: HTMLElement, model: WidgetModel): () => void {
  const kernelId = model.get('kernel_id');
  const voice = voices.get(kernelId) ?? createVoice(kernelId);
  voices.set(kernelId, voice);
  const { session, messages, ways } = voice;
  messages.attach(model);
  offerLabels(model.get('labels'));
  startedIn(el, () => {
    if (session.state.status === 'idle' || session.state.status === 'error') {
      ways.asked = model.get('transport') as WaySetting | null;
    }
  });
  clearTimeout(voice.unseen);
  voice.views += 1;
  const unmount = mountPanel(el, session);
  return () => {
    unmount();
    voice.views -= 1;
    if (voice.views === 0) {
      voice.unseen = setTimeout(() => session.leave(), UNSEEN_MS);
    }
  };
}

function createVoice(kernelId: string): KernelVoice {
  const messages = new Messages();
  const channel = new KernelChannel(messages);
  const lasting = browserStorage('localStorage');
  const ways = new Ways(lasting, Date.now, 'kernel');
  relayOffers(kernelId, messages);
  const session = new VoiceSession({
    channel,
    source: new KernelSource(messages, kernelId),
    host: new WidgetHost(kernelId, messages, channel, document),
    media: new BrowserMedia(lasting),
    consent: new StoredConsent(lasting),
    lines: new Lines({
      webrtc: openWebRtc,
      kernel: webSocketLine(optional(workletAudio), () => new KernelSocket(messages) as unknown as WebSocket),
    }),
    ways,
    floor,
    tab: browserStorage('sessionStorage'),
    lasting,
    server: `kernel:${kernelId}`,
    online: browserOnline(),
  });
  soundCues(session);
  messages.awake.on(() => session.prepare());
  messages.silent.on(() => {
    if (session.state.status !== 'idle') {
      session.conversation.note(words.kernelSilent);
    }
  });
  session.store.changed.on(({ status }) => status === 'connecting' && stopOthers(session));
  addEventListener('pagehide', () => session.leave());
  return { session, messages, ways, views: 0, unseen: undefined };
}

/** One microphone, one voice: a page has one session that is on. */
function stopOthers(started: VoiceSession): void {
  for (const { session } of voices.values()) {
    if (session !== started && session.state.status !== 'idle') {
      session.stop();
    }
  }
}
