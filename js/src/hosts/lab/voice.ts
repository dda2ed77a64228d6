import { URLExt } from '@jupyterlab/coreutils';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ServerConnection } from '@jupyterlab/services';

import { Backend } from '../../core/backend.js';
import type { Cues } from '../../core/cues.js';
import type { Host, Media } from '../../core/host.js';
import type { Lines } from '../../core/lines.js';
import { VoiceSession } from '../../core/session.js';
import type { Ways } from '../../core/ways.js';
import { openWebRtc } from '../../core/webrtc.js';
import { webSocketLine } from '../../core/websocket.js';
import { type Corner, type FloatingActions, mountFloating } from '../../ui/floating.js';
import { mountPanel } from '../../ui/panel.js';
import { browserId } from '../browser/browser-id.js';
import { StoredConsent } from '../browser/consent.js';
import { cookie } from '../browser/cookie.js';
import { soundCues } from '../browser/cue-sounds.js';
import { browserFloor } from '../browser/floor.js';
import { browserOnline } from '../browser/online.js';
import { workletAudio } from '../browser/raw-audio.js';
import { browserStorage } from '../browser/storage.js';
import { labRender } from './render.js';

/** The page's session and its views: nearly all of this extension's code, loaded when it is first needed. */
export interface Voice {
  readonly session: VoiceSession;
  readonly cues: Cues;
  mount(el: HTMLElement): () => void;
  /** Show its button in a corner of the page. */
  float(corner: Corner, actions: FloatingActions): () => void;
}

export interface VoiceParts {
  readonly host: Host;
  readonly media: Media;
  readonly lines: Lines;
  readonly ways: Ways;
  readonly settings: ServerConnection.ISettings;
  readonly rendermime: IRenderMimeRegistry | null;
}

export function createVoice({ host, media, lines, ways, settings, rendermime }: VoiceParts): Voice {
  const server = URLExt.join(new URL(settings.baseUrl, location.href).href, '/');
  const lasting = browserStorage('localStorage');
  const backend = connectBackend(server, settings, browserId(lasting));
  lines.builtIn = {
    webrtc: openWebRtc,
    websocket: webSocketLine(workletAudio, (url) => new settings.WebSocket(url)),
  };
  const session = new VoiceSession({
    channel: backend,
    source: backend,
    host,
    media,
    consent: new StoredConsent(lasting),
    lines,
    ways,
    floor: browserFloor(server),
    tab: browserStorage('sessionStorage'),
    lasting,
    server,
    online: browserOnline(),
  });
  const cues = soundCues(session);
  const render = labRender(rendermime);
  return {
    session,
    cues,
    mount: (el) => mountPanel(el, session, { render }),
    float: (corner, actions) => mountFloating(session, corner, actions),
  };
}

/** Our routes with JupyterLab's own login. */
function connectBackend(base: string, settings: ServerConnection.ISettings, browser: string): Backend {
  const request = (url: string, init: RequestInit) => ServerConnection.makeRequest(url, init, settings);
  const token = settings.appendToken ? settings.token : '';
  return new Backend(base, request, () => cookie('_xsrf'), token, browser);
}
