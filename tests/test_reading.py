"""What a reader does with the built book, in a real browser, from a folder of files."""

from reader import opened

SCENARIOS = "chapters/scenarios.html"


def test_words_in_figures_are_at_least_11_pixels_high_on_a_phone(browser):
    page = opened(browser, SCENARIOS, 360)
    width = page.locator("svg.picture").first.evaluate("e => e.getBoundingClientRect().width")
    sheet = page.locator("svg.picture").first.evaluate("e => e.viewBox.baseVal.width")
    assert 12.0 * width / sheet >= 11.0
    page.context.close()


def test_a_prediction_is_made_and_compared_by_keyboard(browser):
    page = opened(browser, SCENARIOS)
    page.locator(".predict input").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.locator(".predict input").nth(1).is_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".predict details p").first.is_visible()
    page.context.close()


def test_without_scripts_the_book_still_reads(browser):
    page = opened(browser, SCENARIOS, java_script_enabled=False)
    assert page.locator("svg.picture").first.is_visible()
    page.locator(".predict summary").click()
    assert page.locator(".predict details p").first.is_visible()
    page.context.close()


def test_pictures_change_with_the_theme(browser):
    colours = []
    for theme in ("light", "dark"):
        page = opened(browser, SCENARIOS, color_scheme=theme)
        page.wait_for_selector(f"html[data-theme={theme}]")
        colours.append(
            page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--sd-ink')")
        )
        page.context.close()
    assert colours[0] != colours[1]
