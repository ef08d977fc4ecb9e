"""Choosing under doubt: its laws, its pictures, and what the chapter says of its numbers."""

from fractions import Fraction

import numpy as np
import pytest
from chapter import hidden_cell
from drawing import drawn, said, shares, texts, values
from hypothesis import assume, given
from hypothesis import strategies as st
from laws import beliefs, costs, doubts, near, odds
from matplotlib.path import Path
from scipy.optimize import minimize_scalar

from secdilemma.kit.figure import headed
from secdilemma.models.choosing import (
    expected_costs,
    fallible,
    mix,
    mix_loss,
    residual_loss,
    scenario,
    threshold,
)
from secdilemma.pictures.choosing import PLANE, REGIONS, choosing, describe_mix, draw_mix
from secdilemma.theory import FAILING, Intent, Policy, Scenario, judge

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
    ("p", "s", "a", "c", "r", "name"),
    [
        (0.3, 2, 4, 1, 0.5, Scenario.LIBERAL),  # p* = 2/5
        (0.45, 2, 4, 1, 0.5, Scenario.FATALIST),
        (0.55, 2, 4, 1, 0.5, Scenario.REALIST),
        (0.55, 3, 3, 1, 0.5, Scenario.CONSTRUCTIVIST),  # p* = 3/5
        (0.65, 3, 3, 1, 0.5, Scenario.REALIST),
        (0.55, 2, 4, 1, 0.6, Scenario.FATALIST),  # who asks for more before saying "offensive"
        (0.35, 2, 4, 1, 0.3, Scenario.CONSTRUCTIVIST),  # and who asks for less
        (0.4, 2, 4, 1, 0.5, Scenario.LIBERAL),  # on the border of p*
        (0.5, 1, 4, 0, 0.5, Scenario.FATALIST),  # on the border of 1/2; p* = 1/5
        (0.5, 1, 1, 0, 0.5, Scenario.LIBERAL),  # on both
    ],
)
def test_scenarios_by_hand(p, s, a, c, r, name):
    assert scenario(p, s, a, c, r) is name
    if r == 0.5:
        assert scenario(p, s, a, c) is name


@given(beliefs, stakes(), beliefs)
def test_the_scenario_is_the_one_the_article_names(p, stake, r):
    assume(abs(p - threshold(*stake)) > 1e-9)
    deter, reassure = expected_costs(p, *stake)
    reading = Intent.OFFENSIVE if p > r else Intent.DEFENSIVE
    policy = Policy.DETERRENCE if deter < reassure else Policy.REASSURANCE
    for actual in Intent:
        assert scenario(p, *stake, r) is judge(actual, reading, policy).scenario


@given(stakes(), doubts)
def test_by_one_standard_the_same_stakes_never_make_fatalists_and_constructivists(stake, r):
    p_star = threshold(*stake)
    assume(abs(r - p_star) > 1e-6)
    met = set(scenario([0, (r + p_star) / 2, 1], *stake, r))
    between = Scenario.FATALIST if p_star < r else Scenario.CONSTRUCTIVIST
    assert met == {Scenario.LIBERAL, between, Scenario.REALIST}


@given(stakes())
def test_at_even_odds_the_stakes_decide_which_of_the_two_there_is(stake):
    s, a, c = stake
    assume(abs(s - (a - c)) > 1e-6 * a)
    assert (threshold(s, a, c) < 0.5) == (s < a - c)
    level = set(scenario(np.linspace(0, 1, 101), a - c, a, c))
    assert level == {Scenario.LIBERAL, Scenario.REALIST}  # neither, where they weigh the same


@given(stakes(), beliefs)
def test_deterrence_that_may_fail_is_as_dear_as_its_failures(stake, f):
    s, a, c = stake
    risky = fallible(a, c, f)
    assert risky == near(c + f * a)
    assume(abs(f - (1 - c / a)) > 1e-6)
    if f < 1 - c / a:
        assert threshold(s, a, risky) >= threshold(s, a, c)
    else:
        with pytest.raises(ValueError, match="expected more than c"):
            threshold(s, a, risky)  # no suspicion justifies deterrence


