// Draws a history as crossings: an act leaves one bank, a line crosses the river, something arrives
// on the other. An act and its arrival stand on one row, that of the year of the act. What the
// reader cannot know yet is not drawn.
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const { CHAIRS, count } = window.playedDilemma;

  const fillIn = (text, values) =>
    text.replace(/\{(\w+)\}/g, (braces, name) => (name in values ? values[name] : braces));

  function given(element, attributes, inside) {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  }

  function make(kind, attributes, ...inside) {
    const [tag, ...classes] = kind.split(".");
    const element = given(document.createElement(tag), attributes, inside);
    element.className = classes.join(" ");
    return element;
  }

  function draw(kind, attributes, ...inside) {
    const [tag, ...classes] = kind.split(".");
    const more = classes.length ? { class: classes.join(" ") } : {};
    return given(document.createElementNS(SVG, tag), { ...more, ...attributes }, inside);
  }

  // As a chair speaks of both states.
  function named(game, text, seat, values) {
    const { reader, neighbour } = game.tables.words.names;
    const [us, them] = seat === 0 ? [reader, neighbour] : [neighbour, reader];
    return fillIn(text, { us, them, ...values });
  }

  const SIGNS = [                                  // what arrives: a ring, a half disc, a triangle
    () => draw("circle.play-ring", { r: 5.5 }),
    (side) => draw("path.play-full", { d: "M0-6.5A6.5 6.5 0 0 " + (side ? 0 : 1) + " 0 6.5Z" }),
    (side) => draw("path.play-full", { d: side ? "M6-7L-7 0L6 7Z" : "M-6-7L7 0L-6 7Z", transform: "scale(-1 1)" }),
  ];

  function sign(sight, side, reading) {            // in the colour of how it was read
    const read = reading === undefined ? "" : reading > 1 ? ".play-offensive" : ".play-defensive";
    return draw("g.play-sign" + read, {}, SIGNS[sight](side));
  }

  const bend = (x, y, to, end) => [x + (to - x) * 0.64, y + (end - y) * 0.7];  // nearer to who sees it

  function curve(x, y, to, end, broken) {          // from bank to bank; broken in the middle
    const [middle, half] = bend(x, y, to, end);
    const turn = Math.sign(to - x);
    const bow = (to - x) * 0.38;
    if (!broken) return ["M" + [x, y, "C" + (x + bow), y, to - bow, end, to, end].join(" ")];
    const zigzag = [[-12, -2], [-5, -8], [4, 8], [11, 1]].map(([dx, dy]) => [middle + turn * dx, half + dy].join(" "));
    return [
      "M" + [x, y, "C" + (x + bow * 0.8), y, middle - turn * 22, half - 4, zigzag[0]].join(" "),
      "M" + zigzag[0] + "L" + zigzag.slice(1).join("L") + "L" + [to, end].join(" "),
    ];
  }

  // A row has the acts of a year, and how each arrived: {acts, sent, sights, readings, bent, demands}.
  function rowsOf(game, history) {
    const known = [...history.years];
    const [one, two] = CHAIRS.map((chair) => game.movesOf(history, chair));
    return one.map(function (_, row) {
      const seen = known[row];
      return {
        acts: [one[row], two[row]], sent: seen && seen.sent, sights: seen ? seen.sights : history.pending,
        readings: seen ? seen.readings : [], demands: row ? known[row - 1].demands : [false, false],
        bent: CHAIRS.filter((chair) => history.bent.some(([year, who]) => year === row && who === chair)),
        forces: row ? known[row - 1].forces : [1 + one[0], 1 + two[0]],
      };
    });
  }

  function sentence(game, history, row, at, over) {   // a row for a screen reader
    const { words } = game.tables;
    const us = history.seat;
    const label = at ? fillIn(words.river.year, { year: at }) : words.river.last;
    const parts = [us, 1 - us].filter((chair) => over || chair === us).map(function (chair) {
      const act = named(game, words.river.act, chair, { did: words.moves.did[row.acts[chair]] });
      if (!row.sights || !over) return act;
      const arrived = words.river.sights[row.sights[1 - chair]];
      return act + named(game, words.river.seen, chair, { sight: arrived });
    });
    if (!over && row.sights) {
      parts.push(named(game, words.river.saw, us, { sight: words.river.sights[row.sights[us]] }));
    }
    return label + ": " + parts.join(". ") + ".";
  }

  function bentText(game, history, year, chair, text = game.tables.words.river.bent) {
    const { sent: names, defend, sights: signs } = game.tables.words.river;
    const { sent, sights } = history.years[year];
    const left = sent[1 - chair] === 1 && game.tables.worlds[history.world].told ? defend : names[sent[1 - chair]];
    return named(game, text, 1 - chair, { sent: left, sight: signs[sights[chair]] });
  }

  const whenOf = (game, year, chair) => {          // a line by who sent it, and in which year
    const { river: texts } = game.tables.words;
    return named(game, year ? texts.of : texts.before, 1 - chair, { year });
  };

  const write = (kind, x, y, way, text) =>         // to the left of a place, around it, to the right
    draw("text." + kind, { x, y, "text-anchor": ["end", "middle", "start"][way + 1] }, text);

  function tower(x, y, forces, side, storey) {
    const storeys = Array.from({ length: forces }, (_, at) =>
      draw("rect", { x: x - 13, y: y - storey * (at + 1) + 3, width: 26, height: storey - 3 }));
    const roof = draw("path", { d: "M" + (x - 18) + " " + (y - storey * forces - 2) + "h36" });
    return draw("g.play-tower.play-side-" + side, {}, ...storeys, roof);
  }

  // The picture of a history so far, or of a whole one; `compare` has the rows that were before a line
  // was pulled straight: years that stay the same are pale, and what is done otherwise has a dark rim.
  function river(game, history, { wide, over, first = 0, whole = false, compare = null, straighten = null, lines = [] }) {
    const { words } = game.tables;
    const us = history.seat;
    const rows = rowsOf(game, history);
    const places = wide ? { width: 700, left: 235, right: 465, tower: [60, 640] }
      : { width: 340, left: 96, right: 244, tower: [18, 322] };
    const { width } = places;
    const side = (chair) => (chair === us ? 0 : 1);
    const bank = (chair) => [places.left, places.right][side(chair)];
    const [pitch, top] = [wide || over ? 42 : 38, 32];
    const shown = rows.slice(first);
    const last = whole ? game.years : over ? shown.length - 1 : shown.length;
    const ground = top + last * pitch + (over ? 36 : 20);
    const height = ground + (over ? 20 : 4);
    const y = (row) => top + (row - first) * pitch;
    const id = "river-" + Math.random().toString(36).slice(2);
    const stop = (offset, opacity) => draw("stop", { offset, "stop-opacity": opacity });
    const picture = draw("svg.play-crossings", {
      viewBox: [0, 0, width, height].join(" "), role: "group", "aria-label": named(game, words.river.label, us),
    });
    const water = draw("linearGradient.play-water", { id }, stop(0, 0), stop(0.3, 1), stop(0.7, 1), stop(1, 0));
    const strip = { x: places.left + 14, y: 0, width: places.right - places.left - 28, height, fill: "url(#" + id + ")" };
    const still = draw("g", { "aria-hidden": "true" }, draw("defs", {}, water), draw("rect", strip));
    for (const chair of CHAIRS) {
      const outward = side(chair) ? 1 : -1;
      const [at, forces] = [places.tower[side(chair)], history.forces[chair]];
      still.append(write("play-name.play-side-" + side(chair), bank(chair) - 7 * outward, 12, outward, named(game, "{us}", chair)));
      if (over || chair === us) still.append(tower(at, ground, forces, side(chair), over && !wide ? 7 : 14));
      if (over) {
        const paid = fillIn(words.river.paid, { paid: history.paid[chair], years: history.played });
        still.append(write("play-note", at + 18 * outward, ground + 16, -outward, paid));
      }
    }
    picture.append(still);
    const note = (x, y, way, lines) => wide ? [write("play-note", x, y + 4, way, lines.join(" "))]
      : lines.map((line, at) => write("play-note", x, y - 1 + 12 * at, way, line));
    const same = (one, two) => ["acts", "sights", "demands"].every((kind) => String(one[kind]) === String(two[kind]));
    const arrivals = [];
    shown.forEach(function (row, at) {
      const number = first + at;
      const before = compare && compare[number];
      const lane = draw("g" + (before && same(before, row) ? ".play-same" : ""), {}, year(number));
      still.append(lane);
      for (const chair of CHAIRS) {                // what this chair did, and how it arrived
        const other = 1 - chair;
        const mine = chair === us;
        const [x, to, start, end] = [bank(chair), bank(other), y(number), y(number) + pitch / 2];
        const bent = over && row.bent.includes(other);
        const pulled = history.straight.some(([when, who]) => when === number && who === other);
        const inward = side(chair) ? -1 : 1;
        if (row.sights) {
          const way = over ? "" : mine ? ".play-out" : ".play-in";
          const parts = curve(x + 9 * inward, start, to - 9 * inward, end, bent).map((d, part) =>
            draw("path.play-line" + (part || pulled ? ".play-bend" : ".play-side-" + side(chair) + way), { d, pathLength: 100 }));
          const line = bent && lines.find((one) => one.year === number && one.chair === other);
          const group = line ? handle(line, parts, bend(x, start, to, end)) : draw("g", {}, ...parts);
          (line ? picture : lane).append(group);
          if (over || !mine) {
            const arrived = sign(row.sights[other], side(other), row.readings[other]);
            arrived.setAttribute("transform", "translate(" + (to - 5 * inward) + " " + end + ")");
            arrivals.push({ arrived, line: parts[0], row: number, chair: other });
            lane.append(arrived);
          }
          if (bent || (over && pulled)) {
            group.append(...note(to + 16 * inward, end, inward, pulled ? words.river.pulled
              : words.river.note.map((text) => bentText(game, history, number, other, text))));
          }
        }
        if (over || mine) {
          const changed = before && before.acts[chair] !== row.acts[chair];
          const disc = draw("circle.play-act.play-side-" + side(chair) + (row.acts[chair] ? ".play-armed" : "") +
            (changed ? ".play-changed" : ""), { cx: x, cy: start, r: 8 });
          lane.append(disc);
          if (over && row.demands[chair]) {
            lane.append(write("play-note", x - (side(chair) ? 16 : 36) * inward, start + 4, -inward, words.river.demand));
          }
        }
      }
    });
    if (over && history.war) {
      still.append(write("play-warred", (places.left + places.right) / 2, ground + 16, 0, words.river.war));
    }
    for (let row = rows.length; !over && row <= last + first; row++) {  // where the next acts will leave
      const next = row === rows.length ? ".play-next-act" : ".play-later-act";
      still.append(draw("circle" + next, { cx: bank(us), cy: y(row), r: 8 }), year(row));
    }

    function year(row) {
      return write("play-year", places.left - 20, y(row) + 4, -1, row ? String(row) : words.river.last);
    }

    function handle(line, parts, [cx, cy]) {
      const { year, chair } = line;
      const text = fillIn(words.river.straighten, { when: whenOf(game, year, chair), bent: bentText(game, history, year, chair) });
      const group = draw("g.play-handle", { role: "button", tabindex: 0, "aria-label": text, "data-sight": year + "," + chair },
        draw("title", {}, text), ...parts.map((part) => draw("path.play-grip", { d: part.getAttribute("d") })), ...parts,
        draw("circle.play-grip", { cx, cy, r: 22 }),
        draw("rect.play-knob", { x: cx - 18, y: cy - 10, width: 36, height: 20, rx: 10 }), write("play-knob", cx, cy + 4, 0, words.river.pull));
      const pull = () => straighten(line);
      group.addEventListener("click", pull);
      group.addEventListener("pointerdown", function (pressed) {
        group.setPointerCapture(pressed.pointerId);
        group.onpointermove = (moved) => moved.buttons && Math.abs(moved.clientX - pressed.clientX) > 6 && pull();
      });
      group.addEventListener("keydown", function (event) {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        pull();
      });
      return group;
    }

    const list = make("ol.play-quiet", {}, ...rows.map((row, at) => make("li", {}, sentence(game, history, row, at, over))));
    return { picture, list, rows, arrivals, bank, y, pitch };
  }

  // What was just sent crosses to the middle, and what comes back arrives: within a second.
  function cross(game, history, drawn) {
    const us = history.seat;
    const newest = drawn.arrivals.at(-1);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const row = drawn.rows.at(-1);
    const moving = draw("circle.play-act.play-side-0" + (row.acts[us] ? ".play-armed" : ""), { r: 8, "aria-hidden": "true" });
    const out = Array.from(drawn.picture.querySelectorAll(".play-out")).at(-1);
    moving.style.offsetPath = 'path("' + out.getAttribute("d") + '")';
    drawn.picture.append(moving);
    moving.animate([{ offsetDistance: "0%" }, { offsetDistance: "55%", opacity: 0.2 }], { duration: 420, easing: "ease-in" })
      .finished.then(() => moving.remove(), () => moving.remove());
    for (const element of [newest.arrived, newest.line]) {
      element.animate([{ opacity: 0 }, { opacity: 0, offset: 0.5 }, { opacity: 1 }], { duration: 840 });
    }
  }

  const entry = (shape, words) => make("span", {},
    draw("svg.play-key", { viewBox: "-11 -11 22 22", "aria-hidden": "true" }, shape), words);

  function legend(game, changed = false) {
    const { river: texts } = game.tables.words;
    const act = (armed) => draw("circle.play-act.play-side-0" + (armed ? ".play-armed" : ""), { r: 7 });
    const signs = [0, 1, 2].map((sight) => entry(sign(sight, 0), texts.sights[sight]));
    return make("p.play-legend", {},
      make("span", {}, texts.leaves, ...[1, 0].map((armed) => entry(act(armed), texts.signs[armed]))),
      make("span", {}, texts.arrives, ...signs),
      make("span", {}, texts.taken, ...[1, 3].map((reading, at) => entry(sign(1, 0, reading), texts.takes[at]))),
      entry(draw("path.play-line.play-bend", { d: "M-10 0H-5L-2-6L3 6L5 0H10" }), texts.crooked),
      ...(changed ? [entry(draw("circle.play-act.play-changed", { r: 7 }), texts.otherwise)] : []), make("span", {}, fillIn(texts.storeys, game.tables.rules)));
  }

  Object.assign(window.playedDilemma, { bentText, count, cross, draw, entry, fillIn, legend, make, named, river, rowsOf, sign, whenOf, write });
}());
