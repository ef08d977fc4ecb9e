"""What every figure promises: legible words that stand apart, the palette, words, a true key."""

import inspect
import re
from dataclasses import dataclass, replace
from functools import cache
from textwrap import fill

import matplotlib as mpl
import pytest
from drawing import CASE, EVERY, drawn, marks, texts
from matplotlib.colors import to_hex
from matplotlib.patches import FancyBboxPatch
from matplotlib.transforms import Bbox
from reader import ROOT
from test_docs import FUNCTIONS

from game.figures import beliefs, worlds
from islands.drawing import unwrapped
from secdilemma.kit.figure import LETTERS, described, headed, picture
from secdilemma.kit.signs import SIDES
from secdilemma.pictures.one_misreading import Beliefs
from secdilemma.style import LOOK, PALETTE, SMALL, WIDE, WIDTH, colour
from secdilemma.theory import Intent

DRAWINGS = [
    function
    for name, function in FUNCTIONS
    if name.startswith("secdilemma.") and function.__name__.startswith("draw_")
]
DRAWN = {draw.__name__.removeprefix("draw_"): draw for draw in DRAWINGS}
"""Every drawing of the package by its name, wherever it stands."""

EXPLORERS = {unwrapped(one.draw).__name__.removeprefix("draw_"): one for one in EVERY.values()}

DRAWN_OVER = {"spectrum", "placement"}
"""Drawings with words that are meant to stand on others: a band, a marker on a figure."""

SOME = 12
"""How many states of an explorer `make test` draws, spread over all; `make sweep` draws each."""


def each(names, quick=False):
    """Ask a test of each drawing: of some of its states, and in the sweep of all."""
    group = {name: [] if quick else [pytest.mark.xdist_group(name)] for name in names}
    some = [pytest.param(name, SOME, marks=marks, id=name) for name, marks in group.items()]
    every = [
        pytest.param(name, None, marks=[*marks, pytest.mark.sweep], id=f"{name}-every")
        for name, marks in group.items()
        if name in EXPLORERS and EXPLORERS[name].size > SOME
    ]
    return pytest.mark.parametrize(("name", "most"), [*some, *every])


NAMES = each(DRAWN)
COLOURS = {shade.light for shade in PALETTE.values()}
STILL = {
    name
    for path in [*(ROOT / "chapters").glob("*.md"), ROOT / "index.md"]
    for name in re.findall(r"\bpicture\(draw_(\w+)", path.read_text("utf-8"))
}
STEPPED = {"paradox_chain", "ratios", "worlds", "placement", "reach", "since"}
HEADED = each(sorted(STILL | STEPPED))
"""Drawings that argue: every still figure of the chapters, and those that step."""


HANDED = {
    "case": lambda: CASE,
    "beliefs": lambda: Beliefs(**beliefs()),
    "minds": lambda: worlds()["minds"],
    "lines": lambda: worlds()["lines"],
}
"""What drawings are handed beside axes and a state, by the names of their parameters."""


def handed(function):
    """Make what a function is handed beside a state."""
    parameters = inspect.signature(function).parameters
    return {name: make() for name, make in HANDED.items() if name in parameters}


def given(name, most=None):
    """List the states of a figure, or some of them, with what it is handed beside them."""
    takes, explorer = handed(DRAWN[name]), EXPLORERS.get(name)
    states = [{}]
    if explorer:
        states = [state for state in explorer.states() if not explorer.unavailable(**state)]
        step = len(states) / (most or len(states))
        states = [states[int(n * step)] for n in range(int(len(states) / step))]
        states.append(explorer.default)
    return [{**state, **takes} for state in states]


@dataclass(frozen=True)
class Seen:
    """What stands on the sheet in one state, drawn for a phone or for a wide page."""

    state: dict
    wide: bool
    sheet: Bbox
    words: list  # of text, box, size
    marks: list
    shades: set
    artists: bool
    patches: list


@cache
def sheets(name, most=None):
    """Draw every state of a figure at each of its sizes, and read each back."""
    sizes = (False, True)[: len(vars(DRAWN[name])["heights"])]
    return [one for wide in sizes for one in sheets_of(name, most, wide)]


def sheets_of(name, most, wide):
    """Draw states on one sheet, one after the other, and read each back."""
    draw, states = DRAWN[name], given(name, most)
    ax, _ = drawn(draw, wide=wide, **states[0])
    renderer, seen = ax.figure.canvas.get_renderer(), []
    for state in states:
        for old in (*ax.lines, *ax.patches, *ax.collections, *ax.texts, *ax.artists, *ax.images):
            old.remove()  # to make axes anew would take longest
        with LOOK.applied():
            artists = draw(ax, **state)
        words = [
            (text.get_text(), text.get_window_extent(renderer).padded(-1), text.get_fontsize())
            for text in texts(ax)
        ]
        faces = [one.get_color() for one in (*texts(ax), *ax.lines)]
        faces += [patch.get_fc() for patch in ax.patches]
        faces += [patch.get_ec() for patch in ax.patches if patch.get_linewidth()]
        shades = {to_hex(face) for face in faces if mpl.colors.to_rgba(face)[3] > 0}
        sheet, patches = ax.figure.bbox, list(ax.patches)
        seen.append(Seen(state, wide, sheet, words, marks(ax), shades, bool(artists), patches))
    return seen


