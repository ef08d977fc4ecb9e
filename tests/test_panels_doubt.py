"""What the figures of reading and choosing promise: they show the models' numbers, and say them."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.text import Text

from secdilemma import explorers, models, panels_doubt, style
from secdilemma.theory import Scenario

READING, CHOOSING = explorers.reading_signals, explorers.choosing
BOTH = pytest.mark.parametrize("explorer", [READING, CHOOSING], ids=lambda e: e.name)


def drawn(draw, **state):
    with style.look():
        figure = Figure(figsize=(style.WIDTH, draw.height))
        FigureCanvasAgg(figure)
        ax = figure.add_axes((0, 0, 1, 1))
        return ax, draw(ax, **state)


def said(ax):
    return [text.get_text() for text in ax.findobj(Text) if text.get_text().strip()]


def shares(values, low, high):
    """Where inches lie between two others."""
    return (np.asarray(values) - low) / (high - low)


@BOTH
def test_words_stand_apart_inside_the_sheet_in_every_state_of_the_book(explorer):
    some = explorer.states()[:: 1 if explorer is CHOOSING else 3]
    assert len(some) > 90
    for state in some:
        ax, _ = drawn(explorer.draw, **state)
        renderer = ax.figure.canvas.get_renderer()
        sheet = ax.figure.bbox
        boxes = [
            (text.get_text(), text.get_window_extent(renderer).padded(-1))
            for text in ax.findobj(Text)
            if text.get_text().strip()
        ]
        for number, (words, box) in enumerate(boxes):
            assert sheet.x0 <= box.x0, (state, words)
            assert box.x1 <= sheet.x1, (state, words)
            assert sheet.y0 <= box.y0, (state, words)
            assert box.y1 <= sheet.y1, (state, words)
            for other, second in boxes[number + 1 :]:
                assert not box.overlaps(second), (state, words, other)


# ------------------------------------------------------------------ reading signals


def belief_lines(ax):
    """The heights of belief 0, one half and 1, drawn first and in this order."""
    return [line.get_ydata()[0] for line in ax.lines[:3]]


@pytest.mark.parametrize("state", READING.states()[::9])
def test_the_path_is_the_belief_of_the_model_after_each_signal(state):
    ax, artists = drawn(READING.draw, **state)
    alarms = panels_doubt.SEQUENCES[state["signals"]]
    low, half, high = belief_lines(ax)
    assert half == pytest.approx((low + high) / 2)
    assert len(artists) == 1 + len(alarms) + state["lens"]
    expected = models.read_signals(state["p"], alarms, state["d"], lens=state["lens"])
    path = artists[0]
    assert shares(path.get_ydata(), low, high) == pytest.approx(expected)
    if state["lens"]:
        plain = models.read_signals(state["p"], alarms, state["d"])
        assert artists[-1].get_linestyle() != path.get_linestyle()
        assert shares(artists[-1].get_ydata(), low, high) == pytest.approx(plain)


@pytest.mark.parametrize("signals", panels_doubt.SEQUENCES)
def test_each_signal_stands_under_the_belief_that_it_leaves_and_has_its_shape(signals):
    _, (path, *marks) = drawn(READING.draw, p=0.5, d=0.5, signals=signals, lens=False)
    alarms = panels_doubt.SEQUENCES[signals]
    assert len(marks) == len(alarms)
    assert [mark.get_xdata()[0] for mark in marks] == pytest.approx(path.get_xdata()[1:])
    assert [mark.get_marker() for mark in marks] == ["^" if alarm else "o" for alarm in alarms]


def test_only_what_the_lens_ignores_is_crossed_out():
    for signals, alarms in panels_doubt.SEQUENCES.items():
        for lens in (False, True):
            ax, artists = drawn(READING.draw, p=0.5, d=0.5, signals=signals, lens=lens)
            marks = artists[1 : 1 + len(alarms)]
            here = {mark.get_xdata()[0] for mark in marks if mark.get_marker() == "o"}
            row = marks[0].get_ydata()[0]
            crossed = {
                line.get_xdata()[0]
                for line in ax.lines
                if line.get_marker() == "x" and line.get_ydata()[0] == row
            }
            assert crossed == (here if lens else set())


def test_signals_that_do_not_distinguish_teach_nothing_and_the_sentence_says_so():
    states = [state for state in READING.states() if state["d"] == 0]
    assert states
    for state in states:
        _, (path, *_) = drawn(READING.draw, **state)
        assert len(set(path.get_ydata())) == 1
        assert "nothing is learned" in READING.sentence(state)
        assert "never fall" not in READING.sentence(state)


def test_no_doubt_is_rounded_away():
    state = {"p": 0.9, "d": 0.8, "signals": "six alarms", "lens": False}
    assert "is over 99%," in READING.sentence(state)
    assert "over 99%" in said(drawn(READING.draw, **state)[0])
    for state in READING.states():
        assert " 100%" not in READING.sentence(state)
        assert " 0%" not in READING.sentence(state)


def test_the_reading_in_the_sentence_is_the_side_of_one_half_on_which_the_path_ends():
    for state in READING.states():
        alarms = panels_doubt.SEQUENCES[state["signals"]]
        end = models.read_signals(state["p"], alarms, state["d"], lens=state["lens"])[-1]
        intent = "offensive" if end > 0.5 + 1e-6 else "defensive"
        assert f"you read the other as {intent}" in READING.sentence(state)
        assert ("exactly one half" in READING.sentence(state)) == (abs(end - 0.5) < 1e-6)


# ------------------------------------------------------------------ drift and mix


@pytest.mark.parametrize(("lam", "mu"), [(0.05, 0.15), (0.3, 0.1)])
def test_every_start_drifts_as_the_model_says_to_the_line_of_rest(lam, mu):
    starts = (0.0, 0.2, 1.0)
    _, artists = drawn(panels_doubt.draw_drift, lam=lam, mu=mu, starts=starts, periods=30)
    assert len(artists) == len(starts) + 1
    low, high = artists[0].get_ydata()[0], artists[2].get_ydata()[0]
    for start, path in zip(starts, artists, strict=False):
        expected = models.drift(start, lam, mu, np.arange(31))
        assert shares(path.get_ydata(), low, high) == pytest.approx(expected)
    rest = shares(artists[-1].get_ydata(), low, high)
    assert rest == pytest.approx([float(models.resting_belief(lam, mu))] * 2)
    words = panels_doubt.describe_drift(lam=lam, mu=mu, starts=starts, periods=30)
    assert f"{float(models.resting_belief(lam, mu)):.0%}" in words


@pytest.mark.parametrize(("p", "s", "a"), [(0.3, 2.0, 4.0), (0.8, 2.0, 4.0), (0.2, 3.0, 1.0)])
def test_the_best_mix_is_the_lowest_point_of_the_curve_and_lies_above_nothing(p, s, a):
    ax, (curve, remains, best, *ends) = drawn(panels_doubt.draw_mix, p=p, s=s, a=a)
    assert len(ends) == 2
    x, y = curve.get_data()
    floor = min(remains.get_ydata())
    place = shares(best.get_xdata()[0], x[0], x[-1])
    assert place == pytest.approx(float(models.mix(p, s, a)))
    assert 0 < place < 1
    assert best.get_ydata()[0] == max(remains.get_ydata())
    assert floor < best.get_ydata()[0] <= min(y)
    heights = [end.get_ydata()[0] - floor for end in ends]
    losses = models.mix_loss([0, 1], p, s, a)
    assert heights[0] / heights[1] == pytest.approx(losses[0] / losses[1])
    left = best.get_ydata()[0] - floor
    assert left / heights[0] == pytest.approx(float(models.residual_loss(p, s, a) / losses[0]))
    for loss in (*losses, models.residual_loss(p, s, a)):
        assert any(f"{loss:.2f}" in words for words in said(ax))
        assert f"{loss:.2f}" in panels_doubt.describe_mix(p=p, s=s, a=a)


# ------------------------------------------------------------------ choosing


def regions(artists):
    corners = [region.get_xy() for region in artists[: len(Scenario)]]
    every = np.concatenate(corners)
    (left, base), (right, top) = every.min(axis=0), every.max(axis=0)
    return corners, (left, right), (base, top)


def test_a_point_lies_in_the_region_of_the_scenario_that_the_model_names():
    _, artists = drawn(CHOOSING.draw, **CHOOSING.default)
    assert len(artists) == len(Scenario) + 5
    corners, (left, right), (base, top) = regions(artists)
    seen = set()
    for p in np.linspace(0.015, 0.985, 21):
        for rest in np.linspace(0.03, 0.97, 20):
            if abs(p - rest) < 0.01 or abs(p - 0.5) < 0.01:
                continue  # a border belongs to the milder side and has no width
            where = (left + p * (right - left), base + rest * (top - base))
            inside = [
                scenario
                for scenario, region in zip(Scenario, corners, strict=True)
                if Path(region).contains_point(where)
            ]
            assert inside == [models.scenario(p, rest, 1 - rest, 0)], (p, rest)
            seen.update(inside)
    assert seen == set(Scenario)


@pytest.mark.parametrize("state", CHOOSING.states()[::5])
def test_the_point_and_the_bars_show_the_numbers_of_the_model(state):
    p, s, a, c = state["p"], state["s"], state["a"], state["c"]
    ax, artists = drawn(CHOOSING.draw, **state)
    assert len(artists) == len(Scenario) + 5
    corners, (left, right), (base, top) = regions(artists)
    point, *bars = artists[len(Scenario) :]
    (x,), (y,) = point.get_data()
    assert shares(x, left, right) == pytest.approx(p)
    assert shares(y, base, top) == pytest.approx(float(models.threshold(s, a, c)))
    here = models.scenario(p, s, a, c)
    assert Path(corners[list(Scenario).index(here)]).contains_point((x, y))
    deter, reassure = (bar.get_width() for bar in bars[:2])
    costs = models.expected_costs(p, s, a, c)
    assert deter / reassure == pytest.approx(float(costs[0] / costs[1]))
    part, rest = (bar.get_width() for bar in bars[2:])
    assert part / (part + rest) == pytest.approx(float(models.mix(p, s, a)))
    assert bars[3].get_x() == pytest.approx(bars[2].get_x() + part)
    for number in (*costs, models.residual_loss(p, s, a)):
        assert any(f"{number:.2f}" in words for words in said(ax))
        assert f"{number:.2f}" in CHOOSING.sentence(state)


@pytest.mark.parametrize("state", CHOOSING.states()[::5])
def test_the_region_of_the_scenario_alone_is_deeper_and_its_name_alone_bold(state):
    ax, artists = drawn(CHOOSING.draw, **state)
    here = models.scenario(**state)
    depth = {name: region.get_alpha() for name, region in zip(Scenario, artists, strict=False)}
    assert [name for name in depth if depth[name] == max(depth.values())] == [here]
    bold = {
        text.get_text()
        for text in ax.findobj(Text)
        if text.get_text().lower() in list(Scenario) and text.get_fontweight() == 600
    }
    assert bold == {here.capitalize()}
    assert f"the {here} scenario" in CHOOSING.sentence(state).split("With these stakes")[0]


def test_the_shares_of_the_mix_add_up_as_they_are_written():
    for state in CHOOSING.states():
        mix = float(models.mix(state["p"], state["s"], state["a"]))
        assert round(100 * mix) + round(100 * (1 - mix)) == 100


def test_no_stakes_can_make_both_a_fatalist_and_a_constructivist():
    for state in CHOOSING.states():
        rest = models.threshold(state["s"], state["a"], state["c"])
        beyond = CHOOSING.sentence(state).split("no belief leads to ")[1]
        assert ("fatalist" in beyond) == (rest >= 0.5)
        assert ("constructivist" in beyond) == (rest <= 0.5)


def test_the_explorer_reaches_every_scenario_and_no_border():
    states = CHOOSING.states()
    assert {models.scenario(**state) for state in states} == set(Scenario)
    for state in states:
        rest = models.threshold(state["s"], state["a"], state["c"])
        assert abs(rest - state["p"]) > 0.01
