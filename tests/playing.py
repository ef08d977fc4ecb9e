"""What tests of the game share: readers who answer by chance, and pages within a game."""

import json
from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser, Page
from reader import CUT, opened

from game.codes import INTENTS, POLICIES, SEEDS, history_of, neighbour
from game.minds import Recorded, Tabled, recorded
from game.rules import RULES, History, play
from game.words import diary, event, words

YEARS = RULES.turns
SAFE, PRESSED = ("defensive", "defensive"), ("defensive", "offensive")

WHOLE, CLASS = "chapters/played.html", "chapters/debrief.html"
SHORT = ("index.html", "chapters/ten-minutes.html")

WRONG_CODES = {
    "": "0 characters",
    "ABCD": "4 characters",
    "ABCD-EFGH-JK!": "!",
    "1111-1111-111": "other rules",
}
"""What somebody may type for a code, and what is said of it."""

GAME = """
  const tables = JSON.parse(document.querySelector(".play-data").textContent);
  const game = window.playedDilemma.gameOf(tables);
"""
"""How a script of a test begins."""


def answers(readings: Sequence[int], policies: Sequence[int]) -> Recorded:
    """Return a mind that answers as it is told: 0 for the harmless word, 1 for the other."""
    return recorded([INTENTS[one] for one in readings], [POLICIES[one] for one in policies])


HAWK, DOVE = answers([1] * YEARS, [1] * YEARS), answers([0] * YEARS, [0] * YEARS)


def some_state(luck) -> dict:
    """Return what a reader may have played."""
    readings, policies = ([luck.randrange(2) for _ in range(YEARS)] for _ in range(2))
    state = {"seed": luck.randrange(SEEDS), "seat": luck.randrange(2)}
    return {**state, "readings": readings, "policies": policies}


def history_from(state: dict) -> History:
    """Play what a reader has played."""
    reader = answers(state["readings"], state["policies"]).answers
    return history_of(state["seed"], state["seat"], *zip(*reader, strict=True))


def seated(seed: int, one: Recorded, two: Recorded) -> History:
    """Play the history of two readers at one screen, who both decide whatever they are out for.

    For a mind that is a table a die decides whether an offensive state arms. A reader who only
    read, while a die acted, would have nothing to do, and nothing to hide.
    """
    intents = [neighbour(seed, 1 - chair)[0] for chair in (0, 1)]
    return play([one, two], intents, seed, free=True)


def begun(page: Page, address: str, key: str, state: object) -> None:
    """Open a page in the middle of a game."""
    page.goto(address)
    keep = "([key, kept]) => { sessionStorage.clear(); sessionStorage.setItem(key, kept); }"
    page.evaluate(keep, [key, state if isinstance(state, str) else json.dumps(state)])
    page.reload()


def decide(page: Page, reading: int, policy: int, mark: str = "") -> None:
    """Decide a year."""
    page.check(f'[name="{mark}reading"][value={INTENTS[reading]}]')
    page.check(f'[name="{mark}policy"][value={POLICIES[policy]}]')
    page.click(f".play-{mark}next")


@pytest.fixture(scope="module")
def game_page(browser: Browser, host: str) -> Iterator[Page]:
    """The whole game where motion is unwelcome, at a host that allows only what the book needs."""
    view = opened(browser, host + WHOLE, reduced_motion="reduce")
    yield view
    assert view.faults == []
    view.context.close()


def heard(page: Page) -> list[dict]:
    """Return the nodes of the tree that a screen reader walks."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return nodes


def assert_told(view: Page, history: History) -> None:
    """A table has each year of both chairs, the reader's first, as Python tells it."""
    rows, said = view.locator(".play-lanes tbody tr:visible"), words()["table"]
    assert rows.count() == YEARS
    for number, turn in enumerate(history.turns):
        for place, chair in enumerate((history.seat, 1 - history.seat)):
            cell = rows.nth(number).locator("td").nth(place)
            text, table = cell.inner_text(), isinstance(history.minds[chair], Tabled)
            assert event(history, number, chair) in text
            read = said["reads"][INTENTS.index(turn.readings[chair])]
            assert (diary(history, number, chair) if table else read) in text
            assert f"{turn.moves[chair]}." in text
            assert (said["demand"] in text) == turn.demands[chair]
            assert (said["demanded"] in text) == turn.demands[1 - chair]
            broken = turn.sights[chair] is not history.meant(number, chair)
            assert cell.locator(".play-break").count() == broken


def assert_whole(view: Page) -> None:
    """Nothing of the game is cut off, and nothing scrolls sideways."""
    assert view.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert view.evaluate(CUT) == []
