// Plays the dilemma on a page, with the game of rules.js and the pictures of river.js. No word,
// chance or threshold stands here.
(function () {
  "use strict";

  const { CHAIRS, bentText, count, cross, draw, entry, fillIn, gameOf, legend, make, named, river, rowsOf, whenOf, write } = window.playedDilemma;
  const ANSWERS = ["readings", "policies"];
  const WIDE = matchMedia("(min-width: 46rem)");
  const BESIDE = matchMedia("(min-width: 1100px)");  // as play.css has it

  function toward(heading) {                     // focus, and no jump unless it is out of sight
    heading.focus({ preventScroll: true });
    heading.parentElement.querySelector("form")?.scrollIntoView({ block: "nearest" });
    const { top, bottom } = heading.getBoundingClientRect();
    const inView = top >= parseFloat(getComputedStyle(heading).scrollMarginTop) && bottom <= innerHeight;
    if (!inView) heading.scrollIntoView({ block: "start" });
  }

  function revive(selector, begin) {             // each once, also in a notebook, where outputs come
    for (const element of document.querySelectorAll(selector)) {
      if (element.alive) continue;
      element.alive = true;
      const root = element.closest(".play");
      root.game ??= gameOf(JSON.parse(root.querySelector(".play-data").textContent));
      begin(root, root.game, element);
    }
  }

  const luck = (sides) => crypto.getRandomValues(new Uint32Array(1))[0] % sides;
  const noAnswers = () => ({ readings: [], policies: [] });

  // What a tab keeps of a game, if it fits: under a seed, as answers. A browser may refuse to keep it.
  function store({ tables, years }, key, fits) {
    const list = (one, kind) => Array.isArray(one) && one.length <= years &&
      one.every((value) => Number.isInteger(value) && value in tables.values[kind]);
    const answers = (one) => ANSWERS.every((kind) => list(one[kind], kind)) &&
      one.readings.length === one.policies.length;
    return {
      read() {
        try {
          const state = JSON.parse(sessionStorage.getItem(key));
          const drawn = Number.isInteger(state.seed) && state.seed >= 0 && state.seed < tables.seeds;
          return drawn && fits(state, answers) ? state : null;
        } catch { return null; }
      },
      write(state) {
        try {
          if (state) sessionStorage.setItem(key, JSON.stringify(state));
          else sessionStorage.removeItem(key);
        } catch { /* it is not kept, then */ }
      },
    };
  }

  // ------------------------------------------------------------------ words

  function event(game, history, year, seat) {
    const { words, apart } = game.tables;
    const seen = history.years.map((one) => one.sights[seat]);
    if (history.pending) seen.push(history.pending[seat]);
    const sight = seen[year];
    const order = words.events[sight].map((_, at) => at);
    for (let last = order.length - 1; last > 0; last--) {
      const at = game.toss(history.seed, apart * sight + last, seat, game.tables.channels.event, last + 1);
      [order[last], order[at]] = [order[at], order[last]];
    }
    const earlier = count(seen.slice(0, year).map((one) => one === sight));
    return named(game, words.events[sight][order[earlier]], seat);
  }

  function diary(game, history, year, seat) {
    const texts = game.tables.words.diary;
    const { minds, worlds, grid } = game.tables;
    const happened = history.years[year];
    const belief = happened.beliefs[seat];
    const answers = texts.answers[history.intents[seat]];
    let answer = belief >= minds[history.minds[seat]].bar + worlds[history.world].later ? answers.tests : answers.held_back;
    if (happened.moves[seat]) answer = belief > 0 ? answers.armed : answers.wary;
    const shift = year + seat;
    if (happened.demands[1 - seat]) {
      const earlier = count(history.years.slice(0, year).map((one) => one.demands[1 - seat]));
      return answers.demands[(history.seed + earlier) % answers.demands.length];
    }
    const intent = game.tables.values.intents[Number(grid.read[belief + grid.limit] > 1)];
    const seen = texts.seen[happened.sights[seat]][intent];
    const mood = texts.moods.find((one) => belief <= one.to).words;
    const felt = history.intents[seat] ? [] : [mood[shift % mood.length]];
    return [seen[shift % seen.length], ...felt, answer[shift % answer.length]].join(" ");
  }

  function demand(game, history, year, seat) {   // that a reader had to give in to, in their words
    if (year < 0 || !history.years[year].demands[seat]) return "";
    const earlier = count(history.years.slice(0, year).map((one) => one.demands[seat]));
    const texts = game.tables.words.turn.demands;
    return named(game, texts[earlier % texts.length], seat);
  }

  // What was done last year, by whoever sits there or by the side of which it is told, and how what is seen compares.
  function came(game, history, year, seat, told = year === 0) {
    const { moves, river: texts, times, turn } = game.tables.words;
    const rows = rowsOf(game, history).slice(0, year + 1);
    const { acts, forces } = rows[year];
    const seen = rows.map((row) => row.sights[seat]);
    const sight = seen[year];
    const run = year - seen.findLastIndex((one) => one !== sight);
    const again = year ? turn.again[run > 1 ? 2 : Number(seen.indexOf(sight) < year)] : "";
    return named(game, turn.came[Number(!told)], seat, { did: moves.did[acts[seat]], height: forces[seat],
      sight: texts.sights[sight], again: fillIn(again, { times: times.words[run] }) });
  }

  const putOf = (game, history) => history.straight.map((line) =>
    fillIn(game.tables.words.straight.put, { when: whenOf(game, ...line) })).join(" ");

  function lanes(game, history) {                // each year in both chairs, the reader's first
    const { words } = game.tables;
    const { table } = words;
    const label = (kind, text, ...more) => make("p.play-" + kind, {}, make("b", {}, text), " ", ...more);

    function cell(year, seat) {
      const happened = history.years[year];
      const saw = [event(game, history, year, seat)];
      if (history.bent.some(([when, who]) => when === year && who === seat)) {
        saw.push(" ", make("strong.play-break", {}, bentText(game, history, year, seat)));
      }
      const did = [words.river.signs[happened.moves[seat]] + "."];
      if (happened.demands[seat]) did.push(table.demand);
      if (happened.demands[1 - seat]) did.push(table.demanded);
      if (history.war && year + 1 === history.played) did.push(table.war);
      return make("td", { "data-lane": named(game, "{us}", seat) }, label("saw", table.saw, ...saw),
        label("made", table.made, typeof history.minds[seat] === "number"
          ? diary(game, history, year, seat) : table.reads[happened.readings[seat]]),
        label("did", table.did, did.join(" ")));
    }

    return history.years.map((_, year) => make("tr", {},
      make("th", { scope: "row", "data-lane": table.year }, String(year + 1)),
      cell(year, history.seat), cell(year, 1 - history.seat)));
  }

  // ------------------------------------------------------------------ a year

  function stage(game, box, prefix, act) {       // see, read if that is asked, and answer
    const form = box.querySelector("form");
    const button = box.querySelector("button");
    const { readings, policies } = game.tables.values;
    const asked = [["reading", readings], ["policy", policies]];
    const chosen = ([name, values]) => values.indexOf(form.elements[prefix + name].value);
    const ready = () => asked.map(chosen).every((value) => value >= 0);
    const able = () => { button.disabled = !ready(); };
    form.addEventListener("change", able);
    form.addEventListener("submit", function (submitted) {
      submitted.preventDefault();
      if (ready()) act(...asked.map(chosen));
    });
    return function (texts) {                    // of the year, a demand, what came of the last, what is seen
      form.reset();
      able();
      for (const [name, text] of Object.entries(texts)) {
        box.querySelector(".play-" + prefix + name).textContent = text;
      }
    };
  }

  function place(figure, drawn, ...more) {       // a river in its figure
    figure.replaceChildren(drawn.picture, drawn.list, ...more);
  }

  // ------------------------------------------------------------------ the end

  function facts(game, history) {                // what the first sentence of an end goes by
    const us = history.seat;
    const them = 1 - us;
    const { years } = history;
    const next = count(years.slice(0, -1).map((one) => one.moves[us]));
    const echo = count(years.slice(1).map((one, before) => one.moves[them] && years[before].moves[us]));
    const demands = count(years.map((one) => one.demands[us]));
    return {
      war: Number(history.war), intent: history.intents[them], demands, mine: history.paid[us], theirs: history.paid[them], next, echo,
    };
  }

  const timesOf = ({ tables }, known) => Object.fromEntries(Object.entries(known).map(([name, of]) =>
    [name + "_times", tables.words.times.words[of]]));

  const fits = (conditions, known) => Object.entries(conditions).every(
    ([name, [low, high]]) => known[name] >= low && known[name] <= high);

  function landing(game, history) {              // a sentence, and the year of the most fearful diary that shows it
    const us = history.seat;
    const them = 1 - us;
    const { years } = history;
    const known = facts(game, history);
    const { text, diary: which } = game.tables.words.landing.find(({ when }) => fits(when, known));
    const told = {
      last: (_, at) => at === history.played - 1,
      demand: (one) => one.demands[us],
      echo: (one, at) => at && years[at - 1].moves[us] && one.moves[them],
      next: (_, at) => at && years[at - 1].moves[us],
      armed: (one) => one.moves[them],
    }[which];
    const fear = years.map((one, at) => (told(one, at) ? one.beliefs[them] : -Infinity));
    return { text: named(game, text, us, timesOf(game, known)), year: fear.indexOf(Math.max(...fear)) };
  }

  function debrief(root, game, state, history, { again, playOn }) {
    const { words } = game.tables;
    const us = history.seat;
    const them = 1 - us;
    const page = root.querySelector(".play-after").content.cloneNode(true);
    const at = (selector) => page.querySelector(selector);
    const say = (selector, text, given, seat = us) => {
      at(selector).textContent = named(game, text, seat, { years: history.played, ...given });
    };

    function ended() {
      const { text, year } = landing(game, history);
      const { wars } = words.end;
      const last = demand(game, history, history.played - 1, us);
      say(".play-ended", words.endings.brief[history.ending]);
      say(".play-lastly", history.war ? wars[history.seed % wars.length] : last);
      say(".play-landing", text);
      say(".play-diary", diary(game, history, year, them));
      say(".play-wrote cite", words.end.wrote, { year: year + 1 });
      at(".play-lanes tbody").append(...lanes(game, history));
      if (history.straight.length) at(".play-kept").textContent = words.end.uncoded;
      else at(".play-code").textContent = game.code(state);
    }

    function straightened() {                    // the picture of the years, and of them put straight
      const [figure, output, back, on, told] = [".play-whole", ".play-straight", ".play-back", ".play-on", ".play-pull"].map(at);
      const texts = words.straight;
      const able = game.lines(history);
      const when = (line) => ({ when: whenOf(game, line.year, line.chair) });

      function put(line) {
        const { again, year, chair } = line;
        const { from, ending } = again;
        const unlike = from >= 0 && !again.known;   // no mind answers as this reader does: nobody can say what would follow
        const { names } = words.endings;
        const [likest, same] = game.likeness(history, us);
        const [now, was] = [again, history].map(({ years, paid }) => ({
          arms: paid[0] + paid[1], calm: 1 + years.findLastIndex((one) => one.moves.includes(1)) }));
        const known = { war: Number(again.war), war_before: Number(history.war), arms: now.arms, calm: now.calm,
          fewer: was.arms - now.arms, calmer: was.calm - now.calm };
        const ends = texts.ends[Number(ending !== history.ending)];
        const { text } = texts.came.find(({ when }) => fits(when, known));
        const came = fillIn(fillIn(text, { ends }), {
          ...known, arms_before: was.arms, played: again.played, ending: names[ending], before: names[history.ending] });
        output.textContent = fillIn(unlike ? texts.unlike : from < 0 ? texts.known : texts.open, {
          now: bentText(game, history, year, chair, fillIn(texts.now, when(line))), came, from: from + 1, same, played: history.played, label: words.labels[game.tables.minds[likest].name] });
        back.hidden = false;
        on.hidden = from < 0;
        on.textContent = fillIn(texts.on, { year: from + 1 });
        on.onclick = () => playOn([...history.straight, [year, chair]], from);
        if (!unlike) place(figure, river(game, again, { wide: WIDE.matches, over: true, compare: rowsOf(game, history) }), legend(game, true));
        told.hidden = true;
        (on.hidden ? back : on).focus({ preventScroll: true });
        output.scrollIntoView();
      }

      function show() {
        place(figure, river(game, history, { wide: WIDE.matches, over: true, lines: able, straighten: put }), legend(game));
        const deciding = able.filter((line) => line.decides);
        const text = deciding.length > 1 ? texts.several : deciding.length ? texts.one : "";
        const idle = history.bent.length ? texts.idle : texts.none;
        const straight = putOf(game, history);
        output.textContent = [straight, able.length || straight ? fillIn(text, { count: deciding.length, ...(able.length ? when(able[0]) : {}) }) : idle].filter(Boolean).join(" ");
        back.hidden = true;
        on.hidden = true;
        told.hidden = !able.length;
      }

      back.addEventListener("click", function () {
        show();
        (figure.querySelector(".play-handle") || output).focus({ preventScroll: true });
      });
      show();
      root.redraw = show;
    }

    function believed() {                        // what was said, and the best guess, year by year
      const texts = words.belief;
      const best = game.suspicion(history, us);
      const truth = history.intents[them];
      const own = history.years.map((one) => texts.levels[one.readings[us]]);
      const [width, left, top, foot] = [WIDE.matches ? 520 : 340, 106, 22, 178];
      const right = width - 72;
      const x = (year) => left + (right - left) * year / own.length;
      const y = (level) => foot - (foot - top) * level;
      const path = (kind, steps) => draw("path.play-" + kind, { d: steps.join("") });
      const ends = [["own", own.at(-1)], ["could", best.at(-1)], ["truth", truth]];
      let free = Infinity;                       // a name beside the end of its line, none on another
      at(".play-belief").append(draw("svg.play-beliefs", { viewBox: [0, 0, width, foot + 20].join(" "), "aria-hidden": "true" },
        path("grid", [0, 0.5, 1].map((level) => "M" + left + " " + y(level) + "H" + right)),
        path("gap", own.map((level, year) => "M" + x(year + 0.5) + " " + y(level) + "V" + y(best[year]))),
        path("truth", ["M" + left + " " + y(truth) + "H" + right]),
        path("own", own.map((level, year) => (year ? "V" + y(level) + "H" : "M" + left + " " + y(level) + "H") + x(year + 1))),
        path("could", best.map((level, year) => (year ? "L" : "M") + x(year + 0.5) + " " + y(level))),
        path("guess", best.map((level, year) => "M" + x(year + 0.5) + " " + y(level) + "h0")),
        ...texts.levels.map((level, reading) => write("play-ends", 0, y(level) + 4, 1, words.turn.readings[reading])),
        ...own.map((_, year) => write("play-year", x(year + 0.5), foot + 16, 0, String(year + 1))),
        ...ends.sort(([, one], [, two]) => one - two).map(function ([kind, level]) {
          free = Math.min(free - 14, y(level) + 4);
          return write("play-named-" + kind, right + 6, free, 1, texts[kind]);
        })));
      const from = best.findLastIndex((level) => Number(level > 0.5) !== truth) + 1;
      say(".play-calibrated", texts.calibrated, {
        right: count(history.years.map((one) => Number(one.readings[us] > 1) === truth)),
        guess: fillIn(texts.guess[from < best.length ? Number(from > 0) : 2], { from: from + 1, percent: Math.round(100 * best.at(-1)) }) });
    }

    ended();
    straightened();
    believed();
    chair(page, game, state, history, root.keep);
    for (const button of page.querySelectorAll(".play-again")) button.addEventListener("click", again);
    root.querySelector(".play-debrief").replaceChildren(page);
  }

  // ------------------------------------------------------------------ the other chair

  function chair(page, game, state, history, keep) {
    const { words } = game.tables;
    const us = history.seat;
    const them = 1 - us;
    const at = (selector) => page.querySelector(selector);
    const [box, part, told, done, was, both, back] = ["-stage", "", " p", "-done", "-was", "-both", "-leave"].map((name) => at(".play-chair" + name));
    const sit = at(".play-sit");
    const show = stage(game, box, "chair-", function (reading, policy) {
      state.other.push(words.turn.policies.length * reading + policy);
      keep();
      next();
      toward(box.hidden ? done : box.querySelector("h3"));
    });

    function next() {
      const year = state.other.length;
      part.hidden = false;
      box.hidden = year >= history.played;
      sit.hidden = box.hidden;
      const before = history.years[year - 1];
      was.textContent = before ? named(game, words.chair.was, us, {
        year, did: words.moves.did[before.moves[them]], diary: diary(game, history, year - 1, them) }) : "";
      if (!box.hidden) {
        const title = named(game, words.chair.year, us, { year: year + 1, years: history.played });
        show({ turn: title, demand: demand(game, history, year - 1, them), came: came(game, history, year, them, true),
          sight: event(game, history, year, them) });
        return;
      }
      const [readings, mine] = [(one) => one >> 1, (one) => one & 1].map((of) => state.other.slice(0, history.played).map(of));
      const feared = count(readings.map((one) => one > 1));
      done.textContent = named(game, words.chair.done[Number(feared > 0)], us, { feared, years: history.played });
      for (const one of [told, back]) one.hidden = true;
      const own = (chair) => history.years.map((one) => one.moves[chair]);
      both.replaceChildren(draw("svg.play-crossings", { viewBox: "0 0 340 96", "aria-hidden": "true" },
        ...mine.map((_, year) => write("play-year", 108 + 28 * year, 12, 0, String(year + 1))),
        ...[own(us), mine, own(them)].flatMap((moves, row) => [
          write("play-year", 0, 32 + 24 * row, 1, named(game, words.chair.rows[row], us)),
          ...moves.map((move, year) => draw("circle.play-act.play-side-" + Math.min(row, 1) + (move ? ".play-armed" : ""),
            { cx: 108 + 28 * year, cy: 28 + 24 * row, r: 8 }))])));
    }

    told.textContent = named(game, words.chair.told, us, {
      aim: named(game, words.chair.aims[history.intents[them]], us) });
    sit.addEventListener("click", function () {
      next();
      toward(box.hidden ? done : box.querySelector("h3"));
    });
    back.addEventListener("click", function () {
      part.hidden = true;
      sit.focus();
    });
    part.hidden = true;
    if (state.other.length) next();
  }

  Object.assign(window.playedDilemma, {
    came, debrief, demand, event, facts, fits, kept, lanes, luck, noAnswers, place, revive, stage, store, toward, WIDE,
  });

  // ------------------------------------------------------------------ a game of one reader

  function kept(root, game) {
    const places = (one, limit) => Array.isArray(one) && one.every((value) => Number.isInteger(value) && value >= 0 && value < limit);
    return store(game, "play-" + root.dataset.play, (state, answers) =>
      answers(state) && CHAIRS.includes(state.seat) && places(state.other, ANSWERS.reduce((all, kind) => all * game.tables.values[kind].length, 1)) &&
      Array.isArray(state.straight) && state.straight.every((one) => places(one, game.years) && one.length === CHAIRS.length));
  }

  function begin(root, game) {
    const { tables, years } = game;
    const { words } = tables;
    const find = (selector) => root.querySelector(selector);
    const { read, write } = kept(root, game);
    const fresh = (seed = luck(tables.seeds)) => ({ seed: Number(seed), seat: 0, ...noAnswers(), straight: [], other: [] });
    root.keep = () => write(state);

    function dealt() {                           // a game that an address deals to a class
      const code = new URLSearchParams(location.hash.slice(1)).get(tables.address);
      const given = code && game.unpack(code, ["deal"]);
      return given && !given.error ? { ...fresh(given.values[0]), dealt: true } : null;
    }

    const given = dealt();
    const first = () => {                        // a newcomer's neighbour only wants to be safe
      const one = fresh(root.dataset.seed);
      return root.dataset.seed || !game.deal(one.seed).intents[1 - one.seat] ? one : first();
    };
    let state = read();
    if (!state || (given && given.seed !== state.seed)) state = given || first();

    const showYear = stage(game, find(".play-stage"), "", function (reading, policy) {
      state.readings.push(reading);
      state.policies.push(policy);
      root.keep();
      render(true);
      toward(find(".play-board").hidden ? find(".play-debrief h2") : find(".play-turn"));
    });

    function render(open) {                      // a game that was over before is folded
      const history = game.historyOf(state);
      const year = history.years.length;
      const playing = history.pending !== null;
      find(".play-board").hidden = !playing;
      find(".play-over").hidden = playing;
      find(".play-over").open = open;
      find(".play-over summary").hidden = open;
      find(".play-debrief").replaceChildren();
      root.redraw = () => {};
      root.begun = true;
      if (!playing) {
        find(".play-over summary").textContent = fillIn(words.over.found,
          { ending: named(game, words.endings.brief[history.ending], 0, { years: history.played }) });
        debrief(root, game, state, history, {
          again: () => start(fresh(), ".play-turn"),
          playOn(straight, from) {               // the same years up to there, and on with the reader
            const [readings, policies] = ANSWERS.map((kind) => state[kind].slice(0, from));
            start({ ...state, readings, policies, straight, other: [], dealt: false }, ".play-turn");
          },
        });
        return;
      }
      find(".play-setting").textContent = (state.dealt ? words.turn.dealt + " " : "") + words.worlds.told[history.world] + " " + putOf(game, history);
      find(".play-signs").replaceChildren(legend(game));
      root.begun = year > 0;
      root.redraw = function () {
        const whole = BESIDE.matches;
        const drawn = river(game, history, { wide: false, over: false, whole, first: whole ? 0 : Math.max(0, year - 1) });
        place(find(".play-now"), drawn);
        return drawn;
      };
      const drawn = root.redraw();
      if (open && year) cross(game, history, drawn);
      showYear({
        turn: fillIn(words.turn.year, { year: year + 1, years }),
        demand: demand(game, history, year - 1, history.seat), came: came(game, history, year, history.seat),
        sight: event(game, history, year, history.seat),
      });
    }

    function start(begun, selector) {
      state = begun;
      root.keep();
      render(true);
      toward(find(selector));
    }

    root.start = start;
    root.addEventListener("click", function ({ target }) {
      if (target.closest(".play-found .play-again")) start(fresh(), ".play-turn");
    });
    for (const size of [WIDE, BESIDE]) size.addEventListener("change", () => root.redraw());

    find(".play-keep form").addEventListener("submit", function (submitted) {
      submitted.preventDefault();
      const typed = find(".play-keep input").value;
      const { error, kind, values, ...more } = game.unpack(typed, ["history", "deal"]);
      const other = error && game.unpack(typed).kind ? "kind" : error;
      const wrong = other ? fillIn(words.code.errors[other], more) : "";
      find(".play-wrong").textContent = wrong;
      if (wrong) return;
      if (kind === "deal") start({ ...fresh(values[0]), dealt: true }, ".play-turn");
      else start({ ...fresh(), ...game.restored(values) }, ".play-debrief h2");
    });

    render(false);
  }

  revive('[data-form="front"], [data-form="whole"]', begin);
}());
