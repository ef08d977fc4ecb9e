"""What is asked of a page in each width and each theme, while it is open: see `find_faults`.

A question takes the page as it is shown and returns a line for each fault. Whoever has another puts
it into ``QUESTIONS``.
"""

from collections.abc import Callable, Iterable, Iterator

import axe
from playwright.sync_api import Page
from reader import show

WIDTHS = (1280, 768, 390, 320)
"""Pixels. 320 is also a window of 1280 at 400 per cent, which nothing may outgrow."""

SHAPES = [(360, "100%"), (2560, "100%"), (320, "200%"), (1280, "200%")]
"""Other widths, and sizes of text as a reader sets it: only what lies where changes there."""

LAYOUT = """() => {
  const page = document.scrollingElement;
  const windows = new Map([[null, [-Infinity, -Infinity, Infinity, Infinity]]]);
  const within = (box, [left, top, right, bottom]) => [Math.max(left, box.left),
    Math.max(top, box.top), Math.min(right, box.right), Math.min(bottom, box.bottom)];
  const shownBy = (p) => {             // what an element and its ancestors let be seen
    if (p === document.body) p = null;
    if (!windows.has(p)) {
      const style = getComputedStyle(p);
      const open = style.overflowX === "visible" && style.overflowY === "visible";
      const outer = shownBy(p.parentElement);
      windows.set(p, open ? outer : within(p.getBoundingClientRect(), outer));
    }
    return windows.get(p);
  };
  const clipped = (e) => {             // the part of a box that its ancestors let be seen
    const [left, top, right, bottom] = within(e.getBoundingClientRect(), shownBy(e.parentElement));
    return { left, top, right, bottom };
  };
  const blocks = "h1, h2, h3, h4, p, li, dt, dd, td, th, caption, figcaption, pre, summary, "
    + "legend, label, output, button, select, svg.picture, img";
  const seen = Array.from(document.querySelectorAll("main " + blocks.replaceAll(", ", ", main ")))
    .filter((e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter((e) => getComputedStyle(e).display !== "inline" && !e.closest("[aria-hidden=true]"))
    .filter((e) => !e.closest(".page-menu"))  // a menu lies over the text
    .map((e) => ({ e, ...clipped(e) }))
    .filter((b) => b.right - b.left > 2 && b.bottom - b.top > 2)
    .sort((a, b) => a.top - b.top);
  const faults = page.scrollWidth > innerWidth
    ? [`${page.scrollWidth - innerWidth} px wider than the window`] : [];
  if (seen.length < 3) faults.push("nothing to be seen");
  for (let i = 0; i < seen.length && faults.length < 3; i++)
    for (let j = i + 1; j < seen.length && seen[j].top < seen[i].bottom - 2; j++) {
      const [a, b] = [seen[i], seen[j]];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      if (across > 2 && !a.e.contains(b.e) && !b.e.contains(a.e))
        faults.push([a.e, b.e].map((e) => e.tagName + ": " + e.textContent.trim().slice(0, 40))
          .join(" lies on "));
    }
  return faults;
}"""

SCROLLS = """() => {
  const scrolls = (e) => e.scrollWidth > e.clientWidth + 1 && e.checkVisibility()
    && /auto|scroll/.test(getComputedStyle(e).overflowX);
  const words = (e) => innerWidth < 400
    && (e.matches(".page-contents > nav") || e.querySelector(".stacks, .exercise-table"));
  const away = (e) => e.tabIndex < 0 && !e.querySelector("a, button, input, select");
  return Array.from(document.querySelectorAll("main *"))
    .filter((e) => scrolls(e) && (words(e) || away(e)))
    .map((e) => "scrolls, and is out of reach or of words: " + e.outerHTML.slice(0, 120));
}"""


def layout(view: Page) -> Iterable[str]:
    """Return what leaves the window, and what lies on something else."""
    return view.evaluate(LAYOUT)


def scrolling(view: Page) -> Iterable[str]:
    """Return what scrolls sideways out of reach of the keyboard, or holds words, on a phone."""
    return view.evaluate(SCROLLS)


def rules(view: Page) -> Iterable[str]:
    """Return what axe finds, but for colours: a theme is nothing but values of these."""
    ends = view.viewport_size["width"] in (WIDTHS[0], WIDTHS[-1])
    return axe.beside_colours(view) if ends else axe.sizes(view)


def colours(view: Page) -> Iterable[str]:
    """Return what axe finds in the colours of kinds of words not asked about on this page."""
    return axe.colours(view, again=True)


QUESTIONS: dict[Callable[[Page], Iterable[str]], tuple[str, ...]] = {
    layout: ("light",),
    rules: ("light",),
    colours: ("light", "dark"),
}
"""Each question, and the themes in which its answer may differ."""


def find_faults(view: Page) -> Iterator[str]:
    """Ask a page everything in each width and theme; yield a line for each fault."""
    for width in WIDTHS:
        for theme in ("light", "dark"):
            show(view, width, theme)
            for question, themes in QUESTIONS.items():
                if theme in themes:
                    yield from (f"{width} px, {theme}: {fault}" for fault in question(view))
    yield from find_layout_faults(view, SHAPES)


def find_layout_faults(view: Page, some: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Look only at what lies where, in some widths and sizes of text."""
    for width, text in some:
        view.set_viewport_size({"width": width, "height": 900})
        view.evaluate("text => { document.documentElement.style.fontSize = text; }", text)
        faults = [*layout(view), *scrolling(view)]
        yield from (f"{width} px, text of {text}: {fault}" for fault in faults)
