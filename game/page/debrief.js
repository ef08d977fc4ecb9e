// Puts the histories of a class together, from the tables that Python wrote into the page and with
// the game of play.js. No condition or word stands here, and nothing is kept or sent.
(function () {
  "use strict";

  const { count, fillIn, make, revive, toward } = window.playedDilemma;

  const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
  const FORMULA = /^[=+\-@＝＋－＠]/;              // a table program would work out what begins so

  // ------------------------------------------------------------------ from lines to students

  function student(game, state) {
    const history = game.historyOf(state);
    const intent = history.intents[1 - state.seat];
    const right = state.readings.map((reading) => Number(reading === intent));
    const armed = state.policies;
    const facts = { ending: history.ending, intent, right: count(right), armed: count(armed), last: right.at(-1) };
    return { code: game.code(state), right, armed, facts };
  }

  function cut(game, line) {                     // states, what was meant as a code, a label
    const { loose, shaped, split, edges } = game.tables.class.patterns;
    const [states, meant, labels] = [[], [], []];
    for (const cell of line.split(new RegExp(split))) {
      const label = cell.replace(new RegExp(loose, "g"), function (text) {
        const state = game.restored(text);
        if (!("error" in state)) states.push(state);
        else if (new RegExp(shaped).test(text)) meant.push(text);
        else return text;
        return " ";
      });
      labels.push(label.replace(new RegExp(edges, "g"), ""));
    }
    return { states, meant, label: labels.filter(Boolean).join(" ") };
  }

  function students(game, lines) {
    const { patterns, lengths, longest } = game.tables.class;
    const { code: { errors }, class: texts } = game.tables.words;
    const [list, faults, known] = [[], [], new Map()];
    const plain = (text) => Array.from(text).filter((one) => !game.tables.code.ignored.includes(one)).length;

    lines.forEach(function (text, at) {
      const line = at + 1;
      const fault = (sentence, values) => faults.push({ line, said: fillIn(sentence, { line, ...values }) });
      const wrong = function (written) {
        const { error, ...values } = game.restored(written);
        fault(texts.wrong, { code: written, why: fillIn(errors[error], values) });
      };
      if (text.length > longest) {
        fault(texts.longer, { longest });
        return;
      }
      const { states, meant, label } = cut(game, text);
      meant.forEach(wrong);
      for (const state of states) {
        const one = student(game, state);
        const first = known.get(one.code);
        if (first) {
          fault(texts.twice, { first, code: one.code });
        } else {
          known.set(one.code, line);
          list.push({ ...one, label, line });
        }
      }
      if (!label || states.length || meant.length) return;
      const near = (label.match(new RegExp(patterns.near, "g")) || []).find((one) =>
        /\d/.test(one) && plain(one) >= lengths[0] && plain(one) <= lengths[1]);
      if (near) wrong(near);
      else fault(texts.none, {});
    });
    list.sort((one, two) => one.facts.ending - two.facts.ending || one.facts.intent - two.facts.intent);
    return { students: list, faults };
  }

  // ------------------------------------------------------------------ figures

  const fits = (condition) => ({ facts }) => Object.entries(condition).every(
    ([name, [low, high]]) => facts[name] >= low && facts[name] <= high);

  function figures(game, pasted) {
    const { intents, endings } = game.tables.values;
    const { lineLimit, questions } = game.tables.class;
    const texts = game.tables.words.class;
    const text = pasted.trimEnd().replace(BIDI, "");
    const lines = text.split(/\r\n|\r|\n/, lineLimit + 1);
    const result = students(game, lines.length > lineLimit ? [] : lines);
    const among = (condition) => result.students.filter(fits(condition));
    const rightly = Array.from({ length: game.years }, (_, year) =>
      count(result.students.map((one) => one.right[year])));
    const place = (value) => rightly.indexOf(value) + 1;
    const values = { worst: place(Math.min(...rightly)), best: place(Math.max(...rightly)) };
    const numbered = (sentences) => sentences.flatMap(function (one) {
      const all = among(one.among);
      const of = all.length;
      const counted = all.filter(fits(one.where)).length;
      return of && counted >= (one.least || 0) * of ? [fillIn(one.text, { count: counted, of, ...values })] : [];
    });
    let sentence = result.faults.length ? texts.left : texts.found;
    if (lines.length > lineLimit) sentence = texts.many;
    return {
      ...result, rightly,
      said: fillIn(sentence, { count: result.students.length, faults: result.faults.length, most: lineLimit }),
      counts: endings.map((_, ending) => intents.map((__, intent) =>
        among({ ending: [ending, ending], intent: [intent, intent] }).length)),
      told: numbered(texts.endings.told), questions: numbered(texts.questions).slice(0, questions),
    };
  }

  window.playedDilemma.figures = figures;

  // ------------------------------------------------------------------ the page

  async function copyText(text, place) {         // whether it is on the clipboard
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {                                    // an old browser, or a host without TLS
      const area = make("textarea.play-quiet", { readonly: "", "aria-hidden": "true" });
      area.value = text;
      place.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  revive(".play-class", function (root, game) {
    const { endings: { labels }, class: texts } = game.tables.words;
    const find = (selector) => root.querySelector(selector);
    const field = find("textarea");
    const header = (text) => make("th", { scope: "row" }, text);
    const yearIn = (one, year) => fillIn(texts.matrix.each, {
      move: texts.moved[one.armed[year]], read: texts.read[one.right[year]] });

    function matrix(result) {                    // a group for each ending and neighbour
      result.counts.forEach((row, ending) => row.forEach(function (many, intent) {
        if (!many) return;
        const title = fillIn(texts.matrix.groups[intent], { ending: labels[ending], count: many });
        const those = result.students.filter(fits({ ending: [ending, ending], intent: [intent, intent] }));
        find(".play-rows").append(make("tbody", {},
          make("tr", {}, make("th.class-group", { scope: "rowgroup", colspan: game.years + 1 }, title)),
          ...those.map((one) => make("tr", {}, header(one.label || one.code), ...one.armed.map((armed, year) =>
            make("td", {}, make("span.play-square.play-move-" + armed + ".class-read-" + one.right[year], {},
              make("span.play-quiet", {}, yearIn(one, year)))))))));
      }));
      find(".play-rows > tbody").remove();
    }

    function sheet(result) {                     // what a table program takes from the clipboard
      const head = Array.from({ length: game.years }, (_, year) => fillIn(texts.matrix.years, { year: year + 1 }));
      const rows = result.students.map((one) => [one.label, one.code, texts.endings.intents[one.facts.intent],
        labels[one.facts.ending], one.facts.right, one.facts.armed, ...head.map((_, year) => yearIn(one, year))]);
      const plain = (cell) => (FORMULA.test(cell) ? "'" + cell : cell);
      return [[...texts.matrix.columns, ...head], ...rows].map((row) => row.map(plain).join("\t")).join("\n");
    }

    function show(pasted) {
      const result = figures(game, pasted);
      const of = result.students.length;
      const report = find(".class-shown");
      find(".class-said p").textContent = result.said;
      find(".class-said ul").replaceChildren(...result.faults.map((one) => make("li", {}, one.said)));
      report.replaceChildren();
      if (!of) return;
      report.append(find(".class-after").content.cloneNode(true));
      find(".class-told").textContent = result.told.join(" ");
      find(".class-talk ol").append(...result.questions.map((text) => make("li", {}, text)));
      find(".play-endings tbody").append(...result.counts.map((row, ending) => make("tr", {},
        header(labels[ending]), ...[...row, row[0] + row[1]].map((many) => make("td", {}, String(many))))));
      find(".play-years tbody").append(...result.rightly.map(function (many, year) {
        const bar = make("span.class-bar", {});
        bar.style.width = 100 * many / of + "%";
        return make("tr", {}, header(String(year + 1)),
          make("td", {}, make("span.class-bars", {}, bar), fillIn(texts.years.each, { count: many, of })));
      }));
      matrix(result);
      find(".class-copy").addEventListener("click", async function (event) {
        const done = await copyText(sheet(result), find(".class-matrix"));
        event.target.focus();
        find(".class-copied").textContent = done ? texts.matrix.copied : texts.matrix.failed;
      });
    }

    find("form").addEventListener("submit", function (event) {
      event.preventDefault();
      show(field.value);
      if (find(".class-shown h2")) toward(find(".class-shown h2"));
    });
    find(".class-example").addEventListener("click", function () {
      field.value = game.tables.class.example.map(
        (one, at) => fillIn(texts.learner, { number: at + 1 }) + "\t" + one).join("\n");
      show(field.value);
    });
    addEventListener("pagehide", function () {   // nothing is left for whoever comes back
      field.value = "";
      show("");
      find(".class-said p").textContent = "";
    });
  });
}());
