// Measures what the page hears: the loudest sample so far of whatever its audio elements play, and the longest time in
// milliseconds for which they were quiet.
(() => {
  window.loudest = 0;
  window.longestQuiet = 0;
  let lastLoud = 0;
  const native = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...native,
    set(stream) {
      native.set.call(this, stream);
      if (stream?.getAudioTracks().length) listen(stream);
    },
  });
  function listen(stream) {
    const context = new AudioContext();
    const meter = new AnalyserNode(context, {fftSize: 1024});
    context.createMediaStreamSource(stream).connect(meter);
    const samples = new Float32Array(meter.fftSize);
    setInterval(() => {
      meter.getFloatTimeDomainData(samples);
      const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      window.loudest = Math.max(window.loudest, loudest);
      const now = performance.now();
      window.longestQuiet = Math.max(window.longestQuiet, now - lastLoud);
      if (loudest > 0.02) lastLoud = now;
    }, 10);
  }
})();
