// Run inside a page by tools/bench.py: take random steps and return how long each took, to the first
// change and until nothing moves any more.
async (chances) => {
  const figures = Array.from(document.querySelectorAll("figure.explorer"));
  const pick = (list, chance) => list[Math.floor(chance * list.length)];
  const frame = () => new Promise(requestAnimationFrame);

  function moves(control) {            // every other value: what to set, and the event that says so
    const found = [];
    control.querySelectorAll("input[type=radio]:enabled:not(:checked)").forEach(
      (e) => found.push([e, "checked", true, "change"]));
    control.querySelectorAll("option:enabled:not(:checked)").forEach(
      (e) => found.push([e.closest("select"), "selectedIndex", e.index, "change"]));
    control.querySelectorAll("input[type=range]").forEach((e) => {
      for (let at = Number(e.min); at <= Number(e.max); at++)
        if (at !== Number(e.value)) found.push([e, "value", at, "input"]);
    });
    control.querySelectorAll("button").forEach((e) => found.push([e, "", "", "click"]));
    return found;
  }

  const times = [];
  for (const [first, second, third] of chances) {
    const figure = pick(figures, first);
    const controls = Array.from(figure.querySelectorAll(".explorer-control"), moves);
    const [element, key, value, type] = pick(pick(controls.filter((c) => c.length), second), third);
    const holder = figure.querySelector(".explorer-picture");
    const before = holder.firstElementChild;
    if (key) element[key] = value;
    const start = performance.now();
    element.dispatchEvent(new Event(type, { bubbles: true }));
    const after = holder.firstElementChild;
    after.getBoundingClientRect();     // forces the layout of the page
    const changed = performance.now() - start;
    if (after === before) throw new Error("no new picture in " + figure.dataset.explorer);
    do await frame(); while (figure.querySelector(".explorer-motion"));
    times.push([changed, performance.now() - start]);
  }
  return times;
}
