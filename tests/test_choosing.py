"""Choosing under doubt: its laws, its pictures, and what the chapter says of its numbers."""

import math
from fractions import Fraction

import numpy as np
import pytest
from chapter import hidden_cell
from drawing import drawn, said, shares, texts
from hypothesis import assume, given
from hypothesis import strategies as st
from laws import beliefs, costs, doubts, near, odds
from matplotlib.path import Path
from scipy.optimize import minimize_scalar

from secdilemma.models.choosing import (
    expected_costs,
    mix,
    mix_loss,
    residual_loss,
    scenario,
    threshold,
)
from secdilemma.pictures.choosing import choosing, describe_mix, draw_mix
from secdilemma.theory import Intent, Policy, Scenario, judge

# ------------------------------------------------------------------ the model


@st.composite
def stakes(draw):
    c = draw(st.floats(0, 100))
    return draw(costs), c + draw(costs), c


def test_costs_and_threshold_by_hand():
    # deter: 1/4·1 + 3/4·3 = 5/2; reassure: 1/4·5; equal where 3 − 2p = 5p
    assert expected_costs(0.25, 3, 5, 1) == near((5 / 2, 5 / 4))
    assert threshold(3, 5, 1) == near(3 / 7)


@given(stakes(), beliefs)
def test_the_threshold_is_where_the_expected_costs_cross(stake, p):
    p_star = threshold(*stake)
    assert 0 < p_star < 1
    deter, reassure = expected_costs(p_star, *stake)
    assert deter == near(reassure)
    deter, reassure = expected_costs(p, *stake)
    if abs(p - p_star) > 1e-9:
        assert (deter < reassure) == (p > p_star)


@given(st.floats(1e-9, 1e9), st.floats(0, 1e9), st.floats(1e-9, 1e9))
def test_the_threshold_is_precise_for_stakes_of_any_size(s, c, more):
    a = c + more
    assume(a > c)
    exact = Fraction(s) / (Fraction(s) + Fraction(a) - Fraction(c))
    assert threshold(s, a, c) == near(float(exact), abs=0)


@given(stakes(), st.floats(0.01, 10))
def test_paradox_and_deterrence_costs_raise_the_threshold_and_coercion_lowers_it(stake, more):
    s, a, c = stake
    p_star = threshold(s, a, c)
    assert threshold(s + more, a, c) > p_star
    assert threshold(s, a + more, c) < p_star
    assert threshold(s, a + more, c + more / 2) < threshold(s, a + more, c + more)


@pytest.mark.parametrize(
    ("p", "s", "a", "c", "name"),
    [
        (0.3, 2, 4, 1, Scenario.LIBERAL),  # p* = 2/5
        (0.45, 2, 4, 1, Scenario.FATALIST),
        (0.55, 2, 4, 1, Scenario.REALIST),
        (0.55, 3, 3, 1, Scenario.CONSTRUCTIVIST),  # p* = 3/5
        (0.65, 3, 3, 1, Scenario.REALIST),
        (0.4, 2, 4, 1, Scenario.LIBERAL),  # on the border of p*
        (0.5, 1, 4, 0, Scenario.FATALIST),  # on the border of 1/2; p* = 1/5
        (0.5, 1, 1, 0, Scenario.LIBERAL),  # on both
    ],
)
def test_scenarios_by_hand(p, s, a, c, name):
    assert scenario(p, s, a, c) is name


@given(beliefs, stakes())
def test_the_scenario_is_the_one_the_article_names(p, stake):
    assume(abs(p - threshold(*stake)) > 1e-9)
    deter, reassure = expected_costs(p, *stake)
    reading = Intent.OFFENSIVE if p > 0.5 else Intent.DEFENSIVE
    policy = Policy.DETERRENCE if deter < reassure else Policy.REASSURANCE
    for actual in Intent:
        assert scenario(p, *stake) is judge(actual, reading, policy).scenario


@given(stakes())
def test_the_same_stakes_never_make_fatalists_and_constructivists(stake):
    s, a, c = stake
    assume(abs(s - (a - c)) > 1e-6 * a)
    between = (0.5 + threshold(*stake)) / 2
    named = set(scenario(np.linspace(0, 1, 101), *stake)) | {scenario(between, *stake)}
    assert (Scenario.FATALIST in named) == (s < a - c)
    assert (Scenario.CONSTRUCTIVIST in named) == (s > a - c)
    assert {Scenario.LIBERAL, Scenario.REALIST} <= named


def test_equal_stakes_leave_only_the_liberal_and_the_realist():
    assert set(scenario(np.linspace(0, 1, 101), 3, 4, 1)) == {Scenario.LIBERAL, Scenario.REALIST}


