// A mind of one's own meets the minds of the book while its dials are moved, in the game of rules.js.
// No word, chance or threshold stands here, and nothing is kept or sent.
(function () {
  "use strict";

  const { copies, fillIn, make, revive } = window.playedDilemma;

  revive(".play-mind", function (root, game) {
    const { said, minds, many, worlds, ending: { war, coercion }, restraint, words: { endings: { labels }, mind: texts } } = game.tables;
    const find = (selector) => root.querySelector(selector);
    const form = find("form");
    const { elements: fields } = form;
    const hundred = (part, of = many) => Math.round(100 * part / of);
    const meets = [...minds.map((_, at) => [at, 0]), [0, 1]];
    let drawn = 0;

    const mind = () => ({ prior: Number(fields.prior.value), bar: Number(fields.bar.value),
      reckons: Number(fields.reckons.value), tests: fields.tests.checked });

    function set({ tests, ...dials }) {
      for (const [name, value] of Object.entries(dials)) if (fields[name]) fields[name].value = value;
      fields.tests.checked = tests;
      answer();
    }

    function answer() {
      const [own, code] = [mind(), game.mindCode(mind())];
      const [world, opening] = [Number(fields.world.value), Number(fields.opening.value)];
      for (const [name, told] of Object.entries(said)) {
        const later = name === "bar" ? worlds[world].later : 0;
        const text = told[own[name] + later - game.tables.dials[name][0]];
        fields[name].setAttribute("aria-valuetext", text);
        fields[name].labels[0].lastElementChild.textContent = text;
      }
      const fates = meets.map(([other, intent]) => game.fates([own, other], [0, intent], world, opening, many));
      const attacked = fates.at(-1);
      find("output").textContent = fillIn(texts.told, {
        rest: hundred(fates.slice(0, -1).reduce((all, one) => all + one[restraint], 0), minds.length * many),
        safe: hundred(many - attacked[war] - attacked[coercion]) });
      find(".mind-bars tbody").replaceChildren(...fates.map((endings, at) => make("tr", {}, make("th", { scope: "row" }, texts.neighbours[at]),
        make("td", {}, bar(endings), make("span.play-quiet", {}, endings.map((part, one) =>
          fillIn(texts.each, { ending: labels[one], count: hundred(part) })).join(", "))))));
      find(".play-code").textContent = code;
      root.querySelectorAll("[data-mind]").forEach((button, at) => button.setAttribute("aria-pressed", game.mindCode(minds[at]) === code));
      find(".mind-taken").textContent = "";
    }

    function bar(endings) {
      return make("div.mind-bar", { "aria-hidden": "true" }, ...endings.map(function (part, one) {
        const share = make("span.mind-part.mind-ending-" + one, {}, make("span", {}, String(hundred(part))));
        share.style.width = 100 * part / many + "%";
        return share;
      }));
    }

    form.addEventListener("input", function () {   // once a frame, however fast a dial is moved
      drawn ||= requestAnimationFrame(function () {
        drawn = 0;
        answer();
      });
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    root.addEventListener("click", function ({ target: { dataset } }) {
      if (dataset.mind) set(minds[dataset.mind]);
    });
    copies(find(".mind-take"), find(".mind-taken"), texts, () => find(".play-code").textContent);
    set(minds[0]);
  });
}());
