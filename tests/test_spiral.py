"""The spiral: the laws of the race, its pictures, and what the chapter says of its numbers."""

import math
from dataclasses import astuple, replace

import numpy as np
import pytest
from chapter import hidden_cell
from drawing import drawn, texts, values
from hypothesis import assume, example, given
from hypothesis import strategies as st
from laws import near
from scipy.integrate import solve_ivp

from secdilemma.kit.figure import headed
from secdilemma.models.spiral import Race, Stability, critical_belief, reaction, security
from secdilemma.pictures import spiral
from secdilemma.style import colour
from secdilemma.words import number


def amount(low, high):
    """Numbers that are 0 or no smaller than a solver can square."""
    return st.floats(low, high).map(lambda number: round(number, 9))


rate = st.floats(0.05, 2)
grievance = amount(-1, 1)
arms = amount(0, 5)

# ------------------------------------------------------------------ the model


def solved(race, x, y, times):
    """Follow a race step by step from its two equations, until a side has no arms left."""

    def of(side):
        def left(_, arms):
            return arms[side]

        left.terminal, left.direction = True, -1
        return left

    ends = (times[0], times[-1])
    exactly = {"rtol": 1e-12, "atol": 1e-12, "events": [of(0), of(1)]}
    return solve_ivp(lambda _, now: flow(race, *now), ends, (x, y), "DOP853", times, **exactly).y


@st.composite
def races(draw, gap=0.02, g=grievance, h=grievance, wanted=tuple(Stability), up=rate):
    """A race whose kl and ab are at least the gap apart."""
    race = Race(*(draw(up) for _ in range(4)), draw(g), draw(h))
    assume(abs(race.k * race.l - race.a * race.b) >= gap)
    assume(race.stability() in wanted)
    return race


def flow(race, x, y):
    k, l, a, b, g, h = astuple(race)
    return k * y - a * x + g, l * x - b * y + h


def matrix(race):
    k, l, a, b, *_ = astuple(race)
    return np.array([[-a, k], [l, -b]])


@given(races(gap=0))
def test_eigenvalues_are_those_of_linear_algebra_and_at_the_balance_nothing_moves(race):
    of_matrix = np.linalg.eigvals(matrix(race))
    assert np.isreal(of_matrix).all()
    assert race.eigenvalues() == near(tuple(sorted(of_matrix)), abs=1e-9)
    assume(abs(race.k * race.l - race.a * race.b) >= 0.02)
    assert flow(race, *race.equilibrium()) == near((0, 0), abs=1e-9)


@given(*[st.integers(1, 20)] * 4)
def test_a_race_is_stable_exactly_where_restraint_outweighs_reaction(k, l, a, b):
    race = Race(k / 10, l / 10, a / 10, b / 10, 1, 1)  # tenths: no rounding may blur kl = ab
    expected = {-1: Stability.STABLE, 0: Stability.DEGENERATE, 1: Stability.SADDLE}
    sign = np.sign(k * l - a * b)
    assert race.stability() is expected[sign]
    if sign == 0:
        with pytest.raises(ValueError, match=r"ab − kl = 0\.0 .*expected anything but 0"):
            race.equilibrium()


felt = st.floats(0.01, 1)
nothing = st.just(0.0)
disarming = races(g=nothing, h=nothing, wanted=[Stability.STABLE])


@given(races(g=felt, h=felt) | disarming, arms, arms)
def test_without_goodwill_a_race_settles_or_runs_away_from_every_start(race, x, y):
    centre = np.array(race.equilibrium())
    stable = race.stability() is Stability.STABLE
    assert (centre >= 0).all() if stable else (centre < 0).all()
    end = race.exact(x, y, 40 / abs(race.eigenvalues()[1]))[:, 0]
    if stable:  # without grievances either the centre is a world without arms
        assert (centre > 0).all() == (race.g > 0)
        assert end == near(centre, rel=1e-6, abs=1e-6)
    else:
        assert race.side(x, y) == 1
        assert (end > 1e6).all()


