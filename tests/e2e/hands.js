// Counts what hands do: trusted events of pointer and keys, seen before anything in the page can stop them.
(() => {
  window.hands = [];
  for (const type of ['pointerdown', 'mousedown', 'keydown', 'wheel', 'touchstart']) {
    const count = (event) => {
      if (event.isTrusted) window.hands.push(type);
    };
    addEventListener(type, count, {capture: true, passive: true});
  }
})();
