// Switches and moves the pictures of explorers. Python drew them, named their parts and wrote every
// sentence; nothing here knows what they mean. A state is a list of indices, one per control.
(function () {
  "use strict";

  const LASTS = 200;                   // milliseconds from one state to the next
  const SOON = 90;                     // a step that follows sooner does not move: somebody drags
  const NEAR = 24, TOUCHES = 12;       // pixels from a place of a handle, and from a part with words
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  // ---- motion. Over the picture, which is already the next one, lies a copy of it that goes from
  // what was seen to what is drawn. Parts with one name are one part; what has no partner fades.

  const NUMBER = /-?\d*\.?\d+(?:e[-+]?\d+)?/g;
  const COUNT = /\d+(?:,\d{3})*(?:\.\d+)?/g;
  const LINE = /^M[-\d. ]+$/;         // and no curve, no second start, no end
  const POINTS = 64;                   // of a line while it moves into one of other points
  const FIXED = ["id", "href", "clip-path", "data-part"];

  function within(from, to, share) { return from + (to - from) * share; }

  function counted(from, to, share) {  // a number in a text, as the text writes it
    const [start, end] = [from, to].map((text) => Number(text.replaceAll(",", "")));
    const digits = (to.split(".")[1] || "").length;
    return within(start, end, share).toLocaleString("en", { minimumFractionDigits: digits,
      maximumFractionDigits: digits, useGrouping: to.includes(",") || from.includes(",") });
  }

  function evenly(line) {              // points at equal distances along a line
    const numbers = line.match(NUMBER).map(Number), gone = [0];
    for (let i = 2; i < numbers.length; i += 2)
      gone.push(gone.at(-1) + Math.hypot(numbers[i] - numbers[i - 2], numbers[i + 1] - numbers[i - 1]));
    let next = 1;
    return "M" + Array.from({ length: POINTS }, function (_, n) {
      const goal = gone.at(-1) * n / (POINTS - 1);
      while (next < gone.length - 1 && gone[next] < goal) next++;
      const share = Math.min(1, (goal - gone[next - 1]) / (gone[next] - gone[next - 1] || 1));
      return [0, 1].map((axis) => within(numbers[2 * next - 2 + axis], numbers[2 * next + axis], share)).join(" ");
    }).join(" ");
  }

  function way(from, to, number, mix) {  // from one text to another, if they differ in numbers alone
    if (from.replace(number, "#") !== to.replace(number, "#")) return null;
    const starts = from.match(number) || [];
    return function (share) {
      let at = 0;
      return to.replace(number, (end) => mix(starts[at++], end, share));
    };
  }

  const plain = (from, to, share) => String(Math.round(within(+from, +to, share) * 100) / 100);

  function wayOf(name, from, to) {
    if (FIXED.includes(name) || from === null) return null;
    const straight = way(from, to, NUMBER, plain);
    if (straight || name !== "d" || !LINE.test(from) || !LINE.test(to)) return straight;
    return way(evenly(from), evenly(to), NUMBER, plain);
  }

  function morph(from, to) {           // all that leads from one element to another, or null
    if (from.tagName !== to.tagName || from.children.length !== to.children.length ||
        from.attributes.length !== to.attributes.length) return null;
    const steps = [];
    for (const { name, value } of Array.from(to.attributes)) {
      const before = from.getAttribute(name);
      if (before === value || name === "data-words") continue;
      const between = wayOf(name, before, value);
      if (!between) return null;
      steps.push((share) => to.setAttribute(name, between(share)));
    }
    if (!to.children.length && from.textContent !== to.textContent) {
      const between = way(from.textContent, to.textContent, COUNT, counted);
      if (!between) return null;
      steps.push((share) => { to.textContent = between(share); });
    }
    for (let i = 0; i < to.children.length; i++) {
      const inside = morph(from.children[i], to.children[i]);
      if (!inside) return null;
      steps.push(...inside);
    }
    return steps;
  }

  function mover(stage, picture) {
    let layer = null, frame = 0;
    const drawn = () => Array.from(picture.firstElementChild.children).filter((e) => !e.dataset.handle);

    function look() {                  // what is seen at this moment: elements, and how strongly
      if (!layer) return drawn().map((element) => ({ element, opacity: 1 }));
      return Array.from(layer.children, (holder) => (
        { element: holder.firstElementChild, opacity: Number(holder.getAttribute("opacity")) }));
    }

    function stop() {
      cancelAnimationFrame(frame);
      if (layer) layer.remove();
      layer = null;
      stage.classList.remove("explorer-moving");
    }

    function partners(seen, coming, moves) {  // for each element that comes: which it was, and how it goes
      const names = new Map(), alike = new Map();
      seen.forEach(function ({ element }, at) {
        if (element.dataset.part) names.set(element.dataset.part, at);
        alike.set(element.outerHTML, at);
      });
      return coming.map(function (element) {
        const same = alike.get(element.outerHTML), named = names.get(element.dataset.part);
        if (same !== undefined) return { at: same, steps: [] };
        const steps = moves && named !== undefined && morph(seen[named].element, element);
        return steps ? { at: named, steps } : { at: -1, steps: [] };
      });
    }

    function go(seen, moves) {
      stop();
      const coming = drawn().map((element) => element.cloneNode(true));
      const pairs = partners(seen, coming, moves), staying = new Set(pairs.map(({ at }) => at));
      const steps = [], next = picture.firstElementChild.cloneNode(false);
      let left = 0;

      function put(element, from, to) {
        const holder = document.createElementNS(next.namespaceURI, "g");
        holder.append(element);
        next.append(holder);
        holder.setAttribute("opacity", from);
        if (from !== to) steps.push((share) => holder.setAttribute("opacity", within(from, to, share)));
      }

      function leave(end) {            // what goes stays where it was among its neighbours
        for (; left < end; left++)
          if (!staying.has(left)) put(seen[left].element.cloneNode(true), seen[left].opacity, 0);
      }

      coming.forEach(function (element, i) {
        const { at, steps: own } = pairs[i];
        leave(at + 1);
        put(element, at < 0 ? 0 : seen[at].opacity, 1);
        steps.push(...own);
      });
      leave(seen.length);
      if (!steps.length) return;
      ["role", "aria-labelledby"].forEach((name) => next.removeAttribute(name));
      next.setAttribute("aria-hidden", "true");
      next.classList.add("explorer-motion");
      layer = next;
      const began = performance.now();
      const show = (share) => steps.forEach((step) => step(1 - (1 - share) ** 3));
      const run = function (now) {
        const share = Math.max(0, (now - began) / LASTS);
        if (share >= 1) { stop(); return; }
        show(share);
        frame = requestAnimationFrame(run);
      };
      show(0);
      stage.append(layer);
      stage.classList.add("explorer-moving");
      frame = requestAnimationFrame(run);
    }
    return { look, go, stop };
  }

  function forEyes(kind, className) {   // an element that is in no accessibility tree
    const element = document.createElement(kind);
    element.className = className;
    element.setAttribute("aria-hidden", "true");
    return element;
  }

  // ---- taking hold. A grip lies where the picture has the value of a control, and follows a
  // pointer to the nearest value. Keys and names are those of the control, which gets the focus.

  function holder(stage, picture, label, take, set) {
    const grips = new Map();
    let places = {};

    function read() {                  // where each value lies: by control, a list of [index, x, y]
      places = {};
      for (const { dataset } of picture.querySelectorAll("[data-handle]"))
        places[dataset.handle] = dataset.places.split(" ").map((text) => text.split(/[:,]/));
    }

    function nearest(names, event) {   // the value whose place is nearest to a pointer
      const svg = picture.firstElementChild, box = svg.getBoundingClientRect();
      const scale = box.width / svg.viewBox.baseVal.width;
      let best = { far: Infinity };
      for (const name of names)
        for (const [value, x, y] of places[name]) {
          const far = Math.hypot(event.clientX - box.left - x * scale, event.clientY - box.top - y * scale);
          if (far < best.far) best = { name, value, far };
        }
      return best;
    }

    function put(element, x, y) {
      const { width, height } = picture.firstElementChild.viewBox.baseVal;
      element.style.left = 100 * x / width + "%";
      element.style.top = 100 * y / height + "%";
    }

    function makeGrip(name) {
      const grip = forEyes("span", "explorer-grip"), spots = forEyes("span", "explorer-spots");
      grip.dataset.grip = name;
      grip.title = label(name);
      grip.addEventListener("pointerdown", function (event) {
        if (event.button) return;
        event.preventDefault();
        grip.setPointerCapture(event.pointerId);
        grip.classList.add("explorer-held");
        take(name);
      });
      grip.addEventListener("pointermove", function (event) {
        if (grip.hasPointerCapture(event.pointerId)) set(name, nearest([name], event).value, true);
      });
      grip.addEventListener("lostpointercapture", () => grip.classList.remove("explorer-held"));
      stage.append(grip, spots);
      return { grip, spots };
    }

    function show(values) {            // put every grip where its control is
      read();
      for (const name of Object.keys(places)) if (!grips.has(name)) grips.set(name, makeGrip(name));
      for (const [name, { grip, spots }] of grips) {
        const here = (places[name] || []).find(([value]) => value === values[name]);
        grip.hidden = spots.hidden = !here;
        if (!here) continue;
        const ways = [1, 2].filter((axis) => new Set(places[name].map((at) => Math.round(at[axis]))).size > 1);
        grip.dataset.ways = ways.map((axis) => " xy"[axis]).join("");
        put(grip, here[1], here[2]);
        spots.replaceChildren(...places[name].map(function ([, x, y]) {
          const spot = document.createElement("i");
          put(spot, x, y);
          return spot;
        }));
      }
    }

    stage.addEventListener("click", function (event) {  // to point at a place is enough
      if (event.target.closest(".explorer-grip, [data-sets]")) return;
      const best = nearest(Object.keys(places), event);
      if (best.far > NEAR) return;
      take(best.name);
      set(best.name, best.value, false);
    });
    const light = (name, on) => grips.has(name) && grips.get(name).grip.classList.toggle("explorer-lit", on);
    return { show, light };
  }

  // ---- words of parts, for whoever points at one or goes through them by a button

  function teller(stage, picture, button, status) {
    const box = forEyes("span", "explorer-words");
    let at = -1;
    box.hidden = true;
    stage.append(box);
    const partsWithWords = () => Array.from(picture.querySelectorAll("[data-words]"));

    function tell(part) {
      box.hidden = !part;
      if (!part) return;
      const edge = stage.getBoundingClientRect(), place = part.getBoundingClientRect();
      box.textContent = part.dataset.words;
      const half = box.offsetWidth / 2, above = place.top - edge.top - box.offsetHeight - 6;
      const middle = Math.max(half, Math.min(edge.width - half, place.left + place.width / 2 - edge.left));
      box.style.left = middle - half + "px";
      box.style.top = (above < 0 ? place.bottom - edge.top + 6 : above) + "px";
    }

    function pointed(event) {          // the smallest part at a pointer, or near it
      let best = null, least = Infinity;
      for (const part of partsWithWords()) {
        const b = part.getBoundingClientRect();
        const far = Math.hypot(Math.max(b.left - event.clientX, 0, event.clientX - b.right),
          Math.max(b.top - event.clientY, 0, event.clientY - b.bottom));
        const size = far * 1e6 + b.width * b.height;
        if (far <= TOUCHES && size < least) [best, least] = [part, size];
      }
      return best;
    }

    function next(step) {
      const parts = partsWithWords();
      at = (at + step + parts.length) % parts.length;
      tell(parts[at]);
      status.textContent = parts[at].dataset.words;
    }

    stage.addEventListener("pointermove", (event) => { if (event.pointerType !== "touch") tell(event.buttons ? null : pointed(event)); });
    stage.addEventListener("pointerleave", () => tell(null));
    stage.addEventListener("click", (event) => tell(pointed(event)));
    button.addEventListener("click", () => next(1));
    button.addEventListener("keydown", function (event) {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      next(step);
    });
    button.addEventListener("blur", () => tell(null));
    return function () {               // another state is seen
      at = -1;
      tell(null);
      button.hidden = !partsWithWords().length;
    };
  }

  function revive(root) {
    const data = JSON.parse(root.querySelector(".explorer-data").textContent);
    const name = root.dataset.explorer;
    const picture = root.querySelector(".explorer-picture");
    const reading = root.querySelector(".explorer-reading");
    const status = root.querySelector(".explorer-said");
    const controls = data.controls;
    const stage = root.querySelector(".explorer-stage");
    const body = root.querySelector(".explorer-body");
    const motion = mover(stage, picture);
    let state = data.start, last = -SOON;  // no step came before the first
    let wide = false, printing = false;  // which of two drawings is shown: the style sheet says, and paper is narrow

    const number = (s) => s.reduce((sum, at, i) => sum * controls[i].values.length + at, 0);
    const means = (s) => typeof data.frames[number(s)] !== "string";
    const known = (s) => Array.isArray(s) && s.length === controls.length &&
      controls.every((c, i) => Number.isInteger(s[i]) && c.values[s[i]] !== undefined);  // an older edition had others

    const changed = (s, i, at) => s.map((old, k) => (k === i ? at : old));

    function assembled(shelf, runs, between) {
      const things = [];
      for (let i = 0; i < runs.length; i += 2)
        for (let n = 0; n < runs[i + 1]; n++) things.push(shelf[runs[i] + n]);
      return things.join(between);
    }

    function svg(s) {
      const frame = (wide ? data.wide : data.frames)[number(s)];
      return assembled(data.lines, typeof frame === "number" ? data.frames[frame] : frame, "\n");
    }

    const place = (name) => controls.findIndex((control) => control.name === name);
    const inputs = (i) => root.querySelectorAll('[data-control="' + controls[i].name + '"]');

    function settle(s, i) {            // a control that was moved goes as far as it means something
      if (means(s)) return s;
      const near = controls[i].values.map((_, at) => changed(s, i, at)).filter(means)
        .sort((one, two) => Math.abs(one[i] - s[i]) - Math.abs(two[i] - s[i]));
      return near.length ? near[0] : state;
    }

    function option(element, s, i, at) {
      const other = changed(s, i, at);
      const reason = means(other) ? "" : data.frames[number(other)];
      element.disabled = reason !== "";
      const words = controls[i].words[at] + (reason ? " (" + reason + ")" : "");
      const label = element.tagName === "OPTION" ? element : element.nextElementSibling;
      if (label.textContent !== words) label.textContent = words;
    }

    function dress(s) {                // make the controls show the state
      controls.forEach(function (control, i) {
        inputs(i).forEach(function (element) {
          if (element.type === "range") {
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

    function note(how, address) {      // Safari refuses after a hundred in half a minute: the state stands
      const states = { ...history.state, [name]: state };  // of every explorer
      try { history[how](states, "", address); } catch (error) { /* only its address lags behind */ }
    }

    function show(s, how, i) {
      const settled = settle(s, i);
      const still = calm.matches || document.hidden || performance.now() - last < SOON;
      const seen = still ? null : motion.look();
      const moves = settled.every((at, k) => at === state[k] || controls[k].moves);
      status.textContent = settled === s ? "" : "No further: " + data.frames[number(s)] + ".";
      state = settled;
      picture.innerHTML = svg(state);
      if (still) motion.stop();
      else motion.go(seen, moves);
      reading.textContent = assembled(data.clauses, data.words[number(state)], "");
      dress(state);
      follows();
      if (how) note(how, fragment(state));
      last = performance.now();        // on a slow machine the step itself takes its time
    }

    function resized() {               // another size of the page may have another drawing
      const now = !printing && data.wide.length > 0 && getComputedStyle(body).getPropertyValue("--island-size").trim() === "wide";
      if (now !== wide) {
        wide = now;
        motion.stop();
        picture.innerHTML = svg(state);
        follows();
      }
    }

    function follows() {               // what lies on the picture goes with it
      grips.show(Object.fromEntries(controls.map((c, i) => [c.name, c.values[state[i]]])));
      hush();
    }

    function take(name) {
      const fields = Array.from(inputs(place(name)));
      (fields.find((field) => field.checked) || fields[0]).focus({ preventScroll: true, focusVisible: false });
    }

    function set(name, value, dragged) {
      const i = place(name), at = controls[i].values.indexOf(value);
      if (at !== state[i]) move(i, at, dragged);
    }

    stage.addEventListener("click", function (event) {  // a part that sets controls is pressed
      const pressed = event.target.closest("[data-sets]");
      if (!pressed) return;
      let next = state, first = -1;
      for (const part of pressed.dataset.sets.split(",")) {
        const [key, value] = part.split("=");
        first = place(key);
        next = changed(next, first, controls[first].values.indexOf(value));
      }
      if (number(next) === number(state)) return;
      show(next, "pushState", first);
      take(controls[first].name);
    });

    const hush = teller(stage, picture, root.querySelector(".explorer-ask"), status);
    const grips = holder(stage, picture, (name) => controls[place(name)].label, take, set);

    function fragment(s) {
      return "#" + name + ":" + controls.map((c, i) => c.name + "=" + c.values[s[i]]).join(",");
    }

    function fromFragment() {          // null: the fragment is about something else
      const text = location.hash;
      if (!text.startsWith("#" + name + ":")) return null;
      let s = data.start;
      for (const part of text.slice(name.length + 2).split(",")) {
        const [key, value] = part.split("=");
        const i = controls.findIndex((c) => c.name === key);
        const at = i < 0 ? -1 : controls[i].values.indexOf(value);
        if (at < 0) return data.start;
        s = changed(s, i, at);
      }
      return means(s) ? s : data.start;
    }

    function move(i, at, dragged) {    // what passes by on the way leaves no entry in the history
      show(changed(state, i, at), dragged || controls[i].kind === "slider" ? "replaceState" : "pushState", i);
    }

    function chosen(element, control) {
      if (element.type === "range") return Number(element.value);
      return element.tagName === "SELECT" ? element.selectedIndex : control.values.indexOf(element.value);
    }

    controls.forEach(function (control, i) {
      inputs(i).forEach(function (element) {
        element.addEventListener("focus", () => grips.light(control.name, element.matches(":focus-visible")));
        element.addEventListener("blur", () => grips.light(control.name, false));
        element.addEventListener(element.type === "range" ? "input" : "change",
          () => move(i, chosen(element, control)));
      });
    });

    root.querySelector(".explorer-reset").addEventListener("click",
      () => show(data.start, "pushState"));
    root.querySelector(".explorer-link").addEventListener("click", function () {
      const link = location.href.split("#")[0] + fragment(state);
      const done = () => { status.textContent = "Link copied."; };
      const byHand = () => { status.textContent = link; };
      if (navigator.clipboard) navigator.clipboard.writeText(link).then(done, byHand);
      else byHand();
    });

    function offerScreen() {           // for a projector: one explorer alone, large; Escape leaves
      if (!document.fullscreenEnabled || !root.requestFullscreen) return;
      const button = document.createElement("button");
      const isFull = () => document.fullscreenElement === root;
      const name = () => { button.textContent = isFull() ? "Leave the full screen" : "Fill the screen"; };
      button.type = "button";
      button.className = "explorer-fill";
      button.addEventListener("click",
        () => (isFull() ? document.exitFullscreen() : root.requestFullscreen()).catch(() => {}));
      document.addEventListener("fullscreenchange", function () {
        name();
        if (!isFull()) root.scrollIntoView({ block: "nearest" });
      });
      name();
      status.before(button);
    }

    function arrive(first) {
      const s = fromFragment();
      if (s) {
        show(s, "");
        if (first) root.scrollIntoView();
      }
      note("replaceState");
    }
    window.addEventListener("popstate", function (event) {
      const before = event.state && event.state[name];
      if (known(before)) show(before, "");
      else arrive(false);
    });

    root.style.setProperty("--island-lasts", LASTS + "ms");
    root.querySelector(".explorer-note").hidden = true;
    root.querySelectorAll(".explorer-controls, .explorer-tools").forEach((e) => { e.hidden = false; });
    new ResizeObserver(resized).observe(root);
    for (const event of ["beforeprint", "afterprint"]) addEventListener(event, function () {
      printing = event === "beforeprint";
      resized();
    });
    offerScreen();
    dress(state);
    resized();
    follows();
    arrive(true);
  }

  function start() {
    const figures = document.querySelectorAll("figure.explorer[data-explorer]:not([data-alive])");
    figures.forEach(function (figure) {  // a page of another may bring this script twice
      figure.dataset.alive = "";
      revive(figure);
    });
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
