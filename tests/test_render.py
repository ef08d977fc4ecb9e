"""What a picture promises wherever it is shown, and the engine that draws it."""

import re
from functools import cache
from html import unescape

import palette
import pytest
from fontTools.ttLib import TTFont
from matplotlib.collections import LineCollection
from reader import PAGES, ROOT, soup

from islands import halo
from secdilemma import style
from secdilemma.kit.figure import headed, picture
from secdilemma.pictures.interpretation import describe_two_dilemmas, draw_two_dilemmas
from secdilemma.pictures.scenarios import describe_scenarios, draw_scenarios


@pytest.fixture(scope="module")
def svg():
    return picture(draw_scenarios, describe_scenarios).svg()


def test_a_picture_says_what_it_shows(svg):
    label = re.search(r'<svg[^>]*role="img" aria-label="([^"]+)"', svg)
    assert label
    told = f"{headed(draw_scenarios, {})}. {describe_scenarios()}"
    assert label[1] == told.replace("'", "&#x27;")


def test_every_colour_of_the_picture_follows_the_theme(svg):
    bare = re.sub(r"var\(--sd-\w+,#[0-9a-f]{6}\)", "", svg)
    assert re.findall(r"#[0-9a-f]{6}\b", bare) == []
    for meaning in ("ink", "panel", "deterrence", "reassurance"):
        assert f"var(--sd-{meaning}," in svg


def test_letters_of_a_page_are_text_that_keeps_its_length(read):
    shown = picture(draw_scenarios, describe_scenarios)
    assert 'font-family="Book Sans"' in shown.svg(text=True)
    texts = soup("chapters/scenarios.html").select("svg.picture text")
    assert len(texts) > 10
    assert all(float(text["textlength"]) > 0 for text in texts)
    view = read("chapters/scenarios.html")
    natural = """elements => elements.map(e => { const length = e.textLength.baseVal.value;
      e.removeAttribute("textLength"); return [length, e.getComputedTextLength()]; })"""
    lengths = view.locator("svg.picture text").evaluate_all(natural)
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
    used = re.findall(r'(?:href="#|url\(#)([^")]+)', svg)
    assert used
    assert set(used) <= set(ids)


def test_two_pictures_share_no_id():
    def ids(picture):
        return set(re.findall(r'\bid="([^"]+)"', picture.svg()))

    one = picture(draw_scenarios, describe_scenarios)
    other = picture(draw_two_dilemmas, describe_two_dilemmas)
    assert not ids(one) & ids(other)


def test_drawing_twice_gives_the_same_bytes():
    pictures = [picture(draw_scenarios, describe_scenarios) for _ in range(2)]
    assert pictures[0].svg() == pictures[1].svg()
    assert pictures[0].png() == pictures[1].png()


def test_a_bundle_holds_page_print_and_words():
    bundle = picture(draw_scenarios, describe_scenarios)._repr_mimebundle_()
    assert bundle["image/png"].startswith(b"\x89PNG")
    assert bundle["text/plain"] == f"{headed(draw_scenarios, {})}. {describe_scenarios()}"
    assert bundle["text/html"].startswith("<svg")


def test_a_picture_without_words_is_refused():
    with pytest.raises(ValueError, match="describes nothing"):
        picture(draw_scenarios, lambda: " ")


def test_both_themes_define_every_colour():
    light, dark = palette.css().splitlines()
    for meaning in style.PALETTE:
        assert f"--sd-{meaning}:" in light
        assert f"--sd-{meaning}:" in dark


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


def drawing(draw, *, text=True):
    return picture(draw, lambda: "A drawing.").svg(text=text)


@pytest.mark.parametrize(("text", "width"), [(True, 0.18 * 12), (False, 0.18 * 6400)])
@pytest.mark.parametrize("ground", ["land", "paper"])
def test_words_over_a_line_have_an_edge_in_the_colour_of_their_ground(ground, text, width):
    svg = drawing(lambda ax: [halo(ax.text(0.5, 0.5, "Riga"), ground)], text=text)
    ((edge, wide),) = re.findall(
        r'<g style="stroke:([^;]+);stroke-width:([\d.e+]+);paint-order:stroke">', svg
    )
    assert edge == f"var(--sd-{ground},{style.PALETTE[ground].light})"
    assert float(wide) == pytest.approx(width, rel=0.01)
    assert "halo" not in svg


def test_a_part_keeps_its_name_and_no_two_have_one():
    def draw(ax, names):
        ax.plot([0, 1], [0, 1], marker="o")[0].set_gid(names[0])
        ax.add_collection(LineCollection([[(0, 0), (1, 1)], [(0, 1), (1, 0)]], gid=names[1]))
        return ax.lines

    svg = drawing(lambda ax: draw(ax, ("path", "step_1")))
    parts = re.findall(r'<g data-part="([^"]+)">(.*?)</g>', svg, re.DOTALL)
    assert [name for name, _ in parts] == ["path", "step_1"]
    assert [inside.count("<path") for _, inside in parts] == [2, 2]  # with what markers are made of
    with pytest.raises(ValueError, match=r"part 'path' stands twice"):
        drawing(lambda ax: draw(ax, ("path", "path")))


def test_lines_and_turned_words_stand_where_they_are_drawn():
    def draw(ax):
        ax.text(0.5, 0.5, "one\ntwo", ha="center")
        ax.text(0.2, 0.2, "up", rotation=90)
        return ax.texts

    found = re.findall(r"<text ([^>]*)>(\w+)</text>", drawing(draw))
    assert [words for _, words in found] == ["one", "two", "up"]
    places = [dict(re.findall(r'(\w+)="([^"]*)"', look)) for look, _ in found]
    assert float(places[0]["y"]) < float(places[1]["y"])
    assert "transform" not in places[0]
    assert "rotate(-90" in places[2]["transform"]


def test_spaces_that_keep_words_apart_stay(browser):
    view = browser.new_page()
    assert "white-space:pre" not in drawing(lambda ax: [ax.text(0.1, 0.5, "one two")])
    view.set_content(drawing(lambda ax: [ax.text(0.1, 0.5, "one   two")]))
    assert view.locator("svg text").last.evaluate("e => e.getNumberOfChars()") == len("one   two")
    view.close()


def test_a_formula_is_refused_where_letters_are_text():
    with pytest.raises(ValueError, match="a formula needs a look whose letters are outlines"):
        drawing(lambda ax: [ax.text(0.5, 0.5, "$x^2$")])
    assert "<use" in drawing(lambda ax: [ax.text(0.5, 0.5, "$x^2$")], text=False)
