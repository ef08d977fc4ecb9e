// Switches the pictures of explorers. Python drew them and wrote every sentence; nothing here
// knows what they mean. A state is a list of indices, one per control.
(function () {
  "use strict";

  function revive(root) {
    const data = JSON.parse(root.querySelector(".explorer-data").textContent);
    const name = root.dataset.explorer;
    const picture = root.querySelector(".explorer-picture");
    const reading = root.querySelector(".explorer-reading");
    const said = root.querySelector(".explorer-said");
    const controls = data.controls;
    const moves = new Map();
    let state = data.start.slice();

    const number = (s) => s.reduce((sum, at, i) => sum * controls[i].values.length + at, 0);
    const means = (s) => typeof data.frames[number(s)] !== "string";
    const known = (s) => Array.isArray(s) && s.length === controls.length &&
      controls.every((c, i) => Number.isInteger(s[i]) && c.values[s[i]] !== undefined);  // an older edition had others

    function taken(shelf, runs, between) {
      const things = [];
      for (let i = 0; i < runs.length; i += 2)
        for (let n = 0; n < runs[i + 1]; n++) things.push(shelf[runs[i] + n]);
      return things.join(between);
    }

    function svg(s) {
      const frame = data.frames[number(s)];
      return taken(data.lines, typeof frame === "number" ? data.frames[frame] : frame, "\n");
    }

    const inputs = (i) => root.querySelectorAll('[data-control="' + controls[i].name + '"]');

    function settle(s, i) {            // a control that was moved goes as far as it means something
      if (means(s)) return s;
      const steps = controls[i].values.map((_, at) => at)
        .sort((a, b) => Math.abs(a - s[i]) - Math.abs(b - s[i]));
      for (const at of steps) {
        const other = s.slice();
        other[i] = at;
        if (means(other)) return other;
      }
      return state;
    }

    function option(element, s, i, at) {
      const other = s.slice();
      other[i] = at;
      const reason = means(other) ? "" : data.frames[number(other)];
      element.disabled = reason !== "";
      const words = controls[i].words[at] + (reason ? " (" + reason + ")" : "");
      const label = element.tagName === "OPTION" ? element : element.nextElementSibling;
      if (label.textContent !== words) label.textContent = words;
    }

    function dress(s) {                // make the controls show the state
      controls.forEach(function (control, i) {
        inputs(i).forEach(function (element) {
          if (control.kind === "reveal") {
            element.setAttribute("aria-pressed", String(s[i] === 1));
          } else if (element.type === "range") {
            element.value = s[i];
            element.setAttribute("aria-valuetext", control.words[s[i]]);
            element.nextElementSibling.textContent = control.words[s[i]];
          } else if (element.tagName === "SELECT") {
            element.selectedIndex = s[i];
            Array.from(element.options).forEach((o, at) => option(o, s, i, at));
          } else {
            const at = control.values.indexOf(element.value);
            element.checked = at === s[i];
            option(element, s, i, at);
          }
        });
      });
    }

    function remember(s) {             // list what the reader committed to, without judging it
      const chosen = (i) => controls[i].words[s[i]];
      const every = controls.map((c, i) => i).filter((i) => controls[i].kind !== "reveal");
      const mine = every.filter((i) => data.record.includes(controls[i].name));
      const others = every.filter((i) => !mine.includes(i));
      const key = others.map(chosen).join("|");
      if (!moves.has(key)) moves.set(key, others.concat(mine).map(chosen));  // the first one stands
      const box = root.querySelector(".explorer-record");
      const cell = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
      box.hidden = false;
      const row = box.querySelector("thead tr");
      row.replaceChildren(...others.concat(mine).map(
        (i) => Object.assign(cell("th", controls[i].label), { scope: "col" })));
      box.querySelector("tbody").replaceChildren(...Array.from(moves.values(), function (move) {
        const tr = document.createElement("tr");
        tr.append(...move.map((text) => cell("td", text)));
        return tr;
      }));
      const counted = (of, at) => controls[mine[at]].words
        .map((text) => [text, of.filter((move) => move[others.length + at] === text).length])
        .filter(([, n]) => n).map(([text, n]) => text + " " + n).join(", ");
      const seats = controls[others[0]].words.map(function (seat) {
        const of = Array.from(moves.values()).filter((move) => move[0] === seat);
        return of.length ? seat + ": " + mine.map(
          (i, at) => controls[i].label.toLowerCase() + " " + counted(of, at)).join("; ") + "." : "";
      });
      box.querySelector(".explorer-pattern").textContent = "Your pattern. " + seats.join(" ").trim();
    }

    function note(how, address) {      // Safari refuses after a hundred in half a minute: the state stands
      try { history[how](kept(), "", address); } catch (error) { /* only its address lags behind */ }
    }

    const kept = () => Object.assign({}, history.state, { [name]: state });  // of every explorer

    function show(s, how, i) {
      const settled = settle(s, i);
      said.textContent = settled === s ? "" : "No further: " + data.frames[number(s)] + ".";
      state = settled;
      picture.innerHTML = svg(state);
      reading.textContent = taken(data.clauses, data.words[number(state)], "");
      dress(state);
      if (how) note(how, fragment(state));
    }

    function fragment(s) {
      return "#" + name + ":" + controls.map((c, i) => c.name + "=" + c.values[s[i]]).join(",");
    }

    function fromFragment() {          // null: the fragment is about something else
      const text = location.hash;
      if (!text.startsWith("#" + name + ":")) return null;
      const found = data.start.slice();
      for (const part of text.slice(name.length + 2).split(",")) {
        const [key, value] = part.split("=");
        const i = controls.findIndex((c) => c.name === key);
        const at = i < 0 ? -1 : controls[i].values.indexOf(value);
        if (at < 0) return data.start.slice();
        found[i] = at;
      }
      return means(found) ? found : data.start.slice();
    }

    function move(i, at, how) {
      const next = state.slice();
      next[i] = at;
      controls.forEach((c, k) => { if (c.kind === "reveal" && k !== i) next[k] = 0; });
      show(next, how, i);
    }

    controls.forEach(function (control, i) {
      inputs(i).forEach(function (element) {
        if (control.kind === "reveal") {
          element.addEventListener("click", function () {
            move(i, 1 - state[i], "pushState");
            if (state[i] && data.record.length) remember(state);
          });
        } else if (element.type === "range") {
          element.addEventListener("input", () => move(i, Number(element.value), "replaceState"));
        } else if (element.tagName === "SELECT") {
          element.addEventListener("change", () => move(i, element.selectedIndex, "pushState"));
        } else {
          element.addEventListener("change",
            () => move(i, control.values.indexOf(element.value), "pushState"));
        }
      });
    });

    root.querySelector(".explorer-reset").addEventListener("click", function () {
      moves.clear();
      const box = root.querySelector(".explorer-record");
      if (box) box.hidden = true;
      show(data.start.slice(), "pushState");
    });
    root.querySelector(".explorer-link").addEventListener("click", function () {
      const link = location.href.split("#")[0] + fragment(state);
      const done = () => { said.textContent = "Link copied."; };
      const byHand = () => { said.textContent = link; };
      if (navigator.clipboard) navigator.clipboard.writeText(link).then(done, byHand);
      else byHand();
    });

    function offerScreen() {           // for a projector: one explorer alone, large; Escape leaves
      if (!document.fullscreenEnabled || !root.requestFullscreen) return;
      const button = document.createElement("button");
      const filled = () => document.fullscreenElement === root;
      const name = () => { button.textContent = filled() ? "Leave the full screen" : "Fill the screen"; };
      button.type = "button";
      button.className = "explorer-fill";
      button.addEventListener("click",
        () => (filled() ? document.exitFullscreen() : root.requestFullscreen()).catch(() => {}));
      document.addEventListener("fullscreenchange", name);
      name();
      said.before(button);
    }

    function follow(first) {
      const found = fromFragment();
      if (found) {
        show(found, "");
        if (first) root.scrollIntoView();
      }
      note("replaceState");
    }
    window.addEventListener("popstate", function (event) {
      const before = event.state && event.state[name];
      if (known(before)) show(before.slice(), "");
      else follow(false);
    });

    root.querySelector(".explorer-note").hidden = true;
    root.querySelectorAll(".explorer-controls, .explorer-tools").forEach((e) => { e.hidden = false; });
    offerScreen();
    dress(state);
    follow(true);
  }

  function start() {
    document.querySelectorAll("figure.explorer[data-explorer]").forEach(revive);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
