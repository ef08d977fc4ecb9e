// What the theme does with scripts inside its pages and with Bootstrap, in one file.
(() => {
  const root = document.documentElement;
  let mode = "auto";
  try { mode = localStorage.getItem("mode") || mode; } catch { /* storage may be refused */ }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.mode = mode; // before the page is painted: no flash of the other theme
  root.dataset.theme = mode === "auto" ? (dark ? "dark" : "light") : mode;
  window.DOCUMENTATION_OPTIONS ??= {}; // the theme's script asks for it on every page

  document.addEventListener("DOMContentLoaded", () => {
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
  });
})();
