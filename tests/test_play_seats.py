"""What two readers at one screen are promised, and a room with a projector."""

import random
import re

import pytest
from axe import in_both_themes, violations
from histories import YEARS, pair_code, pair_of
from playing import (
    CLASS,
    WHOLE,
    assert_told,
    assert_whole,
    begun,
    decide,
    heard,
)
from reader import BUILT, show, until

from game import WORLDS, Ending, debrief
from game.codes import deal, pack
from game.rules import POLICIES, READINGS
from game.words import words
from secdilemma.theory import Intent

DEAL, NOBODY = pack("deal", [7]), {"readings": [], "policies": []}

KEPT = "play-dilemma-seats"
OFFENSIVE = next(seed for seed in range(99) if set(deal(seed).intents) == {Intent.OFFENSIVE})


@pytest.fixture
def page(game_page):
    return game_page


@pytest.fixture
def pair(page, host):
    """Two readers who are about to begin, with luck that is known: both are out to attack."""
    begun(page, host + WHOLE, KEPT, {"seed": OFFENSIVE, "chairs": [NOBODY, NOBODY]})
    return page


SECRETS = [
    *(text for texts in words()["events"].values() for text in texts),
    *(text for name in ("aims", "reminders") for text in words()["seats"][name]),
    *(words()["turn"]["demands"]),
    words()["seats"]["got"],
]
FIRST_WORDS = {
    re.sub(r"\{years\}", str(YEARS), re.sub(r"\{(them|us)\}", state, text))[:40]
    for text in SECRETS
    for state in words()["names"].values()
}


def spoken(page):
    """Return all names and values of the tree that a screen reader walks."""
    kinds = ("name", "value", "description")
    nodes = [node for node in heard(page) if not node.get("ignored")]
    return "\n".join(str(node[k].get("value", "")) for node in nodes for k in kinds if k in node)


def test_a_cover_hides_all_of_the_other_chair(pair):
    for turn in range(YEARS):
        for chair in (0, 1):
            text = pair.evaluate("document.querySelector('.play-seats').textContent")
            text += spoken(pair) if turn in (0, 1, YEARS - 1) else ""
            assert [one for one in FIRST_WORDS if one in text] == []
            assert words()["worlds"]["told"][WORLDS.index(deal(OFFENSIVE).world)] in text
            assert pair.locator(".play-private").is_hidden()
            assert pair.locator(".play-seats input:checked").count() == 0
            alone = pair.locator(".play-board, .play-debrief, .play-more")
            assert alone.evaluate_all("(all) => all.every((e) => !e.checkVisibility())")
            assert pair.evaluate("document.activeElement.tagName") == "H2" or not (turn or chair)
            pair.click(".play-open")
            if turn == 1:
                assert any(one in spoken(pair) for one in FIRST_WORDS)  # it would be found
            decide(pair, turn % len(READINGS), int(turn > 0 and chair == 0), "seat-")
    assert pair.locator(".play-both h2").first.is_visible()


def test_two_play_by_keyboard_to_the_end_and_see_what_python_has(pair):
    pair.focus(".play-open")
    luck, given = random.Random(1), [[[], []], [[], []]]
    for turn in range(YEARS):
        for chair in (0, 1):
            if turn or chair:
                pair.keyboard.press("Tab")
            pair.keyboard.press("Enter")
            assert pair.evaluate("document.activeElement.className") == "play-seat-turn"
            name = list(words()["names"].values())[chair]
            assert pair.inner_text(".play-seat-turn") == f"Year {turn + 1} of {YEARS}, as {name}"
            for part, most in enumerate((len(READINGS), len(POLICIES))):
                down = luck.randrange(most)
                pair.keyboard.press("Tab")
                pair.keyboard.press("Space")
                for _ in range(down):
                    pair.keyboard.press("ArrowDown")
                given[chair][part].append(down)
            pair.keyboard.press("Tab")
            pair.keyboard.press("Enter")
        if pair.locator(".play-both h2").count():
            break
    padded = [[[*one, *[0] * (YEARS - len(one))] for one in chair] for chair in given]
    history = pair_of(OFFENSIVE, padded)
    assert pair.evaluate("document.activeElement.tagName") == "H2"
    assert_told(pair, history, ".play-both")
    ended = pair.inner_text(".play-each")
    place = list(Ending).index(history.ending)
    assert words()["endings"]["told"][place].split(":")[0].split(",")[0].split(".")[0] in ended
    for chair, count in enumerate(re.findall(r"rightly in (\d)", ended)):
        aim = history.intents[1 - chair]
        assert int(count) == sum(year.readings[chair].intent is aim for year in history.years)
    assert pair.locator(".play-both .play-crossings .play-sign").count() == 2 * len(history.years)
    written = pair.inner_text(".play-both .play-code")
    assert written == pair_code(OFFENSIVE, padded)
    assert {row["ending"] for row in debrief(written)} == {history.ending}