def test_the_best_mix_by_hand():
    # pa = 3/4 and (1 − p)s = 3/2, so 1/3; 3/4·4/9 + 3/2·1/9 = 1/2
    assert mix(0.25, 2, 3) == near(1 / 3)
    assert mix_loss(1 / 3, 0.25, 2, 3) == near(1 / 2)
    assert residual_loss(0.25, 2, 3) == near(1 / 2)
    # 3/4·1/4 + 3/2·1/4 = 9/16
    assert mix_loss(0.5, 0.25, 2, 3) == near(9 / 16)


@given(doubts, costs, costs)
def test_the_mix_is_what_a_minimiser_finds(p, s, a):
    found = minimize_scalar(
        lambda x: p * a * (1 - x) ** 2 + (1 - p) * s * x**2,
        bounds=(0, 1),
        method="bounded",
        options={"xatol": 1e-9},
    )
    assert mix(p, s, a) == near(found.x, abs=1e-6)
    assert residual_loss(p, s, a) == near(found.fun)


@given(doubts, costs, costs, beliefs)
def test_no_answer_is_without_risk_and_none_beats_the_mix(p, s, a, x):
    best, left = mix(p, s, a), residual_loss(p, s, a)
    assert left > 0
    assert mix_loss(best, p, s, a) == near(left)
    # the loss rises with the square of the distance from the mix, so no x has less
    weight = p * a + (1 - p) * s
    assert mix_loss(x, p, s, a) - left == near(weight * (x - best) ** 2, abs=1e-10)
    assert mix_loss(x, p, s, a) >= left * (1 - 1e-12)


@given(doubts, costs, costs, st.floats(0.001, 0.009))
def test_deterrence_always_comes_with_some_reassurance(p, s, a, more):
    x = mix(p, s, a)
    assert 0 < x < 1
    assert math.log(odds(x)) == near(math.log(odds(p)) + math.log(a / s), abs=1e-9)
    assert mix(p + more, s, a) > x


# ------------------------------------------------------------------ the best mix


@pytest.mark.parametrize(("p", "s", "a"), [(0.3, 2.0, 4.0), (0.8, 2.0, 4.0), (0.2, 3.0, 1.0)])
def test_the_best_mix_is_the_lowest_point_of_the_curve_and_lies_above_nothing(p, s, a):
    ax, (curve, remains, best, *ends) = drawn(draw_mix, p=p, s=s, a=a)
    assert len(ends) == 2
    x, y = curve.get_data()
    floor = min(remains.get_ydata())
    place = shares(best.get_xdata()[0], x[0], x[-1])
    assert place == pytest.approx(float(mix(p, s, a)))
    assert 0 < place < 1
    assert best.get_ydata()[0] == max(remains.get_ydata())
    assert floor < best.get_ydata()[0] <= min(y)
    heights = [end.get_ydata()[0] - floor for end in ends]
    losses = mix_loss([0, 1], p, s, a)
    assert heights[0] / heights[1] == pytest.approx(losses[0] / losses[1])
    left = best.get_ydata()[0] - floor
    assert left / heights[0] == pytest.approx(float(residual_loss(p, s, a) / losses[0]))
    for loss in (*losses, residual_loss(p, s, a)):
        assert any(f"{loss:.2f}" in words for words in said(ax))
        assert f"{loss:.2f}" in describe_mix(p=p, s=s, a=a)


# ------------------------------------------------------------------ the explorer

CHOOSING = choosing()


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
                name
                for name, region in zip(Scenario, corners, strict=True)
                if Path(region).contains_point(where)
            ]
            assert inside == [scenario(p, rest, 1 - rest, 0)], (p, rest)
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
    assert shares(y, base, top) == pytest.approx(float(threshold(s, a, c)))
    here = scenario(p, s, a, c)
    assert Path(corners[list(Scenario).index(here)]).contains_point((x, y))
    deter, reassure = (bar.get_width() for bar in bars[:2])
    costs = expected_costs(p, s, a, c)
    assert deter / reassure == pytest.approx(float(costs[0] / costs[1]))
    part, rest = (bar.get_width() for bar in bars[2:])
    assert part / (part + rest) == pytest.approx(float(mix(p, s, a)))
    assert bars[3].get_x() == pytest.approx(bars[2].get_x() + part)
    for number in (*costs, residual_loss(p, s, a)):
        assert any(f"{number:.2f}" in words for words in said(ax))
        assert f"{number:.2f}" in CHOOSING.sentence(state)


