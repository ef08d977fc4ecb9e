"""What a picture promises wherever it is shown."""

import re

import pytest

from secdilemma import style
from secdilemma.figures import (
    describe_scenarios,
    describe_verdict,
    draw_scenarios,
    draw_verdict,
)
from secdilemma.render import Picture


@pytest.fixture(scope="module")
def svg():
    return Picture(draw_scenarios, describe_scenarios).svg()


def test_a_picture_says_what_it_shows(svg):
    label = re.search(r'<svg[^>]*role="img" aria-label="([^"]+)"', svg)
    assert label
    assert label[1] == describe_scenarios().replace("'", "&#x27;")


def test_every_colour_of_the_picture_follows_the_theme(svg):
    bare = re.sub(r"var\(--sd-\w+,#[0-9a-f]{6}\)", "", svg)
    assert re.findall(r"#[0-9a-f]{6}\b", bare) == []
    for meaning in ("ink", "panel", "deterrence", "reassurance"):
        assert f"var(--sd-{meaning}," in svg


def test_letters_are_shapes_and_need_no_font(svg):
    assert "<text" not in svg
    assert "font-family" not in svg


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

    one = Picture(draw_scenarios, describe_scenarios)
    other = Picture(draw_verdict, describe_verdict)
    assert not ids(one) & ids(other)


def test_drawing_twice_gives_the_same_bytes():
    pictures = [Picture(draw_scenarios, describe_scenarios) for _ in range(2)]
    assert pictures[0].svg() == pictures[1].svg()
    assert pictures[0].png() == pictures[1].png()


def test_a_bundle_holds_page_print_and_words():
    bundle = Picture(draw_scenarios, describe_scenarios)._repr_mimebundle_()
    assert bundle["image/png"].startswith(b"\x89PNG")
    assert bundle["text/plain"] == describe_scenarios()
    assert bundle["text/html"].startswith("<svg")


def test_a_picture_without_words_is_refused():
    with pytest.raises(ValueError, match="describes nothing"):
        Picture(draw_scenarios, lambda: " ")


def test_both_themes_define_every_colour():
    light, dark = style.css().splitlines()
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


@pytest.mark.parametrize("ground", ["land", "paper"])
def test_words_over_a_line_have_an_edge_in_the_colour_of_their_ground(ground):
    def draw(ax):
        ax.text(0.5, 0.5, "Riga").set_gid(f"halo-{ground}")
        return ax.texts

    svg = Picture(draw, lambda: "A name on a map.").svg()
    (edge,) = re.findall(r'<g style="stroke:([^;]+);stroke-width:\d+;paint-order:stroke">', svg)
    assert edge == f"var(--sd-{ground},{style.PALETTE[ground].light})"
    assert "halo" not in svg
