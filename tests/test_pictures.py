"""What every drawing promises: legible words that stand apart, the palette, and a sentence."""

import importlib
import inspect
import pkgutil
import re
import sys
from functools import cache, partial
from textwrap import fill

import matplotlib as mpl
import pytest
from drawing import CASE, drawn, texts
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from reader import ROOT, by_one_worker

import secdilemma
from game.figures import beliefs, worlds
from secdilemma.explorers import explorers
from secdilemma.pictures.one_misreading import Beliefs
from secdilemma.pictures.sheet import BROAD, headed, height_of
from secdilemma.style import LOOK, PALETTE, SMALL, WIDTH

MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(secdilemma.__path__, "secdilemma.")
]
FOUND = [
    (name.removeprefix("draw_"), draw)
    for module in MODULES
    for name, draw in inspect.getmembers(module, inspect.isfunction)
    if name.startswith("draw_") and draw.__module__ == module.__name__
]
DRAWN = dict(FOUND)
"""Every drawing of the package by its name, wherever it stands."""

DRAWN_OVER = {"reach", "spectrum", "placement"}
"""Drawings with words that are meant to stand on others: a map, a band, a marker on a figure."""

NAMES = pytest.mark.parametrize("name", [by_one_worker(name) for name in DRAWN])
APART = pytest.mark.parametrize(
    "name", [by_one_worker(name) for name in DRAWN if name not in DRAWN_OVER]
)
COLOURS = {shade.light for shade in PALETTE.values()}
EVERY = {"reading_signals": 3, "spiral": 4, "trust": 5}
"""Of these explorers only every nth state is drawn, of the others each."""


def bare(function):
    return bare(function.func) if isinstance(function, partial) else function


EXPLORERS = {
    bare(explorer.draw).__name__.removeprefix("draw_"): explorer for explorer in explorers(CASE)
}


HANDED = {
    "case": lambda: CASE,
    "beliefs": lambda: Beliefs(**beliefs()),
    "minds": lambda: worlds()["minds"],
    "lines": lambda: worlds()["lines"],
}
"""What drawings are handed beside axes and a state, by the names of their parameters."""


def takes(draw):
    """What a drawing has to be given beside its axes and a state."""
    parameters = inspect.signature(draw).parameters
    return {name: make() for name, make in HANDED.items() if name in parameters}


@cache
def seen(name):
    """What stands on the sheet in each state: words, whether artists, the colours of the rest."""
    draw, explorer, found = DRAWN[name], EXPLORERS.get(name), []
    with LOOK.applied():
        figure = Figure(figsize=(WIDTH, height_of(draw, takes(draw))))
        ax = figure.add_axes((0, 0, 1, 1))
    renderer, blank = FigureCanvasAgg(figure).get_renderer(), ax.get_children()
    for state in explorer.states()[:: EVERY.get(name, 1)] if explorer else [{}]:
        if explorer and explorer.unavailable(**state):
            continue
        for old in (*ax.lines, *ax.patches, *ax.collections, *ax.texts, *ax.artists):
            old.remove()  # to make axes anew would take longest
        assert ax.get_children() == blank
        with LOOK.applied():
            artists = draw(ax, **takes(draw), **state)
        assert figure.get_children() == [figure.patch, ax]
        words = [
            (
                text.get_text(),
                text.get_window_extent(renderer).padded(-1),
                text.get_fontsize(),
                text.get_color(),
            )
            for text in texts(ax)
        ]
        faces = [line.get_color() for line in ax.lines] + [patch.get_fc() for patch in ax.patches]
        faces += [patch.get_ec() for patch in ax.patches if patch.get_linewidth()]
        shades = {mpl.colors.to_hex(face) for face in faces if mpl.colors.to_rgba(face)[3] > 0}
        found.append((state, figure.bbox, words, bool(artists), shades))
    return found