def test_the_best_mix_by_hand():
    # pa = 3/4 and (1 − p)s = 3/2, so 1/3; 3/4·4/9 + 3/2·1/9 = 1/2
    assert mix(0.25, 2, 3) == near(1 / 3)
    assert mix_loss(1 / 3, 0.25, 2, 3) == near(1 / 2)
    assert residual_loss(0.25, 2, 3) == near(1 / 2)
    # 3/4·1/4 + 3/2·1/4 = 9/16
    assert mix_loss(0.5, 0.25, 2, 3) == near(9 / 16)


@given(doubts, costs, costs, beliefs)
def test_every_doubt_has_one_best_mix_inside_and_no_answer_is_without_loss(p, s, a, x):
    best, left = mix(p, s, a), residual_loss(p, s, a)
    least = minimize_scalar(
        lambda x: p * a * (1 - x) ** 2 + (1 - p) * s * x**2,
        bounds=(0, 1),
        method="bounded",
        options={"xatol": 1e-9},
    )
    assert best == near(least.x, abs=1e-6)
    assert left == near(least.fun) == near(mix_loss(best, p, s, a))
    assert 0 < best < 1
    assert 0 < left < min(mix_loss([0, 1], p, s, a))
    # the loss rises with the square of the distance from the mix
    rise = (p * a + (1 - p) * s) * (x - best) ** 2
    assert mix_loss(x, p, s, a) - left == near(rise, abs=1e-10)


@given(doubts, costs, costs, st.floats(0.001, 0.009))
def test_the_odds_of_deterrence_are_those_of_offence_times_what_coercion_weighs(p, s, a, more):
    assert odds(mix(p, s, a)) == near(odds(p) * a / s)
    assert mix(p + more, s, a) > mix(p, s, a)


# ------------------------------------------------------------------ the best mix


@pytest.mark.parametrize(("p", "s", "a"), [(0.3, 2.0, 4.0), (0.8, 2.0, 4.0), (0.2, 3.0, 1.0)])
def test_the_best_mix_is_the_lowest_point_of_the_curve_and_lies_above_nothing(p, s, a):
    ax, (curve, remains, best, *ends) = drawn(draw_mix, p=p, s=s, a=a)
    x, y = curve.get_data()
    floor = min(remains.get_ydata())
    place, height = (float(data[0]) for data in best.get_data())
    assert shares(place, x[0], x[-1]) == near(float(mix(p, s, a)))
    assert height == max(remains.get_ydata()) == pytest.approx(min(y), rel=1e-3)
    left, losses = float(residual_loss(p, s, a)), mix_loss([0, 1], p, s, a)
    sentence = describe_mix(p=p, s=s, a=a)
    for end, loss, policy in zip(ends, losses, ("reassurance", "deterrence"), strict=True):
        (across,), (up,) = end.get_data()
        assert (height - floor) / (up - floor) == near(left / loss)
        above = [text.get_text() for text in texts(ax) if text.get_position()[0] == across]
        assert above == [f"{loss:.2f}"]
        assert f"{loss:.2f} for pure {policy}" in sentence
    share = f"{float(mix(p, s, a)):.0%} deterrence"
    assert f"best mix: {share} loss that remains: {left:.2f}" in said(ax)
    assert f"at {share} a loss of {left:.2f} remains" in sentence


# ------------------------------------------------------------------ the explorer

CHOOSING = choosing()


@given(beliefs, beliefs)
def test_each_region_holds_what_the_model_names_so(p, rest):
    assume(min(abs(p - rest), abs(p - 0.5), rest, 1 - rest) > 0.001)  # a border has no width
    inside = [name for name, corners in REGIONS.items() if Path(corners).contains_point((p, rest))]
    assume(inside or 0.001 < p < 0.999)
    assert inside == [scenario(p, rest, 1 - rest, 0)]


def beside(ax, bar):
    """The words at the height of a bar, in its half of the sheet."""
    low, high = bar.get_y(), bar.get_y() + bar.get_height()
    near = [t for t in texts(ax) if abs(t.get_position()[0] - bar.get_x()) < 4.5]
    return " ".join(t.get_text() for t in near if low <= t.get_position()[1] <= high)