def test_two_are_brought_back_to_the_cover_and_can_stop(pair):
    pair.click(".play-open")
    decide(pair, 1, 1, "seat-")
    pair.reload()
    assert pair.locator(".play-cover").is_visible()
    assert "Marn" in pair.inner_text(".play-cover h2")
    pair.click(".play-stop")
    assert pair.inner_text(".play-turn") == f"Year 1 of {YEARS}"
    assert pair.evaluate(f"sessionStorage.getItem('{KEPT}')") is None
    pair.click("[data-who=two]")
    assert "Calder" in pair.inner_text(".play-cover h2")
    pair.click("[data-who=alone]")
    decide(pair, 1, 1)
    assert pair.locator(".play-who").is_hidden()  # who plays is chosen before the first year


def test_two_can_play_the_game_that_is_dealt_to_a_class(page, host):
    begun(page, host + WHOLE, KEPT, None)
    page.click(".play-keep summary")
    page.fill(".play-keep input", DEAL)
    page.click(".play-keep button")
    page.click("[data-who=two]")
    assert page.evaluate(f"JSON.parse(sessionStorage.getItem('{KEPT}')).seed") == 7


def test_two_at_one_screen_shut_nobody_out(pair):
    def look():
        assert in_both_themes(pair, "section.play") == []
        show(pair, 320)
        assert_whole(pair)
        show(pair)

    look()
    for turn in range(2 * YEARS):
        if pair.locator(".play-both h2").count():
            break
        pair.click(".play-open")
        if turn == 0:
            look()
        decide(pair, 1, turn % 2, "seat-")
    look()


# ------------------------------------------------------------------ a projector

VIEW = """([demand, sight]) => {
  document.querySelector(".play-demand").textContent = demand;
  document.querySelector(".play-sight").textContent = sight;
  const boxes = [".play-turn", ".play-sight", ".play-next", "[name=reading]", "[name=policy]"]
    .flatMap((one) => [...document.querySelectorAll(".play-stage " + one)])
    .map((e) => e.getBoundingClientRect());
  return [Math.min(...boxes.map((one) => one.top)), Math.max(...boxes.map((one) => one.bottom)),
    parseFloat(getComputedStyle(document.querySelector(".play-sight")).fontSize),
    parseFloat(getComputedStyle(document.querySelector("fieldset label")).fontSize)];
}"""


def test_a_projector_shows_each_year_in_one_view_in_large_type(page, host):
    begun(page, host + WHOLE, KEPT, None)
    page.set_viewport_size({"width": 1280, "height": 720})
    assert page.inner_text(".play-screen") == words()["screen"]["enter"]
    page.click(".play-screen")
    until(page, "document.fullscreenElement?.matches('section.play')")
    page.get_by_role("button", name=words()["screen"]["leave"], exact=True).wait_for()
    until(page, "innerWidth === 1280")
    longest = max(words()["turn"]["demands"], key=len).replace("{them}", "Calder")
    events = [text for texts in words()["events"].values() for text in texts]
    for sight in (re.sub(r"\{\w+\}", "Calder", text) for text in events):
        for demand in ("", longest):
            top, bottom, large, label = page.evaluate(VIEW, [demand, sight])
            assert (top >= 0, bottom <= 720, large >= 28, label >= 22) == (True,) * 4
    assert violations(page, "section.play") == []
    page.click(".play-screen")
    until(page, "!document.fullscreenElement")
    show(page)


@pytest.mark.parametrize("name", [WHOLE, CLASS])
def test_where_a_browser_cannot_fill_the_screen_there_is_no_button(browser, name):
    view = browser.new_context().new_page()
    view.add_init_script(
        "Object.defineProperty(Document.prototype, 'fullscreenEnabled', { get: () => false })"
    )
    view.goto(f"{BUILT.as_uri()}/{name}")
    assert view.locator(".play-screen").is_hidden()
    view.context.close()
