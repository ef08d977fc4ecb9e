"""Every page of the built book, chrome and all, is usable by keyboard and screen reader."""

import re

import pytest
from axe import colours, in_both_themes
from looks import find_faults, find_layout_faults
from reader import KINDS, PAGES, UNFOLD, show, until, written

from secdilemma.style import SMALL


def test_there_is_a_page_of_each_kind():
    assert len(PAGES) > 20
    assert [kind for kind, mark in KINDS.items() if not written(mark)] == []


def test_a_page_is_sound_in_each_width_and_theme(view):
    assert list(find_faults(view)) == []


def test_a_page_fits_and_scrolls_by_keyboard_without_scripts(bare):
    bare.evaluate(UNFOLD)
    shapes = [(320, "100%"), (360, "100%"), (768, "200%"), (1280, "100%")]
    assert list(find_layout_faults(bare, shapes)) == []


SCALES = """all => all.filter((e) => e.checkVisibility())
  .map((e) => e.getBoundingClientRect().width / e.viewBox.baseVal.width)"""


def test_words_in_a_picture_are_at_least_11_pixels_high_on_a_phone(view):
    show(view, 360)
    scales = view.locator("svg.picture").evaluate_all(SCALES)
    assert [scale for scale in scales if SMALL * scale < 11] == []


OPEN = "dialog[open], .page-menu[open]"


@pytest.mark.parametrize("width", [360, 1280])
def test_dialogs_sidebars_and_menus_are_sound_when_they_are_open(read, width):
    view = read("index.html", width, reduced_motion="reduce")
    kinds = set()
    toggles = ".sidebar-toggle, .search-button__button, .page-menu > summary"
    for toggle in view.locator(toggles).all():
        if toggle.is_visible():
            toggle.click()
            if view.locator(OPEN).count():
                kinds |= set(view.locator(OPEN).evaluate_all("all => all.map(e => e.id)"))
                assert in_both_themes(view, OPEN) == []
            view.reload()
    assert len(kinds) >= 2


FAINT = """([chosen, theme, width]) => {
  const sheet = new CSSStyleSheet();
  const faint = "color: #888 !important; background: #999 !important";
  const rule = `html[data-theme=${theme}] ${chosen} { ${faint} }`;
  sheet.replaceSync(`@media (max-width: ${width}px) { ${rule} }`);
  document.adoptedStyleSheets = [sheet];
}"""


def test_a_kind_of_words_that_is_faint_in_one_theme_or_on_a_phone_alone_would_be_found(read):
    view = read("index.html", reduced_motion="reduce")
    every = ("main p", "nav a", "label")
    for theme, other in (("light", "dark"), ("dark", "light")):
        show(view, theme=theme)
        for chosen in every:
            view.evaluate(FAINT, [chosen, theme, 9999])
            assert "color-contrast" in [rule for rule, *_ in colours(view)], chosen
        show(view, theme=other)
        view.evaluate(FAINT, [f":is({', '.join(every)})", theme, 9999])
        assert colours(view) == []
    view.evaluate(FAINT, ["main p", "dark", 400])
    assert any("color-contrast" in fault for fault in find_faults(view))


# ------------------------------------------------------------------ what the pages say


def name_of(picture, page):
    """The name of a picture: its label, or the text that labels it."""
    if picture.get("aria-labelledby"):
        ids = picture["aria-labelledby"].split()
        return " ".join(page.find(id=name).get_text(" ", strip=True) for name in ids)
    return picture.get("aria-label") or picture.get("alt") or ""


def drawing_of(picture):
    """What a picture draws, whatever it is called."""
    inside = picture.get("src") or picture.decode_contents()
    return re.sub(r"\bid=\"[^\"]*\"|#[\w-]+|\s+", "", inside)


def test_every_picture_says_in_a_sentence_what_it_alone_shows(pages):
    drawings = {}
    for file, page in pages.items():
        for picture in page.select("img, [role=img], svg.picture"):
            if picture.get("aria-hidden") == "true" or picture.get("alt") == "":
                logo = picture.find_parent("a")  # decoration beside words that say it
                assert logo is None or logo.get_text(strip=True), (file, picture)
                continue
            name = name_of(picture, page)
            assert len(name.split()) >= 5, (file, name)
            assert re.match(r"[A-Z0-9“‘]", name), (file, name)
            assert name.rstrip().endswith((".", "?", "!", "”")), (file, name)
            assert not re.search(r"\.(png|svg|jpe?g|webp)\b|^(image|picture|figure) of", name, re.I)
            figure = picture.find_parent("figure")
            if figure and figure.figcaption:
                assert name.strip() not in figure.figcaption.get_text(" ", strip=True)
            if picture.find_parent("article"):
                size = "picture-wide" in picture.get("class", [])  # a page shows one of the two
                drawings.setdefault((name, size), set()).add(drawing_of(picture))
    assert len(drawings) > 10
    assert [name for name, several in drawings.items() if len(several) > 1] == []


def test_pages_and_their_landmarks_are_told_apart_by_their_names(pages):
    titles = [page.title.get_text(strip=True) for page in pages.values()]
    assert len(set(titles)) == len(titles)
    for name, page in pages.items():
        assert page.html["lang"] == "en-GB", name
        headings = [one for one in page.select("h1") if not one.find_parent(class_="onlyprint")]
        assert len(headings) == 1, name


def test_the_skip_link_comes_first_and_leads_to_the_text(view):
    view.evaluate("() => { document.body.tabIndex = -1; document.body.focus(); }")
    view.keyboard.press("Tab")
    link = view.locator(":focus")
    assert link.inner_text().startswith("Skip")
    until(view, "() => document.activeElement.getBoundingClientRect().y >= 0")  # it slides in
    view.keyboard.press("Enter")
    view.keyboard.press("Tab")
    assert view.evaluate("!!document.activeElement.closest('main')")
