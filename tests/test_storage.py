"""A browser keeps of a reader what SECURITY.md says, and where it refuses to, every page works."""

import json
import re

import pytest
from browser import find
from playwright.sync_api import expect

STORED = "[{...localStorage}, {...sessionStorage}]"
"""All that the book has stored in the browser."""

LASTING = {"mode", "theme", "python"}
"""What stays until the reader clears the site's data."""

PASSING = {"sidebar-scroll-top"}
"""What stays until the tab is closed, besides games."""


MODE = "document.documentElement.dataset.mode"


def play_a_year(view):
    for group in view.locator("section.play form fieldset:visible").all():
        group.locator("input").first.check()
    view.locator("section.play .play-next:visible").click()


def search(view, words):
    field = view.locator("article input[name=q]")
    field.fill(words)
    field.press("Enter")
    expect(view.locator("#search-results li a").first).to_be_visible()


def test_the_words_of_a_search_are_neither_kept_nor_sent(read, host):
    view = read(host + "search.html")
    for words in ("butterfield", "spiral"):
        search(view, words)
        expect(view.locator("#search-results h2")).to_have_count(1)
    assert not any("spiral" in address or "butterfield" in address for address in view.asked)
    view.locator("#search-results li a").first.click()
    view.wait_for_url("**/chapters/**")
    assert not re.search("spiral|butterfield", json.dumps(view.evaluate(STORED)))


@pytest.mark.parametrize("sign", ["?", "#"])
def test_a_link_to_a_search_is_answered(read, root, sign):
    view = read(f"{root}/search.html{sign}q=butterfield")
    expect(view.locator("#search-results li a").first).to_be_visible()
    expect(view.locator("article input[name=q]")).to_have_value("butterfield")


def test_a_browser_keeps_what_readers_are_told(read, server):
    view = read(f"{server}/chapters/spiral.html")
    view.locator(".theme-switch-button:visible").first.click()
    view.locator(".python-switch:visible").first.click()
    view.goto(f"{server}/chapters/played.html")
    play_a_year(view)
    view.reload()
    lasting, passing = map(set, view.evaluate(STORED))
    assert lasting == LASTING
    assert {key for key in passing if not key.startswith("play-")} <= PASSING
    assert view.context.cookies() == []


@pytest.fixture(scope="module")
def forgetful(browser, tmp_path_factory):
    """A Chromium whose user has blocked the data of all sites."""
    folder = tmp_path_factory.mktemp("profile")
    (folder / "Default").mkdir()
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (folder / "Default" / "Preferences").write_text(json.dumps(blocked))
    context = browser.browser_type.launch_persistent_context(
        folder, executable_path=find("chromium"), args=["--no-sandbox", "--disable-gpu"]
    )
    yield context
    context.close()


@pytest.fixture
def view(forgetful):
    page = forgetful.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    yield page
    assert page.faults == []
    page.close()


def test_search_light_and_python_work_where_storage_is_refused(view, root):
    view.goto(f"{root}/_static/favicon.svg")
    with pytest.raises(Exception, match="Access is denied"):
        view.evaluate("localStorage.length")
    view.goto(f"{root}/search.html")
    search(view, "butterfield")
    view.goto(f"{root}/chapters/spiral.html")
    themes = {view.evaluate(MODE)}
    for _ in range(2):
        view.locator(".theme-switch-button:visible").first.click()
        themes.add(view.evaluate(MODE))
    assert themes == {"auto", "light", "dark"}
    view.locator(".python-switch:visible").first.click()
    expect(view.locator("article details.hide").first).to_have_attribute("open", "")


@pytest.mark.parametrize("page", ["index", "chapters/played"])
def test_the_game_goes_on_where_storage_is_refused(view, root, page):
    view.goto(f"{root}/{page}.html")
    before = view.locator("section.play").first.inner_text()
    play_a_year(view)
    expect(view.locator("section.play").first).not_to_have_text(before, use_inner_text=True)
