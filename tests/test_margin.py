"""What stands beside the text: in the margin of a wide screen, or behind a button on a phone."""

import pytest
from axe import violations
from reader import by_one_worker, show

WIDE = (1100, 1280, 1600)
PUZZLE = "chapters/puzzle.html"

BESIDE = """() => {
  const box = (e) => {
    const { left, right, top, bottom } = e.getBoundingClientRect();
    return { left, right, top: top + scrollY, bottom: bottom + scrollY };
  };
  const seen = (chosen) => Array.from(document.querySelectorAll(chosen))
    .filter((e) => e.checkVisibility());
  const notes = seen(`.bd-main section > p span.editors-note, .bd-main section > p.sources,
    .bd-main section > details.admonition:not(.hide), .lesson > ul`);
  const anchor = (e) => {
    // where in the text a note belongs: the line before it, or the block
    const line = document.createRange();
    const mark = e.previousElementSibling;
    if (!e.matches("span")) return mark ? box(mark).bottom : 0;
    const words = document.createTreeWalker(e.parentElement, NodeFilter.SHOW_TEXT);
    let last = null;
    while (words.nextNode() && !(e.compareDocumentPosition(words.currentNode) & 16)) {
      const inside = words.currentNode.parentElement.closest("[popover], button");
      if (words.currentNode.data.trim() && !inside) last = words.currentNode;
    }
    line.selectNodeContents(last);
    return Array.from(line.getClientRects()).at(-1).top + scrollY;
  };
  const text = seen(".bd-main section > p:not(.sources), .bd-main section > h2, article figure, "
    + "article .table-scroll, .predict, .self-check");
  const keys = seen(".bd-main section > p > .claim:not(.in-sentence)");
  return {
    notes: notes.map((e) => ({ ...box(e), anchor: anchor(e), words: e.textContent.slice(0, 60) })),
    text: text.map(box),
    keys: keys.map((e) => ({ ...box(e), anchor: anchor(e) })),
    wide: document.documentElement.scrollWidth,
  };
}"""


def apart(one, other):
    """Tell whether two boxes share no more than an edge."""
    across = one["left"] < other["right"] - 1 and other["left"] < one["right"] - 1
    down = one["top"] < other["bottom"] - 1 and other["top"] < one["bottom"] - 1
    return not (across and down)


def test_what_stands_in_the_margin_has_its_own_place_beside_its_line(view):
    for width in WIDE:
        show(view, width)
        boxes = view.evaluate(BESIDE)
        notes, keys = sorted(boxes["notes"], key=lambda one: one["top"]), boxes["keys"]
        assert boxes["wide"] <= width
        for some in (notes, keys):
            for number, one in enumerate(some):
                for other in (*some[number + 1 :], *boxes["text"]):
                    assert apart(one, other), (width, one, other)
        off = sorted(abs(key["top"] - key["anchor"]) for key in keys)
        assert not off or off[-1] < 34, (width, "where a line is full, it is the next")
        assert not off or off[len(off) // 2] < 12, (width, "most stand in their line")
        before = None
        for note in notes:
            late = note["top"] - note["anchor"]
            below = before is not None and note["top"] - before < 45
            assert late > -45, (width, note)
            assert late < 60 or below, (width, note)
            before = note["bottom"]


LINES = """e => {
  const line = document.createRange();
  line.selectNodeContents(e.firstChild);
  return new Set(Array.from(line.getClientRects()).map((r) => r.top)).size;
}"""


def test_a_chapter_has_notes_and_keys_in_its_margin_and_text_of_a_measure_that_reads(read):
    page = read(PUZZLE, reduced_motion="reduce")
    boxes = page.evaluate(BESIDE)
    assert len(boxes["notes"]) > 5
    assert len(boxes["keys"]) > 10
    paragraph = page.locator("section > p").nth(2)
    letters = len(paragraph.evaluate("e => e.firstChild.data").strip())
    for width in WIDE:
        show(page, width)
        assert 50 <= letters / paragraph.evaluate(LINES) <= 76, width


def test_without_a_script_the_margin_holds_the_same_and_what_is_folded_opens(read):
    page = read(PUZZLE, 1280, java_script_enabled=False)
    note = page.locator("section > p span.editors-note").first
    text = note.locator("xpath=..").bounding_box()
    assert note.bounding_box()["x"] > text["x"] + text["width"]
    assert not page.locator(".python-switch").is_visible()
    page.locator("details.hide summary").first.click()
    assert page.locator("details.hide pre").first.is_visible()
    for menu in page.locator(".page-menu > summary").all():
        menu.click()
    assert page.locator(".page-menu[open]").count() == 1, "none lies on another"
    addition = page.url.replace("puzzle", "interpretation")
    page.goto(addition)
    assert page.locator("details.addition p").nth(1).is_visible()
    page.set_viewport_size({"width": 390, "height": 900})
    page.locator("details.addition summary").first.click()
    assert page.locator("details.addition p").first.is_visible()
    page.locator(".claim-key").first.click()
    assert page.locator(".claim-words").first.is_visible()


def test_a_key_shows_its_words_to_a_pointer_that_rests_there_and_keeps_them_once_pressed(read):
    view = read(PUZZLE, 1280)
    view.clock.install()
    key = view.locator(".claim-key").first
    words = view.locator(f"#{key.get_attribute('popovertarget')}")
    for press in (False, True):
        key.hover()
        view.clock.fast_forward(1000)
        assert words.is_visible()
        if press:
            key.click()
        view.mouse.move(1, 1)
        view.clock.fast_forward(1000)
        assert words.is_visible() == press


# ------------------------------------------------------------------ on a phone


@pytest.fixture
def phone(read):
    """A chapter on a phone."""
    return read(PUZZLE, 390, has_touch=True, reduced_motion="reduce")


@pytest.mark.parametrize("kind", ["claim-key", "note-key"])
def test_a_key_opens_in_place_and_closes(phone, kind):
    key = phone.locator(f".{kind}").first
    words = phone.locator(f"#{key.get_attribute('popovertarget')}")
    size = key.bounding_box()
    assert min(size["width"], size["height"]) >= 24
    assert not words.is_visible()
    before = phone.url
    for close in (
        key.tap,
        lambda: phone.keyboard.press("Escape"),
        lambda: phone.touchscreen.tap(8, 880),
    ):
        key.tap()
        box, at = words.bounding_box(), key.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        gap = max(box["y"] - at["y"] - at["height"], at["y"] - box["y"] - box["height"])
        assert 0 <= gap < 24, "it stands at its key"
        close()
        assert not words.is_visible()
    assert phone.url == before


def test_what_is_put_in_order_can_be_read(phone):
    fields = phone.locator(".check-order select").all()
    assert fields
    assert all(field.bounding_box()["width"] >= 48 for field in fields)


def test_a_key_says_what_is_claimed_and_leads_on_to_the_ledger_by_keyboard(phone):
    key = phone.get_by_role("button", name="A5, a claim").first
    key.focus()
    phone.keyboard.press("Enter")
    words = phone.locator(f"#{key.get_attribute('popovertarget')}")
    assert "at most five days" in words.inner_text()
    assert violations(phone) == []
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.closest('[popover]')?.id") == (
        key.get_attribute("popovertarget")
    )
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/claims.html#ledger-a5")


