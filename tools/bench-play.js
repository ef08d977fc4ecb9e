// Run inside a page by tools/bench.py: play games to their end and return how long each took.
async (games) => {
  const find = (selector) => document.querySelector(selector);
  const frame = () => new Promise(requestAnimationFrame);
  const turns = [];
  const thousands = [];
  for (let game = 0; game < games; game++) {
    for (let turn = 0; !find(".play-stage").hidden; turn++) {
      find('[name="reading"]').click();
      document.querySelectorAll('[name="policy"]')[turn % 2].click();
      const start = performance.now();
      find(".play-next").click();
      find("section.play").getBoundingClientRect();     // forces the layout of the page
      if (!find(".play-stage").hidden) turns.push(performance.now() - start);
      await frame();
    }
    thousands.push(Number(find(".play-dots").dataset.milliseconds));
    find(".play-again").click();
  }
  return { turns, thousands };
}
