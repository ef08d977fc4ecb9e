"""Ask axe, inside the browser, what on a page somebody could not see, read or operate.

Most of axe's time goes into colours, element by element. These depend on theme and width; what else
axe knows depends on width alone: a theme is nothing but values of colours. So a page is asked for
each of them once, and for the colours of each kind of words instead of each word: words of a kind
have one colour, on one ground, and are large or not. A kind that has been asked about needs no
second answer in another width: contrast follows from these values, and where something lies over
words, axe is silent.
"""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page
from reader import show

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]
OF_SIZE = ["target-size", "scrollable-region-focusable"]
OF_A_PAGE = ["heading-order", "page-has-heading-one", "landmark-one-main", "landmark-unique"]
OF_A_PAGE += ["skip-link", "label-content-name-mismatch"]
"""Rules beyond these tags: an outline, landmarks with names, and that a control says its words."""

JUDGE = """async ([parts, options]) => {
  if (!parts.include.length) return [];
  const { violations } = await axe.run(parts, options);
  return violations.map((one) => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 200)]);
}"""

KINDS = """(again) => {
  const asked = again ? window.kindsAsked ?? new Set() : new Set();
  const plain = { backgroundColor: "rgba(0, 0, 0, 0)", backgroundImage: "none", opacity: "1",
    filter: "none", mixBlendMode: "normal", position: "static" };
  const grounds = new Map([[null, ""]]);
  const ground = (e) => {  // what an element paints, on what its ancestors paint
    if (!grounds.has(e)) {
      const style = getComputedStyle(e);
      const painted = Object.keys(plain).filter((name) => style[name] !== plain[name]);
      grounds.set(e, painted.map((name) => style[name]) + ground(e.parentElement));
    }
    return grounds.get(e);
  };
  const kinds = {};
  const note = (e) => {
    if (!e.checkVisibility()) return;
    const own = getComputedStyle(e);
    const [size, weight] = [parseFloat(own.fontSize), Number(own.fontWeight)];
    const large = size >= 24 || (size >= 18.5 && weight >= 700);  // which may be fainter
    const kind = [e.matches(FIELDS), own.color, own.fill, large, own.textShadow,
      own.textDecorationLine, getComputedStyle(e.parentElement).color, ground(e)];
    kinds[kind] = [kinds[kind]?.[0] ?? e, e];  // the first and the last: one may be out of sight
  };
  const FIELDS = "input, select, textarea";
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    if (words.currentNode.data.trim().length > 1) note(words.currentNode.parentElement);
  }
  document.querySelectorAll(FIELDS).forEach(note);
  const fresh = Object.keys(kinds).filter((kind) => !asked.has(kind));
  window.kindsAsked = new Set([...asked, ...fresh]);
  return [...new Set(fresh.flatMap((kind) => kinds[kind]))];
}"""
"""The kinds of words: all, or again those about which nobody has asked on this page."""


def _asked(view: Page, include: str, **options: Any) -> list[list[Any]]:
    """Run axe on parts of a page; bring it there first."""
    if not view.evaluate("'axe' in window"):
        view.evaluate(AXE_SCRIPT)
    # what axe would load in advance serves rules about sound and about turned screens
    options |= {"resultTypes": ["violations"], "preload": False}
    asked = f"([options]) => ({JUDGE})([{{ include: {include} }}, options])"
    return view.evaluate(asked, [options])


def violations(view: Page, part: str = "html") -> list[list[Any]]:
    """Ask everything of a page, or of all such parts: rule, number of places, the first of them."""
    return _asked(view, f"[{part!r}]", runOnly=RULES)


def sizes(view: Page) -> list[list[Any]]:
    """Ask what may differ between two widths that show the same: sizes, and what scrolls."""
    return _asked(view, "['html']", runOnly={"type": "rule", "values": OF_SIZE})


def beside_colours(view: Page) -> list[list[Any]]:
    """Ask everything but colours of a page, and what makes it one."""
    rules = {name: {"enabled": name in OF_A_PAGE} for name in (*COLOURS, *OF_A_PAGE)}
    return _asked(view, "['html']", runOnly=RULES, rules=rules)


def colours(view: Page, again: bool = False) -> list[list[Any]]:
    """Ask for the colours of each kind of words; again, of each that is new."""
    rules = {"type": "rule", "values": COLOURS}
    return _asked(view, f"({KINDS})({str(again).lower()})", runOnly=rules)


def in_both_themes(view: Page, part: str, *widths: int) -> list[list[Any]]:
    """Ask everything of some parts in both themes, in each width or in the one that is shown."""
    faults = []
    for width in widths or (view.viewport_size["width"],):
        for theme in ("light", "dark"):
            show(view, width, theme)
            faults += violations(view, part)
    return faults
