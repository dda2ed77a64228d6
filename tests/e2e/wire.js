// What page and provider say to each other, by a socket or a data channel, before anything of ours has seen it:
// `wire.log` holds `{at, sent, event}` on the page's clock, without the sound; `wire.bytes` counts what sockets carried,
// and `wire.peer` is the last peer connection.
(() => {
  const wire = {log: [], bytes: 0, peer: null, seen: () => {}};
  window.wire = wire;

  function note(sent, text) {
    const {audio, ...event} = JSON.parse(text);
    if (event.type === 'response.output_audio.delta') delete event.delta;
    if (audio !== undefined) return;
    const entry = {at: performance.now(), sent, event};
    wire.log.push(entry);
    wire.seen(entry);
  }

  window.WebSocket = class extends WebSocket {
    constructor(url, ...rest) {
      super(url, ...rest);
      this.isRealtime = new URL(url).pathname.endsWith('/navai/realtime');
      if (this.isRealtime) {
        this.addEventListener('message', ({data}) => {
          wire.bytes += data.length;
          note(false, data);
        });
      }
    }

    send(data) {
      if (this.isRealtime) {
        wire.bytes += data.length;
        note(true, data);
      }
      super.send(data);
    }
  };

  const create = RTCPeerConnection.prototype.createDataChannel;
  RTCPeerConnection.prototype.createDataChannel = function (...args) {
    wire.peer = this;
    const channel = create.apply(this, args);
    channel.addEventListener('message', ({data}) => note(false, data));
    const send = channel.send.bind(channel);
    channel.send = (data) => {
      note(true, data);
      send(data);
    };
    return channel;
  };
})();
