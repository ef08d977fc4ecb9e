// What the theme does with scripts inside its pages and with Bootstrap, in one file; and the book's
// own switch and margin.
(() => {
  // a browser may refuse storage: then all works, and nothing outlasts the page
  for (const name of ["localStorage", "sessionStorage"]) {
    try { window[name].length; } catch {
      const stored = new Map();
      const value = {
        getItem: (key) => stored.get(key) ?? null,
        setItem: (key, text) => stored.set(key, text),
        removeItem: (key) => stored.delete(key),
      };
      Object.defineProperty(window, name, { value });
    }
  }
  const root = document.documentElement;
  const mode = localStorage.getItem("mode") || "auto", python = localStorage.getItem("python");
  if (python) root.dataset.python = ""; // as the theme: before the page is painted
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.mode = mode; // before the page is painted: no flash of the other theme
  root.dataset.theme = mode === "auto" ? (dark ? "dark" : "light") : mode;
  window.DOCUMENTATION_OPTIONS ??= {}; // the theme's script asks for it on every page

  document.addEventListener("DOMContentLoaded", () => {
    // what sticks to the window sticks below the header, which large text makes two rows high
    const header = document.querySelector(".bd-header-article");
    const below = () => root.style.setProperty("--island-top", `${header.offsetHeight}px`);
    if (header) new ResizeObserver(below).observe(header);

    const top = document.getElementById("pst-back-to-top");
    let before = 0;
    addEventListener("scroll", () => {
      if (scrollY === before) return;
      top.style.display = scrollY < before && scrollY > innerHeight ? "block" : "none";
      before = scrollY;
    }, { passive: true });
    top.addEventListener("click", () => scrollTo(0, 0));

    for (const button of document.querySelectorAll(".print-page")) {
      button.addEventListener("click", () => print());
    }
    const menus = [...document.querySelectorAll(".page-menu")];
    document.addEventListener("click", (event) => {
      for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      for (const menu of menus.filter((each) => each.open)) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
    document.querySelector("article form.bd-search input")?.focus();

    // what follows # is not sent to the host, so that no log of his holds what a reader looked for
    for (const form of document.querySelectorAll("form.bd-search")) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const address = new URL(form.action);
        address.hash = new URLSearchParams({ q: form.elements.q.value });
        location.href = address;
      });
    }

    // code is shown everywhere or nowhere, on this page and on the next
    const cells = document.querySelectorAll("article details.hide");
    const show = (shown) => {
      root.toggleAttribute("data-python", shown);
      for (const cell of cells) cell.open = shown;
      for (const each of switches) each.setAttribute("aria-checked", shown);
    };
    const switches = document.querySelectorAll(".python-switch");
    for (const each of switches) {
      each.addEventListener("click", () => {
        const shown = !("python" in root.dataset);
        show(shown);
        if (shown) localStorage.setItem("python", "shown"); else localStorage.removeItem("python");
      });
    }
    show(Boolean(python));

    // what stands in the margin is open there, and closed where it would stand in the way
    const wide = matchMedia("(min-width: 1100px)");
    const place = () => {
      for (const note of document.querySelectorAll("article details.admonition:not(.hide)")) note.open = wide.matches;
      root.dataset.notes = "";
    };
    wide.addEventListener("change", place);
    place();

    // a key shows its words where a pointer rests or the focus is; a press keeps them
    for (const key of document.querySelectorAll(".claim-key, .note-key")) {
      const words = document.getElementById(key.getAttribute("popovertarget"));
      let waits = 0, passing = false;
      const glance = (event) => {
        clearTimeout(waits);
        if (event.pointerType === "touch" || (event.type === "focus" && !key.matches(":focus-visible"))) return;
        if (!words.matches(":popover-open")) waits = setTimeout(() => {
          words.showPopover({ source: key });
          passing = true;
        }, 120);
      };
      const leave = (event) => {
        clearTimeout(waits);
        if (event.type === "blur" && words.contains(event.relatedTarget)) passing = false;
        if (passing) waits = setTimeout(() => { passing = false; words.hidePopover(); }, 200);
      };
      for (const event of ["pointerenter", "focus"]) key.addEventListener(event, glance);
      for (const event of ["pointerleave", "blur"]) key.addEventListener(event, leave);
      words.addEventListener("pointerenter", () => clearTimeout(waits));
      words.addEventListener("pointerleave", leave);
      key.addEventListener("click", (event) => {
        clearTimeout(waits);
        if (passing) event.preventDefault();     // it is open already, and stays
        passing = false;
      });
    }

    // a phrase that speaks of parts of a picture lights them
    const slug = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
    for (const phrase of document.querySelectorAll('[class*="lights-"]')) {
      const names = phrase.className.match(/(?<=lights-)\S+/g);
      const light = (on) => {
        for (const part of document.querySelectorAll("svg.picture [data-part]"))
          if (names.includes(slug(part.dataset.part))) part.classList.toggle("part-lit", on);
      };
      phrase.addEventListener("pointerenter", () => light(true));
      phrase.addEventListener("pointerleave", () => light(false));
    }
  });
})();
