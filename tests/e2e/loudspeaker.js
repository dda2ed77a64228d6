// Measures what the page hears: the loudest sample of every remote audio track so far.
(() => {
  window.loudest = 0;
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(...args) {
      super(...args);
      this.addEventListener('track', ({streams, track}) => listen(streams[0] ?? new MediaStream([track])));
    }
  };
  function listen(stream) {
    const context = new AudioContext();
    const meter = new AnalyserNode(context, {fftSize: 2048});
    context.createMediaStreamSource(stream).connect(meter);
    const samples = new Float32Array(meter.fftSize);
    setInterval(() => {
      meter.getFloatTimeDomainData(samples);
      for (const sample of samples) window.loudest = Math.max(window.loudest, Math.abs(sample));
    }, 20);
  }
})();
