// What the whole game has beyond its debrief: the other chair, and a thousand other lucks. Words,
// chances and thresholds come from the tables of the page, the interpreter from play.js.
(function () {
  "use strict";

  const { draw, eventOf, filled, likeness, make, namesOf, stage, toward } = window.playHistory;

  function chair(page, { tables, told, state, keep }) {
    const { words, least } = tables;
    const { other } = state;
    const years = tables.rules.turns;
    const us = told.seat;
    const them = 1 - us;
    const at = (selector) => page.querySelector(selector);
    const [box, begin, done] = [".play-chair-stage", ".play-begin", ".play-chair-done"].map(at);
    const named = (more) => Object.assign({ years }, namesOf(tables, told, us), more);
    const names = ["chair-reading", "chair-policy"];
    const show = stage(tables, box, "play-chair-", names, function (reading, policy) {
      other.readings.push(reading);
      other.policies.push(policy);
      keep();
      next();
      arrive();
    });
    const arrive = () => toward(box.hidden ? done : box.querySelector("h3"));

    function next() {
      const turn = other.policies.length;
      begin.hidden = true;
      box.hidden = turn >= years;
      if (!box.hidden) {
        const year = filled(words.chair.year, named({ year: turn + 1 }));
        show(year, "", eventOf(tables, told, turn, them));
        return;
      }
      const count = (list) => list.filter(Boolean).length;
      const feared = count(state.readings);
      const armed = count(other.policies);
      const list = told.turns.flatMap((one, at) =>
        (one.policies[them] === other.policies[at] ? [] : [at + 1])).join(", ");
      const said = [
        words.chair.done, feared >= least.feared && armed ? words.chair.same : "",
        list ? words.chair.otherwise : words.chair.never, words.chair.fixed,
      ].join("");
      done.textContent = filled(said, named({ feared, armed, self: count(other.readings), list }));
    }

    for (const button of [begin, at(".play-sit")]) {
      button.addEventListener("click", function () {
        next();
        arrive();
      });
    }
    box.hidden = true;
    if (other.policies.length) next();
  }

  function thousand(page, { tables, told }) {
    const { words, values } = tables;
    const us = told.seat;
    const them = 1 - us;
    const selects = Array.from(page.querySelectorAll("select"));
    const dots = page.querySelector(".play-dots");
    const count = page.querySelector(".play-count");
    const number = (many) => many.toLocaleString("en-GB");

    function redraw() {
      const began = performance.now();
      const [mine, theirs, intent] = selects.map((select) => select.selectedIndex);
      const pair = (one, two) => (us ? [two, one] : [one, two]);
      const setup = { minds: pair(mine, theirs), intents: pair(0, intent) };
      const found = values.endings.map(() => 0);
      for (let luck = 1; luck <= tables.many; luck++) {
        setup.seed = (told.seed + luck) % tables.seeds;
        found[window.playHistory(tables, setup).ending] += 1;
      }
      dots.replaceChildren(...found.map(group));
      const counts = found.map((many, ending) => filled(words.thousand.each,
        { count: number(many), ending: words.endings.names[ending] })).join(", ");
      count.textContent = filled(words.thousand.count, { all: number(tables.many), counts });
      dots.dataset.milliseconds = performance.now() - began;
    }

    function group(many, ending) {
      const mine = Number(ending === told.ending);
      const wide = 50;
      const rows = Math.max(1, Math.ceil((many + mine) / wide));
      const svg = draw("svg", { viewBox: [0, 0, wide, rows].join(" "), "aria-hidden": "true" });
      const places = Array.from({ length: many }, (_, dot) => dot + mine);
      const path = places.map((dot) => "M" + (dot % wide + 0.5) + " " + (Math.floor(dot / wide) + 0.5) + "h0");
      svg.append(draw("path", { d: path.join(""), class: "play-dot" }));
      if (mine) svg.append(draw("circle", { cx: 0.5, cy: 0.5, r: 0.36, class: "play-mine" }));
      return make("div.play-ending", {},
        make("p", {}, words.endings.labels[ending] + " " + number(many)), svg);
    }

    const [likest] = likeness(tables, told, us);
    selects.forEach(function (select, place) {
      select.selectedIndex = [likest, told.minds[them], told.intents[them]][place];
      select.addEventListener("change", redraw);
    });
    redraw();
  }

  document.querySelectorAll('[data-form="whole"]').forEach(function (root) {
    function extend() {
      const page = root.querySelector(".play-debrief");
      chair(page, root.played);
      thousand(page, root.played);
    }

    root.addEventListener("play-over", extend);
    if (root.played) extend();
  });
}());
