// What only the whole game has: two readers at one screen, in turn, with a cover between them; and
// after a game of one, the other chair and a thousand other lucks. Rules, words and luck come from
// the tables of the page and from play.js. While the cover lies over it, nothing of either chair
// stands in the page.
(function () {
  "use strict";

  const { CHAIRS, count, draw, fillIn, store, lanes, luck, make, noAnswers, revive, stage, toward } =
    window.playedDilemma;

  function begin(root, game, box) {
    const { words, rules } = game.tables;
    const { years } = game;
    const texts = words.seats;
    const find = (selector) => root.querySelector(selector);
    const at = (selector) => box.querySelector(selector);
    const title = find(".play-title");
    const titles = { alone: title.textContent, two: texts.title };
    const fresh = () => ({ seed: luck(game), chairs: CHAIRS.map(noAnswers) });
    const { read, write } = store(game, "play-" + root.dataset.play + "-seats", ({ chairs }, answers) =>
      chairs.every(answers) && [0, 1].includes(chairs[0].policies.length - chairs[1].policies.length));
    let state = read();                            // null: one reader plays alone

    function historySoFar() {
      const { seed, chairs } = state;
      const intents = CHAIRS.map((chair) => game.neighbour(seed, 1 - chair)[1]);
      return game.play({ seed, intents, minds: chairs, free: true });
    }

    const say = (text, chair, values) => game.named(text, { seat: 0 }, chair, { ahead: rules.ahead, ...values });
    const decided = () => CHAIRS.map((chair) => state.chairs[chair].policies.length);

    function turnOf() {                            // whose turn it is, and in which year
      const [one, two] = decided();
      return { chair: Number(one > two), year: two, over: two === years };
    }

    const show = stage(game, at(".play-seat-stage"), "seat-", function (reading, policy) {
      const own = state.chairs[turnOf().chair];
      own.readings.push(reading);
      own.policies.push(policy);
      write(state);
      next();
    });

    function clear() {                             // nothing of a chair is left in the page
      at(".play-private").hidden = true;
      at(".play-aim").textContent = "";
      show({ turn: "", demand: "", sight: "" });
      at(".play-both").replaceChildren();
    }

    function next() {
      const { chair, year, over } = turnOf();
      clear();
      at(".play-cover").hidden = over;
      if (over) {
        debrief();
        return;
      }
      at(".play-cover h2").textContent = say(texts.hand, chair);
      at(".play-cover p").textContent = say(year || chair ? texts.other : texts.first, chair);
      at(".play-open").textContent = say(texts.open, chair);
      toward(at(".play-cover h2"));
    }

    function open() {
      const { chair, year } = turnOf();
      const history = historySoFar();
      const got = year && history.turns[year - 1].demands[1 - chair] ? texts.got : "";
      at(".play-cover").hidden = true;
      at(".play-private").hidden = false;
      at(".play-aim").textContent = say((year ? texts.reminders : texts.aims)[history.intents[chair]], chair);
      show({
        turn: say(texts.year, chair, { year: year + 1 }),
        demand: game.demand(history, year - 1, chair) || got, sight: game.event(history, year, chair),
      });
      toward(at("h3"));
    }

    function debrief() {
      const history = historySoFar();
      const page = at("template").content.cloneNode(true);
      const ended = words.endings.told[history.ending];
      const endings = CHAIRS.flatMap(function (chair) {
        const demands = count(history.turns.map((turn) => turn.demands[chair]));
        return demands ? [say(ended, chair, { demands })] : [];
      });
      const each = CHAIRS.map(function (chair) {
        const { readings, policies } = state.chairs[chair];
        const right = count(readings.map((reading) => reading === history.intents[1 - chair]));
        return say(texts.intents[history.intents[chair]] + " " + texts.did, chair, { right, armed: count(policies) });
      });
      const paragraphs = [endings.join(" ") || fillIn(ended, { years }), ...each];
      page.querySelector(".play-each").append(...paragraphs.map((text) => make("p", {}, text)));
      page.querySelector("caption span").textContent = fillIn(words.table.caption, { years });
      page.querySelector("tbody").append(...lanes(game, history));
      page.querySelector(".play-once-more").addEventListener("click", () => start(fresh()));
      at(".play-both").append(page);
      toward(at(".play-both h2"));
    }

    // -------------------------------------------------------------- who plays

    function start(begun) {
      state = begun;
      write(state);
      refresh();
      if (state) next();
      else clear();
    }

    function refresh() {                           // who plays can be chosen before the first year
      const begun = state ? decided()[0] > 0 : find(".play-stage").hidden || !find(".play-past").hidden;
      find(".play-who").hidden = begun;
      at(".play-stop").hidden = !state || !begun;
      at(".play-stop").textContent = state && turnOf().over ? texts.alone : texts.stop;
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

  // ---------------------------------------------------------------- after a game of one

  function chair(page, game, { history, state, keep }) {
    const { words, least } = game.tables;
    const { other } = state;
    const { years } = game;
    const us = history.seat;
    const them = 1 - us;
    const at = (selector) => page.querySelector(selector);
    const [box, begin, done] = [".play-chair-stage", ".play-begin", ".play-chair-done"].map(at);
    const show = stage(game, box, "chair-", function (reading, policy) {
      other.readings.push(reading);
      other.policies.push(policy);
      keep();
      goOn();
    });

    function goOn() {
      next();
      toward(box.hidden ? done : box.querySelector("h3"));
    }

    function next() {
      const turn = other.policies.length;
      begin.hidden = true;
      box.hidden = turn >= years;
      if (!box.hidden) {
        const year = game.named(words.chair.year, history, us, { year: turn + 1 });
        show({ turn: year, sight: game.event(history, turn, them) });
        return;
      }
      const [feared, armed, self] = [state.readings, other.policies, other.readings].map(count);
      const apart = history.turns.flatMap((one, year) =>
        (one.policies[them] === other.policies[year] ? [] : [year + 1]));
      const sentences = [
        words.chair.done, feared >= least.feared && armed ? words.chair.same : "",
        apart.length ? words.chair.otherwise : words.chair.never, words.chair.fixed,
      ].join("");
      done.textContent = game.named(sentences, history, us, { feared, armed, self, list: apart.join(", ") });
    }

    for (const button of [begin, at(".play-sit")]) button.addEventListener("click", goOn);
    box.hidden = true;
    if (other.policies.length) next();
  }

  function thousand(page, game, { history }) {
    const { words, values, many, seeds } = game.tables;
    const us = history.seat;
    const them = 1 - us;
    const selects = Array.from(page.querySelectorAll("select"));
    const dots = page.querySelector(".play-dots");
    const number = (of) => of.toLocaleString("en-GB");

    function redraw() {
      const began = performance.now();
      const [mine, theirs, intent] = selects.map((select) => select.selectedIndex);
      const pair = (one, two) => (us ? [two, one] : [one, two]);
      const setup = { minds: pair(mine, theirs), intents: pair(0, intent) };
      const tally = values.endings.map(() => 0);
      for (let luck = 1; luck <= many; luck++) {
        setup.seed = (history.seed + luck) % seeds;
        tally[game.play(setup).ending] += 1;
      }
      dots.replaceChildren(...tally.map(group));
      const counts = tally.map((of, ending) => fillIn(words.thousand.each,
        { count: number(of), ending: words.endings.names[ending] })).join(", ");
      page.querySelector(".play-count").textContent =
        fillIn(words.thousand.count, { all: number(many), counts });
      dots.dataset.milliseconds = performance.now() - began;
    }

    function group(of, ending) {
      const mine = Number(ending === history.ending);
      const wide = 50;
      const rows = Math.max(1, Math.ceil((of + mine) / wide));
      const svg = draw("svg", { viewBox: [0, 0, wide, rows].join(" "), "aria-hidden": "true" });
      const places = Array.from({ length: of }, (_, dot) => dot + mine);
      const path = places.map((dot) => "M" + (dot % wide + 0.5) + " " + (Math.floor(dot / wide) + 0.5) + "h0");
      svg.append(draw("path", { d: path.join(""), class: "play-dot" }));
      if (mine) svg.append(draw("circle", { cx: 0.5, cy: 0.5, r: 0.36, class: "play-mine" }));
      return make("div.play-ending", {}, make("p", {}, words.endings.labels[ending] + " " + number(of)), svg);
    }

    const [likest] = game.likeness(history, us);
    selects.forEach(function (select, place) {
      select.selectedIndex = [likest, history.minds[them], history.intents[them]][place];
      select.addEventListener("change", redraw);
    });
    redraw();
  }

  revive(".play-seats", begin);

  revive('[data-form="whole"] .play-debrief', function (root, game, page) {
    const extend = () => [chair, thousand].forEach((part) => part(page, game, root.played));
    root.addEventListener("play-over", extend);
    if (root.played) extend();
  });
}());
