/** Calls `gone` when `element` cannot be seen: folded away, or scrolled out of view. Answers the function that ends it. */
export function whenUnseen(element: HTMLElement, gone: () => void): () => void {
  const observer = new IntersectionObserver((entries) => {
    if (entries.at(-1)?.isIntersecting === false) {
      gone();
    }
  });
  observer.observe(element);
  return () => observer.disconnect();
}
