"""The book reads on every screen, at every size of text, with scripts or without."""

import pytest
from reader import UNFOLD, opened

# width, and size of the text as a reader sets it; 640 px is also a window of 1280 zoomed to 200 %
SHAPES = [(width, "100%") for width in (320, 360, 640, 768, 1280, 2560)]
SHAPES += [(width, "200%") for width in (320, 768, 1280)]
FEW = [(320, "100%"), (768, "200%"), (1280, "100%")]

MEASURE = """
(size) => {
  document.documentElement.style.fontSize = size;
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
    .map((e) => ({ e, ...clipped(e) }))
    .filter((b) => b.right - b.left > 2 && b.bottom - b.top > 2)
    .sort((a, b) => a.top - b.top);
  const overlaps = [];
  for (let i = 0; i < seen.length && overlaps.length < 3; i++)
    for (let j = i + 1; j < seen.length && seen[j].top < seen[i].bottom - 2; j++) {
      const [a, b] = [seen[i], seen[j]];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      if (across > 2 && !a.e.contains(b.e) && !b.e.contains(a.e))
        overlaps.push([a.e, b.e].map((e) => e.tagName + ": " + e.textContent.trim().slice(0, 40)));
    }
  return { overlaps, wide: page.scrollWidth - innerWidth, blocks: seen.length };
}
"""

# the menu of a page lies over its text
FOLD = "() => document.querySelectorAll('.page-menu').forEach((e) => { e.open = false; })"


def fits(view, shapes):
    """Look at a page in each shape."""
    view.evaluate(UNFOLD)
    view.evaluate(FOLD)
    view.evaluate("scrollTo(0, 0)")
    for width, size in shapes:
        view.set_viewport_size({"width": width, "height": 800})
        found = view.evaluate(MEASURE, size)
        assert found["blocks"] > 2, (width, size)
        assert found["wide"] <= 0, (width, size)
        assert found["overlaps"] == [], (width, size)


def test_a_page_fits_every_width_and_size_of_text(view):
    fits(view, SHAPES)


def test_a_page_fits_without_scripts(bare):
    fits(bare, FEW)


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("page", ["chapters/debate.html", "chapters/teach.html"])
def test_the_contents_of_a_page_open_within_a_phone(browser, page, width):
    view = opened(browser, page, width)
    view.locator(".page-contents > summary").click()
    box = view.locator(".page-contents > nav").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    view.context.close()


def test_the_list_of_exercises_needs_no_scrolling_sideways_on_a_phone(browser):
    view = opened(browser, "chapters/exercises.html", 360)
    wide = "e => e.scrollWidth - e.clientWidth"
    assert view.locator(".table-scroll:has(.exercise-table)").evaluate(wide) <= 1
    view.context.close()
