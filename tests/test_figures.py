"""What the figures promise: labels, order, places; read back from the artists, not from pixels."""

import importlib
import inspect
import pkgutil
import sys
from functools import partial

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

import secdilemma
from secdilemma import data, explorers, figures, reference, style, tables
from secdilemma.theory import CRITERIA, PARADOX_CHAIN, PROFILES, Scenario, worlds

MODULES = [
    importlib.import_module(f"secdilemma.{found.name}")
    for found in pkgutil.iter_modules(secdilemma.__path__)
]
FOUND = [
    (name.removeprefix("draw_"), draw)
    for module in MODULES
    for name, draw in inspect.getmembers(module, inspect.isfunction)
    if name.startswith("draw_") and draw.__module__ == module.__name__
]
DRAWN = dict(FOUND)
"""Every figure of the package by its idea, wherever it stands."""

DRAWN_OVER = {"reach", "spectrum", "grey_zone", "placement"}
"""Figures with words that are meant to stand on others: a map, a band, a marker on a figure."""


def first_states():
    """What each figure that is an explorer needs, in the state that the book begins with."""
    states = {}
    for explorer in explorers.ALL:
        draw, fixed = explorer.draw, {}
        while isinstance(draw, partial):
            draw, fixed = draw.func, {**draw.keywords, **fixed}
        states[draw.__name__.removeprefix("draw_")] = {**fixed, **explorer.default}
    return states


@pytest.fixture(scope="module")
def given():
    """What each figure needs beside its axes."""
    return first_states() | {
        "ratios": {"ratios": tables.table1_ratios(data.load_table1())},
        "timeline": {"events": reference.timeline_events(data.load_signals())},
        "evidence": {"criteria": data.load_criteria()},
        "reach": {"outline": data.load_map(), "places": data.load_places(), "reach": 500.0},
    }


def test_no_two_figures_share_a_name():
    assert len(DRAWN) == len(FOUND)
    assert {draw.__module__ for draw in DRAWN.values()} > {figures.__name__}


def drawn(name, **state):
    with style.look():
        figure = Figure(figsize=(style.WIDTH, DRAWN[name].height))
        FigureCanvasAgg(figure)
        ax = figure.add_axes((0, 0, 1, 1))
        return ax, DRAWN[name](ax, **state)


def words(ax):
    return [text for text in ax.findobj(Text) if text.get_text().strip()]


@pytest.mark.parametrize("name", DRAWN)
def test_each_figure_has_words_beside_it(name, given):
    describe = getattr(sys.modules[DRAWN[name].__module__], f"describe_{name}")
    assert inspect.signature(describe).parameters.keys() == (
        inspect.signature(DRAWN[name]).parameters.keys() - {"ax"}
    )
    text = describe(**given.get(name, {}))
    assert 40 < len(text) < 900
    assert not text[0].islower()
    assert text.endswith(".")


@pytest.mark.parametrize("name", DRAWN)
def test_no_text_is_too_small_for_a_phone_or_outside_the_sheet(name, given):
    ax, artists = drawn(name, **given.get(name, {}))
    assert artists
    renderer = ax.figure.canvas.get_renderer()
    sheet = ax.figure.bbox.padded(1)
    for text in words(ax):
        assert text.get_fontsize() >= style.SMALL, text.get_text()
        box = text.get_window_extent(renderer)
        assert sheet.x0 <= box.x0, text.get_text()
        assert box.x1 <= sheet.x1, text.get_text()
        assert sheet.y0 <= box.y0, text.get_text()
        assert box.y1 <= sheet.y1, text.get_text()


@pytest.mark.parametrize("name", sorted(DRAWN.keys() - DRAWN_OVER))
def test_no_two_texts_overlap(name, given):
    ax, _ = drawn(name, **given.get(name, {}))
    renderer = ax.figure.canvas.get_renderer()
    boxes = [(text, text.get_window_extent(renderer).padded(-1)) for text in words(ax)]
    for number, (one, first) in enumerate(boxes):
        for other, second in boxes[number + 1 :]:
            assert not first.overlaps(second), (one.get_text(), other.get_text())


@pytest.mark.parametrize("name", DRAWN)
def test_every_colour_comes_from_the_palette(name, given):
    ax, _ = drawn(name, **given.get(name, {}))
    known = {shade.light for shade in style.PALETTE.values()}
    for text in words(ax):
        assert mpl.colors.to_hex(text.get_color()) in known
    for line in ax.lines:
        assert mpl.colors.to_hex(line.get_color()) in known


def test_drawing_leaves_no_global_trace(given):
    before = dict(mpl.rcParams)
    for name in DRAWN:
        drawn(name, **given.get(name, {}))
    assert dict(mpl.rcParams) == before


