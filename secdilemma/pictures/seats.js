// What only the whole game has: two readers at one screen, in turn, with a cover between them; and
// after a game of one, the other chair and a thousand other lucks. Rules, words and luck come from
// the tables of the page and from play.js. While the cover lies over it, nothing of either chair
// stands in the page.
(function () {
  "use strict";

  const { demandIn, draw, eventOf, filled, lanes, likeness, make } = window.playHistory;
  const { namesOf, neighbour, stage, toward } = window.playHistory;
  const CHAIRS = [0, 1];

  function revive(root) {
    const tables = JSON.parse(root.querySelector(".play-data").textContent);
    const { rules, words } = tables;
    const said = words.seats;
    const years = rules.turns;
    const key = "play-" + root.dataset.play + "-seats";
    const find = (selector) => root.querySelector(selector);
    const box = find(".play-seats");
    const at = (selector) => box.querySelector(selector);
    const title = find(".play-title");
    const titles = { alone: title.textContent, two: said.title };
    let state = remembered();                      // null: one reader plays alone

    // -------------------------------------------------------------- what is kept

    function remembered() {
      try {
        const kept = JSON.parse(sessionStorage.getItem(key));
        const lists = CHAIRS.flatMap((chair) => [kept.chairs[chair].readings, kept.chairs[chair].policies]);
        const fit = lists.every((list) => Array.isArray(list) && list.length <= years &&
          list.every((value) => value === 0 || value === 1));
        const [one, same, two, other] = lists.map((list) => list.length);
        const paired = one === same && two === other && [0, 1].includes(one - two);
        return fit && paired && kept.seed >= 0 && kept.seed < tables.seeds ? kept : null;
      } catch { return null; }
    }

    function keep() {
      try {
        if (state) sessionStorage.setItem(key, JSON.stringify(state));
        else sessionStorage.removeItem(key);
      } catch { /* it is not kept, then */ }
    }

    function fresh() {
      const seed = crypto.getRandomValues(new Uint32Array(1))[0] % tables.seeds;
      return { seed, chairs: CHAIRS.map(() => ({ readings: [], policies: [] })) };
    }

    // -------------------------------------------------------------- the game

    function play({ seed, chairs }) {
      const intents = CHAIRS.map((chair) => neighbour(tables, seed, 1 - chair).intent);
      return window.playHistory(tables, { seed, intents, minds: chairs, free: true });
    }

    const named = (chair, more) => Object.assign(
      { years, ahead: rules.ahead }, namesOf(tables, { seat: 0 }, chair), more);
    const turnOf = () => CHAIRS.map((chair) => state.chairs[chair].policies.length);

    const show = stage(tables, at(".play-seat-stage"), "play-seat-", ["seat-reading", "seat-policy"],
      function (reading, policy) {
        const [one, two] = turnOf();
        const own = state.chairs[Number(one > two)];
        own.readings.push(reading);
        own.policies.push(policy);
        keep();
        next();
      });

    function clear() {                             // nothing of a chair is left in the page
      at(".play-private").hidden = true;
      at(".play-aim").textContent = "";
      show("", "", "");
      at(".play-both").replaceChildren();
    }

    function next() {
      const [one, two] = turnOf();
      const chair = Number(one > two);
      clear();
      at(".play-cover").hidden = two === years;
      if (two === years) {
        debrief();
        return;
      }
      const names = named(chair);
      at(".play-cover h2").textContent = filled(said.hand, names);
      at(".play-cover p").textContent = filled(one + two > 1 ? said.other : said.first, names);
      at(".play-open").textContent = filled(said.open, names);
      toward(at(".play-cover h2"));
    }

    function open() {
      const [one, two] = turnOf();
      const chair = Number(one > two);
      const told = play(state);
      const turn = two;
      const names = named(chair, { year: turn + 1 });
      const intent = told.intents[chair];
      const got = turn && told.turns[turn - 1].demands[1 - chair] ? said.got : "";
      at(".play-cover").hidden = true;
      at(".play-private").hidden = false;
      at(".play-aim").textContent = filled((turn ? said.reminders : said.aims)[intent], names);
      show(filled(said.year, names), demandIn(tables, told, turn - 1, chair) || got,
        eventOf(tables, told, turn, chair));
      toward(at("h3"));
    }

    function debrief() {
      const told = play(state);
      const count = (list) => list.filter(Boolean).length;
      const page = at("template").content.cloneNode(true);
      const endings = CHAIRS.map(function (chair) {
        const demands = count(told.turns.map((turn) => turn.demands[chair]));
        return demands ? filled(words.endings.told[told.ending], named(chair, { demands })) : "";
      }).filter(Boolean);
      const each = CHAIRS.map(function (chair) {
        const { readings, policies } = state.chairs[chair];
        const right = count(readings.map((reading) => reading === told.intents[1 - chair]));
        return filled(said.intents[told.intents[chair]] + " " + said.did,
          named(chair, { right, armed: count(policies) }));
      });
      const texts = [endings.join(" ") || filled(words.endings.told[told.ending], { years }), ...each];
      page.querySelector(".play-each").append(...texts.map((text) => make("p", {}, text)));
      page.querySelector("caption span").textContent = filled(words.table.caption, { years });
      page.querySelector("tbody").append(...lanes(tables, told));
      page.querySelector(".play-once-more").addEventListener("click", () => start(fresh()));
      at(".play-both").append(page);
      toward(at(".play-both h2"));
    }

    // -------------------------------------------------------------- who plays

    function start(begun) {
      state = begun;
      keep();
      refresh();
      if (state) next();
      else clear();
    }

    function refresh() {                           // who plays can be chosen before the first year
      const begun = state ? turnOf()[0] > 0 : find(".play-stage").hidden || !find(".play-past").hidden;
      find(".play-who").hidden = begun;
      at(".play-stop").hidden = !state || !begun;
      at(".play-stop").textContent = state && turnOf()[1] === years ? said.alone : said.stop;
      root.classList.toggle("play-of-two", Boolean(state));
      box.hidden = !state;
      title.textContent = titles[state ? "two" : "alone"];
      for (const button of find(".play-who").children) {
        button.setAttribute("aria-pressed", (button.dataset.who === "two") === Boolean(state));
      }
    }

    find(".play-who").addEventListener("click", function (event) {
      const { who } = event.target.dataset;
      if (who && (who === "two") !== Boolean(state)) start(who === "two" ? fresh() : null);
    });
    at("h3").setAttribute("aria-describedby", at(".play-aim").id);  // who comes to the year hears it
    at(".play-open").addEventListener("click", open);
    at(".play-stop").addEventListener("click", function () {
      start(null);
      toward(find(".play-turn"));
    });
    root.addEventListener("click", refresh);
    root.addEventListener("submit", refresh);
    refresh();
    if (state) next();
  }

  document.querySelectorAll(".play-seats").forEach((box) => revive(box.closest("[data-play]")));

  // ---------------------------------------------------------------- after a game of one

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
