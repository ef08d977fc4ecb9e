// Puts the histories of a class together, from the tables that Python wrote into the page and with
// the interpreter of play.js. No pattern, condition or word stands here, and nothing is kept or sent.
(function () {
  "use strict";

  const { code, filled, make, restored, setupOf } = window.playHistory;

  // ------------------------------------------------------------------ from lines to students

  function student(tables, state) {
    const history = window.playHistory(tables, setupOf(tables, state));
    const intent = history.intents[1 - state.seat];
    const right = state.readings.map((reading) => Number(reading === intent));
    const armed = state.policies;
    const sum = (list) => list.reduce((one, two) => one + two, 0);
    const facts = { ending: history.ending, intent, right: sum(right), armed: sum(armed), last: right.at(-1) };
    return { code: code(tables, state), right, armed, facts };
  }

  function trimmed(text, edges) {
    const kept = Array.from(text);
    while (edges.includes(kept[0])) kept.shift();
    while (kept.length && edges.includes(kept.at(-1))) kept.pop();
    return kept.join("");
  }

  function cut(tables, line) {                   // states, what was meant as a code, a label
    const { patterns, edges } = tables.class;
    const loose = new RegExp(patterns.loose, "g");
    const shaped = new RegExp("^(?:" + patterns.shaped + ")$");
    const [states, meant, labels] = [[], [], []];
    for (const cell of line.split(new RegExp(patterns.split))) {
      let rest = cell;
      for (const [text] of cell.matchAll(loose)) {
        const found = restored(tables, text);
        if (!("error" in found)) states.push(found);
        else if (shaped.test(text)) meant.push(text);
        else continue;
        rest = rest.replaceAll(text, " ");
      }
      labels.push(trimmed(rest, edges));
    }
    return { states, meant, label: labels.filter(Boolean).join(" ") };
  }

  function debrief(tables, pasted) {
    const { patterns, lengths } = tables.class;
    const said = tables.words.class;
    const [students, faults, known] = [[], [], new Map()];
    const plain = (text) => Array.from(text).filter((one) => !tables.code.ignored.includes(one)).length;

    pasted.split(new RegExp(patterns.lines)).forEach(function (text, at) {
      const line = at + 1;
      const wrong = function (written) {
        const found = restored(tables, written);
        const why = filled(tables.words.code.errors[found.error], found);
        faults.push({ line, said: filled(said.wrong, { line, code: written, why }) });
      };
      const { states, meant, label } = cut(tables, text);
      meant.forEach(wrong);
      for (const state of states) {
        const one = student(tables, state);
        const first = known.get(one.code);
        if (first) {
          faults.push({ line, said: filled(said.twice, { line, first, code: one.code }) });
        } else {
          known.set(one.code, line);
          students.push(Object.assign(one, { label, line }));
        }
      }
      if (!label || states.length || meant.length) return;
      const near = Array.from(label.matchAll(new RegExp(patterns.near, "g")), ([one]) => one)
        .find((one) => plain(one) >= lengths[0] && plain(one) <= lengths[1]);
      if (near) wrong(near);
      else faults.push({ line, said: filled(said.none, { line }) });
    });
    students.sort((one, two) =>
      one.facts.ending - two.facts.ending || one.facts.intent - two.facts.intent);
    return { students, faults };
  }

  // ------------------------------------------------------------------ figures

  function counted(tables, students) {
    const { intents, endings } = tables.values;
    return endings.map((_, ending) => intents.map((__, intent) => students.filter(
      ({ facts }) => facts.ending === ending && facts.intent === intent).length));
  }

  function rightly(tables, students) {
    return Array.from({ length: tables.rules.turns }, (_, year) =>
      students.filter((one) => one.right[year]).length);
  }

  function numbered(tables, students, sentences) {
    const by = rightly(tables, students);
    const fits = (condition) => ({ facts }) => Object.entries(condition).every(
      ([name, [low, high]]) => facts[name] >= low && facts[name] <= high);
    const place = (value) => by.indexOf(value) + 1;
    return sentences.flatMap(function ({ among, where, least = 0, text }) {
      const all = students.filter(fits(among));
      const count = all.filter(fits(where)).length;
      if (!all.length || count < least * all.length) return [];
      return [filled(text, { count, of: all.length, worst: place(Math.min(...by)), best: place(Math.max(...by)) })];
    });
  }

  function figures(tables, pasted) {
    const { students, faults } = debrief(tables, pasted);
    const said = tables.words.class;
    return {
      students, faults,
      counts: counted(tables, students), rightly: rightly(tables, students),
      told: numbered(tables, students, said.endings.told),
      questions: numbered(tables, students, said.questions).slice(0, tables.class.most),
    };
  }

  window.playHistory.debrief = figures;

  // ------------------------------------------------------------------ the page

  function revive(root) {
    const tables = JSON.parse(root.querySelector(".play-data").textContent);
    const said = tables.words.class;
    const { labels } = tables.words.endings;
    const find = (selector) => root.querySelector(selector);
    const field = find("textarea");
    const header = (text) => make("th", { scope: "row" }, text);
    const yearIn = (one, year) => filled(said.matrix.each, {
      move: said.moved[one.armed[year]], read: said.read[one.right[year]] });

    function endings(found) {
      find(".class-told").textContent = found.told.join(" ");
      find(".play-endings tbody").append(...found.counts.map((row, ending) => make("tr", {},
        header(labels[ending]),
        ...[...row, row[0] + row[1]].map((many) => make("td", {}, String(many))))));
    }

    function years(found) {
      const of = found.students.length;
      find(".play-years tbody").append(...found.rightly.map(function (count, year) {
        const bar = make("span.class-bar", {});
        bar.style.width = 100 * count / of + "%";
        return make("tr", {}, header(String(year + 1)),
          make("td", {}, make("span.class-bars", {}, bar), filled(said.years.each, { count, of })));
      }));
    }

    function matrix(found) {
      const wide = tables.rules.turns + 1;
      found.counts.forEach((row, ending) => row.forEach(function (count, intent) {
        if (!count) return;
        const title = filled(said.matrix.groups[intent], { ending: labels[ending], count });
        const group = make("tbody", {}, make("tr", {},
          make("th.class-group", { scope: "rowgroup", colspan: wide }, title)));
        for (const one of found.students) {
          if (one.facts.ending !== ending || one.facts.intent !== intent) continue;
          group.append(make("tr", {}, header(one.label || one.code), ...one.armed.map((armed, year) =>
            make("td", {}, make("span.play-square.play-move-" + armed + ".class-read-" + one.right[year], {},
              make("span.play-quiet", {}, yearIn(one, year)))))));
        }
        find(".play-rows").append(group);
      }));
      find(".play-rows > tbody").remove();
    }

    function sheet(found) {                        // what a table program takes from the clipboard
      const numbers = tables.rules.turns;
      const head = Array.from({ length: numbers }, (_, year) => filled(said.matrix.years, { year: year + 1 }));
      const rows = found.students.map((one) => [one.label, one.code, said.endings.intents[one.facts.intent],
        labels[one.facts.ending], one.facts.right, one.facts.armed, ...head.map((_, year) => yearIn(one, year))]);
      return [[...said.matrix.columns, ...head], ...rows].map((row) => row.join("\t")).join("\n");
    }

    async function copy(text) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {                                    // an old browser, or a host without TLS
        const area = make("textarea.play-quiet", { readonly: "", "aria-hidden": "true" });
        area.value = text;
        find(".class-matrix").append(area);
        area.select();
        const done = document.execCommand("copy");
        area.remove();
        find(".class-copy").focus();
        return done;
      }
    }

    function show() {
      const found = figures(tables, field.value);
      const count = found.students.length;
      const faults = found.faults.length;
      find(".class-said p").textContent = filled(faults ? said.left : said.found, { count, faults });
      find(".class-said ul").replaceChildren(...found.faults.map((one) => make("li", {}, one.said)));
      find(".class-shown").replaceChildren();
      if (!count) return;
      find(".class-shown").append(find(".class-after").content.cloneNode(true));
      endings(found);
      years(found);
      matrix(found);
      find(".class-talk ol").append(...found.questions.map((text) => make("li", {}, text)));
      find(".class-copy").addEventListener("click", async function () {
        find(".class-copied").textContent = await copy(sheet(found)) ? said.matrix.copied : said.matrix.failed;
      });
    }

    find("form").addEventListener("submit", function (event) {
      event.preventDefault();
      show();
      if (find(".class-shown h2")) window.playHistory.toward(find(".class-shown h2"));
    });
    find(".class-example").addEventListener("click", function () {
      field.value = tables.class.example.map(
        (one, at) => filled(said.learner, { number: at + 1 }) + "\t" + one).join("\n");
      show();
    });
    addEventListener("pagehide", function () {      // nothing is left for whoever comes back
      field.value = "";
      find(".class-said p").textContent = "";
      find(".class-said ul").replaceChildren();
      find(".class-shown").replaceChildren();
    });
  }

  document.querySelectorAll(".play-class").forEach(revive);
}());
