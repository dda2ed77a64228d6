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

  function becomes(status) {
    const root = panel();
    return new Promise((resolve) => {
      const observer = new MutationObserver(look);
      observer.observe(root, {attributeFilter: ['data-navai-status']});
      function look() {
        if (root.dataset.navaiStatus === status) {
          observer.disconnect();
          resolve(performance.now());
        }
      }
      look();
    });
  }

  async function clickToConnected() {
    const start = await inTime(drawn('Start voice'), 'Start voice');
    const started = performance.now();
    start.click();
    const connected = await inTime(becomes('connected'), 'connected');
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

  // The moment at which the provider's call arrives, before anything of ours has seen it.
  let called = () => {};
  const create = RTCPeerConnection.prototype.createDataChannel;
  RTCPeerConnection.prototype.createDataChannel = function (...args) {
    const channel = create.apply(this, args);
    channel.addEventListener('message', ({data}) => {
      const {type, item} = JSON.parse(data);
      if (type === 'response.output_item.done' && item.type === 'function_call') {
        called({name: item.name, at: performance.now()});
      }
    });
    return channel;
  };

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
    const call = new Promise((resolve) => {
      called = resolve;
    });
    await window.speak(wav);
    const ended = performance.now() - tail;
    const {name, at} = await inTime(call, 'function call');
    const heard = await inTime(audible(), 'answer');
    return {name, toCall: at - ended, toAudio: heard - ended};
  }

  window.bench = {
    execute: ({n, kernelId}) => series(n, () => execute(kernelId)),
    empty: (n) => series(n, readNothing),
    echo: (n) => series(n, () => window.echo()),
    clickToConnected,
    barePeer,
    say: ({wav, tail}) => say(wav, tail),
  };
})();
