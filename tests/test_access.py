"""Every page of the built book, chrome and all, is usable by keyboard and screen reader."""

import itertools
import re

import pytest
from axe import colours, in_both_themes, violations
from reader import PAGES, UNFOLD, opened, show

EACH = pytest.mark.parametrize("page", PAGES)


SCROLLS = """Array.from(document.querySelectorAll("main *")).filter((e) =>
  e.scrollWidth > e.clientWidth + 1 && e.checkVisibility()
  && /auto|scroll/.test(getComputedStyle(e).overflowX)
  && e.tabIndex < 0 && !e.querySelector("a, button, input, select"))
  .map((e) => e.outerHTML.slice(0, 120))"""
"""What scrolls sideways and cannot be reached by keyboard."""


def narrow(view, **others):
    """Show a page on a phone. Nothing may need repair: who waited for a script saw no fault."""
    show(view, 360, **others)


def test_there_are_pages():
    assert "index.html" in PAGES
    assert len(PAGES) > 20


def test_axe_finds_no_violation(view):
    assert in_both_themes(view, "html", 1280, 360) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_none_either_when_dialogs_and_sidebars_are_open(browser, width, theme):
    view = opened(browser, "index.html", width, color_scheme=theme, reduced_motion="reduce")
    toggles = view.locator(".sidebar-toggle, .search-button__button, .dropdown-toggle")
    shown = [number for number, toggle in enumerate(toggles.all()) if toggle.is_visible()]
    assert len(shown) >= 2
    for number in shown:
        toggles.nth(number).click()
        assert violations(view) == [], toggles.nth(number).get_attribute("class")
        view.reload()
    view.context.close()


FAINT = """([chosen, theme, width]) => {
  const sheet = new CSSStyleSheet();
  const faint = "color: #888 !important; background: #999 !important";
  const rule = `html[data-theme=${theme}] ${chosen} { ${faint} }`;
  sheet.replaceSync(`@media (max-width: ${width ?? 9999}px) { ${rule} }`);
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_kind_of_words_that_is_faint_in_one_theme_would_be_found(browser, theme):
    view = opened(browser, "chapters/puzzle.html", reduced_motion="reduce")
    every = ("main p", "main p a", "figcaption", "nav a", "button", "label", "legend")
    show(view, theme=theme)
    for chosen in every:
        view.evaluate(FAINT, [chosen, theme])
        assert "color-contrast" in [rule for rule, *_ in colours(view)], chosen
    show(view, theme="light" if theme == "dark" else "dark")
    view.evaluate(FAINT, [f":is({', '.join(every)})", theme])
    assert colours(view) == []
    view.context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_kind_of_words_that_is_faint_on_a_phone_alone_would_be_found(browser, theme):
    view = opened(browser, "chapters/puzzle.html", reduced_motion="reduce")
    view.evaluate(FAINT, ["main p", theme, 400])
    assert in_both_themes(view) == []
    assert "color-contrast" in [rule for rule, *_ in in_both_themes(view, "html", 1280, 360)]
    view.context.close()


# ------------------------------------------------------------------ what the pages say


def said_by(picture, page):
    """The name of a picture: its label, or the text that labels it."""
    if picture.get("aria-labelledby"):
        ids = picture["aria-labelledby"].split()
        return " ".join(page.find(id=name).get_text(" ", strip=True) for name in ids)
    return picture.get("aria-label") or picture.get("alt") or ""


@EACH
def test_every_picture_says_what_it_shows(pages, page):
    for picture in pages[page].select("img, [role=img], svg.picture"):
        if picture.get("aria-hidden") == "true" or picture.get("alt") == "":
            logo = picture.find_parent("a")  # decoration beside words that say it
            assert logo is None or logo.get_text(strip=True), picture
            continue
        said = said_by(picture, pages[page])
        assert len(said.split()) >= 5, said
        assert re.match(r"[A-Z0-9“‘]", said), said
        assert said.rstrip().endswith((".", "?", "!", "”")), said
        assert not re.search(r"\.(png|svg|jpe?g|webp)\b|^(image|picture|figure) of", said, re.I)
        figure = picture.find_parent("figure")
        if figure and figure.figcaption:
            assert said.strip() not in figure.figcaption.get_text(" ", strip=True)


def drawn(picture):
    """What a picture draws, whatever it is called."""
    inside = picture.get("src") or picture.decode_contents()
    return re.sub(r"\bid=\"[^\"]*\"|#[\w-]+|\s+", "", inside)


def test_pictures_that_are_not_alike_do_not_say_the_same(pages):
    said = {}
    for page in pages.values():
        for picture in page.select("article [role=img], article img"):
            said.setdefault(said_by(picture, page), set()).add(drawn(picture))
    assert len(said) > 10
    assert [words for words, pictures in said.items() if len(pictures) > 1] == []


def test_headings_make_an_outline(view):
    levels = view.evaluate(
        "() => Array.from(document.querySelectorAll('main h1, main h2, main h3, main h4, main h5,"
        " main h6')).filter((e) => e.checkVisibility()).map((e) => Number(e.tagName[1]))"
    )
    every = view.evaluate(
        "() => Array.from(document.querySelectorAll('h1, [role=heading][aria-level=\"1\"]'))"
        ".filter((e) => e.checkVisibility()).length"
    )
    assert every == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), levels


@EACH
def test_a_page_has_language_title_and_landmarks(pages, page):
    soup = pages[page]
    assert soup.html["lang"].startswith("en")
    assert len(soup.title.get_text(strip=True)) > 3
    assert len(soup.select("main, [role=main]")) == 1
    names = [
        nav.get("aria-label") or soup.find(id=nav["aria-labelledby"]).get_text(strip=True)
        for nav in soup.select("nav")
        if not nav.find_parent(class_="onlyprint")
    ]
    assert names
    assert len(names) == len(set(names)), "landmarks of one kind are told apart by their names"


def test_titles_tell_pages_apart(pages):
    titles = [page.title.get_text(strip=True) for page in pages.values()]
    assert len(set(titles)) == len(titles)


def test_whoever_says_the_words_on_a_control_reaches_it(view):
    others = view.evaluate(
        "() => Array.from(document.querySelectorAll('a, button, summary, input, select'))"
        ".filter((e) => e.ariaLabel && e.checkVisibility() && e.innerText.trim())"
        ".map((e) => [e.ariaLabel, e.innerText.trim().replace(/\\s+/g, ' ')])"
        ".filter(([name, words]) => !name.toLowerCase().includes(words.toLowerCase()))"
    )
    assert others == []


# ------------------------------------------------------------------ by keyboard


def test_the_skip_link_comes_first_and_leads_to_the_text(view):
    view.evaluate("() => { document.body.tabIndex = -1; document.body.focus(); }")
    view.keyboard.press("Tab")
    link = view.evaluate_handle("() => document.activeElement").as_element()
    assert link.inner_text().startswith("Skip")
    view.wait_for_function("link => link.getBoundingClientRect().y >= 0", arg=link)  # it slides in
    target = link.get_attribute("href")
    view.keyboard.press("Enter")
    view.keyboard.press("Tab")
    assert view.evaluate("t => !!document.activeElement.closest(t)", target)


def test_whatever_scrolls_sideways_scrolls_by_keyboard(view):
    narrow(view)
    assert view.evaluate(SCROLLS) == []


def test_whatever_scrolls_sideways_scrolls_by_keyboard_without_scripts(bare):
    bare.set_viewport_size({"width": 360, "height": 900})
    bare.evaluate(UNFOLD)
    assert bare.evaluate(SCROLLS) == []
