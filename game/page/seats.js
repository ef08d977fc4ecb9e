// Two readers at one screen, in turn, with a cover between them. Rules, words and luck come from the
// tables of the page and from play.js. While the cover lies over it, nothing of either chair stands
// in the page.
(function () {
  "use strict";

  const {
    CHAIRS, WIDE, came, count, demand, event, lanes, legend, luck, make, named, noAnswers, place, revive, river, stage,
    store, toward,
  } = window.playedDilemma;

  revive(".play-seats", function (root, game, box) {
    const { words, seeds, worlds } = game.tables;
    const texts = words.seats;
    const find = (selector) => root.querySelector(selector);
    const at = (selector) => box.querySelector(selector);
    const title = find(".play-title");
    const titles = { alone: title.textContent, two: texts.title };
    const key = "play-" + root.dataset.play;
    const fresh = (seed = luck(seeds)) => ({ seed, chairs: CHAIRS.map(noAnswers) });
    const { read, write } = store(game, key + "-seats", ({ chairs }, answers) =>
      chairs.every(answers) && [0, 1].includes(chairs[0].policies.length - chairs[1].policies.length));
    const alone = store(game, key, (state, answers) => answers(state));
    let state = read();                            // null: one reader plays alone

    const decided = () => CHAIRS.map((chair) => state.chairs[chair].policies.length);
    const say = (text, chair, history, values) => named(game, text, chair, { years: game.years, lead: worlds[history.world].lead, ...values });

    function now() {                               // what they have played, and whose turn it is
      const history = game.historyOfPair(state);
      const [one, two] = decided();
      return { history, chair: Number(one > two), year: two, over: !history.pending };
    }

    const show = stage(game, at(".play-seat-stage"), "seat-", function (reading, policy) {
      const own = state.chairs[now().chair];
      own.readings.push(reading);
      own.policies.push(policy);
      write(state);
      next();
    });

    function clear() {                             // nothing of a chair is left in the page
      at(".play-private").hidden = true;
      at(".play-aim").textContent = "";
      show({ turn: "", demand: "", came: "", sight: "" });
      at(".play-both").replaceChildren();
    }

    function next() {
      const { history, chair, year, over } = now();
      clear();
      at(".play-cover").hidden = over;
      if (over) {
        debrief(history);
        return;
      }
      at(".play-open-to-both").textContent = words.worlds.told[history.world];
      at(".play-cover h2").textContent = say(texts.hand, chair, history);
      at(".play-hand").textContent = say(year || chair ? texts.other : texts.first, chair, history);
      at(".play-open").textContent = say(texts.open, chair, history);
      toward(at(".play-cover h2"));
    }

    function open() {
      const { history, chair, year } = now();
      const got = year && history.years[year - 1].demands[1 - chair] ? texts.got : "";
      at(".play-cover").hidden = true;
      at(".play-private").hidden = false;
      at(".play-aim").textContent = say((year ? texts.reminders : texts.aims)[history.intents[chair]], chair, history);
      show({
        turn: say(texts.year, chair, history, { year: year + 1 }),
        demand: demand(game, history, year - 1, chair) || got, came: came(game, history, year, chair), sight: event(game, history, year, chair),
      });
      toward(at("h3"));
    }

    function debrief(history) {
      const page = at("template").content.cloneNode(true);
      const years = history.played;
      const pressed = CHAIRS.filter((chair) => history.pressed[chair]);
      const endings = (history.war || !pressed.length ? [0] : pressed).map((chair) =>
        say(words.endings.told[history.ending], chair, history, { years, demands: count(history.years.map((one) => one.demands[chair])) }));
      const each = CHAIRS.map(function (chair) {
        const intent = history.intents[1 - chair];
        const right = count(history.years.map((one) => Number(one.readings[chair] > 1) === intent));
        return say(texts.intents[history.intents[chair]] + " " + texts.did, chair, history, { years, right, armed: history.paid[chair] });
      });
      page.querySelector(".play-each").append(...[endings.join(" "), ...each].map((text) => make("p", {}, text)));
      page.querySelector("caption span").textContent = say(words.table.caption, 0, history, { years });
      page.querySelector("tbody").append(...lanes(game, history));
      page.querySelector(".play-code").textContent = game.pairCode(state);
      page.querySelector(".play-once-more").addEventListener("click", () => start(fresh()));
      const figure = page.querySelector(".play-whole");
      const draw = () => place(figure, river(game, history, { wide: WIDE.matches, over: true }), legend(game));
      draw();
      WIDE.onchange = draw;
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
      const begun = state ? decided()[0] > 0 : root.begun;
      find(".play-who").hidden = begun;
      at(".play-stop").hidden = !state || !begun;
      at(".play-stop").textContent = state && now().over ? texts.alone : texts.stop;
      root.classList.toggle("play-of-two", Boolean(state));
      box.hidden = !state;
      title.textContent = titles[state ? "two" : "alone"];
      for (const button of find(".play-who").children) {
        button.setAttribute("aria-pressed", (button.dataset.who === "two") === Boolean(state));
      }
    }

    find(".play-who").addEventListener("click", function ({ target }) {
      const { who } = target.dataset;
      if (!who || (who === "two") === Boolean(state)) return;
      const dealt = alone.read();                  // a game that was dealt and not begun is theirs
      if (who === "alone") start(null);
      else start(dealt && !dealt.policies.length ? fresh(dealt.seed) : fresh());
    });
    at("h3").setAttribute("aria-describedby", at(".play-aim").id);  // read aloud with the heading
    at(".play-open").addEventListener("click", open);
    at(".play-stop").addEventListener("click", function () {
      start(null);
      toward(find(".play-turn"));
    });
    root.addEventListener("click", refresh);
    root.addEventListener("submit", refresh);
    refresh();
    if (state) next();
  });
}());
