// Run inside a page by tools/beside.py: from the next press of the pointer on, watch the picture that
// `find` finds; return the milliseconds until it first changed, and until it last did.
(find) => new Promise((resolve, reject) => {
  function deep(root) {                // also inside shadow roots, where Panel draws
    const inner = Array.from(root.querySelectorAll("*")).filter((e) => e.shadowRoot);
    return [...root.querySelectorAll(find), ...inner.flatMap((e) => deep(e.shadowRoot))];
  }
  const seen = () => deep(document).map((e) => e.src || e.outerHTML).join("");
  let start = 0, old = seen(), first = 0, last = 0;
  function frame() {
    const now = performance.now() - start, current = seen();
    if (current !== old) { first = first || now; last = now; old = current; }
    if (first && now > last + 500) resolve([first, last]);
    else if (now > 10000) reject(new Error("nothing changed in ten seconds"));
    else requestAnimationFrame(frame);
  }
  addEventListener("pointerdown", () => { start = performance.now(); frame(); },
    { capture: true, once: true });
})
