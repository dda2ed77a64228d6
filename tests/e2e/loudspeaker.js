// Measures what the page hears of whatever its audio elements play: the loudest sample so far, since when there is
// sound and since when quiet (on the page's own clock, as heard behind the output's latency), and the longest quiet time.
(() => {
  const AUDIBLE = 0.02;
  /** Between two words of one speech there is less than this. */
  const PAUSE_MS = 1000;
  window.played = new Set();
  window.loudest = 0;
  window.soundSince = 0;
  window.quietSince = 0;
  window.longestQuiet = 0;
  /** What listens to each element: one context that is left running in each session slows the page down. */
  const meters = new WeakMap();
  const native = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...native,
    set(stream) {
      native.set.call(this, stream);
      meters.get(this)?.close();
      meters.delete(this);
      if (stream?.getAudioTracks().length) {
        window.played.add(stream);
        meters.set(this, new AudioContext());
        listen(stream, meters.get(this));
      }
    },
  });

  /** Runs on the audio thread, so that it measures as well in a busy page. */
  function meter(audible) {
    const REPORT = 4;
    class Meter extends AudioWorkletProcessor {
      blocks = 0;
      loudest = 0;
      audibleAt = 0;

      process([input]) {
        for (const [at, sample] of (input[0] ?? []).entries()) {
          this.loudest = Math.max(this.loudest, Math.abs(sample));
          if (Math.abs(sample) > audible) this.audibleAt = currentTime + at / sampleRate;
        }
        this.blocks += 1;
        if (this.blocks % REPORT === 0) {
          this.port.postMessage({now: currentTime, loudest: this.loudest, audibleAt: this.audibleAt});
          this.loudest = 0;
        }
        return true;
      }
    }
    registerProcessor('meter', Meter);
  }

  async function listen(stream, context) {
    const script = new Blob([`(${meter})(${AUDIBLE})`], {type: 'text/javascript'});
    await context.audioWorklet.addModule(URL.createObjectURL(script));
    if (context.state === 'closed') return;
    const node = new AudioWorkletNode(context, 'meter');
    context.createMediaStreamSource(stream).connect(node);
    let lastAudible = 0;
    node.port.onmessage = ({data: {now, loudest, audibleAt}}) => {
      const {contextTime, performanceTime} = context.getOutputTimestamp();
      const heard = (time) => performanceTime + (time - contextTime) * 1000;
      window.loudest = Math.max(window.loudest, loudest);
      if (audibleAt > lastAudible) {
        if (heard(audibleAt) - window.quietSince > PAUSE_MS) window.soundSince = heard(audibleAt);
        window.quietSince = heard(audibleAt);
      }
      lastAudible = audibleAt;
      window.longestQuiet = Math.max(window.longestQuiet, heard(now) - window.quietSince);
    };
  }

  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** Milliseconds from the end of a tone in this page to silence, as it is measured here: nothing can be quicker. */
  window.playout = async () => {
    const context = new AudioContext({sampleRate: 24_000});
    const tone = new OscillatorNode(context);
    const out = context.createMediaStreamDestination();
    const element = new Audio();
    tone.connect(out);
    tone.start();
    element.srcObject = out.stream;
    await element.play();
    await sleep(500);
    tone.disconnect();
    const ended = performance.now();
    await sleep(400);
    const silenced = window.quietSince;
    element.srcObject = null;
    await context.close();
    return silenced - ended;
  };
})();
