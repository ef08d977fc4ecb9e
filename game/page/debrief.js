// Deals a game to a class, puts its histories together, and lets its minds meet: from the tables that
// Python wrote into the page, with the game of rules.js. No condition or word stands here, and
// nothing is kept or sent.
(function () {
  "use strict";

  const { CHAIRS, bentText, copies, count, draw, entry, fillIn, fits, luck, make, named, revive, sign } = window.playedDilemma;

  const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
  const FORMULA = /^[=+\-@＝＋－＠]/;              // a spreadsheet runs what begins like this
  const HISTORIES = ["pair", "history"];
  const [LEFT, RIGHT, HIGH, LINE] = [30, 100, 160, 13];  // of a world in the picture of a tournament
  const height = (share) => HIGH - 1.5 * share;
  const brief = (name) => name.replace(/^(.{10})..+/u, "$1…");

  // ------------------------------------------------------------------ from lines to codes

  function cut(game, line, kinds) {              // codes, what was meant as one, a label
    const { patterns } = game.tables.class;
    const [codes, labels] = [[], []];
    let [meant, end] = ["", 0];
    for (const { index } of line.matchAll(new RegExp(patterns.start, "g"))) {
      if (index < end) continue;
      for (const kind of kinds) {
        const shape = new RegExp(patterns.kinds[kind], "y");
        shape.lastIndex = index;
        const [text] = shape.exec(line) || [""];
        const { error, values } = text ? game.unpack(text, [kind]) : { error: true };
        if (!error) {
          codes.push({ kind, values, text });
          labels.push(line.slice(end, index));
          end = index + text.length;
          break;
        }
        if (new RegExp(patterns.digit).test(text)) meant = meant || text;
      }
    }
    labels.push(line.slice(end));
    const cells = labels.flatMap((one) => one.split(new RegExp(patterns.split)));
    const label = cells.map((one) => one.replace(new RegExp(patterns.edges, "g"), "")).filter(Boolean).join(" ");
    return { codes, label, meant };
  }

  function entries(game, pasted, kinds, what) {  // a code and a label a line, and what is wrong
    const { patterns, longest, most: { [what]: most }, near: { [what]: [least, greatest] } } = game.tables.class;
    const { code: { errors }, class: texts } = game.tables.words;
    const lines = pasted.trimEnd().replace(BIDI, "").split(/\r\n|\r|\n/, most + 1);
    const [list, faults, names, known] = [[], [], new Map(), new Map()];
    if (lines.length > most) return { list, faults, said: fillIn(texts.many, { most }) };

    function strange(text, shape) {              // what has a digit and the length of a code
      return (text.match(new RegExp(patterns.near, "g")) || []).find((one) => {
        const { length } = game.plainOf(one);
        return new RegExp(patterns.digit).test(one) && length >= least && length <= greatest && (!shape || shape.test(one));
      });
    }

    lines.forEach(function (text, at) {
      const line = at + 1;
      const fault = (sentence, values) => faults.push({ line, said: fillIn(sentence, { line, ...values }) });
      if (text.length > longest) return fault(texts.longer, { longest });
      const { codes, label, meant } = cut(game, text, kinds);
      if (codes.length > 1 || (codes.length && strange(label, new RegExp(patterns.shaped)))) return fault(texts.two, {});
      if (codes.length) {
        const [{ kind, values }] = codes;
        const one = { kind, values, code: game.pack(kind, values), label, written: label, line };
        const called = label.toLowerCase();
        const had = known.get(one.code) || new Map();  // by who had it: their lines
        const first = had.get(called) || (called ? had.get("") : Array.from(had.values())[0]);
        if (first) return fault(texts.twice, { first, code: one.code });
        known.set(one.code, had.set(called, line));
        const other = label && names.get(called);
        if (other) {
          fault(texts.named, { first: other.line, label });
          for (const each of [other, one]) each.label = fillIn(texts.numbered, { label: each.written, line: each.line });
        } else names.set(called, one);
        return list.push(one);
      }
      const [other] = cut(game, text, Object.keys(patterns.kinds)).codes;
      if (other) return fault(texts.kinds[other.kind], { code: other.text });
      const wrong = meant || strange(text);
      if (!wrong) return label && fault(texts.none, {});
      const { error, ...values } = game.unpack(wrong, kinds);
      return fault(texts.wrong, { code: wrong, why: fillIn(errors[error], values) });
    });
    return { list, faults };
  }

  // ------------------------------------------------------------------ the histories of a class

  function rowsOf(game, { kind, values, label, line, code }) {
    const { class: texts } = game.tables.words;
    const pair = kind === "pair";
    const state = pair ? game.restoredPair(values) : game.restored(values);
    const history = pair ? game.historyOfPair(state) : game.historyOf(state);
    return (pair ? CHAIRS : [state.seat]).map(function (chair) {
      const intent = history.intents[1 - chair];
      const right = history.years.map((year) => Number(Number(year.readings[chair] > 1) === intent));
      const armed = history.years.map((year) => year.moves[chair]);
      const facts = {
        ending: history.ending, intent, raced: Number(history.war || history.raced >= game.tables.rules.race),
        pressed: Number(history.pressed[chair]), right: count(right), armed: count(armed), last: right.at(-1),
      };
      const name = pair ? named(game, texts.chair, chair, { label: label || code }) : label || code;
      return { code, line, label, name, pair, chair, history, right, armed, facts };
    });
  }

  function partings(rows) {                      // where rows of one deal first differ, the largest first
    const found = [];
    (function split(group, year) {
      const parts = [0, 1].map((move) => group.filter((one) => one.armed[year] === move));
      if (parts.every((part) => part.length)) found.push({ group, year, armed: parts[1].length });
      for (const part of parts) if (part.length > 1) split(part, year + 1);
    }(rows, 0));
    return found.sort((one, two) => two.group.length - one.group.length || one.year - two.year);
  }

  function dealtOf(game, rows) {                 // the rows of the deal that most of them share
    const played = new Map();                    // by seed, the codes that have it
    for (const { code, history: { seed } } of rows) played.set(seed, (played.get(seed) || new Set()).add(code));
    const all = new Set(rows.map((one) => one.code)).size;
    const [shared] = Array.from(played).find(([, codes]) => codes.size > 1 && 2 * codes.size >= all) || [];
    const order = ({ pair, chair, armed }) => [Number(pair), chair, ...armed].join("");
    return rows.filter((one) => one.history.seed === shared)
      .sort((one, two) => (order(one) < order(two) ? -1 : 1));
  }

  function toldOfDeal(game, dealt, of) {         // what they shared, and sentences on where they part
    const { words, class: { partings: most } } = game.tables;
    const { dealt: texts } = words.class;
    const [{ history, chair }] = dealt;
    const setting = named(game, texts.settings[history.opening] + " " + words.worlds.told[history.world], 0);
    const alone = dealt.filter((one) => !one.pair && one.chair === chair);
    const found = alone.length > 1 ? partings(alone) : [];
    const parts = found.slice(0, most).map(function ({ group, year, armed }) {
      const one = group[0].history;
      const bent = one.bent.some(([when, who]) => when === year && who === chair);
      return named(game, texts.parts, chair, {
        year: year + 1, count: group.length, armed, held: group.length - armed,
        sight: words.river.sights[one.years[year].sights[chair]],
        suspects: count(group.map((each) => each.history.years[year].readings[chair] > 1)),
        percent: Math.round(100 * game.suspicion(one, chair)[year]),
      }) + (bent ? " " + bentText(game, one, year, chair) : "");
    });
    if (found.length > most) parts.push(fillIn(texts.more, { count: found.length - most }));
    const told = fillIn(texts.told, { count: dealt.length, of, setting, aim: texts.aims[history.intents[1 - chair]] });
    return { told, parts: found.length || alone.length < 2 ? parts : [texts.never] };
  }

  function figures(game, pasted) {
    const { values: { intents, endings }, class: { questions } } = game.tables;
    const { class: texts, endings: { labels } } = game.tables.words;
    const { list, faults, said } = entries(game, pasted, HISTORIES, "histories");
    const students = list.flatMap((one) => rowsOf(game, one))
      .sort((one, two) => one.facts.ending - two.facts.ending || one.facts.intent - two.facts.intent);

    const among = (condition) => students.filter(({ facts }) => fits(condition, facts));
    const rightly = Array.from({ length: game.years }, function (_, year) {
      const those = students.filter((one) => year < one.right.length);
      return [count(those.map((one) => one.right[year])), those.length];
    });
    const shares = rightly.filter(([, of]) => of).map(([right, of]) => right / of);
    const place = (share) => shares.indexOf(share) + 1;
    const given = { worst: place(Math.min(...shares)), best: place(Math.max(...shares)) };
    const numbered = (sentences) => sentences.flatMap(function (one) {
      const those = among(one.among);
      const counted = count(those.map(({ facts }) => fits(one.where, facts)));
      return those.length && counted >= (one.least || 0) * those.length
        ? [fillIn(one.text, { count: counted, of: those.length, ...given })] : [];
    });
    const dealt = dealtOf(game, students);
    const counts = endings.map((_, ending) => intents.map((__, intent) =>
      among({ ending: [ending, ending], intent: [intent, intent] }).length));
    const groups = dealt.length ? [{ title: "", rows: dealt }] : [];
    counts.forEach((row, ending) => row.forEach(function (__, intent) {
      const rows = among({ ending: [ending, ending], intent: [intent, intent] }).filter((one) => !dealt.includes(one));
      const title = fillIn(texts.matrix.groups[intent], { ending: labels[ending], count: rows.length });
      if (rows.length) groups.push({ title, rows });
    }));
    return {
      students, faults, rightly, counts, groups,
      said: said || fillIn(faults.length ? texts.left : texts.found, { count: list.length, faults: faults.length }),
      dealt: dealt.length ? toldOfDeal(game, dealt, students.length) : null,
      told: numbered(texts.endings.told), questions: numbered(texts.questions).slice(0, questions),
    };
  }

  // ------------------------------------------------------------------ the minds of a class

  const { port1, port2 } = new MessageChannel();  // a tab in the background slows timers down
  const pause = () => new Promise(function (resolve) {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });

  // World by world, for each mind: in how many of a hundred histories it comes to peace with the
  // class, and stays safe from one that is out for more. It plays in slices, until it is told to stop.
  async function* meetings(game, minds, opening, go) {
    const { worlds, ending, class: { meetings: many, restraint, slice } } = game.tables;
    let since = -Infinity;
    for (let world = 0; world < worlds.length; world++) {
      if (!go(world / worlds.length)) return;
      const rows = minds.map(() => [0, 0]);
      for (let one = 0; one < minds.length; one++) {
        const endings = game.fates([minds[one], 0], [0, 1], world, opening, many);
        rows[one][1] = 100 - 100 * (endings[ending.war] + endings[ending.coercion]) / many;
        for (let two = one; two < minds.length; two++) {
          const peace = 100 * game.fates([minds[one], minds[two]], [0, 0], world, opening, many)[restraint] / many;
          for (const each of new Set([one, two])) rows[each][0] += peace / minds.length;
          if (performance.now() - since < slice) continue;
          if (!go((world + one / minds.length) / worlds.length)) return;
          await pause();
          since = performance.now();
        }
      }
      yield rows.map((row) => row.map(Math.round));   // who is level in the table is level in the picture
    }
  }

  const placeOf = (values, mind) => 1 + count(values.map((value) => value > values[mind]));
  const lower = (rows) => rows.map((row) => Math.min(...row));

  function bestOf(rows) {                        // nobody if all are level
    const values = lower(rows);
    return rows.map((_, mind) => placeOf(values, mind) === 1 && values.some((value) => value < values[mind]));
  }

  // In each world the best, and the mind that comes to peace most often, where it is another and so
  // less safe; the widest gap first.
  function torn(worlds) {
    return worlds.flatMap(function (rows, world) {
      const best = bestOf(rows);
      const order = rows.map((_, mind) => mind).sort((one, two) => rows[two][0] - rows[one][0] || rows[two][1] - rows[one][1]);
      const [mind, first] = [order[0], order.find((one) => best[one])];
      if (first === undefined || best[mind]) return [];
      return [{ mind, first, world, peace: rows[first][0], safe: rows[first][1], more: rows[mind][0], less: rows[mind][1] }];
    }).sort((one, two) => two.more - two.less - one.more + one.less);
  }

  Object.assign(window.playedDilemma, { figures, entries, meetings });

  // ------------------------------------------------------------------ the page

  function sheet(rows) {                         // what a spreadsheet takes from the clipboard
    const plain = (cell) => (FORMULA.test(cell) ? "'" + cell : cell);
    return rows.map((row) => row.map(plain).join("\t")).join("\n");
  }

  function say(place, { said, faults }) {
    place.querySelector("p").textContent = said;
    place.querySelector("ul").replaceChildren(...faults.map((one) => make("li", {}, one.said)));
  }

  function toTop(heading) {                      // with what is below it on the same screen
    heading.focus({ preventScroll: true });
    heading.scrollIntoView();
  }

  const items = (texts) => texts.map((text) => make("li", {}, text));
  const header = (...inside) => make("th", { scope: "row" }, ...inside);

  revive(".play-class", function (root, game) {
    const { endings: { labels }, class: texts, tournament, river } = game.tables.words;
    const { examples, most: { minds: most } } = game.tables.class;
    const find = (selector) => root.querySelector(selector);
    const [report, met, progress] = [".class-shown", ".class-met", "progress"].map(find);
    const [codes, minds] = root.querySelectorAll("textarea");
    const [saidOfCodes, saidOfMinds] = root.querySelectorAll(".class-said");
    let playing = 0;                             // a tournament that has another number is over

    const disc = (armed, chair, at) => draw("circle.play-act.play-side-" + chair + (armed ? ".play-armed" : ""), { r: 7, ...at });
    const yearIn = (one, year) => fillIn(texts.matrix.each, {
      move: texts.moved[one.armed[year]], read: texts.read[one.right[year]] });

    function mark(one, year) {
      const { sights, readings } = one.history.years[year];
      const [sight, reading] = [sights[one.chair], readings[one.chair]];
      return [draw("svg.class-mark", { viewBox: "-12 -12 24 42", "aria-hidden": "true" },
        sign(sight, 0, reading), disc(one.armed[year], one.chair, { cy: 19 })),
      make("span.play-quiet", {}, yearIn(one, year) + fillIn(texts.matrix.saw, { sight: river.sights[sight] }))];
    }

    function tableOf({ title, rows }) {
      const head = title ? [make("tr", {}, make("th.class-group", { scope: "rowgroup", colspan: game.years + 1 }, title))] : [];
      return make("tbody", {}, ...head, ...rows.map(function (one, at) {
        const before = title || !at ? null : rows[at - 1];
        const parted = before ? one.armed.findIndex((move, year) => move !== before.armed[year]) : -1;
        const name = title ? [one.name] : [one.name, " ", make("small", {}, labels[one.facts.ending])];
        return make("tr", {}, header(...name), ...Array.from({ length: game.years }, (_, year) =>
          make(parted >= 0 && year >= parted ? "td.class-parted" : "td", {}, ...(year < one.armed.length ? mark(one, year) : []))));
      }));
    }

    function show() {
      const result = figures(game, codes.value);
      const of = result.students.length;
      say(saidOfCodes, result);
      report.replaceChildren();
      if (!of) return;
      report.append(find(".class-after").content.cloneNode(true));
      if (result.dealt) {
        find(".class-deals p").textContent = result.dealt.told;
        find(".class-deals ul").append(...items(result.dealt.parts));
        find(".play-rows caption span").append(" " + texts.matrix.parted);
      } else find(".class-deals").remove();
      find(".class-legend").append(...[1, 0].map((armed) => entry(disc(armed, 0), texts.moved[armed])),
        ...[0, 1, 2].map((sight) => entry(sign(sight, 0), river.sights[sight])),
        ...[0, 2].map((reading, at) => entry(sign(1, 0, reading), texts.matrix.colours[at])));
      find(".play-rows > tbody").replaceWith(...result.groups.map(tableOf));
      find(".class-told").textContent = result.told.join(" ");
      find(".class-talk ol").append(...items(result.questions));
      find(".play-endings tbody").append(...result.counts.map((row, ending) => make("tr", {},
        header(labels[ending]), ...[...row, row[0] + row[1]].map((many) => make("td", {}, String(many))))));
      find(".play-years tbody").append(...result.rightly.map(function ([many, among], year) {
        const bar = make("span.class-bar", {});
        bar.style.width = 100 * many / (among || 1) + "%";
        return make("tr", {}, header(String(year + 1)),
          make("td", {}, make("span.class-bars", {}, bar), fillIn(texts.years.each, { count: many, of: among })));
      }));
      copies(find(".class-copy"), find(".class-copied"), texts.matrix, function () {
        const years = result.rightly.map((_, year) => year);
        const head = years.map((year) => fillIn(texts.matrix.years, { year: year + 1 }));
        return sheet([[...texts.matrix.columns, ...head], ...result.groups.flatMap(({ rows }) => rows).map((one) => [
          one.pair ? one.name : one.label, one.code, texts.endings.intents[one.facts.intent], labels[one.facts.ending],
          one.facts.right, one.facts.armed, ...years.map((year) => (year < one.armed.length ? yearIn(one, year) : ""))])]);
      });
      toTop(report.querySelector("h2"));
    }

    async function meet() {
      const mine = playing += 1;
      const { list, faults, said } = entries(game, minds.value, ["mind"], "minds");
      const sentence = faults.length ? texts.left : texts.found;
      say(saidOfMinds, { faults, said: said || fillIn(sentence, { count: list.length, faults: faults.length }) });
      met.replaceChildren();
      const named = list.map((one) => ({ mind: game.mindFrom(one.values), name: one.label || one.code }))
        .sort((one, two) => one.name.localeCompare(two.name, "en", { numeric: true }));
      const names = named.map((one) => one.name);
      progress.hidden = !names.length;
      if (!names.length) return;
      const opening = Number(find(".class-meet select").value);
      met.append(find(".class-result").content.cloneNode(true));
      const [worlds, panels] = [[], Array.from(met.querySelectorAll("svg"))];
      const pick = met.querySelector(".class-pick");
      pick.append(...names.map((name, mind) => make("option", { value: mind }, name)));
      const redraw = () => worlds.forEach((rows, world) => drawWorld(panels[world], rows, names, Number(pick.value || -1)));
      pick.value = "";
      pick.addEventListener("change", redraw);
      panels.forEach((panel, world) => panel.addEventListener("click", function (event) {
        if (!worlds[world]) return;
        pick.value = nearest(panel, worlds[world], event);
        redraw();
      }));
      for await (const rows of meetings(game, named.map((one) => one.mind), opening, function (part) {
        if (mine === playing) progress.value = part;
        return mine === playing;
      })) {
        worlds.push(rows);
        redraw();
      }
      if (mine !== playing) return;
      progress.hidden = true;
      const best = worlds.map(bestOf);
      const [first] = torn(worlds);
      const everywhere = names.filter((_, mind) => best.every((one) => one[mind]));
      const landing = met.querySelector(".play-landing");
      const { lands, level, alone, all, nobody } = tournament;
      landing.textContent = first ? fillIn(lands, {
        ...first, best: names[first.first], name: names[first.mind], world: tournament.worlds[first.world] })
        : names.length > 1 ? level : alone;
      met.querySelector(".class-why").textContent = fillIn(everywhere.length ? all : nobody, { names: everywhere.join(", ") });
      if (first && !pick.value) pick.value = first.mind;
      redraw();
      const table = names.map((_, mind) => [0, 1].flatMap((end) => worlds.map((rows) => rows[mind][end])));
      met.querySelector("tbody").append(...table.map((row, mind) => make("tr", {}, header(names[mind]),
        ...row.map((share, column) => make("td", {}, make(best[column % worlds.length][mind] ? "strong" : "span", {}, String(share)))))));
      const heads = tournament.measures.flatMap((measure) => tournament.worlds.map((world) => measure + ": " + world));
      copies(met.querySelector(".class-copy"), met.querySelector(".class-copied"), texts.matrix,
        () => sheet([[tournament.mind, ...heads], ...table.map((row, mind) => [names[mind], ...row])]));
      toTop(landing);
    }

    // One world: a line a mind, from how often it comes to peace to how often it stays safe.
    function drawWorld(panel, rows, names, picked) {
      const { named } = game.tables.class;
      const best = bestOf(rows);
      const kinds = rows.map((_, mind) => (best[mind] ? ".class-best" : "") + (mind === picked ? ".class-picked" : ""));
      const text = (kind, x, y, words, anchor) => draw("text" + kind, { x, y: y + 4, "text-anchor": anchor }, words);
      const path = (kind, d) => draw("path.class-" + kind, { d });
      const lines = rows.map(([peace, safe], mind) => path("line" + kinds[mind], "M" + [LEFT, height(peace)] + "L" + [RIGHT, height(safe)]));
      const beside = rows.map((_, mind) => mind).sort((one, two) => rows[two][1] - rows[one][1])
        .filter((mind) => names.length <= named || mind === picked || (best[mind] && count(best) <= named));
      const at = beside.map((mind) => height(rows[mind][1]));
      at.forEach((y, place) => { at[place] = Math.max(y, (at[place - 1] || 0) + LINE); });
      at.reduceRight((below, y, place) => (at[place] = Math.min(y, below - LINE)), HIGH + 2 * LINE);
      panel.replaceChildren(
        ...[0, 50, 100].flatMap((share) => [path("grid", "M" + [LEFT, height(share)] + "H" + RIGHT), text("", LEFT - 6, height(share), share, "end")]),
        ...lines, ...lines.filter((_, mind) => kinds[mind]),
        ...[LEFT, RIGHT].map((x, end) => text(".class-end", x, HIGH + 16, tournament.ends[end], "middle")),
        ...beside.map((mind, place) => text(kinds[mind], RIGHT + 5, at[place], brief(names[mind]), "start")));
      const [peace, safe] = rows[picked] || [];
      panel.previousElementSibling.textContent = picked < 0 ? ""
        : fillIn(tournament.place, { name: brief(names[picked]), peace, safe, place: placeOf(lower(rows), picked), of: names.length });
    }

    function nearest(panel, rows, { clientX, clientY }) {
      const { left, top, width } = panel.getBoundingClientRect();
      const scale = panel.viewBox.baseVal.width / width;
      const part = Math.max(0, Math.min(1, ((clientX - left) * scale - LEFT) / (RIGHT - LEFT)));
      const away = rows.map(([peace, safe]) => Math.abs(height(peace + part * (safe - peace)) - (clientY - top) * scale));
      return away.indexOf(Math.min(...away));
    }

    function deal() {
      const [world, opening] = find(".class-deal").querySelectorAll("select");
      const wanted = (dealt) => [[world, dealt.world], [opening, dealt.opening]].every(([{ value }, is]) => !value || Number(value) === is);
      let seed;
      do seed = luck(game.tables.deals); while (!wanted(game.deal(seed)));
      const code = game.pack("deal", [seed]);
      const address = new URL(root.dataset.front, location.href);
      address.hash = game.tables.address + "=" + code;
      find(".class-dealt").hidden = false;
      find(".class-dealt .play-code").textContent = code;
      find(".class-address").href = address.href;
      find(".class-address").textContent = address.href;
      find(".class-taken").textContent = "";
    }

    [deal, show, meet].forEach(function (act, at) {
      root.querySelectorAll("form")[at].addEventListener("submit", function (event) {
        event.preventDefault();
        act();
      });
    });
    copies(find(".class-take"), find(".class-taken"), { ...texts.matrix, ...texts.deal }, () => find(".class-address").href);
    for (const button of root.querySelectorAll("[data-example]")) {
      button.addEventListener("click", function () {
        const [field, act] = button.dataset.example === "minds" ? [minds, meet] : [codes, show];
        field.value = examples[button.dataset.example].map(
          (one, at) => fillIn(texts.learner, { number: at + 1 }) + "\t" + one).join("\n");
        act();
      });
    }
    addEventListener("pagehide", function () {   // nothing is left for whoever comes back
      playing += 1;
      progress.hidden = true;
      for (const field of [codes, minds]) field.value = "";
      for (const part of [report, met]) part.replaceChildren();
      for (const part of [saidOfCodes, saidOfMinds]) say(part, { said: "", faults: [] });
      find(".class-dealt").hidden = true;
    });
  });
}());
