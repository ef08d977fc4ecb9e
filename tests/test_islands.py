"""What a reader does with the explorers of the built book, found by their markup alone."""

import random
from itertools import pairwise

import pytest
from axe import in_both_themes
from drawing import EVERY
from playwright.sync_api import expect
from reader import BUILT, by_one_worker, explorers, press

from islands.controls import slug

FOUND = [by_one_worker(page, name) for page, names in explorers().items() for name in names]
EACH = pytest.mark.parametrize(("page", "name"), FOUND)
OF_THE_BOOK = pytest.mark.parametrize(
    ("page", "name"), [found for found in FOUND if found.values[1] in EVERY]
)


SHOWN = """name => {
  const figure = document.querySelector(`figure.explorer[data-explorer="${name}"]`);
  return [figure.querySelector(".explorer-picture").innerHTML,
    figure.querySelector("output.explorer-reading").innerText];
}"""


def shown(page, name):
    """What a reader sees of an explorer: its picture and its sentence."""
    return tuple(page.evaluate(SHOWN, name))


def fields(page, name):
    """One locator per control: the first radio of a group, or the field itself."""
    figure = page.locator(f'figure.explorer[data-explorer="{name}"]')
    return figure.locator(".explorer-control")


def test_every_explorer_has_its_page_in_the_book():
    assert {found.values[1] for found in FOUND} >= set(EVERY)


@EACH
def test_every_control_by_keyboard_changes_picture_and_sentence(seen, page, name):
    view = seen(page)
    start = shown(view, name)
    assert not view.locator(f'[data-explorer="{name}"] .explorer-note').is_visible()
    for control in fields(view, name).all():
        before = shown(view, name)
        press(view, control)
        picture, sentence = shown(view, name)
        assert picture != before[0]
        assert sentence != before[1]
    view.locator(f'[data-explorer="{name}"] .explorer-reset').press("Enter")
    assert shown(view, name) == start
    assert [url for url in view.asked if not url.startswith("file:")] == []
    assert view.faults == []


FOLLOW = """async ([name, links]) => {
  const said = document.querySelector(`[data-explorer="${name}"] output`), told = [];
  for (const link of links) {
    const followed = new Promise((done) => addEventListener("popstate", done, { once: true }));
    location.hash = link;
    await followed;
    told.push(said.textContent);
  }
  return told;
}"""
"""Follow links on a page that is open, as a reader who clicks them does."""


@OF_THE_BOOK
def test_a_link_opens_its_state_and_a_broken_one_the_default(read, seen, page, name):
    explorer = EVERY[name]
    view = seen(page)
    default = shown(view, name)
    states = [s for s in explorer.states() if not explorer.unavailable(**s)]
    chosen = states if len(states) <= 100 else random.Random(1).sample(states, 100)
    links = [
        f"#{name}:" + ",".join(f"{control}={slug(value)}" for control, value in state.items())
        for state in chosen
    ]
    told = view.evaluate(FOLLOW, [name, links])
    assert told == [explorer.describe(**state) for state in chosen]
    other = links[-1].partition(":")[2]  # right but for its last part
    broken = ("nonsense", "actual=nowhere", "=", "%E0%A4%A", f"{other}x", f"{other},more=1")
    told = view.evaluate(FOLLOW, [name, [f"#{name}:{part}" for part in broken]])
    assert told == [default[1]] * len(broken)
    opening = broken[len(name) % len(broken)]  # each of them opens some explorer
    assert shown(read(f"{page}#{name}:{opening}"), name) == default, opening
    assert view.faults == [], opening


@pytest.mark.parametrize(("bare", "name"), FOUND, indirect=["bare"])
def test_without_scripts_picture_and_sentence_stay_and_no_dead_control_is_shown(bare, name):
    figure = bare.locator(f'[data-explorer="{name}"]')
    assert figure.locator(".explorer-picture svg").is_visible()
    assert figure.locator("output").inner_text()
    assert figure.locator(".explorer-note").is_visible()
    assert not figure.locator(".explorer-controls").is_visible()
    assert not figure.locator(".explorer-tools").is_visible()


@EACH
def test_an_explorer_that_was_moved_has_no_accessibility_fault(seen, page, name):
    # as it opens, test_access.py looks at it with its page, in both themes and widths
    view = seen(page)
    for number in range(fields(view, name).count()):
        press(view, fields(view, name).nth(number))
    assert in_both_themes(view, f'[data-explorer="{name}"]') == []


FOCUSED = """name => {
  const focused = document.activeElement, box = focused.getBoundingClientRect();
  return [!!focused.closest(`[data-explorer="${name}"]`), box.top + scrollY,
    parseFloat(getComputedStyle(focused).outlineWidth)];
}"""


@EACH
def test_tab_order_follows_reading_order_and_focus_is_seen(seen, page, name):
    view, rows = seen(page), []
    figure = view.locator(f'[data-explorer="{name}"]')
    figure.locator("input:checked, input[type=range], select").first.focus()
    while len(rows) < 12:
        inside, top, outline = view.evaluate(FOCUSED, name)
        if not inside:
            break
        assert outline > 0
        rows.append(top)
        view.keyboard.press("Tab")
    assert len(rows) >= 3
    assert all(after > before - 12 for before, after in pairwise(rows))  # pixels within a row


