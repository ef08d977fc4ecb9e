"""What the engine makes of matplotlib's artists, whoever draws with them."""

import base64
import io
import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle, Rectangle
from PIL import Image
from toy import LOOK

from islands import Picture, halo, part
from islands.backend import EDGE

SVG = "{http://www.w3.org/2000/svg}"


def svg(draw, *, text=True):
    return Picture(draw, lambda: "A drawing.", look=LOOK, height=3.5).svg(text=text)


def bare(draw):
    """Draw without axes, in inches."""

    def drawn(ax):
        ax.set(xlim=(0, 5), ylim=(0, 3.5))
        ax.set_axis_off()
        return draw(ax)

    return drawn


def elements(draw, **options):
    return list(ET.fromstring(svg(bare(draw), **options)))


KINDS = {
    "lines": lambda ax: ax.plot([1, 2], [1, 2], "k--"),
    "marks": lambda ax: ax.plot([1, 2], [1, 2], "s"),
    "half marks": lambda ax: ax.plot([1], [1], "o", fillstyle="left"),
    "bars": lambda ax: ax.bar([1], [1]),
    "hatched bars": lambda ax: ax.bar([1], [1], hatch="//"),
    "areas": lambda ax: ax.fill_between([1, 2], [1, 2]),
    "points": lambda ax: ax.scatter([1, 2], [1, 2], c=[1, 2]),
    "errors": lambda ax: ax.errorbar([1], [1], yerr=[0.5]),
    "pies": lambda ax: ax.pie([1, 2])[0],
    "steps": lambda ax: ax.stairs([1, 2], [1, 2, 3]),
    "arrows": lambda ax: ax.annotate("", (1, 1), (2, 2), arrowprops={"arrowstyle": "->"}),
    "fields": lambda ax: ax.quiver([1], [1], [1], [1]),
    "levels": lambda ax: ax.contour([[1, 2], [2, 3]]),
    "filled levels": lambda ax: ax.contourf([[1, 2], [2, 3]]),
    "meshes": lambda ax: ax.pcolormesh([1, 2, 3], [1, 2], [[1, 2]]),
    "images": lambda ax: ax.imshow(np.eye(2), extent=(1, 2, 1, 2)),
    "words": lambda ax: ax.text(1, 1, "words", bbox={"boxstyle": "round"}),
    "formulas": lambda ax: ax.text(1, 1, "$x^2$"),
    "tables": lambda ax: ax.table([["cell"]]),
    "keys": lambda ax: ax.legend(handles=ax.plot([1], [1], label="a line")),
}