def test_figure_2_names_each_scenario_once_with_its_risk():
    ax, boxes = drawn("scenarios")
    assert len(boxes) == 4
    said = [text.get_text().replace("\n", " ") for text in words(ax)]
    for scenario in Scenario:
        assert said.count(scenario.capitalize()) == 1
    for profile in PROFILES.values():
        assert profile.risk.value in said


def test_figure_2_puts_deterrence_left_and_the_defensive_reading_on_top():
    _, boxes = drawn("scenarios")
    place = dict(zip(Scenario, boxes, strict=True))
    x = {scenario: box.get_x() for scenario, box in place.items()}
    y = {scenario: box.get_y() for scenario, box in place.items()}
    assert x["fatalist"] == x["realist"] < x["liberal"] == x["constructivist"]
    assert y["fatalist"] == y["liberal"] > y["realist"] == y["constructivist"]


def test_a_highlighted_scenario_alone_is_framed():
    _, boxes = drawn("scenarios", highlight="liberal")
    widths = [box.get_linewidth() for box in boxes]
    assert max(widths) == widths[list(Scenario).index(Scenario.LIBERAL)]
    assert sorted(widths)[-2] < max(widths)
    with pytest.raises(ValueError, match="allowed"):
        drawn("scenarios", highlight="marxist")


def test_inferred_worlds_are_dashed_and_stated_ones_are_not():
    _, boxes = drawn("worlds")
    assert len(boxes) == 8
    for world, box in zip(worlds(), boxes, strict=True):
        assert (box.get_linestyle() != "solid") == (world.basis == "inferred")


def test_figure_1_never_lets_deterrence_or_reassurance_vanish():
    _, (zone, _, deterrence, reassurance) = drawn("spectrum")
    for share in (deterrence, reassurance):
        corners = share.get_xy()
        for x in (corners[:, 0].min(), corners[:, 0].max()):
            edge = corners[corners[:, 0] == x][:, 1]
            assert edge.max() - edge.min() > 0.03
        assert corners[:, 0].min() == zone.get_x()


def test_the_chain_frames_exactly_the_steps_that_sensibility_can_break():
    _, artists = drawn("paradox_chain")
    boxes = artists[: len(PARADOX_CHAIN)]
    framed = [box.get_edgecolor()[3] > 0 for box in boxes]
    assert framed == [link.breaks for link in PARADOX_CHAIN]


def test_marks_right_of_parity_are_those_with_a_ratio_above_one(given):
    ax, artists = drawn("ratios", **given["ratios"])
    parity = ax.lines[0].get_xdata()[0]
    table = given["ratios"]["ratios"]
    assert len(artists) == 3 * len(table)
    for number, indicator in enumerate(table.index):
        for mark, year in ((artists[3 * number + 1], 1986), (artists[3 * number + 2], 2014)):
            assert (mark.get_xdata()[0] > parity) == (table.at[indicator, year] > 1)


def test_the_timeline_shows_every_labelled_event_in_order_of_date(given):
    events = given["timeline"]["events"]
    _, labels = drawn("timeline", **given["timeline"])
    assert [label.get_text() for label in labels] == events["short"].tolist()
    heights = [label.get_position()[1] for label in labels]
    assert heights == sorted(heights, reverse=True)
    for label, actor in zip(labels, events["actor"], strict=True):
        assert (label.get_ha() == "right") == (actor == "Russia")


def test_the_evidence_figure_has_one_square_for_each_claim(given):
    criteria = given["evidence"]["criteria"]
    _, artists = drawn("evidence", **given["evidence"])
    claims = criteria["realist"].str.len().sum() + criteria["constructivist"].str.len().sum()
    assert len(artists) == len(CRITERIA) + claims


def test_the_verdict_is_a_band_over_both_scenarios():
    _ax, (band, realist, constructivist) = drawn("verdict")
    left, right = band.get_x(), band.get_x() + band.get_width()
    assert right - left > style.WIDTH / 4
    assert left < (realist.get_position()[0] + constructivist.get_position()[0]) / 2 < right


def test_a_capital_is_filled_exactly_when_it_lies_inside_the_circle(given):
    _, artists = drawn("reach", **given["reach"])
    *capitals, circle = artists
    cx, cy = circle.get_center()
    assert len(capitals) >= 5
    for mark in capitals:
        x, y = mark.get_xdata()[0], mark.get_ydata()[0]
        inside = (x - cx) ** 2 + (y - cy) ** 2 <= circle.get_radius() ** 2
        assert (mark.get_markerfacecolor() == mark.get_color()) == inside


def test_the_sentence_of_the_map_agrees_with_its_circle(given):
    near = figures.describe_reach(**{**given["reach"], "reach": 500.0})
    far = figures.describe_reach(**{**given["reach"], "reach": 700.0})
    assert "it takes in Riga and Vilnius." in near
    assert "it takes in Tallinn, Riga and Vilnius." in far