@OF_THE_BOOK
def test_a_slider_announces_words(seen, page, name):
    view = seen(page)
    for slider in view.locator(f'[data-explorer="{name}"] input[type=range]').all():
        control = next(
            c for c in EVERY[name].controls if c.name == slider.get_attribute("data-control")
        )
        assert slider.get_attribute("aria-valuetext") in control.words.values()
        slider.focus()
        view.keyboard.press("Home")
        assert slider.get_attribute("aria-valuetext") == next(iter(control.words.values()))


@pytest.mark.parametrize("place", ["", "#check-yourself"])
def test_back_forward_and_reset_lead_each_explorer_of_a_page_where_it_was(read, place):
    view = read(f"chapters/capabilities.html{place}")
    opened = shown(view, "ratios")
    view.locator('[data-explorer="ratios"] [data-control="step"]').press("ArrowRight")
    first = {name: shown(view, name) for name in ("ratios", "reach")}
    view.locator('[data-explorer="ratios"] [data-sets]').first.dispatch_event("click")
    pressed = shown(view, "ratios")
    view.locator('[data-explorer="reach"] input[value="luga"]').check()
    view.go_back()
    assert shown(view, "reach") == first["reach"]
    assert shown(view, "ratios") == pressed != first["ratios"]
    view.go_back()
    assert shown(view, "ratios") == first["ratios"]
    assert shown(read(view.url), "ratios") == first["ratios"]
    view.go_forward()
    assert shown(view, "ratios") == pressed
    view.go_back()
    view.locator('[data-explorer="ratios"] .explorer-reset').click()
    assert shown(view, "ratios") == opened


def test_a_state_that_an_older_edition_left_in_the_history_is_passed_over(read):
    view = read("chapters/capabilities.html")
    before = shown(view, "reach")
    for left in ([99, 99], [0], "x", {"0": 1}, [-1, 0], [0.5, 0], ["length"] * 2, 7):
        view.evaluate(
            "left => dispatchEvent(new PopStateEvent('popstate', {state: {reach: left}}))", left
        )
        assert shown(view, "reach") == before, left


def test_a_slider_answers_while_it_is_dragged_and_leaves_one_entry_of_history(read):
    view = read("chapters/capabilities.html")
    slider = view.locator('[data-explorer="reach"] input[type=range]')
    entries = view.evaluate("history.length")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    view.mouse.move(box["x"] + box["width"] / 2, middle)
    view.mouse.down()
    said = set()
    for step in range(1, 6):
        view.mouse.move(box["x"] + box["width"] * (0.5 + step / 10), middle)
        said.add(shown(view, "reach"))
        assert slider.bounding_box() == box  # it stays under the thumb
    view.mouse.up()
    assert len(said) >= 3
    words = slider.get_attribute("aria-valuetext")
    assert view.locator('[data-explorer="reach"] .explorer-value').inner_text() == words
    assert view.evaluate("history.length") == entries


def test_the_link_of_a_state_is_copied_for_an_instructor(read, server):
    view = read(f"{server}/chapters/worlds.html")
    view.context.grant_permissions(["clipboard-read", "clipboard-write"])
    figure = view.locator('[data-explorer="scenario-map"]')
    figure.locator('input[data-control="actual"][value="offensive"]').check()
    figure.locator(".explorer-link").click()
    figure.get_by_text("Link copied.").wait_for()
    link = view.evaluate("navigator.clipboard.readText()")
    assert link.endswith("#scenario-map:actual=offensive,reading=defensive,policy=deterrence")
    again = read(link)
    assert shown(again, "scenario-map") == shown(view, "scenario-map")
    place = again.locator('[data-explorer="scenario-map"]').bounding_box()
    assert 0 <= place["y"] < 200  # whoever follows it sees it without scrolling


SIZE = "e => parseFloat(getComputedStyle(e).fontSize)"


@EACH
def test_an_explorer_fills_the_screen_alone_and_escape_leaves_it(seen, page, name):
    view = seen(page)
    figure = view.locator(f'figure.explorer[data-explorer="{name}"]')
    button = figure.get_by_role("button", name="Fill the screen")
    sentence = figure.locator("output")
    before, small = shown(view, name), sentence.evaluate(SIZE)
    button.press("Enter")
    view.wait_for_function("document.fullscreenElement !== null")
    assert figure.evaluate("e => e === document.fullscreenElement")
    box = figure.bounding_box()
    assert [box["width"], box["height"]] == view.evaluate("[innerWidth, innerHeight]")
    assert sentence.evaluate(SIZE) > small
    assert figure.evaluate("e => e.scrollWidth <= e.clientWidth")
    fields(view, name).first.scroll_into_view_if_needed()
    assert shown(view, name) == before
    view.evaluate("document.exitFullscreen()")  # what Escape does in a window
    button.wait_for()
    assert view.faults == []


def test_where_the_screen_cannot_be_filled_no_button_offers_it(browser):
    page, name = FOUND[0].values
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(Document.prototype, 'fullscreenEnabled', {get: () => false})"
    )
    view = context.new_page()
    view.goto(f"{BUILT.as_uri()}/{page}")
    figure = view.locator(f'figure.explorer[data-explorer="{name}"]')
    expect(figure.locator(".explorer-tools button").first).to_be_visible()
    expect(figure.get_by_role("button", name="Fill the screen")).to_have_count(0)
    context.close()
