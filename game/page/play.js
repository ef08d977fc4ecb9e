// Plays the dilemma from the tables that Python wrote into the page. No word, chance or threshold
// stands here. Intents, policies, moves and sights are numbers; a policy has that of its move.
(function () {
  "use strict";

  const CHAIRS = [0, 1];
  const ANSWERS = ["readings", "policies"];

  function scramble(x) {
    x = (x + 0x9e3779b9) >>> 0;
    x ^= x >>> 16;
    x = Math.imul(x, 0x21f0aaad);
    x ^= x >>> 15;
    x = Math.imul(x, 0x735a2d97);
    return (x ^ (x >>> 15)) >>> 0;
  }

  function toss(seed, turn, seat, channel, sides) {
    return scramble(scramble(scramble(scramble(seed) ^ turn) ^ seat) ^ channel) % sides;
  }

  const within = (least, value, most) => Math.max(least, Math.min(most, value));
  const count = (list) => list.filter(Boolean).length;

  function fillIn(text, values) {
    return text.replace(/\{(\w+)\}/g, (braces, name) => (name in values ? values[name] : braces));
  }

  // The game of some tables: its histories, what is learned from them, their codes and their words.
  function gameOf(tables) {
    const { rules, channels, minds, grid, words } = tables;
    const years = rules.turns;

    // ---------------------------------------------------------------- the rules

    function believed(mind, view) {
      return view.sights.reduce(function (belief, sight, turn) {
        if (turn > 0 && view.demands[turn - 1]) return grid.limit;
        const own = turn < 2 ? rules.opening : view.policies[turn - 2];
        return within(-grid.limit, belief + mind.weights[own][sight], grid.limit);
      }, mind.prior);
    }

    function tabled(mind, view) {
      const belief = believed(mind, view);
      const last = view.policies.slice(-grid.locked);
      const locked = last.length === grid.locked && !last.includes(0);
      const tests = mind.tests && locked && belief < grid.sure;
      return [Number(belief > 0), Number(belief >= mind.bar && !tests)];
    }

    // A mind is the number of a table, or answers as recorded: {readings, policies, then}.
    function answered(mind, view) {              // null: nothing is recorded, nobody answers then
      if (typeof mind === "number") return tabled(minds[mind], view);
      const turn = view.policies.length;
      if (turn < mind.policies.length) return [mind.readings[turn], mind.policies[turn]];
      return mind.then === undefined ? null : tabled(minds[mind.then], view);
    }

    function play(setup) {
      const { seed, intents } = setup;
      const undone = (setup.undone || []).map(String);
      const views = CHAIRS.map(() => ({ sights: [], readings: [], policies: [], demands: [] }));
      const history = { seat: 0, undone: [], ...setup, turns: [], views, pending: null };
      let moves = [rules.opening, rules.opening];
      let forces = [rules.start, rules.start];

      function look(turn, chair) {
        const [intent, move] = [intents[1 - chair], moves[1 - chair]];
        if (undone.length && undone.includes(turn + "," + chair)) return rules.meant[intent][move];
        let at = toss(seed, turn, chair, channels.sight, rules.sides);
        return rules.seen[intent][move].findIndex((share) => (at -= share) < 0);
      }

      function answer(turn, chair) {
        const given = answered(setup.minds[chair], views[chair]);
        if (!given || !intents[chair] || setup.free) return given;
        const chance = rules.presses[views[chair].sights[turn]];
        return [given[0], Number(toss(seed, turn, chair, channels.press, rules.sides) < chance)];
      }

      for (let turn = 0; turn < years; turn++) {
        const sights = CHAIRS.map((chair) => look(turn, chair));
        CHAIRS.forEach((chair) => views[chair].sights.push(sights[chair]));
        const answers = CHAIRS.map((chair) => answer(turn, chair));
        if (answers.includes(null)) {
          history.pending = sights;
          return history;
        }
        const [readings, policies] = [0, 1].map((part) => answers.map((one) => one[part]));
        const demands = CHAIRS.map((chair) => Boolean(intents[1 - chair]) && !policies[chair] &&
          forces[1 - chair] - forces[chair] >= rules.ahead);
        forces = CHAIRS.map((chair) =>
          within(0, forces[chair] + (policies[chair] ? 1 : -1), rules.most));
        for (const chair of CHAIRS) {
          views[chair].readings.push(readings[chair]);
          views[chair].policies.push(policies[chair]);
          views[chair].demands.push(demands[chair]);
        }
        history.turns.push({ sights, readings, policies, moves: policies, demands, forces });
        moves = policies;
      }
      const pressed = history.turns.some((turn) => turn.demands.includes(true));
      const armed = count(history.turns.slice(-rules.last).flatMap((turn) => turn.moves));
      history.ending = pressed ? rules.pressed : rules.endings[armed];
      return history;
    }

    // ---------------------------------------------------------------- what is learned from it

    function rightly(history, turn, seat) {      // what a chair would have seen without fog
      const move = turn ? history.turns[turn - 1].moves[1 - seat] : rules.opening;
      return rules.meant[history.intents[1 - seat]][move];
    }

    function places(history, holds) {            // the turns and chairs of which something holds
      return history.turns.flatMap((one, turn) =>
        CHAIRS.filter((seat) => holds(one, turn, seat)).map((seat) => [turn, seat]));
    }

    const misreadings = (history) =>
      places(history, (one, turn, seat) => one.sights[seat] !== rightly(history, turn, seat));

    const differing = (history, again) =>
      places(history, (one, turn, seat) => one.moves[seat] !== again.turns[turn].moves[seat]);

    function viewAt(history, turn, seat) {
      const { sights, readings, policies, demands } = history.views[seat];
      const [r, p, d] = [readings, policies, demands].map((list) => list.slice(0, turn));
      return { sights: sights.slice(0, turn + 1), readings: r, policies: p, demands: d };
    }

    function likeness(history, seat) {
      const same = minds.map((mind) => count(history.turns.map((one, turn) =>
        tabled(mind, viewAt(history, turn, seat))[1] === one.policies[seat])));
      const most = Math.max(...same);
      return [same.indexOf(most), most];
    }

    function replayed(history, turn, seat) {
      const chair = history.seat;
      const { seed, intents } = history;
      const undone = history.undone.concat([[turn, seat]]);
      const setup = { seed, intents, undone, seat: chair, minds: history.minds.slice() };
      const again = play(setup);
      const known = { from: -1, known: true };   // from where a mind answers for the reader, and
      if (typeof history.minds[chair] === "number") return { ...again, ...known }; // if that is told
      const from = again.turns.findIndex((one, at) => one.sights[chair] !== history.turns[at].sights[chair]);
      if (from < 0) return { ...again, ...known };
      const [then, same] = likeness(history, chair);
      const { readings, policies } = viewAt(history, from, chair);
      setup.minds[chair] = { readings, policies, then };
      return { ...play(setup), from, known: same >= tables.least.like };
    }

    function decisive(history) {
      let best = null;
      for (const [turn, seat] of misreadings(history)) {
        const again = replayed(history, turn, seat);
        const moves = differing(history, again).length;
        if (!moves && again.known) continue;
        const rank = [again.known, again.ending !== history.ending, moves].map(Number);
        const apart = best ? rank.findIndex((value, at) => value !== best.rank[at]) : 0;
        if (!best || rank[apart] > best.rank[apart]) best = { rank, moves, turn, seat, again };
      }
      return best;                               // of equals the first
    }

    function verdict(history, misreading) {
      if (!misreading) return "none";
      if (!misreading.again.known) return "open";
      return misreading.again.ending === history.ending ? "same" : "changed";
    }

    function worse(history, { turn, seat, again }) {   // how seeing rightly can end worse
      if (tables.gravity[again.ending] <= tables.gravity[history.ending]) return "";
      const [[number, chair]] = differing(history, again);
      const harmless = history.turns[turn].sights[seat] < rightly(history, turn, seat);
      return harmless && chair === seat && again.turns[number].moves[chair] ? "lulled" : "other";
    }

    // ---------------------------------------------------------------- codes

    const { version, alphabet, mistaken, letters, group, ignored, fields } = tables.code;
    const bits = (digits) => digits.reduce((sum, digit, place) => sum + digit * 2 ** place, 0);

    function check(digits) {
      return digits.reduce((sum, digit, place) => sum + (place + 2) * digit, 0) % alphabet.length;
    }

    function code(state) {
      const values = [version, state.seed, state.seat, bits(state.readings), bits(state.policies)];
      let number = values.reduce((sum, value, at) => sum * fields[at] + value, 0);
      const digits = [];
      for (let at = 0; at < letters; at++) {
        digits.unshift(number % alphabet.length);
        number = Math.floor(number / alphabet.length);
      }
      const plain = [...digits, check(digits)].map((digit) => alphabet[digit]).join("");
      return [plain.slice(0, group), plain.slice(group, 2 * group), plain.slice(2 * group)].join("-");
    }

    function restored(written) {                 // a state, or {error, ...}
      const plain = Array.from(written.toUpperCase()).filter((one) => !ignored.includes(one))
        .map((one) => (Object.hasOwn(mistaken, one) ? mistaken[one] : one));
      if (plain.length !== letters + 1) {
        return { error: "length", found: plain.length, wanted: letters + 1 };
      }
      const odd = plain.find((one) => !alphabet.includes(one));
      if (odd !== undefined) return { error: "character", found: odd };
      const digits = plain.map((one) => alphabet.indexOf(one));
      if (check(digits.slice(0, -1)) !== digits[letters]) return { error: "check" };
      let number = digits.slice(0, -1).reduce((sum, digit) => sum * alphabet.length + digit, 0);
      const values = [];
      for (const size of fields.slice(1).reverse()) {
        values.push(number % size);
        number = Math.floor(number / size);
      }
      if (number !== version) return { error: "version" };
      const [policies, readings, seat, seed] = values;
      const taken = (value) => Array.from({ length: years }, (_, turn) => (value >> turn) & 1);
      return { seed, seat, readings: taken(readings), policies: taken(policies) };
    }

    function neighbour(seed, seat) {
      const drawn = (channel, sides) => toss(seed, 0, 1 - seat, channel, sides);
      return [drawn(channels.mind, minds.length), drawn(channels.intent, tables.values.intents.length)];
    }

    function historyOf(state) {                  // of a reader who has answered so far
      const { seed, seat, readings, policies } = state;
      const chairs = [[{ readings, policies }, 0], neighbour(seed, seat)];
      if (seat) chairs.reverse();
      const [of, intents] = [0, 1].map((part) => chairs.map((one) => one[part]));
      return play({ seed, seat, minds: of, intents });
    }

    // ---------------------------------------------------------------- words

    function named(text, history, seat, values) {   // as a chair speaks of both states
      const { reader, neighbour: other } = words.names;
      const [us, them] = seat === history.seat ? [reader, other] : [other, reader];
      return fillIn(text, { us, them, years, ...values });
    }

    function event(history, turn, seat) {
      const { sights } = history.views[seat];
      const sight = sights[turn];
      const order = words.events[sight].map((_, at) => at);
      for (let last = order.length - 1; last > 0; last--) {
        const at = toss(history.seed, tables.apart * sight + last, seat, channels.event, last + 1);
        [order[last], order[at]] = [order[at], order[last]];
      }
      const earlier = count(sights.slice(0, turn).map((one) => one === sight));
      return named(words.events[sight][order[earlier]], history, seat);
    }

    function diary(history, turn, seat) {
      const texts = words.diary;
      const mind = minds[history.minds[seat]];
      const happened = history.turns[turn];
      const belief = believed(mind, viewAt(history, turn, seat));
      const answers = texts.answers[history.intents[seat]];
      let answer = belief >= mind.bar ? answers.tests : answers.held_back;
      if (happened.moves[seat]) answer = belief > 0 ? answers.armed : answers.wary;
      let shift = turn + seat;
      if (happened.demands[1 - seat]) {
        answer = answers.demands;
        shift = count(history.turns.slice(0, turn).map((one) => one.demands[1 - seat]));
      }
      const seen = texts.seen[happened.sights[seat]][tables.values.intents[happened.readings[seat]]];
      const mood = texts.moods.find((one) => belief <= one.to).words;
      return [seen[(turn + seat) % seen.length], mood[(turn + seat) % mood.length],
        answer[shift % answer.length]].join(" ");
    }

    function demand(history, turn, seat) {       // that a reader had to give in to, in their words
      if (turn < 0 || !history.turns[turn].demands[seat]) return "";
      const earlier = count(history.turns.slice(0, turn).map((one) => one.demands[seat]));
      const texts = words.turn.demands;
      return named(texts[earlier % texts.length], history, seat);
    }

    return {
      tables, years, play, misreadings, differing, rightly, likeness, decisive, verdict, worse,
      code, restored, neighbour, historyOf, named, event, diary, demand,
    };
  }

  // ------------------------------------------------------------------ on a page

  const SVG = "http://www.w3.org/2000/svg";

  function given(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  function make(kind, attributes, ...inside) {
    const [tag, ...classes] = kind.split(".");
    const element = given(document.createElement(tag), attributes);
    element.className = classes.join(" ");
    element.append(...inside);
    return element;
  }

  const draw = (kind, attributes) => given(document.createElementNS(SVG, kind), attributes);

  function toward(heading) {                     // focus, and no jump unless it is out of sight
    heading.focus({ preventScroll: true });
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

  const luck = ({ tables }) => crypto.getRandomValues(new Uint32Array(1))[0] % tables.seeds;
  const noAnswers = () => ({ readings: [], policies: [] });

  // What a tab keeps of a game, if it fits: under a seed, as answers. A browser may refuse to keep it.
  function store({ tables, years }, key, fits) {
    const list = (one) => Array.isArray(one) && one.length <= years &&
      one.every((value) => value === 0 || value === 1);
    const answers = (one) => ANSWERS.every((kind) => list(one[kind])) &&
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

  function stage(game, box, prefix, act) {         // one turn: see, read, answer
    const form = box.querySelector("form");
    const button = box.querySelector("button");
    const chosen = (name) => form.querySelector('[name="' + prefix + name + '"]:checked');
    const ready = () => chosen("reading") && chosen("policy");
    const { intents, policies } = game.tables.values;
    const able = () => { button.disabled = !ready(); };
    form.addEventListener("change", able);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      if (ready()) act(intents.indexOf(chosen("reading").value), policies.indexOf(chosen("policy").value));
    });
    return function (texts) {                    // of the year, of a demand, of what is seen
      form.reset();
      able();
      for (const [name, text] of Object.entries(texts)) {
        box.querySelector(".play-" + prefix + name).textContent = text;
      }
    };
  }

  function lanes(game, history) {                // each year in both chairs, the reader's first
    const { table, sights } = game.tables.words;
    const wrong = game.misreadings(history).map(String);
    const label = (kind, text, ...more) => make("p.play-" + kind, {}, make("b", {}, text), " ", ...more);

    function cell(turn, seat) {
      const happened = history.turns[turn];
      const saw = [game.event(history, turn, seat)];
      if (wrong.includes(turn + "," + seat)) {
        const seen = sights.seen[happened.sights[seat]];
        saw.push(" ", make("strong.play-break", {}, fillIn(table.misread, { seen })));
      }
      const did = [table.moved[happened.moves[seat]] + "."];
      if (happened.demands[seat]) did.push(table.demand);
      if (happened.demands[1 - seat]) did.push(table.demanded);
      const meant = sights.meant[game.rightly(history, turn, seat)];
      return make("td", { "data-lane": game.named("{us}", history, seat) },
        make("p.play-had", {}, game.named(table.had, history, seat, { meant })),
        label("saw", table.saw, ...saw),
        label("made", table.made, typeof history.minds[seat] === "number"
          ? game.diary(history, turn, seat) : table.reads[happened.readings[seat]]),
        label("did", table.did, did.join(" ")));
    }

    return history.turns.map((_, turn) => make("tr", {},
      make("th", { scope: "row", "data-lane": table.year }, String(turn + 1)),
      cell(turn, history.seat), cell(turn, 1 - history.seat)));
  }

  window.playedDilemma = {
    CHAIRS, count, draw, fillIn, gameOf, store, lanes, luck, make, noAnswers, revive, stage, toward,
  };

  // ------------------------------------------------------------------ a game of one reader

  function begin(root, game) {
    const { tables, years, named } = game;
    const { words } = tables;
    const find = (selector) => root.querySelector(selector);
    const { read, write } = store(game, "play-" + root.dataset.play, (state, answers) =>
      answers(state) && answers(state.other) && CHAIRS.includes(state.seat));
    const fresh = (seed = luck(game)) => ({ seed: Number(seed), seat: 0, ...noAnswers(), other: noAnswers() });
    const keep = () => write(state);
    let state = read() || fresh(root.dataset.seed);

    const showTurn = stage(game, find(".play-stage"), "", function (reading, policy) {
      state.readings.push(reading);
      state.policies.push(policy);
      keep();
      render(true);
      toward(state.policies.length < years ? find(".play-turn") : find(".play-debrief h2"));
    });

    function render(open) {                      // a game that was over before is folded
      const history = game.historyOf(state);
      const turn = history.turns.length;
      const playing = history.pending !== null;
      find(".play-stage").hidden = !playing;
      find(".play-wants").hidden = !playing || turn > 0;
      find(".play-over").hidden = playing;
      find(".play-over").open = open;
      find(".play-over summary").hidden = open;
      find(".play-keep").open = open && !playing;
      find(".play-past").hidden = !playing || turn === 0;
      find(".play-past ol").replaceChildren(...history.turns.map((one, at) => make("li", {}, fillIn(
        words.turn.was, {
          year: at + 1, event: game.event(history, at, history.seat),
          reading: words.turn.taken[one.readings[history.seat]],
          move: words.moves.armed[one.moves[history.seat]],
        }))));
      find(".play-debrief").replaceChildren();
      if (!playing) {
        debrief(history);
        return;
      }
      showTurn({
        turn: fillIn(words.turn.year, { year: turn + 1, years }),
        demand: game.demand(history, turn - 1, history.seat), sight: game.event(history, turn, history.seat),
      });
    }

    // -------------------------------------------------------------- afterwards

    function debrief(history) {
      const us = history.seat;
      const them = 1 - us;
      const wrong = game.misreadings(history);
      const page = find(".play-after").content.cloneNode(true);
      const at = (selector) => page.querySelector(selector);
      const say = (selector, text, values, seat = us) => {
        at(selector).textContent = named(text, history, seat, values);
      };

      function opened() {
        const texts = words.opened;
        const demands = count(history.turns.map((one) => one.demands[us]));
        const right = count(state.readings.map((one) => one === history.intents[them]));
        const intent = [texts.right, texts.intents[history.intents[them]], demands ? texts.pressed : ""];
        say(".play-intent", intent.join(" "), { right });
        say(".play-ended", words.endings.told[history.ending], { demands });
        at(".play-glance tbody").append(...[us, them].map((chair) => marks(history, texts.chair, chair,
          (turn) => wrong.some(([when, who]) => when === turn && who === chair), ", " + texts.misread)));
        say(".play-mind", texts.mind, { mind: words.minds[tables.minds[history.minds[them]].name] });
        at(".play-lanes tbody").append(...lanes(game, history));
        at(".play-diaries").open = matchMedia("(min-width: 577px)").matches;
        const demand = game.demand(history, years - 1, us);
        say(".play-lastly", demand && texts.last, { demand });
        find(".play-over summary").textContent = fillIn(
          words.over.found, { ending: words.endings.names[history.ending] });
      }

      function marks(one, title, seat, other, note) {   // the years in which `other` holds are noted
        return make("tr", {}, make("th", { scope: "row" }, named(title, history, seat)),
          ...one.turns.map(({ moves }, turn) => make(other(turn) ? "td.play-other" : "td", {},
            make("span.play-square.play-move-" + moves[seat], {},
              make("span.play-quiet", {}, words.moves.armed[moves[seat]] + (other(turn) ? note : ""))))));
      }

      function decided() {
        const texts = words.decided;
        const misreading = game.decisive(history);
        const kind = game.verdict(history, misreading);
        const button = at(".play-undo");
        const comparison = at(".play-again-same");
        at(".play-decided h2").textContent = texts.titles[kind];
        if (!misreading) {
          say(".play-brief", texts.brief[kind]);
          say(".play-sentence", texts[kind]);
          button.remove();
          return;
        }
        const { turn, seat, again, moves } = misreading;
        const [likest, same] = game.likeness(history, us);
        const other = game.differing(history, again);
        const values = {
          year: turn + 1, seen: words.sights.seen[history.turns[turn].sights[seat]],
          meant: words.sights.meant[game.rightly(history, turn, seat)],
          ending: words.endings.names[history.ending], other: words.endings.names[again.ending],
          moves, all: 2 * years, from: again.from + 1, first: other.length && other[0][0] + 1,
          same, label: words.labels[tables.minds[likest].name],
        };
        const how = again.known && game.worse(history, misreading);
        say(".play-brief", texts.brief[kind], values, seat);
        say(".play-sentence", how ? texts[kind] + " " + texts.worse[how] : texts[kind], values, seat);
        say(".play-answered", again.from < 0 ? texts.alone : texts.likely, values, seat);
        at(".play-marks tbody").append(...[us, them].flatMap((chair) => [
          marks(history, texts.was, chair, () => false),
          marks(again, texts.would, chair,
            (one) => again.turns[one].moves[chair] !== history.turns[one].moves[chair], ""),
        ]));
        button.addEventListener("click", function () {
          button.hidden = true;
          comparison.hidden = false;
          comparison.focus({ preventScroll: true });
        });
      }

      function closing() {
        const texts = words.closing;
        const armed = (seat) => count(history.turns.map((one) => one.moves[seat]));
        const misread = (seat) => count(wrong.map((one) => one[1] === seat));
        const sentences = [texts.yours, texts.theirs, wrong.length ? texts.luck : texts.clear];
        say(".play-closing", sentences.join(" "), {
          mine: armed(us), other: armed(them), intent: texts.intents[history.intents[them]],
          seen: misread(us), shown: misread(them),
        });
        at(".play-code").textContent = game.code(state);
      }

      opened();
      decided();
      closing();
      find(".play-debrief").append(page);
      root.played = { history, state, keep };   // for what a page has beyond this script
      root.dispatchEvent(new Event("play-over"));
    }

    function start(begun, selector) {
      state = begun;
      keep();
      render(true);
      toward(find(selector));
    }

    root.addEventListener("click", function ({ target }) {
      if (target.closest(".play-again")) start(fresh(), ".play-turn");
    });

    find(".play-keep form").addEventListener("submit", function (event) {
      event.preventDefault();
      const restored = game.restored(find(".play-keep input").value);
      const wrong = "error" in restored ? fillIn(words.code.errors[restored.error], restored) : "";
      find(".play-wrong").textContent = wrong;
      if (!wrong) start({ ...restored, other: noAnswers() }, ".play-debrief h2");
    });

    render(false);
  }

  revive("[data-play]", begin);
}());
