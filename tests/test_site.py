"""What every built page promises: nothing from elsewhere, no fault, light; its functions work."""

import gzip
import re
import shutil
from functools import cache
from urllib.parse import unquote, urlsplit

import cut_styles
import pytest
from axe import violations
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont
from playwright.sync_api import expect
from reader import BUILT, EACH, ROOT, press, show, soup
from small import build
from trial import TRIAL

from secdilemma.style import PALETTE

KB = 1000
PLAIN, GAME, MATHEMATICS, HEAVIEST, REQUESTS = 130 * KB, 140 * KB, 180 * KB, 250 * KB, 16


def loaded(page, root):
    """Every file that a page has asked its own host for, once."""
    urls = {url for url in page.asked if not url.startswith(("data:", "blob:"))}
    assert all(url.startswith(f"{root}/") for url in urls), urls
    return {unquote(urlsplit(url[len(root) + 1 :]).path) for url in urls}


@cache
def packed(file):
    return len(gzip.compress(file.read_bytes()))


def weight(folder, files):
    return sum(packed(folder / file) for file in files)


def budget(page):
    if page.select_one("figure.explorer"):
        return HEAVIEST
    if page.select_one("math"):
        return MATHEMATICS
    return GAME if page.select_one(".play-data") else PLAIN


def test_a_page_of_a_strict_host_lives_asks_nobody_else_makes_no_fault_and_is_light(visited, host):
    assert visited.answer.header_value("content-security-policy")
    for figure in visited.locator("figure.explorer").all():
        before = figure.locator("output").inner_text()
        press(visited, figure.locator(".explorer-control").first)
        assert figure.locator("output").inner_text() != before
        figure.locator(".explorer-reset").click()
    visited.wait_for_load_state("networkidle")
    assert visited.faults == []  # what the policy stops is an error of the console
    files = loaded(visited, host.rstrip("/"))
    assert visited.name in files
    assert len(files) < REQUESTS  # beside its icon
    assert weight(BUILT, files) <= budget(soup(visited.name))
    assert set(visited.evaluate("Object.keys(localStorage)")) <= {"mode", "theme"}
    assert visited.context.cookies() == []


@pytest.mark.parametrize("name", EACH)
def test_a_page_of_a_folder_asks_nobody_else_and_makes_no_fault(read, name):
    page = read(name, reduced_motion="reduce")
    assert name in loaded(page, BUILT.as_uri())


ADDRESS = r"url\(\s*[\"']?([^\"')]+)"


def test_no_style_or_script_names_another_host_or_a_file_that_is_not_there(pages):
    """That no tag of a page does, the build sees to: see test_hosting.py."""
    styles = {BUILT / name: page.select("style") for name, page in pages.items()}
    texts = {path: "".join(map(str, some)) for path, some in styles.items()}
    texts |= {path: path.read_text("utf-8") for path in BUILT.rglob("*.css")}
    for path, text in texts.items():
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        assert not re.search(r"@import\s*[\"']?(https?:)?//", text), path
        for target in re.findall(ADDRESS, text):
            if not target.startswith(("data:", "#")):
                assert (path.parent / target.split("?")[0]).is_file(), (path, target)
    for path in BUILT.rglob("*.js"):
        named = r"(import|importScripts|src\s*=)\W{0,3}https?://"
        assert not re.search(named, path.read_text("utf-8")), path


def test_no_page_has_an_inline_script_or_a_widget(pages):
    inline = "script:not([src]):not([type='application/json'])"
    scripts = [name for name, page in pages.items() for _ in page.select(inline)]
    assert scripts in ([], ["404.html"])  # which stands at any depth; its hash is in the headers
    for name, page in pages.items():
        assert not page.select("script[type*=widget], [data-jupyter-widget], [class*=thebe]"), name


def test_every_icon_of_a_page_is_in_the_font(visited):
    there = TTFont(ROOT / "_ext/fonts/icons.woff").getBestCmap()
    contents = visited.locator("[class*=fa-]:is(i, span)").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::before').content)"
    )
    assert contents or visited.name == "404.html"
    for content in contents:
        assert ord(content.strip('"')) in there, content


def test_a_reader_searches_by_keyboard_and_arrives(read, root):
    page = read(f"{root}/chapters/puzzle.html", 360)
    page.keyboard.press("Control+k")
    page.keyboard.type("appeasement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html#q=appeasement")
    page.get_by_text("Search finished").wait_for()
    results = page.locator("#search-results li a")
    chapters = page.locator("#search-results li:has(a[href^='chapters/']):not(:has(a[href*='#']))")
    summaries = chapters.locator(".search-summary").all_inner_texts()
    assert len(summaries) >= 3
    assert all(len(words) > 20 for words in summaries)  # it says what the page is about
    with page.expect_navigation():
        results.first.focus()
        page.keyboard.press("Enter")
    assert "appeasement" in page.locator("main").inner_text().lower()
    assert len(loaded(page, root)) > 0


def test_the_sidebar_closes_and_opens(read):
    page = read("chapters/puzzle.html")
    sidebar = page.locator("#pst-primary-sidebar")
    for gone in (True, False):  # it slides
        page.locator(".primary-toggle").click()
        page.wait_for_function(
            """([e, gone]) => gone === (!e.checkVisibility({ visibilityProperty: true })
              || e.getBoundingClientRect().right <= 0)""",
            arg=[sidebar.element_handle(), gone],
        )
    assert sidebar.locator("a").first.is_visible()


