// A transport for tests (see own_transport.js) whose provider calls what is typed: `name {"argument": 1}`. What the page
// answers is in `window.answers`.
(() => {
  window.answers = [];
  window.openCaller = () => {
    const opened = window.openBridge();
    const {transport} = opened;
    let calls = 0;
    transport.sendMessage = (message) => {
      const [, name, args] = /^(\w+) ?(.*)$/s.exec(message);
      calls += 1;
      const call = {id: `item${calls}`, callId: `call${calls}`, responseId: `response${calls}`};
      transport.emit('function_call', {type: 'function_call', ...call, name, arguments: args || '{}'});
    };
    transport.sendFunctionCallOutput = (_call, output) => window.answers.push(JSON.parse(output));
    return opened;
  };
})();