@pytest.mark.parametrize("state", CHOOSING.states()[::5])
def test_the_region_of_the_scenario_alone_is_deeper_and_its_name_alone_bold(state):
    ax, artists = drawn(CHOOSING.draw, **state)
    here = scenario(**state)
    depth = {name: region.get_alpha() for name, region in zip(Scenario, artists, strict=False)}
    assert [name for name in depth if depth[name] == max(depth.values())] == [here]
    bold = {
        text.get_text()
        for text in texts(ax)
        if text.get_text().lower() in list(Scenario) and text.get_fontweight() == 600
    }
    assert bold == {here.capitalize()}
    assert f"the {here} scenario" in CHOOSING.sentence(state).split("With these stakes")[0]


def test_the_shares_of_the_mix_add_up_as_they_are_written():
    for state in CHOOSING.states():
        share = float(mix(state["p"], state["s"], state["a"]))
        assert round(100 * share) + round(100 * (1 - share)) == 100


def test_no_stakes_can_make_both_a_fatalist_and_a_constructivist():
    for state in CHOOSING.states():
        rest = threshold(state["s"], state["a"], state["c"])
        beyond = CHOOSING.sentence(state).split("no belief leads to ")[1]
        assert ("fatalist" in beyond) == (rest >= 0.5)
        assert ("constructivist" in beyond) == (rest <= 0.5)


def test_the_explorer_reaches_every_scenario_and_no_border():
    states = CHOOSING.states()
    assert {scenario(**state) for state in states} == set(Scenario)
    for state in states:
        rest = threshold(state["s"], state["a"], state["c"])
        assert abs(rest - state["p"]) > 0.01


# ------------------------------------------------------------------ what the chapter says


@pytest.fixture(scope="module")
def here():
    return hidden_cell("choosing")[0]


BELIEFS = np.linspace(0, 1, 1001)


def test_the_worked_numbers_can_be_dialled(here):
    values = {control.name: control.values for control in CHOOSING.controls}
    for name, wanted in (("p", here.p), ("p", here.hostile), ("s", here.s), ("s", here.dear_s)):
        assert wanted in values[name]
    assert here.a in values["a"]
    assert here.c in values["c"]
    opens = {"p": here.p, "s": here.s, "a": here.a, "c": here.c}
    assert CHOOSING.default == opens  # as the chapter begins


def test_who_reads_defence_and_deters_all_the_same_is_a_fatalist(here):
    assert here.star < here.p < 0.5
    assert here.deter < here.reassure
    assert scenario(here.p, here.s, here.a, here.c) is Scenario.FATALIST


def test_a_dearer_paradox_turns_a_hostile_reading_into_a_constructivist(here):
    assert 0.5 < here.hostile < here.dear
    assert scenario(here.hostile, here.dear_s, here.a, here.c) is Scenario.CONSTRUCTIVIST


def test_the_threshold_rises_with_paradox_and_price_and_falls_with_coercion(here):
    s, a, c = here.s, here.a, here.c
    assert threshold(s + 1, a, c) > here.star
    assert threshold(s, a + 1, c) < here.star
    assert threshold(s, a, c + 1) > here.star


@pytest.mark.parametrize("paradox", [1, 2, 3, 4, 6])
def test_the_same_stakes_never_lead_to_both_fatalist_and_constructivist(here, paradox):
    met = set(scenario(BELIEFS, paradox, here.a, here.c))
    assert not {Scenario.FATALIST, Scenario.CONSTRUCTIVIST} <= met
    assert {Scenario.LIBERAL, Scenario.REALIST} <= met
    assert (Scenario.FATALIST in met) == (paradox < here.a - here.c)
    assert (Scenario.CONSTRUCTIVIST in met) == (paradox > here.a - here.c)


def test_the_price_of_deterring_counts_too():
    assert Scenario.FATALIST in scenario(BELIEFS, 3, 4, 0.5)
    assert Scenario.CONSTRUCTIVIST in scenario(BELIEFS, 3, 4, 2)


def test_every_doubt_has_a_best_mix_inside_that_rises_with_it_and_leaves_a_loss(here):
    inner = mix(BELIEFS[1:-1], here.s, here.a)
    assert ((inner > 0) & (inner < 1)).all()
    assert (np.diff(inner) > 0).all()
    assert (residual_loss(BELIEFS[1:-1], here.s, here.a) > 0).all()


def test_the_best_mix_leaves_less_than_either_pure_policy(here):
    assert here.residual == near(mix_loss(here.share, here.p, here.s, here.a))
    assert here.residual < here.pure


def test_errors_that_weigh_in_proportion_leave_nothing_to_mix_and_steeper_ones_do(here):
    deterrence = np.linspace(0, 1, 101)

    def loss(power):
        coerced = here.p * here.a * (1 - deterrence) ** power
        return coerced + (1 - here.p) * here.s * deterrence**power

    assert loss(1).min() == min(loss(1)[[0, -1]])
    assert 0 < loss(1.5).argmin() < 100
