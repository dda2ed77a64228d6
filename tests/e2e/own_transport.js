// A transport of a user's own for the page's session. Its provider is the page itself, which knows one command and says
// what its function returned.
(() => {
  class Bridge {
    status = 'disconnected';
    muted = null;
    listeners = new Map();

    on(event, listener) {
      this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
      return this;
    }

    off(event, listener) {
      this.listeners.set(event, (this.listeners.get(event) ?? []).filter((each) => each !== listener));
      return this;
    }

    once(event, listener) {
      const first = (...values) => {
        this.off(event, first);
        listener(...values);
      };
      return this.on(event, first);
    }

    emit(event, ...values) {
      for (const listener of this.listeners.get(event) ?? []) listener(...values);
      return true;
    }

    async connect(options) {
      window.bridge = {connected: true, given: Object.keys(options)};
      this.become('connecting');
      this.become('connected');
    }

    close() {
      window.bridge.connected = false;
      this.become('disconnected');
    }

    become(status) {
      this.status = status;
      this.emit('connection_change', status);
    }

    sendEvent({type}) {
      if (type === 'session.update') this.emit('*', {type: 'session.updated', session: {}});
    }

    sendMessage() {
      const call = {id: 'item', callId: 'call', responseId: 'response', name: 'add', arguments: '{"a": 2, "b": 3}'};
      this.emit('function_call', {type: 'function_call', ...call});
    }

    sendFunctionCallOutput(_call, output) {
      const transcript = `Over the bridge: ${JSON.parse(output).result}.`;
      this.emit('*', {type: 'response.output_audio_transcript.done', item_id: 'said', transcript});
    }

    requestResponse() {}
    sendAudio() {}
    addImage() {}
    mute() {}
    interrupt() {}
    resetHistory() {}
    sendMcpResponse() {}
    updateSessionConfig() {}
  }

  window.openBridge = () => ({transport: new Bridge(), replaceSound: async () => {}});
})();
