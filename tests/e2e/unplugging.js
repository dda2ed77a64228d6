// Two microphones that can be pulled out one after the other, in the place of the one of microphone.js: no test can pull
// out a device of Chromium's.
(() => {
  const open = navigator.mediaDevices.getUserMedia;
  const plugged = ['Desk', 'Headset'];
  let tracks = [];
  navigator.mediaDevices.getUserMedia = async (wish) => {
    if (plugged.length === 0) throw new DOMException('No microphone.', 'NotFoundError');
    const stream = await open(wish);
    for (const track of stream.getAudioTracks()) {
      Object.defineProperty(track, 'label', {value: plugged[0]});
      tracks.push(track);
    }
    return stream;
  };
  window.unplug = () => {
    plugged.shift();
    const gone = tracks;
    tracks = [];
    for (const track of gone) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
  };
  window.plug = (name) => plugged.push(name);
})();