below = st.floats(-1, -0.05)


@given(races(g=below, h=below, wanted=[Stability.SADDLE]), arms, arms)
def test_with_goodwill_a_saddle_is_positive_and_the_start_decides(race, x, y):
    centre = np.array(race.equilibrium())
    assert (centre > 0).all()
    growth = race.eigenvalues()[1]
    left = np.array([race.l, growth + race.a])
    assert left @ matrix(race) == near(growth * left, abs=1e-9)
    distance = left @ ([x, y] - centre)
    assume(abs(distance) > 1e-3)
    side = race.side(x, y)
    assert side == np.sign(distance)
    path = race.exact(x, y, np.linspace(0, 40 / growth, 12))
    assert (np.sign(path[:, -1] - centre) == side).all()
    assert (path.min() < 0) == (side == -1)  # below the line a side runs out of arms
    assert race.side(*centre) == 0


@given(rate, rate, rate, grievance, grievance, arms, arms, st.floats(0.1, 10))
def test_between_stable_and_runaway_arms_grow_at_a_constant_rate(l, a, b, g, h, x, y, t):
    race = Race(a * b / l, l, a, b, g, h)
    assert race.stability() is Stability.DEGENERATE
    assert Race(1, 1 + 1e-6, 1, 1).stability() is Stability.SADDLE  # near is not at
    assert race.eigenvalues() == near((-(a + b), 0))
    end = race.exact(x, y, t)[:, 0]
    grown = np.array([l, a]) @ (end - [x, y])
    assert grown == near(t * (l * g + a * h), rel=1e-6, abs=1e-6)


@given(rate, rate, grievance, arms, arms, st.floats(0, 5))
def test_equal_sides_draw_together_at_k_plus_a_and_leave_their_balance_at_k_minus_a(
    k, a, g, x, y, t
):
    assume(abs(k - a) >= 0.02)
    race = Race(k, k, a, a, g, g)
    balance, (one, other) = sum(race.equilibrium()), race.exact(x, y, t)[:, 0]
    assert one - other == near((x - y) * math.exp(-(k + a) * t), abs=1e-9)
    grown = (x + y - balance) * math.exp((k - a) * t)
    assert one + other - balance == near(grown, rel=1e-6, abs=1e-6)


@given(races(gap=0), arms, arms, st.floats(0.01, 3))
@example(Race(2, 2, 0.05, 0.05, 1, 1), 5, 5, 3)
@example(Race(0, 0, 1, 2), 8, 8, 1)
def test_the_solver_agrees_with_the_closed_form_until_a_side_is_disarmed(race, x, y, last):
    times = np.linspace(0, last, 12)
    path, exact = solved(race, x, y, times), race.exact(x, y, times)
    steps = path.shape[1]
    assert path == near(exact[:, :steps], rel=0, abs=1e-7)
    assert (path >= -1e-7).all()
    if steps < len(times):
        while_it_stops = np.linspace(times[max(steps - 1, 0)], times[steps], 200)
        assert race.exact(x, y, while_it_stops).min() < 0.02


def test_security_by_hand():
    # 3 − 2·1 and 1 − 2·3
    assert security(3, 1, 2) == (1, -5)


@given(rate, rate, rate, rate, st.floats(0.1, 0.99))
def test_a_shared_suspicion_separates_stable_from_runaway(k_0, l_0, a, b, less):
    p_c = critical_belief(k_0, l_0, a, b)

    def kind(p):
        return Race(reaction(k_0, p), reaction(l_0, p), a, b).stability()

    assert kind(min(p_c * less, 1)) is Stability.STABLE
    if p_c <= 1:
        assert kind(p_c) is Stability.DEGENERATE
    if p_c / less <= 1:
        assert kind(p_c / less) is Stability.SADDLE


# ------------------------------------------------------------------ the explorer

