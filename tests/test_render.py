"""What a picture promises wherever it is shown, and the engine that draws it."""

import re
from functools import cache
from html import unescape

import matplotlib as mpl
import palette
import pytest
from drawing import EVERY
from fontTools.ttLib import TTFont
from reader import PAGES, ROOT, soup

from secdilemma import style
from secdilemma.kit.figure import headed, picture
from secdilemma.pictures.scenarios import describe_scenarios, draw_scenarios


@pytest.fixture(scope="module")
def svg():
    return picture(draw_scenarios, describe_scenarios).svg()


def test_letters_of_a_page_are_text_that_keeps_its_length(read):
    assert 'font-family="Book Sans"' in picture(draw_scenarios).svg(text=True)
    view = read("chapters/scenarios.html")
    natural = """elements => elements.map(e => { const length = e.textLength.baseVal.value;
      e.removeAttribute("textLength"); return [length, e.getComputedTextLength()]; })"""
    lengths = view.locator("svg.picture text").evaluate_all(natural)
    assert len(lengths) > 10
    for ours, theirs in lengths:  # the face of the page is the one that Python measured
        assert ours == pytest.approx(theirs, rel=0.01, abs=0.2)


FACES = {"": "sans", "italic": "sans-italic", "600": "sans-semibold"}


@cache
def embedded(face):
    return TTFont(ROOT / "_ext" / "fonts" / f"{face}.woff2").getBestCmap()


def test_the_embedded_faces_have_every_character_of_every_picture():
    kinds = set()
    for name in PAGES:
        page = soup(name)
        stored = [found.string for found in page.select(".explorer-data")]
        source = "\n".join([*map(str, page.select("svg.picture")), *stored])
        source = source.replace("\\u003c", "<").replace('\\"', '"')
        for look, words in re.findall(r"<text ([^>]*)>([^<]*)</text>", source):
            kind = "".join(re.findall(r"font-(?:style|weight):(\w+)", look))
            kinds.add(kind)
            missing = {c for c in unescape(words) if ord(c) not in embedded(FACES[kind])}
            assert not missing, (name, words)
    assert kinds == set(FACES)


def test_nothing_in_a_picture_touches_the_rest_of_the_page(svg):
    assert "<style" not in svg
    assert "<script" not in svg
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert all(name.startswith("scenarios-") for name in ids)
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg)) <= set(ids)


def test_a_picture_holds_page_print_and_words_and_says_what_it_shows(svg):
    bundle = picture(draw_scenarios, describe_scenarios)._repr_mimebundle_()
    words = f"{headed(draw_scenarios, {})}. {describe_scenarios()}"
    assert bundle["image/png"].startswith(b"\x89PNG")
    assert bundle["text/plain"] == words
    assert bundle["text/html"].startswith("<svg")
    (label,) = re.findall(r'<svg[^>]*role="img" aria-label="([^"]+)"', svg)
    assert unescape(label) == words


def test_a_picture_without_words_is_refused():
    with pytest.raises(ValueError, match="describe returns nothing"):
        picture(draw_scenarios, lambda: " ")


def test_both_themes_define_every_colour():
    for theme in palette.css().splitlines():
        assert re.findall(r"--sd-([\w-]+):", theme) == list(style.PALETTE)


def contrast(one, other):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "meaning", sorted(style.PALETTE.keys() - {"paper", "panel", "rule", "land"})
)
def test_words_in_every_colour_can_be_read_on_paper_and_panel(meaning, theme):
    colour = getattr(style.PALETTE[meaning], theme)
    for ground in ("paper", "panel"):
        assert contrast(colour, getattr(style.PALETTE[ground], theme)) >= 4.5, ground


def test_an_unknown_colour_is_refused_by_name():
    with pytest.raises(ValueError, match="no colour for 'red'"):
        style.colour("red")


def test_drawing_again_and_again_leaves_matplotlib_as_it_is():
    EVERY["reach"].frame(EVERY["reach"].default)
    faces, settings = len(mpl.font_manager.fontManager.ttflist), dict(mpl.rcParams)
    for _ in range(3):
        EVERY["reach"].frame(EVERY["reach"].default)
    assert len(mpl.font_manager.fontManager.ttflist) == faces
    assert dict(mpl.rcParams) == settings