@pytest.mark.parametrize("text", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_artist_appears(kind, text):
    shown = [e for e in elements(KINDS[kind], text=text) if e.tag != f"{SVG}defs"]
    assert shown
    assert (f"{SVG}text" in [e.tag for e in shown]) == (
        text and kind in ("words", "tables", "keys")
    )


def test_axes_with_their_ticks_and_names_appear():
    drawn = svg(lambda ax: ax.set(xlabel="across", ylabel="up", title="name", position=[0.2] * 4))
    for words in ("across", "up", "name", "0.0"):
        assert f">{words}</text>" in drawn


def test_shading_that_svg_does_not_have_is_refused_with_what_to_take_instead():
    with pytest.raises(NotImplementedError, match="expected 'flat' or 'nearest'"):
        svg(lambda ax: ax.pcolormesh(np.eye(3), shading="gouraud"))


def test_colours_of_the_palette_become_variables_and_others_stay():
    def draw(ax):
        ax.plot([1, 2], [1, 2], color="#111111")
        ax.text(1, 1, "words")
        ax.add_patch(Rectangle((1, 1), 1, 1, facecolor="#dddddd", edgecolor="#123456"))
        return ax.lines

    drawn = svg(bare(draw))
    assert {"fill:var(--my-ink,#111111)", "stroke:var(--my-ink,#111111)"} <= set(
        re.findall(r"(?:fill|stroke):var\(--my-ink[^)]*\)", drawn)
    )
    assert "fill:var(--my-land,#dddddd);stroke:#123456" in drawn


def test_a_part_keeps_its_name_and_words_and_no_two_have_one():
    def draw(ax, names=("path", "step_1")):
        part(ax.plot([0, 1], [0, 1], marker="o")[0], names[0], 'a "word" & more')
        ax.add_collection(LineCollection([[(0, 0), (1, 1)], [(0, 1), (1, 0)]], gid=names[1]))
        return ax.lines

    one, two = (e for e in elements(draw) if "data-part" in e.attrib)
    assert one.attrib == {"data-part": "path", "data-words": 'a "word" & more'}
    assert [e.tag for e in one] == [f"{SVG}path", f"{SVG}circle", f"{SVG}circle"]
    assert two.attrib == {"data-part": "step_1"}
    assert len(two) == 2
    with pytest.raises(ValueError, match=r"part 'path' stands twice"):
        svg(lambda ax: draw(ax, ("path", "path")))


def test_what_has_an_address_is_a_link_for_the_pointer_in_a_picture_that_is_no_image():
    def draw(ax):
        return ax.plot([1, 2], [1, 2], url="claims.html#a5")

    page = svg(bare(draw))
    assert 'role="group"' in page
    (link,) = ET.fromstring(page).iter(f"{SVG}a")
    assert link.attrib == {"href": "claims.html#a5", "tabindex": "-1"}
    assert [one.tag for one in link] == [f"{SVG}path"]
    assert 'role="img"' in svg(bare(lambda ax: ax.plot([1, 2], [1, 2])))


def test_a_link_has_the_words_of_its_part_as_its_title():
    def draw(ax):
        return [part(ax.text(1, 1, "A5", url="claims.html#a5"), "key", "x < y")]

    (link,) = ET.fromstring(svg(bare(draw))).iter(f"{SVG}a")
    assert (link[0].tag, link[0].text) == (f"{SVG}title", "x < y")


def test_each_gradient_is_an_image_of_one_row_and_any_other_image_is_whole():
    ramp = np.tile(np.linspace(0, 1, 32), (2, 1))

    def draw(ax):
        return [ax.imshow(im, extent=(x, x + 1, 1, 3)) for x, im in enumerate((ramp, ramp, ramp.T))]

    files = [image.attrib["href"] for image in ET.fromstring(svg(bare(draw))).iter(f"{SVG}image")]
    images = [Image.open(io.BytesIO(base64.b64decode(file.split(",")[1]))) for file in files]
    assert [image.height == 1 for image in images] == [True, True, False]


def test_what_has_no_place_leaves_the_parts_after_it_alone():
    drawn = elements(
        lambda ax: [ax.text(np.nan, 1, "nowhere"), part(ax.text(1, 1, "here"), "word")]
    )
    assert [e.get("data-part") for e in drawn] == ["word"]


@pytest.mark.parametrize("text", [True, False])
@pytest.mark.parametrize("ground", ["land", "ink"])
def test_words_over_a_line_have_an_edge_in_the_colour_of_their_ground(ground, text):
    (word,) = elements(lambda ax: [halo(ax.text(1, 1, "Riga", size=12), ground)], text=text)
    style = dict(pair.split(":") for pair in word.get("style").split(";"))
    assert style["stroke"] == f"var(--my-{ground},{LOOK.palette[ground].light})"
    assert float(style["stroke-width"]) == pytest.approx(EDGE * 12)
    assert style["paint-order"] == "stroke"


@pytest.mark.parametrize(
    "dress",
    [lambda text: part(halo(text, "ink"), "word"), lambda text: halo(part(text, "word"), "ink")],
)
def test_words_with_an_edge_may_be_a_part_whichever_is_said_first(dress):
    (word,) = elements(lambda ax: [dress(ax.text(1, 1, "Riga"))])
    assert word.get("data-part") == "word"
    assert "stroke:var(--my-ink" in word[0].get("style")


def test_letters_are_text_where_the_page_has_the_face_and_a_formula_never_is():
    for words, text, tag in (("x", True, "text"), ("x", False, "path"), ("$x$", True, "path")):
        (element,) = elements(lambda ax, words=words: [ax.text(1, 1, words)], text=text)
        assert element.tag == SVG + tag


def test_lines_and_turned_words_stand_where_they_are_drawn():
    def draw(ax):
        ax.text(2, 1, "one\ntwo", ha="center")
        ax.text(1, 2, "up", rotation=90)
        return [ax.text(4, 3, "right", ha="right")]

    one, two, up, right = elements(draw)
    assert float(one.get("y")) < float(two.get("y"))
    assert up.get("transform").endswith("rotate(-90)")
    assert (right.get("x"), right.get("y")) == ("288", "36")  # 4 inches, and half an inch down
    assert "text-anchor:end" in right.get("style")


def test_a_line_of_text_has_the_length_that_a_browser_gives_it(browser):
    view = browser.new_page()
    for words in ("one two", "one   two", "Ärger & <b>"):
        view.set_content(svg(bare(lambda ax, words=words: [ax.text(1, 1, words)])))
        letters, ours, theirs = view.locator("svg text").evaluate(
            "e => { const n = e.getNumberOfChars(), length = e.textLength.baseVal.value;"
            " e.removeAttribute('textLength'); return [n, length, e.getComputedTextLength()]; }"
        )
        assert letters == len(words)  # spaces that keep words apart stay
        assert ours == pytest.approx(theirs, rel=0.02)
    view.close()


def test_what_cuts_at_the_edge_of_the_sheet_is_left_out_and_any_other_clip_is_kept():
    def draw(ax, size):
        line = ax.plot([1, 2], [1, 2])[0]
        line.set_clip_path(Circle((1, 1), size, transform=ax.transData) if size else ax.patch)
        return [line]

    (line,) = elements(lambda ax: draw(ax, 0))
    assert line.tag == f"{SVG}path"
    defined, cut = elements(lambda ax: draw(ax, 1))
    assert cut.get("clip-path") == f"url(#{defined[0].get('id')})"
    inner = svg(lambda ax: [ax.set_position([0.5, 0.5, 0.2, 0.2]), *ax.plot([1, 2], [1, 2])])
    assert '<rect x="180" y="75.6" width="72" height="50.4"/>' in inner


def test_a_circle_is_written_as_one_and_numbers_are_short():
    (mark,) = elements(lambda ax: [ax.add_patch(Circle((1 / 3, 0.5), 0.1, color="#111111"))])
    assert [mark.get(side) for side in ("cx", "cy", "r")] == ["24", "216", "7.2"]
    (line,) = elements(lambda ax: ax.plot([1, 2, 3], [1, 1.00001, 1 / 3]))
    assert line.get("d") == "M72 180 144 180 216 228"


def test_limits_that_are_set_stay_and_others_follow_shapes():
    limits = []

    def draw(ax):
        ax.set(xlim=(0, 1))
        ax.add_patch(Rectangle((0, 0), 10, 20))
        ax.autoscale_view()
        limits.extend([ax.get_xlim(), ax.get_ylim()[1]])
        return ax.patches

    svg(draw)
    assert limits[0] == (0, 1)
    assert limits[1] > 20


def test_nothing_of_a_drawing_stays_on_the_next_sheet():
    def draw(ax, more):
        if more:
            ax.figure.text(0.5, 0.5, "beside")
            ax.set(xscale="log", title="a title", ylim=(5, 9))
        return ax.plot([1, 2])

    sheet = Picture(lambda ax: draw(ax, False), lambda: "A line.", look=LOOK)
    turns = iter([False, True, False])
    other = Picture(lambda ax: draw(ax, next(turns)), lambda: "A line.", look=LOOK)
    first, busy, again = (other.svg() for _ in range(3))
    assert busy != first == again == sheet.svg()