def test_no_two_drawings_share_a_name():
    assert len(DRAWN) == len(FOUND) > 20
    assert set(EXPLORERS) < set(DRAWN)


@NAMES
def test_each_drawing_has_words_beside_it(name):
    draw = DRAWN[name]
    describe = getattr(sys.modules[draw.__module__], f"describe_{name}")
    assert inspect.signature(describe).parameters.keys() - {"case"} == (
        inspect.signature(draw).parameters.keys() - {"ax", "case"}
    )
    explorer = EXPLORERS.get(name)
    text = describe(**takes(describe), **(explorer.default if explorer else {}))
    assert 40 < len(text) < 900
    assert not text[0].islower()
    assert text.endswith(".")
    assert "The reader should see" in draw.__doc__


@NAMES
def test_no_text_is_too_small_for_a_phone_or_outside_the_sheet(name):
    for state, sheet, words, artists, _ in seen(name):
        assert artists or name == "counts", state  # where nothing was signalled, none is counted
        for text, box, size, _ in words:
            assert size >= SMALL, (text, state)
            assert sheet.x0 <= box.x0 < box.x1 <= sheet.x1, (text, state)
            assert sheet.y0 <= box.y0 < box.y1 <= sheet.y1, (text, state)


@APART
def test_no_two_texts_overlap(name):
    for state, _, words, _, _ in seen(name):
        assert len(words) > 5
        for number, (one, first, *_) in enumerate(words):
            for other, second, *_ in words[number + 1 :]:
                assert not first.overlaps(second), (one, other, state)


@NAMES
def test_every_colour_comes_from_the_palette(name):
    for state, _, words, _, rest in seen(name):
        assert {mpl.colors.to_hex(colour) for *_, colour in words} | rest <= COLOURS, state


@NAMES
def test_drawing_leaves_no_global_trace(name):
    explorer, draw = EXPLORERS.get(name), DRAWN[name]
    with LOOK.applied():  # which would restore what a drawing changes
        ax = Figure(figsize=(WIDTH, height_of(draw, takes(draw)))).add_axes((0, 0, 1, 1))
        before = dict(mpl.rcParams)
        draw(ax, **takes(draw), **(explorer.default if explorer else {}))
        assert dict(mpl.rcParams) == before


STILL = {
    name
    for path in [*(ROOT / "chapters").glob("*.md"), ROOT / "index.md"]
    for name in re.findall(r"\bpicture\(draw_(\w+)", path.read_text("utf-8"))
}
STEPPED = {"paradox_chain", "ratios", "balance", "worlds", "placement", "reach", "since"}
"""Drawings that argue: every still figure of the chapters, and those that step."""


@pytest.mark.parametrize("name", sorted(STILL | STEPPED))
def test_each_figure_says_above_it_in_every_state_what_it_shows(name):
    draw, explorer, told = DRAWN[name], EXPLORERS.get(name), set()
    for state in explorer.states() if explorer else [{}]:
        if explorer and explorer.unavailable(**state):
            continue
        words = headed(draw, takes(draw) | state)
        assert len(words) > 20
        assert words[0] == words[0].upper()
        assert words[-1] != "."
        assert fill(words, BROAD).count("\n") < draw.lines
        assert not re.search(r"(?<![.\w])1 \w+s\b|(?<!\w)-\d|None|nan", words), words
        told.add(words)
    assert len(STILL | STEPPED) > 20
    if explorer:
        assert len(told) > 1


@pytest.mark.parametrize("name", sorted(STILL | STEPPED))
def test_a_headline_stands_on_the_sheet(name):
    explorer = EXPLORERS.get(name)
    ax, _ = drawn(DRAWN[name], **takes(DRAWN[name]), **(explorer.default if explorer else {}))
    words = headed(DRAWN[name], takes(DRAWN[name]) | (explorer.default if explorer else {}))
    assert fill(words, BROAD) in [text.get_text() for text in texts(ax)]
