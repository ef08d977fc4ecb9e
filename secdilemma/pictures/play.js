// Plays the dilemma from the tables that Python wrote into the page. No word, chance or threshold
// stands here. Intents, policies, moves and sights are numbers; a policy has that of its move.
(function () {
  "use strict";

  const CHAIRS = [0, 1];

  // ------------------------------------------------------------------ the rules

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

  function believed(tables, mind, view) {
    const { opening } = tables.rules;
    const { limit } = tables.grid;
    let found = mind.prior;
    view.sights.forEach(function (sight, turn) {
      const own = turn < 2 ? opening : view.policies[turn - 2];
      const moved = found + mind.weights[own][sight];
      const gaveIn = turn > 0 && view.demands[turn - 1];
      found = gaveIn ? limit : Math.max(-limit, Math.min(limit, moved));
    });
    return found;
  }

  function tabled(tables, mind, view) {
    const { locked, sure } = tables.grid;
    const belief = believed(tables, mind, view);
    let arms = belief >= mind.bar;
    if (arms && mind.tests && belief < sure) {
      const last = view.policies.slice(-locked);
      arms = last.length < locked || last.includes(0);
    }
    return [Number(belief > 0), Number(arms)];
  }

  function answered(tables, mind, view) {       // null: nothing is recorded, nobody answers then
    if (typeof mind === "number") return tabled(tables, tables.minds[mind], view);
    const turn = view.policies.length;
    if (turn < mind.policies.length) return [mind.readings[turn], mind.policies[turn]];
    return mind.then === undefined ? null : answered(tables, mind.then, view);
  }

  function drawn(shares, at) {
    return shares.findIndex((share) => (at -= share) < 0);
  }

  const meant = (tables, intent, move) => tables.rules.meant[intent][move];

  // A mind is the number of a table, or answers as recorded: {readings, policies, then}.
  function play(tables, setup) {
    const { rules, channels } = tables;
    const { seed, minds, intents } = setup;
    const undone = (setup.undone || []).map(String);
    const views = CHAIRS.map(() => ({ sights: [], readings: [], policies: [], demands: [] }));
    const history = Object.assign({ seat: 0, undone: [] }, setup, { turns: [], views, pending: null });
    let last = [rules.opening, rules.opening];
    let forces = [rules.start, rules.start];

    function look(turn, chair) {
      const intent = intents[1 - chair];
      if (undone.length && undone.includes(turn + "," + chair)) return meant(tables, intent, last[1 - chair]);
      const at = toss(seed, turn, chair, channels.sight, rules.sides);
      return drawn(rules.seen[intent][last[1 - chair]], at);
    }

    function answer(turn, chair) {
      const found = answered(tables, minds[chair], views[chair]);
      if (!found || !intents[chair] || setup.free) return found;
      const chance = rules.presses[views[chair].sights[turn]];
      return [found[0], Number(toss(seed, turn, chair, channels.press, rules.sides) < chance)];
    }

    for (let turn = 0; turn < rules.turns; turn++) {
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
        Math.max(0, Math.min(rules.most, forces[chair] + (policies[chair] ? 1 : -1))));
      CHAIRS.forEach(function (chair) {
        views[chair].readings.push(readings[chair]);
        views[chair].policies.push(policies[chair]);
        views[chair].demands.push(demands[chair]);
      });
      history.turns.push({ sights, readings, policies, moves: policies, demands, forces });
      last = policies;
    }
    history.ending = ending(rules, history.turns);
    return history;
  }

  function ending(rules, turns) {
    if (turns.some((turn) => turn.demands.includes(true))) return 0;
    const armed = turns.slice(-rules.last).flatMap((turn) => turn.moves).filter(Boolean).length;
    if (armed >= rules.race) return 1;
    return armed <= rules.restraint ? 2 : 3;
  }

  // ------------------------------------------------------------------ what is learned from it

  function before(tables, history, turn, seat) {   // what a state had done when it was seen
    return turn ? history.turns[turn - 1].moves[seat] : tables.rules.opening;
  }

  function rightly(tables, history, turn, seat) {
    return meant(tables, history.intents[1 - seat], before(tables, history, turn, 1 - seat));
  }

  function misreadings(tables, history) {
    return history.turns.flatMap((one, turn) => CHAIRS.filter(
      (seat) => one.sights[seat] !== rightly(tables, history, turn, seat),
    ).map((seat) => [turn, seat]));
  }

  function viewAt(history, turn, seat) {
    const view = history.views[seat];
    const { readings, policies, demands } = view;
    const [r, p, d] = [readings, policies, demands].map((list) => list.slice(0, turn));
    return { sights: view.sights.slice(0, turn + 1), readings: r, policies: p, demands: d };
  }

  function likeness(tables, history, seat) {
    const same = tables.minds.map((mind, number) => history.turns.filter((one, turn) =>
      answered(tables, number, viewAt(history, turn, seat))[1] === one.policies[seat]).length);
    const most = Math.max(...same);
    return [same.indexOf(most), most];
  }

  function replayed(tables, history, turn, seat) {
    const chair = history.seat;
    const setup = {
      seed: history.seed, seat: chair, intents: history.intents, minds: history.minds.slice(),
      undone: history.undone.concat([[turn, seat]]),
    };
    const again = play(tables, setup);
    again.from = -1;                               // from where a mind answers for the reader
    again.known = true;                            // whether it can be told what would have followed
    if (typeof history.minds[chair] === "number") return again;
    const other = again.turns.findIndex(
      (one, at) => one.sights[chair] !== history.turns[at].sights[chair]);
    if (other < 0) return again;
    const { readings, policies } = viewAt(history, other, chair);
    const [then, same] = likeness(tables, history, chair);
    setup.minds[chair] = { readings, policies, then };
    return Object.assign(play(tables, setup), { from: other, known: same >= tables.least.like });
  }

  function distance(one, two) {
    return one.turns.reduce((sum, turn, at) => sum + CHAIRS.filter(
      (seat) => turn.moves[seat] !== two.turns[at].moves[seat]).length, 0);
  }

  function decisive(tables, history) {
    let best = null;
    for (const [turn, seat] of misreadings(tables, history)) {
      const again = replayed(tables, history, turn, seat);
      const moves = distance(history, again);
      if (!moves && again.known) continue;
      const rank = [again.known, again.ending !== history.ending, moves].map(Number);
      const ahead = best && (rank[0] - best.rank[0] || rank[1] - best.rank[1] || moves - best.moves);
      if (!best || ahead > 0) best = { rank, moves, turn, seat, again };  // early before late
    }
    return best;
  }

  function verdict(history, found) {
    if (!found) return "none";
    if (!found.again.known) return "open";
    return found.again.ending === history.ending ? "same" : "changed";
  }

  function changed(history, again) {             // the first move that would have been another
    const moves = (one) => one.turns.flatMap((turn) => turn.moves);
    const place = moves(again).findIndex((move, at) => move !== moves(history)[at]);
    return { first: place >> 1, chair: place & 1, armed: moves(again)[place] };
  }

  function worse(tables, history, { turn, seat, again }) {   // how seeing rightly can end worse
    const { gravity } = tables;
    if (gravity[again.ending] <= gravity[history.ending]) return "";
    const { chair, armed } = changed(history, again);
    const harmless = history.turns[turn].sights[seat] < rightly(tables, history, turn, seat);
    return harmless && chair === seat && armed ? "lulled" : "other";
  }

  // ------------------------------------------------------------------ codes

  const bits = (digits) => digits.reduce((sum, digit, place) => sum + digit * 2 ** place, 0);

  function check(digits, base) {
    return digits.reduce((sum, digit, place) => sum + (place + 2) * digit, 0) % base;
  }

  function written(tables, state) {
    const { version, alphabet, letters, group, fields } = tables.code;
    const values = [version, state.seed, state.seat, bits(state.readings), bits(state.policies)];
    let number = values.reduce((sum, value, at) => sum * fields[at] + value, 0);
    const digits = [];
    for (let at = 0; at < letters; at++) {
      digits.unshift(number % alphabet.length);
      number = Math.floor(number / alphabet.length);
    }
    digits.push(check(digits, alphabet.length));
    const plain = digits.map((digit) => alphabet[digit]).join("");
    return [0, 1, 2].map((part) =>
      plain.slice(part * group, part < 2 ? (part + 1) * group : undefined)).join("-");
  }

  function restored(tables, code) {              // a state, or {error, ...}
    const { version, alphabet, mistaken, letters, ignored, fields } = tables.code;
    const plain = Array.from(code.toUpperCase()).filter((one) => !ignored.includes(one))
      .map((one) => (Object.hasOwn(mistaken, one) ? mistaken[one] : one));
    if (plain.length !== letters + 1) {
      return { error: "length", found: plain.length, wanted: letters + 1 };
    }
    const odd = plain.find((one) => !alphabet.includes(one));
    if (odd !== undefined) return { error: "character", found: odd };
    const digits = plain.map((one) => alphabet.indexOf(one));
    if (check(digits.slice(0, -1), alphabet.length) !== digits[letters]) return { error: "check" };
    let number = digits.slice(0, -1).reduce((sum, digit) => sum * alphabet.length + digit, 0);
    const values = [];
    for (const size of fields.slice(1).reverse()) {
      values.push(number % size);
      number = Math.floor(number / size);
    }
    if (number !== version) return { error: "version" };
    const [policies, readings, seat, seed] = values;
    const turns = Array.from({ length: tables.rules.turns }, (_, turn) => turn);
    const taken = (value) => turns.map((turn) => (value >> turn) & 1);
    return { seed, seat, readings: taken(readings), policies: taken(policies) };
  }

  function neighbour(tables, seed, seat) {
    const { intent, mind } = tables.channels;
    return {
      intent: toss(seed, 0, 1 - seat, intent, tables.values.intents.length),
      mind: toss(seed, 0, 1 - seat, mind, tables.minds.length),
    };
  }

  function setupOf(tables, state) {
    const { intent, mind } = neighbour(tables, state.seed, state.seat);
    const chairs = [[{ readings: state.readings, policies: state.policies }, 0], [mind, intent]];
    if (state.seat) chairs.reverse();
    return {
      seed: state.seed, seat: state.seat,
      minds: chairs.map((one) => one[0]), intents: chairs.map((one) => one[1]),
    };
  }

  window.playHistory = Object.assign(play, {
    code: written, decisive, likeness, restored, setupOf, verdict, worse,
  });

  // ------------------------------------------------------------------ words

  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  }

  function namesOf(tables, history, seat) {
    const { reader, neighbour: other } = tables.words.names;
    const own = seat === history.seat;
    return { us: own ? reader : other, them: own ? other : reader };
  }

  function eventOf(tables, history, turn, seat) {
    const { sights } = history.views[seat];
    const sight = sights[turn];
    const texts = tables.words.events[sight];
    const order = texts.map((_, at) => at);
    for (let last = texts.length - 1; last > 0; last--) {
      const at = toss(history.seed, tables.apart * sight + last, seat, tables.channels.event, last + 1);
      [order[last], order[at]] = [order[at], order[last]];
    }
    const earlier = sights.slice(0, turn).filter((one) => one === sight).length;
    return filled(texts[order[earlier]], namesOf(tables, history, seat));
  }

  function diaryOf(tables, history, turn, seat) {
    const said = tables.words.diary;
    const mind = tables.minds[history.minds[seat]];
    const happened = history.turns[turn];
    const belief = believed(tables, mind, viewAt(history, turn, seat));
    const answers = said.answers[history.intents[seat]];
    let answer = belief >= mind.bar ? answers.tests : answers.held_back;
    if (happened.moves[seat]) answer = belief > 0 ? answers.armed : answers.wary;
    let shift = turn + seat;
    if (happened.demands[1 - seat]) {
      answer = answers.demands;
      shift = history.turns.slice(0, turn).filter((one) => one.demands[1 - seat]).length;
    }
    const reading = tables.values.intents[happened.readings[seat]];
    const seen = said.seen[happened.sights[seat]][reading];
    const mood = said.moods.find((one) => belief <= one.to).words;
    return [seen[(turn + seat) % seen.length], mood[(turn + seat) % mood.length],
      answer[shift % answer.length]].join(" ");
  }

  Object.assign(play, { diaryOf, eventOf });

  // ------------------------------------------------------------------ the page

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
    const shown = top >= parseFloat(getComputedStyle(heading).scrollMarginTop) && bottom <= innerHeight;
    if (!shown) heading.scrollIntoView({ block: "start" });
  }

  function stage(tables, box, prefix, names, act) {   // one turn: see, read, answer
    const form = box.querySelector("form");
    const button = box.querySelector("button");
    const chosen = (name) => form.querySelector('[name="' + name + '"]:checked');
    const ready = () => { button.disabled = !names.every(chosen); };
    const number = (name) => {
      const list = tables.values[name === names[0] ? "intents" : "policies"];
      return list.indexOf(chosen(name).value);
    };
    form.addEventListener("change", ready);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      if (names.every(chosen)) act(...names.map(number));
    });
    return function (year, demand, sight) {
      form.reset();
      ready();
      box.querySelector("." + prefix + "turn").textContent = year;
      box.querySelector("." + prefix + "demand").textContent = demand;
      box.querySelector("." + prefix + "sight").textContent = sight;
    };
  }

  function lanes(tables, told) {                  // each year in both chairs, the reader's first
    const { table, sights } = tables.words;
    const wrong = misreadings(tables, told).map(String);
    const label = (kind, text, ...more) => make("p.play-" + kind, {}, make("b", {}, text), " ", ...more);

    function cell(turn, seat) {
      const happened = told.turns[turn];
      const saw = [eventOf(tables, told, turn, seat)];
      if (wrong.includes(turn + "," + seat)) {
        const seen = sights.seen[happened.sights[seat]];
        saw.push(" ", make("strong.play-break", {}, filled(table.misread, { seen })));
      }
      const did = [table.moved[happened.moves[seat]] + "."];
      if (happened.demands[seat]) did.push(table.demand);
      if (happened.demands[1 - seat]) did.push(table.demanded);
      const names = namesOf(tables, told, seat);
      names.meant = sights.meant[rightly(tables, told, turn, seat)];
      return make("td", { "data-lane": names.us },
        make("p.play-had", {}, filled(table.had, names)),
        label("saw", table.saw, ...saw),
        label("made", table.made, typeof told.minds[seat] === "number"
          ? diaryOf(tables, told, turn, seat) : table.reads[happened.readings[seat]]),
        label("did", table.did, did.join(" ")));
    }

    return told.turns.map((_, turn) => make("tr", {},
      make("th", { scope: "row", "data-lane": table.year }, String(turn + 1)),
      cell(turn, told.seat), cell(turn, 1 - told.seat)));
  }

  function demandIn(tables, told, turn, us) {     // in the words for the reader
    if (turn < 0 || !told.turns[turn].demands[us]) return "";
    const earlier = told.turns.slice(0, turn).filter((one) => one.demands[us]).length;
    const texts = tables.words.turn.demands;
    return filled(texts[earlier % texts.length], namesOf(tables, told, us));
  }

  Object.assign(play, { demandIn, draw, filled, lanes, make, namesOf, neighbour, stage, toward });

  function revive(root) {
    const tables = JSON.parse(root.querySelector(".play-data").textContent);
    const { rules, values, words } = tables;
    const key = "play-" + root.dataset.play;
    const find = (selector) => root.querySelector(selector);
    const years = rules.turns;
    let state = remembered() || fresh(root.dataset.seed);

    // -------------------------------------------------------------- what is kept

    function valid(kept) {
      const list = (one) => Array.isArray(one) && one.length <= years &&
        one.every((value) => value === 0 || value === 1);
      const pair = (one) => Boolean(one) && list(one.readings) && list(one.policies) &&
        one.readings.length === one.policies.length;
      return pair(kept) && pair(kept.other) && [0, 1].includes(kept.seat) &&
        Number.isInteger(kept.seed) && kept.seed >= 0 && kept.seed < tables.seeds;
    }

    function remembered() {
      try {
        const kept = JSON.parse(sessionStorage.getItem(key));
        return valid(kept) ? kept : null;
      } catch { return null; }
    }

    function keep() {
      try { sessionStorage.setItem(key, JSON.stringify(state)); } catch { /* it is not kept, then */ }
    }

    function fresh(told) {
      const seed = told === undefined
        ? crypto.getRandomValues(new Uint32Array(1))[0] % tables.seeds : Number(told);
      return { seed, seat: 0, readings: [], policies: [], other: { readings: [], policies: [] } };
    }

    const history = () => play(tables, setupOf(tables, state));

    const showTurn = stage(tables, find(".play-stage"), "play-", ["reading", "policy"], function (reading, policy) {
      state.readings.push(reading);
      state.policies.push(policy);
      keep();
      render(true);
      toward(state.policies.length < years ? find(".play-turn") : find(".play-debrief h2"));
    });

    function render(open) {                      // a game that was over before is folded
      const told = history();
      const turn = told.turns.length;
      const playing = told.pending !== null;
      find(".play-stage").hidden = !playing;
      find(".play-wants").hidden = !playing || turn > 0;
      find(".play-over").hidden = playing;
      find(".play-over").open = open;
      find(".play-over summary").hidden = open;
      find(".play-keep").open = open && !playing;
      past(told, playing);
      if (playing) {
        find(".play-debrief").replaceChildren();
        const year = filled(words.turn.year, { year: turn + 1, years });
        showTurn(year, demandIn(tables, told, turn - 1, told.seat), eventOf(tables, told, turn, told.seat));
      } else {
        debrief(told);
      }
    }

    function past(told, playing) {
      const box = find(".play-past");
      box.hidden = !playing || told.turns.length === 0;
      box.querySelector("ol").replaceChildren(...told.turns.map((one, turn) => make("li", {}, filled(
        words.turn.was, {
          year: turn + 1, event: eventOf(tables, told, turn, told.seat),
          reading: words.turn.taken[one.readings[told.seat]],
          move: words.moves.armed[one.moves[told.seat]],
        }))));
    }

    // -------------------------------------------------------------- afterwards

    function debrief(told) {
      const us = told.seat;
      const them = 1 - us;
      const named = (seat, more) => Object.assign({ years }, namesOf(tables, told, seat), more);
      const wrong = misreadings(tables, told);
      const likest = likeness(tables, told, us);
      const page = find(".play-after").content.cloneNode(true);
      const at = (selector) => page.querySelector(selector);
      const put = (selector, text, values) => { at(selector).textContent = filled(text, named(us, values)); };

      function opened() {
        const said = words.opened;
        const demands = told.turns.filter((one) => one.demands[us]).length;
        const right = state.readings.filter((one) => one === told.intents[them]).length;
        const intent = [said.right, said.intents[told.intents[them]], demands ? said.pressed : ""];
        put(".play-intent", intent.join(" "), { right });
        put(".play-ended", words.endings.told[told.ending], { demands });
        at(".play-glance tbody").append(...[us, them].map((chair) => marks(told, said.chair, chair,
          (turn) => wrong.some(([when, who]) => when === turn && who === chair), ", " + said.misread)));
        put(".play-mind", said.mind, { mind: words.minds[tables.minds[told.minds[them]].name] });
        at(".play-lanes tbody").append(...lanes(tables, told));
        at(".play-diaries").open = matchMedia("(min-width: 577px)").matches;
        const demand = demandIn(tables, told, years - 1, us);
        put(".play-lastly", demand && said.last, { demand });
        find(".play-over summary").textContent = filled(
          words.over.found, { ending: words.endings.names[told.ending] });
      }

      function marks(one, title, seat, other, note) {   // the years in which `other` holds are noted
        return make("tr", {}, make("th", { scope: "row" }, filled(title, named(seat))),
          ...one.turns.map(({ moves }, turn) => make(other(turn) ? "td.play-other" : "td", {},
            make("span.play-square.play-move-" + moves[seat], {},
              make("span.play-quiet", {}, words.moves.armed[moves[seat]] + (other(turn) ? note : ""))))));
      }

      function decided() {
        const said = words.decided;
        const found = decisive(tables, told);
        const kind = verdict(told, found);
        const button = at(".play-undo");
        const shown = at(".play-again-same");
        at(".play-decided h2").textContent = said.titles[kind];
        if (!found) {
          put(".play-brief", said.brief[kind]);
          put(".play-sentence", said[kind]);
          button.remove();
          return;
        }
        const { turn, seat, again, moves } = found;
        const values = named(seat, {
          year: turn + 1, seen: words.sights.seen[told.turns[turn].sights[seat]],
          meant: words.sights.meant[rightly(tables, told, turn, seat)],
          ending: words.endings.names[told.ending], other: words.endings.names[again.ending],
          moves, all: 2 * years, from: again.from + 1, first: changed(told, again).first + 1,
          same: likest[1], label: words.labels[tables.minds[likest[0]].name],
        });
        const how = again.known && worse(tables, told, found);
        put(".play-brief", said.brief[kind], values);
        put(".play-sentence", how ? said[kind] + " " + said.worse[how] : said[kind], values);
        put(".play-answered", again.from < 0 ? said.alone : said.likely, values);
        at(".play-marks tbody").append(...[us, them].flatMap((chair) => [
          marks(told, said.was, chair, () => false),
          marks(again, said.would, chair,
            (one) => again.turns[one].moves[chair] !== told.turns[one].moves[chair], ""),
        ]));
        button.addEventListener("click", function () {
          button.hidden = true;
          shown.hidden = false;
          shown.focus({ preventScroll: true });
        });
      }

      function closing() {
        const said = words.closing;
        const armed = (seat) => told.turns.filter((one) => one.moves[seat]).length;
        const misread = (seat) => wrong.filter((one) => one[1] === seat).length;
        const sentences = [said.yours, said.theirs, wrong.length ? said.luck : said.clear];
        put(".play-closing", sentences.join(" "), {
          mine: armed(us), other: armed(them), intent: said.intents[told.intents[them]],
          seen: misread(us), shown: misread(them),
        });
        put(".play-code", written(tables, state));
      }

      opened();
      decided();
      closing();
      find(".play-debrief").replaceChildren(page);
      root.played = { tables, told, state, keep };   // for what a page has beyond this script
      root.dispatchEvent(new Event("play-over"));
    }

    function begin(fresh, selector) {
      state = fresh;
      keep();
      render(true);
      toward(find(selector));
    }

    root.addEventListener("click", function ({ target }) {
      if (target.closest(".play-again")) begin(fresh(), ".play-turn");
    });

    find(".play-keep form").addEventListener("submit", function (event) {
      event.preventDefault();
      const found = restored(tables, find(".play-keep input").value);
      const wrong = "error" in found ? filled(words.code.errors[found.error], found) : "";
      find(".play-wrong").textContent = wrong;
      if (!wrong) begin(Object.assign(found, { other: { readings: [], policies: [] } }), ".play-debrief h2");
    });

    render(false);
  }

  document.querySelectorAll("[data-play]").forEach(revive);
}());