SPIRAL = spiral.spiral().states()


def race_of(state):
    return spiral.spiral_race(state["k"], state["a"], state["grievance"])


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("state", SPIRAL[::11], ids=lambda s: "-".join(map(str, s.values())))
def test_each_line_over_time_is_the_arms_of_the_side_whose_name_stands_at_its_end(state, wide):
    ax, (one, other, *_) = drawn(spiral.draw_spiral, wide=wide, **state)
    plot, _ = spiral.SHEETS[wide]
    times, x = values(plot, one)
    _, y = values(plot, other)
    assert len(times) > 50
    assert times[0] == 0
    steps = race_of(state).exact(*spiral.STARTS[state["start"]], times)
    assert np.array([x, y]) == pytest.approx(steps, abs=1e-6)
    assert (one.get_color(), other.get_color()) == (colour("reader"), colour("other"))
    assert one.get_linestyle() != other.get_linestyle()
    names = {t.get_gid(): t.get_position()[1] for t in texts(ax) if t.get_gid()}
    ends = {"you": one.get_ydata()[-1], "the other": other.get_ydata()[-1]}
    if "name of both" in names:
        assert x == pytest.approx(y)
        assert names["name of both"] == pytest.approx(ends["you"], abs=0.25)
        return
    for name, end in ends.items():
        assert names[f"name of {name}"] == pytest.approx(end, abs=0.4)  # one stands above the other
    assert (names["name of you"] > names["name of the other"]) == (x[-1] >= y[-1])


def test_the_sentence_says_of_each_side_what_becomes_of_it():
    cases = set()
    for state in SPIRAL:
        course, sentence = spiral.follow(*state.values()), spiral.describe_spiral(**state)
        head = headed(spiral.draw_spiral, state)
        cases.add((race_of(state).stability(), course.end))
        assert course.arms.min() >= 0
        assert course.arms.max() <= spiral.MOST_ARMS
        assert len(sentence) < 220
        one, other = map(number, course.arms[:, -1])
        both = f"both have {one}" if one == other else f"you have {one} and the other {other}"
        if course.end == "zero":
            assert course.arms[:, -1].min() == pytest.approx(0, abs=1e-9)
            assert ("neither has arms left" if one == other else f"{both}, and there") in sentence
            who = "It" if one == other else "You" if one == "0" else "The other"
            assert f": {who.lower()} disarm" in head
        elif course.end == "edge":
            assert course.arms[:, -1].max() == pytest.approx(spiral.MOST_ARMS)
            assert f"{both}, the edge of the picture" in sentence
            assert head.endswith(": it runs away")
        else:
            assert course.times[-1] == spiral.HORIZON
            withers = state["k"] < state["a"] and state["grievance"] == "none"
            assert head.endswith(": it disarms" if withers else ": it settles")
            few = "both have less than 0.01" if one == "0" else both
            assert f"at time 12 {few}." in sentence
    assert len(cases) == 7


def test_the_sentence_compares_kl_with_ab_and_names_the_side_that_decides():
    sides = set()
    for state in SPIRAL:
        sentence, race = spiral.describe_spiral(**state), race_of(state)
        kl, ab = state["k"] ** 2, state["a"] ** 2
        word = "is below" if kl < ab else "is above" if kl > ab else "equals"
        assert f"kl = {number(kl)} {word} ab = {number(ab)}." in sentence
        beats = {"is below": "Restraint beats", "is above": "Reactions beat"}
        assert headed(spiral.draw_spiral, state).startswith(beats.get(word, "Reactions match"))
        assert sentence.count("unstable") == (kl > ab)
        if "dividing line" in sentence:
            above = bool(race.side(*spiral.STARTS[state["start"]]) > 0)
            sides.add(above)
            assert ("lies above" in sentence) == ("the edge" in sentence) == above
            assert ("lies below" in sentence) != above
    assert sides == {True, False}


