// A microphone for conversations of several turns: the page gets a real MediaStream, and a test plays speech into it.
// `spokeAt` is when the last of it began, on the page's clock. `echo` lets it hear from then on
// what the page plays now (see loudspeaker.js).
(() => {
  const context = new AudioContext();
  const wire = context.createMediaStreamDestination();
  // A room is never off: without a running source the stream would stop instead of being silent.
  const room = new ConstantSourceNode(context, {offset: 0});
  room.connect(wire);
  room.start();
  navigator.mediaDevices.getUserMedia = async () => {
    await context.resume();
    return wire.stream.clone();
  };
  window.echo = () => {
    for (const stream of window.played) context.createMediaStreamSource(stream).connect(wire);
  };
  window.speak = async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const source = new AudioBufferSourceNode(context, {buffer: await context.decodeAudioData(bytes.buffer)});
    source.connect(wire);
    const ended = new Promise((resolve) => source.addEventListener('ended', resolve));
    window.spokeAt = performance.now();
    source.start();
    await ended;
  };
})();
