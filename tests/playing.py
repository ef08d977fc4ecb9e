"""Pages within a game, for tests: how one gets there, decides, and what one is told."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from reader import CUT, opened

from game.minds import Tabled
from game.rules import MOVES, POLICIES, READINGS, History
from game.words import diary, event, words

WHOLE, CLASS = "chapters/played.html", "chapters/debrief.html"
FRONT, RECALL = "index.html", "chapters/ten-minutes.html"

GAME = """
  const tables = JSON.parse(document.querySelector(".play-data").textContent);
  const game = window.playedDilemma.gameOf(tables);
"""
"""How a script of a test begins."""


def begun(page: Page, address: str, key: str, state: object) -> None:
    """Open a page in the middle of a game."""
    page.goto(address)
    keep = "([key, kept]) => { sessionStorage.clear(); sessionStorage.setItem(key, kept); }"
    page.evaluate(keep, [key, state if isinstance(state, str) else json.dumps(state)])
    page.reload()


def decide(page: Page, reading: int, policy: int, mark: str = "") -> None:
    """Decide a year."""
    page.check(f'[name="{mark}reading"][value="{READINGS[reading]}"]')
    page.check(f'[name="{mark}policy"][value="{POLICIES[policy]}"]')
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


def assert_told(view: Page, history: History, within: str = ".play-debrief") -> None:
    """A table has each year of both chairs, the reader's first, as Python tells it."""
    rows, texts = view.locator(f"{within} .play-lanes tbody tr"), words()["table"]
    assert rows.count() == len(history.years)
    for number, year in enumerate(history.years):
        for place, chair in enumerate((history.seat, 1 - history.seat)):
            cell = rows.nth(number).locator("td").nth(place)
            text, table = cell.text_content(), isinstance(history.minds[chair], Tabled)
            assert event(history, number, chair) in text
            read = texts["reads"][READINGS.index(year.readings[chair])]
            assert (diary(history, number, chair) if table else read) in text
            assert f"{words()['river']['signs'][MOVES.index(year.moves[chair])]}." in text
            assert (texts["demand"] in text) == year.demands[chair]
            assert (texts["demanded"] in text) == year.demands[1 - chair]
            assert cell.locator(".play-break").count() == ((number, chair) in history.bent)


def assert_whole(view: Page) -> None:
    """Nothing of the game is cut off, and nothing scrolls sideways."""
    assert view.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert view.evaluate(CUT) == []