@pytest.mark.parametrize("wide", [False, True])
def test_the_plane_shows_where_a_side_holds_still_where_balance_is_and_what_divides(wide):
    seen = set()
    for state in (s for s in SPIRAL if s["start"] == "3 and 0.5"):
        _, (_, _, *artists) = drawn(spiral.draw_spiral, wide=wide, **state)
        named = {artist.get_gid(): values(spiral.SHEETS[wide][1], artist) for artist in artists}
        assert len(named) == len(artists)
        race = race_of(state)
        for side, name in enumerate(("you still", "the other still")):
            assert flow(race, *named[name])[side] == pytest.approx([0, 0], abs=1e-7)
            at_edge = np.isclose(named[name], 0) | np.isclose(named[name], spiral.MOST_ARMS)
            assert at_edge.any(axis=0).all()
        assert named["path"][:, 0] == pytest.approx(spiral.STARTS["3 and 0.5"])
        assert named["start"][:, 0] == pytest.approx(spiral.STARTS["3 and 0.5"])
        kind = race.stability()
        reachable = kind != "degenerate" and min(map(float, race.equilibrium())) >= 0
        seen.add((kind, reachable))
        assert ("balance" in named) == reachable
        assert ("dividing" in named) == (kind == "saddle" and state["grievance"] == "goodwill")
        if reachable:
            assert named["balance"][:, 0] == pytest.approx(race.equilibrium())
        if "dividing" in named:
            (x, y), shift = named["dividing"], 1e-6
            assert race.side(x + shift, y + shift).tolist() == [1, 1]
            assert race.side(x - shift, y - shift).tolist() == [-1, -1]
    assert len(seen) == 5


def test_no_start_lies_on_a_dividing_line():
    for state in SPIRAL:
        race, start = race_of(state), spiral.STARTS[state["start"]]
        saddle = race.stability() is Stability.SADDLE
        assert not saddle or abs(sum(start) - sum(race.equilibrium())) > 0.1


# ------------------------------------------------------------------ arms and security


def test_the_same_arms_raise_security_where_rho_is_below_one_and_lower_it_above():
    _, (arms, *safe) = drawn(spiral.draw_security)
    assert len(safe) == len(spiral.ADVANTAGE) == 2
    _, x = values(spiral.SAFE, arms)
    assert (np.diff(x) > 0).all()
    for line, rho in zip(safe, spiral.ADVANTAGE.values(), strict=True):
        _, y = values(spiral.SAFE, line)
        assert y == pytest.approx((1 - rho) * x)
        assert (np.sign(np.diff(y)) == np.sign(1 - rho)).all()
    text = spiral.describe_security()
    assert "defence has the advantage (ρ = 0.5), the security of each rises" in text
    assert "offence has the advantage (ρ = 1.5), the security of each falls" in text


# ------------------------------------------------------------------ what the chapter says


def test_the_races_of_the_text_settle_run_away_and_divide_as_it_says():
    here = hidden_cell("spiral")[0]
    calm, wild, torn = here.calm, here.wild, here.torn
    assert calm == spiral.BUILD_UP
    assert {"defence": here.defence, "offence": here.attack} == spiral.ADVANTAGE
    assert calm.k == 0.5 * calm.a
    assert calm.stability() is Stability.STABLE
    assert here.x == here.y > 0
    assert wild == replace(calm, k=wild.k, l=wild.l)
    assert wild.stability() is Stability.SADDLE
    assert (torn.a, torn.g, torn.equilibrium()) == (calm.a, -1, (1, 1))
    assert torn.stability() is Stability.SADDLE
    assert torn.side([0.8, 1.2], [0.8, 1.2]).tolist() == [-1, 1]
    lopsided = Race(k=10, l=0.05, a=1, b=1, g=1, h=1)  # one wild side alone
    assert lopsided.stability() is Stability.STABLE
    assert lopsided.equilibrium()[0] > 10 * here.x
