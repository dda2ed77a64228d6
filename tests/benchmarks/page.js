// Stopwatches in the page itself: nothing that drives the browser is between start and end.
(() => {
  const PATIENCE_MS = 20_000;
  const AUDIBLE = 0.02;
  const LATE = Symbol('late');

  const sleep = (ms, value) => new Promise((resolve) => setTimeout(resolve, ms, value));

  async function inTime(promise, what) {
    if ((await Promise.race([promise, sleep(PATIENCE_MS, LATE)])) === LATE) {
      throw new Error(`${what}: nothing in ${PATIENCE_MS / 1000} s`);
    }
    return promise;
  }

  /** Milliseconds of n runs, one after another; ends early at one that is not answered. */
  async function series(n, once) {
    const taken = [];
    while (taken.length < n) {
      const started = performance.now();
      if ((await Promise.race([once(), sleep(PATIENCE_MS, LATE)])) === LATE) break;
      taken.push(performance.now() - started);
    }
    return taken;
  }

  const xsrf = () => document.cookie.match(/_xsrf=([^;]+)/)[1];

  async function execute(kernelId) {
    const call = {
      function_name: 'add',
      payload: {a: 2, b: 3},
      kernel_id: kernelId,
      session_id: 'bench',
      call_id: crypto.randomUUID(),
    };
    const headers = {'Content-Type': 'application/json', 'X-XSRFToken': xsrf()};
    const response = await fetch('/navai/functions/execute', {method: 'POST', headers, body: JSON.stringify(call)});
    const answer = await response.json();
    if (answer.result !== 5) throw new Error(JSON.stringify(answer));
  }

  async function readNothing() {
    const response = await fetch('/navai/functions');
    const {items} = await response.json();
    if (items.length > 0) throw new Error('The handler that does nothing has something to tell.');
  }

  const panel = () => document.querySelector('#jp-right-stack .navai[data-navai-status]');
  const button = (name) => panel().querySelector(`button[aria-label="${name}"]`);

  /** The panel draws a moment after its state has changed. */
  async function drawn(name) {
    while (!button(name)) await new Promise(requestAnimationFrame);
    return button(name);
  }

  /** The moment from which the panel's status is as wanted. */
  function when(wanted) {
    const root = panel();
    return new Promise((resolve) => {
      const observer = new MutationObserver(look);
      observer.observe(root, {attributeFilter: ['data-navai-status']});
      function look() {
        if (wanted(root.dataset.navaiStatus)) {
          observer.disconnect();
          resolve(performance.now());
        }
      }
      look();
    });
  }

  const becomes = (status) => when((one) => one === status);

  let mended = null;
  function watchForLoss() {
    mended = (async () => {
      const lost = await when((status) => status !== 'connected');
      return (await becomes('connected')) - lost;
    })();
  }

  /** A mouse is over the button for a while before it clicks; a key or a finger is not. A failure answers its words. */
  async function clickToConnected(hoverMs) {
    const start = await inTime(drawn('Start voice'), 'Start voice');
    if (hoverMs) {
      start.dispatchEvent(new PointerEvent('pointerenter'));
      await sleep(hoverMs);
    }
    const started = performance.now();
    start.click();
    const connected = await inTime(when((status) => ['connected', 'error'].includes(status)), 'connected');
    if (panel().dataset.navaiStatus === 'error') return panel().querySelector('[role=alert]')?.innerText ?? '';
    (await inTime(drawn('Stop voice'), 'Stop voice')).click();
    await inTime(becomes('idle'), 'idle');
    return connected - started;
  }

  /** What a browser needs at least: microphone, offer, relay, answer, an open channel. */
  async function barePeer() {
    const started = performance.now();
    const microphone = await navigator.mediaDevices.getUserMedia({audio: true});
    const peer = new RTCPeerConnection();
    for (const track of microphone.getTracks()) peer.addTrack(track, microphone);
    const channel = peer.createDataChannel('oai-events');
    const opened = new Promise((resolve) => channel.addEventListener('open', () => resolve(performance.now())));
    await peer.setLocalDescription(await peer.createOffer());
    const response = await fetch(`/navai/realtime/calls?_xsrf=${encodeURIComponent(xsrf())}`, {
      method: 'POST',
      headers: {'Content-Type': 'application/sdp'},
      body: peer.localDescription.sdp,
    });
    await peer.setRemoteDescription({type: 'answer', sdp: await response.text()});
    const ready = await inTime(opened, 'data channel');
    peer.close();
    for (const track of microphone.getTracks()) track.stop();
    return ready - started;
  }

  /** The next event that `matches`, which wire.js sees before anything of ours does. */
  function next(matches) {
    return new Promise((resolve) => {
      wire.seen = (entry) => !entry.sent && matches(entry.event) && resolve(entry);
    });
  }

  const isCall = ({type, item}) => type === 'response.output_item.done' && item.type === 'function_call';
  const isInterruption = ({type}) => type === 'input_audio_buffer.speech_started';

  /** Bytes to and from the provider so far: of the page's sockets, and of its last peer connection. */
  async function bytes() {
    const stats = wire.peer ? [...(await wire.peer.getStats()).values()] : [];
    const {bytesSent = 0, bytesReceived = 0} = stats.find(({type}) => type === 'transport') ?? {};
    return wire.bytes + bytesSent + bytesReceived;
  }

  /** `loudest` is kept by loudspeaker.js. */
  async function audible() {
    while (window.loudest < AUDIBLE) await sleep(5);
    return performance.now();
  }

  async function silent() {
    do {
      window.loudest = 0;
      await sleep(1000);
    } while (window.loudest >= AUDIBLE);
  }

  /** Says a WAV file whose voice ends `tail` milliseconds before the file does. */
  async function say(wav, tail) {
    await inTime(silent(), 'silence');
    const call = next(isCall);
    await window.speak(wav);
    const ended = performance.now() - tail;
    const {event, at} = await inTime(call, 'function call');
    const heard = await inTime(audible(), 'answer');
    return {name: event.item.name, toCall: at - ended, toAudio: heard - ended};
  }

  // Our player tells of each time that it has nothing more to play.
  let ranDry = 0;
  window.AudioWorkletNode = class extends AudioWorkletNode {
    constructor(context, name, options) {
      super(context, name, options);
      if (name !== 'navai-playback') return;
      let playing = false;
      this.port.addEventListener('message', ({data}) => {
        if (playing && !data.playing) ranDry += 1;
        playing = data.playing;
      });
    }
  };

  /** How often speech stopped and went on while the agent answered. */
  async function gaps(question) {
    await inTime(silent(), 'silence');
    ranDry = 0;
    await window.speak(question);
    await inTime(audible(), 'answer');
    await silent();
    return ranDry - 1;
  }

  /** Says a WAV file, whose voice begins at `onset`, while the agent answers the one before. */
  async function bargeIn({question, wav, onset}) {
    await inTime(silent(), 'silence');
    await window.speak(question);
    await inTime(audible(), 'answer');
    await sleep(1000);
    const noticed = next(isInterruption);
    const spoken = window.speak(wav);
    const {at: told} = await inTime(noticed, 'speech_started');
    const began = window.spokeAt + onset;
    await sleep(400); // what was on its way to the loudspeaker
    const silenced = window.quietSince;
    await spoken;
    return {toTold: told - began, toSilence: silenced - began};
  }

  window.bench = {
    execute: ({n, kernelId}) => series(n, () => execute(kernelId)),
    empty: (n) => series(n, readNothing),
    echo: (n) => series(n, () => window.echo()),
    clickToConnected,
    barePeer,
    watchForLoss: async () => watchForLoss(),
    mended: () => inTime(mended, 'another connection'),
    say: ({wav, tail}) => say(wav, tail),
    bytes,
    bargeIn,
    gaps,
    playout: () => window.playout(),
  };
})();
