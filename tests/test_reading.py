"""What a reader does with the built book, in a real browser, from a folder of files."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import BUILT

KINDS = ["index", "chapters/scenarios", "chapters/capabilities", "chapters/claims"]


def opened(browser, name, width=1280, theme="light", scripts=True):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto((BUILT / f"{name}.html").as_uri(), wait_until="domcontentloaded")
    return page


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("name", KINDS)
def test_no_page_scrolls_sideways(browser, name, width):
    page = opened(browser, name, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_words_in_figures_are_at_least_11_pixels_high_on_a_phone(browser):
    page = opened(browser, "chapters/scenarios", 360)
    width = page.locator("svg.picture").first.evaluate("e => e.getBoundingClientRect().width")
    sheet = page.locator("svg.picture").first.evaluate("e => e.viewBox.baseVal.width")
    assert 12.0 * width / sheet >= 11.0
    page.context.close()


def test_a_prediction_is_made_and_compared_by_keyboard(browser):
    page = opened(browser, "chapters/scenarios")
    page.locator(".predict input").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.locator(".predict input").nth(1).is_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".predict details p").first.is_visible()
    page.context.close()


def test_without_scripts_the_book_still_reads(browser):
    page = opened(browser, "chapters/scenarios", scripts=False)
    assert page.locator("svg.picture").first.is_visible()
    page.locator(".predict summary").click()
    assert page.locator(".predict details p").first.is_visible()
    page.context.close()


def test_pictures_change_with_the_theme(browser):
    colours = []
    for theme in ("light", "dark"):
        page = opened(browser, "chapters/scenarios", theme=theme)
        page.wait_for_selector(f"html[data-theme={theme}]")
        colours.append(
            page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--sd-ink')")
        )
        page.context.close()
    assert colours[0] != colours[1]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", KINDS)
def test_the_article_has_no_accessibility_fault(browser, name, theme):
    page = opened(browser, name, theme=theme)
    found = Axe().run(
        page,
        context={"include": [["article.bd-article"]]},
        options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    )
    faults = [(v["id"], v["nodes"][0]["html"][:160]) for v in found.response["violations"]]
    assert faults == []
    page.context.close()