@pytest.mark.parametrize("state", CHOOSING.states()[::5])
def test_point_region_bars_and_sentence_are_those_of_the_model(state):
    p = state["p"]
    ax, (region, point, deter, reassure) = drawn(CHOOSING.draw, **state)
    sentence, plot = CHOOSING.sentence(state), PLANE
    rest, here = float(threshold(**stakes_of(state))), scenario(**state)
    assert values(plot, point)[:, 0] == near([p, rest], rel=1e-6)
    corners = region.get_xy()[:-1] - [plot.left, plot.bottom]
    assert corners / [plot.width, plot.height] == near(np.array(REGIONS[here]))
    names = [t for t in texts(ax) if t.get_text().lower() in list(Scenario)]
    assert len(names) == 4
    assert [t.get_text() for t in names if t.get_fontweight() == 600] == [here.capitalize()]
    world = FAILING[here]
    does = {Policy.DETERRENCE: "deter", Policy.REASSURANCE: "reassure"}[world.policy]
    head = f"You read the other as {world.reading} and {does}: the {here} scenario"
    assert headed(CHOOSING.draw, state) == head
    axes = {f"belief that it is offensive: {p:.0%}", f"threshold to deter: {rest:.0%}"}
    assert {*axes, "belief = threshold"} <= set(said(ax))
    costs = expected_costs(**state)
    assert deter.get_width() / reassure.get_width() == near(float(costs[0] / costs[1]))
    assert beside(ax, deter) == f"deterrence costs {costs[0]:.2f}"
    assert beside(ax, reassure) == f"reassurance costs {costs[1]:.2f}"
    assert sentence.startswith(
        f"At a belief of {p:.0%} deterrence costs {costs[0]:.2f} on average and reassurance "
        f"{costs[1]:.2f}: to deter is the cheaper above the threshold of {rest:.0%}."
    )
    assert len(sentence) < 220


def test_a_region_that_is_pressed_leads_into_it():
    ax, _ = drawn(CHOOSING.draw, **CHOOSING.default)
    pressed = {str(one.get_gid()): one.get_gid().sets for one in ax.patches if one.get_gid()}
    for name in Scenario:
        assert scenario(**pressed[f"press {name}"]) is name


def stakes_of(state):
    return {name: state[name] for name in "sac"}


def test_the_explorer_reaches_every_scenario_and_says_which_one_the_stakes_rule_out():
    states = CHOOSING.states()
    assert {scenario(**state) for state in states} == set(Scenario)
    for state in states:
        rest = threshold(**stakes_of(state))
        assert abs(rest - state["p"]) > 0.01  # no border
        beyond = CHOOSING.sentence(state).split("no belief leads to ")[1]
        assert ("fatalist" in beyond) == (rest >= 0.5)
        assert ("constructivist" in beyond) == (rest <= 0.5)


# ------------------------------------------------------------------ what the chapter says


@pytest.fixture(scope="module")
def here():
    return hidden_cell("choosing")[0]


def test_the_explorer_opens_as_the_chapter_begins_and_reaches_its_other_numbers(here):
    assert CHOOSING.default == {"p": here.p, "s": here.s, "a": here.a, "c": here.c}
    assert {"p": here.hostile, "s": here.dear_s, "a": here.a, "c": here.c} in CHOOSING.states()


def test_who_reads_defence_and_deters_all_the_same_is_a_fatalist(here):
    assert here.star < here.p < 0.5
    assert here.deter < here.reassure
    assert scenario(here.p, here.s, here.a, here.c) is Scenario.FATALIST


def test_a_dearer_paradox_turns_a_hostile_reading_into_a_constructivist(here):
    assert 0.5 < here.hostile < here.dear
    assert scenario(here.hostile, here.dear_s, here.a, here.c) is Scenario.CONSTRUCTIVIST


def test_an_ally_who_asks_for_more_may_say_the_milder_word_of_the_stronger_belief(here):
    assert here.poles == [Scenario.FATALIST, Scenario.CONSTRUCTIVIST]
    assert here.east[0] > here.south[0]


def test_errors_that_weigh_in_proportion_leave_nothing_to_mix_and_steeper_ones_do(here):
    deterrence = np.linspace(0, 1, 101)

    def loss(power):
        coerced = here.p * here.a * (1 - deterrence) ** power
        return coerced + (1 - here.p) * here.s * deterrence**power

    assert loss(1).min() == min(loss(1)[[0, -1]])
    assert 0 < loss(1.5).argmin() < 100
