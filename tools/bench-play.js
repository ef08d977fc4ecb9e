// Run inside a page by tools/bench.py: play games to their end, a mind's thousand histories, and a
// tournament, and return how long each took in milliseconds.
async (games) => {
  const find = (selector) => document.querySelector(selector);
  const frame = () => new Promise(requestAnimationFrame);
  const { game } = find("section.play");
  const times = { years: [], thousands: [], tournaments: [] };
  const timed = function (name, act) {
    const start = performance.now();
    act();
    times[name].push(performance.now() - start);
  };
  const meet = function (minds, seeds, worlds) {
    for (const one of minds) {
      for (const two of minds) for (const world of worlds) game.fates([one, two], [0, 0], world, 0, seeds);
    }
  };
  for (let at = 0; at < games; at++) {
    for (let year = 0; !find(".play-board").hidden; year++) {
      find('[name="reading"]').click();
      document.querySelectorAll('[name="policy"]')[year % 2].click();
      timed("years", function () {
        find(".play-next").click();
        find("section.play").getBoundingClientRect();   // forces the layout of the page
      });
      await frame();
    }
    find(".play-again").click();
    timed("thousands", () => game.tables.minds.forEach((_, other) => game.fates([0, other], [0, 0], 0, 0, game.tables.many)));
  }
  const thirty = Array.from({ length: 30 }, (_, mind) => mind % game.tables.minds.length);
  timed("tournaments", () => meet(thirty.slice(0, 30), 100, [0, 1, 2, 3]));   // each pair twice: 200
  return times;
}
