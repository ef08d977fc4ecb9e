// Run inside a page by tools/bench.py: do what a reader does there, so many times, and return how long
// each took in milliseconds; last, how long this machine takes for ten million multiplications.
async ([what, times]) => {
  const find = (selector) => document.querySelector(selector);
  const frame = () => new Promise(requestAnimationFrame);

  async function timed(act) {
    const start = performance.now();
    await act();
    return performance.now() - start;
  }

  async function year(number) {                    // an answer, until the page is laid out again
    if (find(".play-board").hidden) find(".play-again").click();
    find('[name="reading"]').click();
    document.querySelectorAll('[name="policy"]')[number % 2].click();
    return timed(function () {
      find(".play-next").click();
      find("section.play").getBoundingClientRect();
    });
  }

  const mind = (number) => timed(() => find(`[data-mind="${number % 4}"]`).click());

  const tournament = () => timed(async function () {
    find('[data-example="minds"]').click();
    while (!find(".class-met .play-landing")?.textContent) await frame();
  });

  function multiply() {
    let product = 1;
    for (let at = 0; at < 1e7; at++) product = Math.imul(product, at | 1) ^ at;
    return product;
  }

  const took = [];
  for (let number = 0; number < times; number++) {
    took.push(await { year, mind, tournament }[what](number));
    await frame();
  }
  return [took, Math.min(...await Promise.all([1, 2, 3].map(() => timed(multiply))))];
}