def test_a_key_in_feedback_opens_too(read):
    view = read("chapters/choosing.html", 390)
    view.locator(".check-more > summary").last.click()
    check = view.locator("#choosing-it-ended-badly")
    check.locator("input").nth(1).check()
    check.locator(".check-answer").click()
    check.locator(".check-said .claim-key").click()
    assert check.locator(".check-said .claim-words").is_visible()


def test_every_button_in_the_text_opens_what_the_page_holds(pages):
    for name, page in pages.items():
        keys = [key["popovertarget"] for key in page.select("button[popovertarget]")]
        held = [words["id"] for words in page.select("[popover]")]
        assert keys == held, name
        assert len(set(held)) == len(held), name
        for words in page.select(".claim-words"):
            assert len(words.get_text().split()) > 5, name
            assert words.select_one("a[href*='#ledger-']"), name


# ------------------------------------------------------------------ one switch shows the Python


SHOWN = """() => Array.from(document.querySelectorAll("details.hide"))
  .map((e) => e.checkVisibility() && e.open)"""


def test_one_switch_shows_all_python_and_is_remembered(read, server):
    page = read(f"{server}/{PUZZLE}")
    switch = page.get_by_role("switch", name="Show the Python")
    for state in (False, True):
        assert switch.get_attribute("aria-checked") == str(state).lower()
        assert set(page.evaluate(SHOWN)) == {state}
        switch.press(" ")
    switch.press(" ")
    page.goto(f"{server}/chapters/capabilities.html")
    assert len(page.evaluate(SHOWN)) > 3
    assert set(page.evaluate(SHOWN)) == {True}
    switch.click()
    page.goto(f"{server}/{PUZZLE}")
    assert set(page.evaluate(SHOWN)) == {False}


def test_there_is_a_switch_where_there_are_cells_and_nowhere_else(pages):
    for name, page in pages.items():
        assert bool(page.select(".python-switch")) == bool(page.select("details.hide")), name


# ------------------------------------------------------------------ heads, and what a phone needs


def test_a_head_says_where_in_its_part_a_chapter_stands(pages):
    said = " ".join(
        pages["chapters/interpretation.html"].select_one(".chapter-place").stripped_strings
    )
    minutes = {
        name: int(pages[f"chapters/{name}.html"].select_one(".lesson-minutes").string.split()[0])
        for name in ("interpretation", "response", "sensibility")
    }
    assert said == f"II. The theory 2 of 4 {sum(minutes.values())} minutes left in this part"


def test_numbers_stand_under_each_other(pages):
    table = pages["chapters/capabilities.html"].select_one("table.halves")
    assert len(table.select("td.number")) == len(table.select("td")) > 10


LOADED = [by_one_worker(f"{name}.html") for name in ("index", "chapters/capabilities")]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("page", LOADED)
def test_axe_finds_nothing_on_a_page_that_has_just_come(read, page, width):
    """As a reader has it: loaded in this width, in the dark, and asked before any repair."""
    view = read(page, width, color_scheme="dark", reduced_motion="reduce")
    assert violations(view) == []