def test_no_two_drawings_share_a_name_and_each_explorer_has_one():
    assert len(DRAWN) == len(DRAWINGS) > 20
    assert len(EXPLORERS) == len(EVERY) > 5
    assert EXPLORERS.keys() < DRAWN.keys()


@pytest.mark.parametrize("name", DRAWN)
def test_each_drawing_has_words_beside_it(name):
    draw, explorer = DRAWN[name], EXPLORERS.get(name)
    describe = described(draw)
    taken = [
        set(inspect.signature(one).parameters) - {"ax", "case", "wide"} for one in (draw, describe)
    ]
    assert taken[0] == taken[1]
    state = explorer.default if explorer else {}
    text = describe(**handed(describe), **state)
    assert 40 < len(text) < 900
    assert not text[0].islower()
    assert text.endswith(".")


def test_a_drawing_without_words_beside_it_is_refused(monkeypatch):
    monkeypatch.delattr(inspect.getmodule(DRAWN["scenarios"]), "describe_scenarios")
    with pytest.raises(LookupError, match="no describe_scenarios beside it"):
        described(DRAWN["scenarios"])


@NAMES
def test_words_are_large_enough_for_a_phone_on_the_sheet_and_apart(name, most):
    for one in sheets(name, most):
        assert one.artists
        assert len(one.words) > 5
        for number, (text, box, size) in enumerate(one.words):
            assert size >= SMALL, (text, one.state)
            assert one.sheet.x0 <= box.x0 < box.x1 <= one.sheet.x1, (text, one.state)
            assert one.sheet.y0 <= box.y0 < box.y1 <= one.sheet.y1, (text, one.state)
            for other, second, _ in one.words[number + 1 :]:
                assert name in DRAWN_OVER or not box.overlaps(second), (text, other, one.state)


@NAMES
def test_every_colour_comes_from_the_palette(name, most):
    for one in sheets(name, most):
        assert one.shades <= COLOURS, one.state


@NAMES
def test_a_key_shows_signs_that_are_drawn(name, most):
    every = [mark for one in sheets(name, most) for mark in one.marks]
    drawn_looks = {mark.look for mark in every if not mark.key}
    keys = {mark.key: mark.look for mark in every if mark.key}
    without_colour = {(shape, filled) for shape, _, filled in keys.values()}
    assert len(without_colour) == len(keys)
    assert [words for words, look in keys.items() if look not in drawn_looks] == []


@pytest.mark.parametrize("name", sorted(STILL))
def test_the_words_of_a_still_figure_hold_its_headline_once(name):
    state = given(name)[0]
    words = picture(DRAWN[name], **state).text
    assert words.count(headed(DRAWN[name], state)) == 1
    assert words.endswith(described(DRAWN[name])(**state))


@HEADED
def test_each_figure_says_above_it_in_every_state_what_it_shows(name, most):
    draw, headlines = DRAWN[name], set()
    for one in sheets(name, most):
        words = headed(draw, one.state)
        assert len(words) > 20
        assert words[0] == words[0].upper()
        assert words[-1] != "."
        headline = fill(words, LETTERS[WIDE if one.wide else WIDTH])
        assert headline.count("\n") < (1 if one.wide else draw.lines)
        assert not re.search(r"(?<![.\w])1 \w+s\b|(?<!\w)-\d|None|nan", words), words
        assert headline in [text for text, *_ in one.words]
        headlines.add(words)
    assert len(headlines) > 1 or name not in EXPLORERS


# ------------------------------------------------------------------ one grammar of signs

SIDE = {colour(side) for side in SIDES}
ARRIVES = {colour(intent.value) for intent in Intent} | {colour("ink")}


@NAMES
def test_hollow_half_and_pointed_marks_stand_for_one_thing_in_every_figure(name, most):
    for one in sheets(name, most):
        looks = {mark.look for mark in one.marks}
        for mark in one.marks:
            if mark.shape == "o" and mark.filled == "none":  # held back, or restraint that arrives
                assert mark.colour in SIDE | ARRIVES | {colour("rule")}, one.state  # or unread
            if mark.filled in ("left", "right") or mark.shape in ("<", ">"):  # shield, spear
                assert mark.colour in ARRIVES, one.state
            if mark.filled == "full" and mark.colour not in SIDE:  # armed and held back alone
                assert replace(mark, filled="none").look not in looks, one.state  # differ in that


@NAMES
def test_no_words_stand_in_boxes_and_no_plane_is_grey_but_the_river(name, most):
    for one in sheets(name, most):
        assert not [patch for patch in one.patches if isinstance(patch, FancyBboxPatch)]
        assert colour("panel") not in one.shades, one.state
