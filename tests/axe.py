"""Ask axe, inside the browser, what on a page somebody could not see, read or operate.

Most of axe's time goes into colours, element by element, and into where all elements stand.
Colours depend on theme and width; what else axe knows depends on width alone: a theme is nothing
but values of colours. So each width is asked everything once, and only colours in the other theme;
and not for each word, but for each kind of words: words of a kind have one colour, size and weight,
on one ground. A kind that has been asked about needs no second answer in another width: contrast
follows from these values, and where something lies over words, axe is silent. Where the ground is
an opaque colour of the words or of what holds them, axe's own arithmetic of two colours is enough.
Whatever does not pass by it, or stands on anything else, axe looks at in its place, as at links
among words; of what stands on a picture, or is for the ear alone, it would say nothing.
"""

from itertools import cycle
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page
from reader import show

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]

KINDS = """([part, again]) => {
  const asked = again ? window.kindsAsked : new Set();
  const { Color, hasValidContrastRatio } = axe.commons.color;
  const colour = (text) => { const made = new Color(); made.parseString(text); return made; };
  const plain = { backgroundColor: "rgba(0, 0, 0, 0)", backgroundImage: "none", opacity: "1",
    filter: "none", mixBlendMode: "normal", position: "static" };
  const effects = ["opacity", "filter", "mixBlendMode"];
  const grounds = new Map([[null, { kind: "", known: true, effect: false }]]);
  const ground = (e) => {  // what an element paints, on what its ancestors paint
    if (!grounds.has(e)) {
      const style = getComputedStyle(e), below = ground(e.parentElement);
      const painted = Object.keys(plain).filter((name) => style[name] !== plain[name]);
      const own = colour(style.backgroundColor), picture = style.backgroundImage !== "none";
      const stays = style.position === "static"
        || style.position === "relative" && style.top === "0px" && style.left === "0px";
      grounds.set(e, {
        ...(own.alpha === 1 ? { colour: own, picture, known: true }
          : { ...below, picture: picture || below.picture,
            known: below.known && stays && !own.alpha }),
        effect: below.effect || painted.some((name) => effects.includes(name)),
        kind: painted.map((name) => style[name]) + below.kind });
    }
    return grounds.get(e);
  };
  const settled = (e) => {
    const own = getComputedStyle(e), words = colour(own.color), on = ground(e);
    if (on.picture || e.offsetWidth <= 1) return true;
    const among = e.matches("a[href]") && !own.textDecorationLine.includes("underline")
      && e.parentElement.textContent.trim() !== e.textContent.trim();
    return !among && on.colour && on.known && !on.effect && words.alpha === 1
      && own.textShadow === "none" && hasValidContrastRatio(on.colour, words,
        parseFloat(own.fontSize), Number(own.fontWeight) >= 700).isValid;
  };
  const kinds = {};
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const having = new Set(document.querySelectorAll(
    "input:not([type=checkbox], [type=radio], [type=range]), select, textarea"));
  while (words.nextNode()) {
    if (words.currentNode.data.trim().length > 1) having.add(words.currentNode.parentElement);
  }
  for (const e of having) {
    if (!e.checkVisibility() || !e.closest(part)) continue;
    const own = getComputedStyle(e);
    const kind = [own.color, own.fill, own.fontSize, own.fontWeight, own.textShadow,
      own.textDecorationLine, getComputedStyle(e.parentElement).color, ground(e).kind].join();
    kinds[kind] = [kinds[kind]?.[0] ?? e, e];  // the first and the last: one may be out of sight
  }
  const fresh = Object.keys(kinds).filter((kind) => !asked.has(kind));
  window.kindsAsked = new Set([...asked, ...fresh]);
  const open = fresh.flatMap((kind) => kinds[kind]).filter((e) => !settled(e));
  open.forEach((e) => { e.dataset.asked = ""; });
  return open.length;
}"""
"""Mark words of each kind that axe is to look at; again, of those not yet asked about."""

JUDGE = """async ([part, options]) => {
  // what axe would load in advance serves rules about sound and about turned screens
  const { violations } = await axe.run(part, { ...options, resultTypes: ["violations"],
    preload: false });
  return violations.map((one) => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 200)]);
}"""

ALONE = """() => {
  const kept = new Set();
  for (let e of document.querySelectorAll("[data-asked]")) {
    while (e.parentElement && getComputedStyle(e).display.startsWith("inline")) e = e.parentElement;
    e.querySelectorAll("*").forEach((one) => kept.add(one));
    for (; e; e = e.parentElement) kept.add(e);
  }
  for (const e of document.body.querySelectorAll("*")) {
    if (!kept.has(e) && kept.has(e.parentElement)) e.dataset.unasked = "";
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("[data-unasked] { visibility: hidden !important }");
  document.adoptedStyleSheets.push(sheet);
}"""
"""Hide whatever is not asked for colours, nor in a block with it: axe takes no time over it."""

CLEAR = """() => {
  document.adoptedStyleSheets.pop();
  for (const e of document.querySelectorAll("[data-asked], [data-unasked]")) {
    delete e.dataset.asked;
    delete e.dataset.unasked;
  }
}"""


def _bring(view: Page) -> None:
    """Bring axe to a page, once."""
    if not view.evaluate("'axe' in window"):
        view.evaluate(AXE_SCRIPT)


def colours(view: Page, part: str = "html", again: bool = False) -> list[list[Any]]:
    """Ask for the colours of each kind of words; again, of each that is new."""
    _bring(view)
    if not view.evaluate(KINDS, [part, again]):
        return []
    view.evaluate(ALONE)
    rules = {"type": "rule", "values": COLOURS}
    found = view.evaluate(JUDGE, ["[data-asked]", {"runOnly": rules}])
    view.evaluate(CLEAR)
    return found


def violations(view: Page, part: str = "html", again: bool = False) -> list[list[Any]]:
    """Ask everything of a page, or of all such parts: rule, number of places, the first of them."""
    _bring(view)
    off = {name: {"enabled": False} for name in COLOURS}
    found = view.evaluate(JUDGE, [part, {"runOnly": RULES, "rules": off}])
    return found + colours(view, part, again)


def in_both_themes(view: Page, part: str = "html", *widths: int) -> list[list[Any]]:
    """Ask everything in each width, or in the one that is shown, and the colours in both themes."""
    widths = widths or (view.viewport_size["width"],)
    found, again = [], False
    for ask, themes in ((violations, ("light", "dark")), (colours, ("dark", "light"))):
        for width, theme in zip(widths, cycle(themes), strict=False):
            show(view, width, theme)
            found += ask(view, part, again)
            again = True
    return found