def test_on_a_phone_a_menu_opens_and_escape_closes_it(read):
    page = read("chapters/puzzle.html", 360)
    dialog = page.locator("#pst-primary-sidebar-modal")
    page.locator(".primary-toggle").click()
    assert dialog.is_visible()
    assert dialog.locator("nav a").count() > 1
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    contents = page.locator(".page-contents")
    contents.locator("summary").click()
    assert contents.locator("a").count() > 1
    assert contents.locator("a").first.is_visible()
    page.keyboard.press("Escape")
    assert not contents.locator("a").first.is_visible()


@pytest.mark.parametrize("machine", ["light", "dark"])
def test_the_theme_follows_the_machine_until_the_reader_chooses(read, machine):
    page = read("index.html", color_scheme=machine)
    theme = "document.documentElement.dataset.theme"
    assert page.evaluate(theme) == machine
    page.locator(".theme-switch-button").first.click()
    chosen = page.evaluate(theme)
    assert chosen != machine
    ink = "getComputedStyle(document.documentElement).getPropertyValue('--sd-ink')"
    assert page.evaluate(ink) == getattr(PALETTE["ink"], chosen)
    page.reload()
    assert page.evaluate(theme) == chosen
    for _ in range(2):
        page.locator(".theme-switch-button").first.click()
    assert page.evaluate(theme) == machine
    assert page.evaluate("document.documentElement.dataset.mode") == "auto"


def test_the_theme_is_known_before_the_page_is_painted(read, server):
    page = read("404.html", color_scheme="dark")
    page.route("**/pydata-sphinx-theme.js*", lambda route: route.abort())
    page.goto(f"{server}/index.html")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.faults.clear()  # a script that did not come


def test_the_menu_of_a_page_opens_by_keyboard_offers_files_that_exist_and_closes(read):
    page = read("chapters/puzzle.html")
    menu = page.locator(".page-menu:not(.page-contents)").first
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert menu.locator("li").first.is_visible()
    links = [link.get_attribute("href") for link in menu.locator("a").all()]
    assert links
    for link in links:
        assert (BUILT / "chapters" / link).resolve().is_file(), link
    page.evaluate("window.print = () => { window.printed = true; }")
    menu.locator(".print-page").click()
    assert page.evaluate("window.printed")
    page.keyboard.press("Escape")
    assert not menu.locator("li").first.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    menu.locator("summary").click()
    page.locator("article h1").click()
    assert not menu.locator("li").first.is_visible()


def test_a_prediction_is_made_and_compared_by_keyboard(read):
    page = read("chapters/scenarios.html")
    page.locator(".predict input").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".predict input").nth(1)).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".predict details p").first).to_be_visible()


def test_code_is_shown_and_copied(read, server):
    page = read(f"{server}/chapters/scenarios.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    cell = page.locator("details.hide").first
    assert not cell.locator("pre").is_visible()
    page.locator(".python-switch").click()
    cell.locator("pre").hover()
    cell.locator("button.copybtn").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.split() == cell.locator("pre").inner_text().split()


def test_the_way_back_to_the_top_appears_when_one_scrolls_up(read):
    page = read("chapters/claims.html", 800)
    button = page.locator("#pst-back-to-top")
    assert not button.is_visible()
    page.mouse.move(400, 400)
    page.mouse.wheel(0, 4000)
    page.wait_for_function("scrollY === 4000")
    page.mouse.wheel(0, -300)
    button.wait_for()
    button.click()
    page.wait_for_function("scrollY === 0")


@TRIAL
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_mathematics_is_there_without_a_script_and_fits(read, trial, theme):
    built = trial / "_build" / "html"
    page = read(f"{built.as_uri()}/index.html", 360, color_scheme=theme)
    files = loaded(page, built.as_uri())
    assert len(files) <= REQUESTS
    assert weight(built, files) <= HEAVIEST
    assert page.locator("math").count() == 4
    assert page.locator("math merror").count() == 0
    for width in (360, 1280):
        show(page, width, theme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    tall, flat = (
        page.locator(f"div.math mo:text-is('(') >> nth={n}").bounding_box()["height"]
        for n in (1, 0)
    )
    assert tall > 1.5 * flat  # only a font with mathematical tables makes brackets grow
    assert violations(page, "div.math") == []


@TRIAL
def test_a_numbered_formula_is_referred_to_by_its_number(trial):
    page = BeautifulSoup((trial / "_build/html/index.html").read_text("utf-8"), "html.parser")
    formula = page.select_one("div.math[id]")
    link = page.select_one(f"a[href='#{formula['id']}']:not(.headerlink)")
    assert link.get_text() == formula.select_one(".eqno").contents[0] == "(1)"
    assert formula["tabindex"] == "0"


@TRIAL
def test_a_change_of_style_reaches_every_page_though_nothing_else_changed(trial, tmp_path):
    folder = shutil.copytree(trial, tmp_path / "book")

    def links():
        page = (folder / "_build/html/index.html").read_text("utf-8")
        return set(re.findall(r'<link rel="stylesheet"[^>]*href="([^"]*)"', page))

    before = links()
    with (folder / "_ext/static/book.css").open("a", encoding="utf-8") as file:
        file.write("p { color: inherit; }\n")
    assert build(folder).returncode == 0
    assert len(links() - before) == 1


def test_no_rule_of_the_theme_is_left_out_that_a_page_or_a_script_needs():
    missing = cut_styles.used(BUILT) - set(cut_styles.CLASSES.read_text("utf-8").split())
    assert not missing, f"{sorted(missing)}: run python -m tools.cut_styles"
