"""What the formal companion says: cases worked by hand beside laws that hold for all parameters."""

import inspect
import math
import re
from dataclasses import FrozenInstanceError, astuple, replace
from fractions import Fraction
from itertools import pairwise, permutations, product

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from secdilemma import models
from secdilemma.models import (
    Game,
    Race,
    Stability,
    critical_belief,
    drift,
    equilibria,
    expected_costs,
    game,
    mix,
    mix_loss,
    noise_limit,
    patience,
    posterior,
    rates,
    reaction,
    read_signals,
    residual_loss,
    resting_belief,
    scenario,
    security,
    separating_costs,
    threshold,
    tipping_point,
)
from secdilemma.theory import Intent, Policy, Scenario, judge

law = settings(max_examples=500, deadline=None)

beliefs = st.floats(0, 1)
doubts = st.floats(0.01, 0.99)  # strictly between the certainties
costs = st.floats(0.01, 100)
rate = st.floats(0.05, 2)
grievance = st.floats(-1, 1)
arms = st.floats(0, 5)
signals = st.lists(st.booleans(), max_size=8)


def near(value, rel=1e-9, abs=1e-12):
    return pytest.approx(value, rel=rel, abs=abs)


def odds(p):
    return p / (1 - p)


# ------------------------------------------------------------------ reading signals


def test_one_alarm_by_hand():
    # 1/5 · 3/5 = 3/25 and 4/5 · 1/5 = 4/25, so 3/(3 + 4)
    assert posterior(0.2, 0.6, 0.2) == near(3 / 7)


def test_two_alarms_and_a_reassurance_by_hand():
    # odds 1/4; an alarm multiplies them by (8/5)/(2/5) = 4: 1, then 4, then 1 again
    assert read_signals(0.2, [True, True, False], 0.6) == near(
        np.array([1 / 5, 1 / 2, 4 / 5, 1 / 2])
    )


@law
@given(doubts, doubts, doubts)
def test_a_signal_multiplies_the_odds_by_its_likelihood_ratio(p, alpha, beta):
    after = posterior(p, alpha, beta)
    assert odds(after) == near(odds(p) * alpha / beta)
    if abs(alpha - beta) > 1e-9:
        assert (after > p) == (alpha > beta)


@law
@given(doubts, st.floats(0, 0.9), st.integers(0, 5))
def test_n_alarms_multiply_the_odds_n_times(p, d, n):
    alpha, beta = rates(d)
    path = read_signals(p, [True] * n, d)
    assert odds(path[-1]) == near(odds(p) * ((1 + d) / (1 - d)) ** n, rel=1e-6)
    for before, after in pairwise(path):
        assert after == near(posterior(before, alpha, beta))


@law
@given(doubts, signals, st.floats(0, 0.9))
def test_every_signal_is_read_by_bayes(p, alarms, d):
    alpha, beta = rates(d)
    path = read_signals(p, alarms, d)
    assert path[0] == p
    assert len(path) == len(alarms) + 1
    for alarm, before, after in zip(alarms, path, path[1:], strict=False):
        likely = (alpha, beta) if alarm else (1 - alpha, 1 - beta)
        assert after == near(posterior(before, *likely), abs=1e-7)


@law
@given(st.floats(0, 0.99))
def test_rates_are_those_of_two_types_that_differ_by_d(d):
    alpha, beta = rates(d)
    assert alpha - beta == near(d)
    assert alpha + beta == near(1)
    assert alpha / beta == near((1 + d) / (1 - d))


@law
@given(beliefs, st.floats(0.001, 1), signals)
def test_pure_ambiguity_teaches_exactly_nothing(p, alpha, alarms):
    assert posterior(p, alpha, alpha) == p
    assert (read_signals(p, alarms, 0) == p).all()
    assert (read_signals(p, alarms, 0, lens=True) == p).all()


@law
@given(doubts, st.floats(0.001, 1))
def test_what_only_the_offensive_do_ends_all_doubt(p, alpha):
    assert posterior(p, alpha, 0) == 1
    assert posterior(p, 0, alpha) == 0


@law
@given(beliefs, doubts, doubts)
def test_nobody_expects_to_change_their_mind(p, alpha, beta):
    alarm = p * alpha + (1 - p) * beta
    expected = alarm * posterior(p, alpha, beta) + (1 - alarm) * posterior(p, 1 - alpha, 1 - beta)
    assert expected == near(p)


@law
@given(st.data(), doubts, signals, st.floats(0, 0.99), st.booleans())
def test_the_order_of_signals_is_irrelevant(data, p, alarms, d, lens):
    other = data.draw(st.permutations(alarms))
    one = read_signals(p, alarms, d, lens=lens)[-1]
    assert read_signals(p, other, d, lens=lens)[-1] == one


@law
@given(doubts, st.integers(0, 400), st.floats(0, 0.999))
def test_as_many_reassurances_undo_any_number_of_alarms(p, n, d):
    assert read_signals(p, [True] * n + [False] * n, d)[-1] == p
    assert read_signals(p, [False] * n + [True] * n, d)[-1] == p


@pytest.mark.parametrize("certain", [0.0, 1.0])
@pytest.mark.parametrize("alarm", [True, False])
def test_certainty_learns_nothing(certain, alarm):
    assert (read_signals(certain, [alarm] * 2000, 0.9) == certain).all()


@law
@given(doubts, signals, st.floats(0, 0.99))
def test_through_the_lens_belief_never_falls(p, alarms, d):
    path = read_signals(p, alarms, d, lens=True)
    assert (np.diff(path) >= 0).all()
    assert (path >= read_signals(p, alarms, d)).all()
    assert path[-1] == read_signals(p, [True] * sum(alarms), d)[-1]


@st.composite
def switches(draw, most=1.999):
    lam = draw(beliefs)
    mu = draw(beliefs)
    assume(0.001 <= lam + mu <= most)
    return lam, mu


def test_two_periods_of_drift_by_hand():
    # p* = 0.1/0.4; 0.5·0.7 + 0.5·0.1 = 0.4; 0.4·0.7 + 0.6·0.1 = 0.34
    assert resting_belief(0.1, 0.3) == near(1 / 4)
    assert drift(0.5, 0.1, 0.3, [0, 1, 2]) == near(np.array([0.5, 0.4, 0.34]))


@law
@given(beliefs, switches(), st.integers(0, 40))
def test_drift_is_the_switch_repeated(p, switch, t):
    lam, mu = switch
    now = p
    for _ in range(t):
        now = now * (1 - mu) + (1 - now) * lam
    assert drift(p, lam, mu, t) == near(now)


@law
@given(beliefs, switches(most=1), st.floats(0, 20), st.floats(0, 20))
def test_drift_may_pause_at_any_time(p, switch, one, other):
    assert drift(drift(p, *switch, one), *switch, other) == near(drift(p, *switch, one + other))


@law
@given(beliefs, switches(most=1.9))
def test_even_certainty_drifts_to_the_resting_belief(p, switch):
    assume(sum(switch) >= 0.01)
    rest = resting_belief(*switch)
    assert drift(0, *switch, 1) == near(switch[0])
    for start in (0, 1, p):
        assert drift(start, *switch, 10_000) == near(rest)
    assert drift(rest, *switch, 7) == near(rest)


def test_halves_of_a_period_are_allowed_up_to_the_sum_of_1():
    # with λ + μ = 1 every trace of today's belief is gone at once
    assert drift(0.3, 0.9, 0.1, 0.5) == near(0.9)


# ------------------------------------------------------------------ choosing under doubt


@st.composite
def stakes(draw):
    c = draw(st.floats(0, 100))
    return draw(costs), c + draw(costs), c


def test_costs_and_threshold_by_hand():
    # deter: 1/4·1 + 3/4·3 = 5/2; reassure: 1/4·5; equal where 3 − 2p = 5p
    assert expected_costs(0.25, 3, 5, 1) == near((5 / 2, 5 / 4))
    assert threshold(3, 5, 1) == near(3 / 7)


@law
@given(stakes(), beliefs)
def test_the_threshold_is_where_the_expected_costs_cross(stake, p):
    p_star = threshold(*stake)
    assert 0 < p_star < 1
    deter, reassure = expected_costs(p_star, *stake)
    assert deter == near(reassure)
    deter, reassure = expected_costs(p, *stake)
    if abs(p - p_star) > 1e-9:
        assert (deter < reassure) == (p > p_star)


@law
@given(st.floats(1e-9, 1e9), st.floats(0, 1e9), st.floats(1e-9, 1e9))
def test_the_threshold_is_precise_for_stakes_of_any_size(s, c, more):
    a = c + more
    assume(a > c)
    exact = Fraction(s) / (Fraction(s) + Fraction(a) - Fraction(c))
    assert threshold(s, a, c) == near(float(exact), abs=0)


@law
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


@law
@given(beliefs, stakes())
def test_the_scenario_is_the_one_the_article_names(p, stake):
    assume(abs(p - threshold(*stake)) > 1e-9)
    deter, reassure = expected_costs(p, *stake)
    reading = Intent.OFFENSIVE if p > 0.5 else Intent.DEFENSIVE
    policy = Policy.DETERRENCE if deter < reassure else Policy.REASSURANCE
    for actual in Intent:
        assert scenario(p, *stake) is judge(actual, reading, policy).scenario


@law
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


@law
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


@law
@given(doubts, costs, costs, beliefs)
def test_no_answer_is_without_risk_and_none_beats_the_mix(p, s, a, x):
    best, left = mix(p, s, a), residual_loss(p, s, a)
    assert left > 0
    assert mix_loss(best, p, s, a) == near(left)
    # the loss rises with the square of the distance from the mix, so no x has less
    weight = p * a + (1 - p) * s
    assert mix_loss(x, p, s, a) - left == near(weight * (x - best) ** 2, abs=1e-10)
    assert mix_loss(x, p, s, a) >= left * (1 - 1e-12)


@law
@given(doubts, costs, costs, st.floats(0.001, 0.009))
def test_deterrence_always_comes_with_some_reassurance(p, s, a, more):
    x = mix(p, s, a)
    assert 0 < x < 1
    assert math.log(odds(x)) == near(math.log(odds(p)) + math.log(a / s), abs=1e-9)
    assert mix(p + more, s, a) > x


# ------------------------------------------------------------------ the spiral


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


def test_a_race_by_hand():
    # ab − kl = 4 − 2 = 2; x° = (1·2 + 4·1)/2 = 3 and y° = (2·1 + 1·2)/2 = 2
    race = Race(k=1, l=2, a=1, b=4, g=1, h=2)
    assert race.equilibrium() == near((3, 2))
    # λ² + 5λ + 2 = 0
    assert race.eigenvalues() == near(((-5 - 17**0.5) / 2, (-5 + 17**0.5) / 2))
    assert race.stability() is Stability.STABLE


def test_a_saddle_by_hand():
    # ab − kl = −3; x° = (−4 − 1)/−3, y° = (−4 − 4)/−3; λ = 1, −3; the line is 4x + 2y = 12
    race = Race(k=1, l=4, a=1, b=1, g=-1, h=-4)
    assert race.equilibrium() == near((5 / 3, 8 / 3))
    assert race.eigenvalues() == near((-3, 1))
    assert race.stability() is Stability.SADDLE
    assert race.side([2.99, 3.01, 0, 0], [0, 0, 5.99, 6.01]).tolist() == [-1, 1, -1, 1]


def test_a_decay_by_hand():
    # nobody reacts: each side halves its arms in ln 2 over its restraint
    race = Race(k=0, l=0, a=1, b=2)
    assert race.exact(8, 8, [0, math.log(2)]) == near(np.array([[8, 4], [8, 2]]))


@pytest.mark.parametrize("thing", [Race(1, 2, 3, 4), models.WORLDS[0]])
def test_what_is_stated_stays_stated(thing):
    name = next(iter(vars(thing)))
    with pytest.raises(FrozenInstanceError):
        setattr(thing, name, 5)
    assert hash(thing) == hash(replace(thing))  # two that say the same are the same
    assert thing == replace(thing)


@law
@given(races())
def test_at_the_balance_point_nothing_moves(race):
    assert flow(race, *race.equilibrium()) == near((0, 0), abs=1e-9)


@law
@given(races(gap=0))
def test_eigenvalues_are_those_of_linear_algebra(race):
    found = np.linalg.eigvals(matrix(race))
    assert np.isreal(found).all()
    assert race.eigenvalues() == near(tuple(sorted(found)), abs=1e-9)


@law
@given(*[st.integers(1, 20)] * 4)
def test_a_race_is_stable_exactly_where_restraint_outweighs_reaction(k, l, a, b):
    race = Race(k / 10, l / 10, a / 10, b / 10, 1, 1)  # tenths: no rounding may blur kl = ab
    expected = {-1: Stability.STABLE, 0: Stability.DEGENERATE, 1: Stability.SADDLE}
    sign = np.sign(k * l - a * b)
    assert race.stability() is expected[sign]
    slow, fast = race.eigenvalues()
    assert slow < 0
    assert np.sign(fast) == sign
    if sign == 0:
        with pytest.raises(ValueError, match=r"ab − kl = 0\.0 .*expected anything but 0"):
            race.equilibrium()


@law
@given(races(g=st.floats(0.01, 1), h=st.floats(0.01, 1)), arms, arms)
def test_with_grievances_a_race_settles_or_runs_away_from_every_start(race, x, y):
    centre = np.array(race.equilibrium())
    stable = race.stability() is Stability.STABLE
    assert (centre > 0).all() if stable else (centre < 0).all()
    end = race.exact(x, y, 40 / abs(race.eigenvalues()[1]))[:, 0]
    if stable:
        assert end == near(centre, rel=1e-6, abs=1e-6)
    else:
        assert race.side(x, y) == 1
        assert (end > 1e6).all()


below = st.floats(-1, -0.05)


@law
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
    end = race.exact(x, y, 40 / growth)[:, 0]
    assert (np.sign(end - centre) == side).all()


@law
@given(races(wanted=[Stability.SADDLE]))
def test_a_start_at_the_saddle_lies_on_the_line(race):
    assert race.side(*race.equilibrium()) == 0


@law
@given(rate, rate, rate, grievance, grievance, arms, arms, st.floats(0.1, 10))
def test_between_stable_and_runaway_arms_grow_at_a_constant_rate(l, a, b, g, h, x, y, t):
    race = Race(a * b / l, l, a, b, g, h)
    assert race.stability() is Stability.DEGENERATE
    assert Race(1, 1 + 1e-6, 1, 1).stability() is Stability.SADDLE  # near is not at
    assert race.eigenvalues() == near((-(a + b), 0))
    end = race.exact(x, y, t)[:, 0]
    grown = np.array([l, a]) @ (end - [x, y])
    assert grown == near(t * (l * g + a * h), rel=1e-6, abs=1e-6)


nothing = st.just(0.0)


@law
@given(races(g=nothing, h=nothing, wanted=[Stability.STABLE]), arms, arms)
def test_without_grievances_a_stable_race_disarms(race, x, y):
    assert race.equilibrium() == (0, 0)
    ends = race.exact(x, y, np.array([20, 40]) / -race.eigenvalues()[1])
    assert (np.abs(ends[:, 0]) < 1e-4).all()
    assert (np.abs(ends[:, 1]) < 1e-12).all()


@law
@given(rate, rate, grievance, arms, arms, st.floats(0, 5))
def test_equal_sides_grow_by_k_minus_a_and_always_grow_alike(k, a, g, x, y, t):
    assert Race(k, k, a, a).eigenvalues() == near((-(k + a), k - a))
    one, other = Race(k, k, a, a).exact(x, y, t)[:, 0]
    assert one + other == near((x + y) * math.exp((k - a) * t))
    one, other = Race(k, k, a, a, g, g).exact(x, y, t)[:, 0]
    assert one - other == near((x - y) * math.exp(-(k + a) * t), abs=1e-9)


@law
@given(races(gap=0), arms, arms, st.floats(0.01, 3))
@example(Race(2, 2, 0.05, 0.05, 1, 1), 5, 5, 3)
def test_the_solver_agrees_with_the_closed_form_until_a_side_is_disarmed(race, x, y, last):
    times = np.linspace(0, last, 12)
    path, exact = race.path(x, y, times), race.exact(x, y, times)
    steps = path.shape[1]
    assert path == near(exact[:, :steps], rel=0, abs=1e-7)
    assert (path >= -1e-7).all()
    if steps < len(times):
        while_it_stops = np.linspace(times[max(steps - 1, 0)], times[steps], 200)
        assert race.exact(x, y, while_it_stops).min() < 0.02


@law
@given(races(g=below, h=below, wanted=[Stability.SADDLE]), arms, arms)
def test_a_race_below_the_line_ends_and_one_above_it_never_does(race, x, y):
    centre = np.array(race.equilibrium())
    growth = race.eigenvalues()[1]
    assume(abs(np.array([race.l, growth + race.a]) @ ([x, y] - centre)) > 1e-3)
    assume(growth > 0.1)
    times = np.linspace(0, 15 / growth, 4)
    assert (race.path(x, y, times).shape == (2, 4)) == (race.side(x, y) == 1)


def test_a_path_begins_at_the_first_of_its_times():
    race = Race(0.5, 0.4, 1, 0.8, 0.3, 0.2)
    assert race.path(1, 2, [3, 4, 5]) == near(race.exact(1, 2, [0, 1, 2]), abs=1e-7)
    assert race.path(1, 2, [3, 4]) == near(race.exact(1, 2, [0, 1]), abs=1e-7)


def test_a_path_stops_at_the_disarmed_side():
    # without reactions x = 2 − t and y = 3 − t as far as restraint is small
    race = Race(0, 0, 1e-9, 1e-9, -1, -1)
    assert race.path(2, 3, [0, 1, 1.9, 2.1, 2.5]) == near(
        np.array([[2, 1, 0.1], [3, 2, 1.1]]), abs=1e-7
    )
    assert race.path(3, 2, [0, 1, 1.9, 2.1, 2.5]).shape == (2, 3)


@law
@given(races(wanted=[Stability.STABLE]), st.floats(0.1, 0.999), st.floats(1.001, 2))
def test_explicit_steps_are_stable_up_to_2_over_the_fastest_decay(race, less, more):
    limit = 2 / abs(race.eigenvalues()[0])
    for factor, settles in ((less, True), (more, False)):
        step = np.eye(2) + factor * limit * matrix(race)
        assert (abs(np.linalg.eigvals(step)).max() < 1) == settles


def test_security_by_hand():
    # 3 − 2·1 and 1 − 2·3
    assert security(3, 1, 2) == (1, -5)


@law
@given(rate, rate, st.floats(0.05, 1), st.floats(0.1, 3), st.floats(0.1, 5))
def test_more_arms_mean_less_security_exactly_where_offence_has_the_advantage(k, a, g, rho, t):
    assume(abs(rho - 1) > 1e-6)
    x, y = Race(k, k, a, a, g, g).exact(0, 0, [0, t])
    assert x[1] > x[0]
    for safe in security(np.maximum(x, 0), np.maximum(y, 0), rho):
        assert (safe[1] < safe[0]) == (rho > 1)
        assert safe == near((1 - rho) * x, abs=1e-9)


def test_critical_belief_by_hand():
    # √(2·3/(4·6)) = √(1/4)
    assert critical_belief(4, 6, 2, 3) == near(1 / 2)
    assert reaction(4, 0.25) == 1


@law
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


@law
@given(rate, rate, rate, rate, beliefs, beliefs)
def test_two_suspicions_run_away_where_their_product_does(k_0, l_0, a, b, p_n, p_r):
    race = Race(reaction(k_0, p_n), reaction(l_0, p_r), a, b)
    excess = p_n * p_r * k_0 * l_0 - a * b
    assume(abs(excess) > 1e-9)
    assert (race.stability() is Stability.SADDLE) == (excess > 0)


# ------------------------------------------------------------------ trust

HUNT = {"R": 4, "T": 3, "S": 0, "P": 2}
PRISON = {"R": 3, "T": 4, "S": 1, "P": 2}
CHICKEN = {"R": 3, "T": 4, "S": 2, "P": 1}
DEADLOCK = {"R": 2, "T": 4, "S": 1, "P": 3}


@pytest.mark.parametrize(
    ("payoffs", "name", "expected"),
    [
        (HUNT, Game.STAG_HUNT, [(1, 1), (2 / 3, 2 / 3), (0, 0)]),  # 2/((4 − 3) + 2)
        (PRISON, Game.PRISONERS_DILEMMA, [(0, 0)]),
        # who meets q plays 3q + 2(1 − q) or 4q + (1 − q): equal at 1/2
        (CHICKEN, Game.CHICKEN, [(1, 0), (1 / 2, 1 / 2), (0, 1)]),
        (DEADLOCK, Game.DEADLOCK, [(0, 0)]),
    ],
    ids=lambda value: value.value if isinstance(value, Game) else "",
)
def test_the_four_games(payoffs, name, expected):
    assert game(**payoffs) is name
    found = equilibria(**payoffs)
    assert len(found) == len(expected)
    for pair, wanted in zip(found, expected, strict=True):
        assert pair == near(wanted)


def test_only_four_orders_have_a_name():
    names = [game(*payoffs) for payoffs in permutations((1, 2, 3, 4))]
    assert len(names) == 24
    assert sorted(name for name in names if name) == sorted(Game)


@law
@given(st.permutations([0, 1, 2, 3]), st.floats(0.01, 100), st.floats(-100, 100))
def test_games_and_equilibria_depend_on_no_unit(ranks, unit, zero):
    scaled = [zero + unit * rank for rank in ranks]
    assert game(*scaled) is game(*ranks)
    for one, other in zip(equilibria(*scaled), equilibria(*ranks), strict=True):
        assert one == near(other, abs=1e-6)


payoffs = st.lists(st.integers(-20, 20), min_size=4, max_size=4).filter(
    lambda p: p[0] != p[1] and p[2] != p[3]  # R ≠ T and S ≠ P: each best reply is one
)


@law
@given(payoffs)
@example([3, 1, 0, 1])
@example([2, 1, 0, 2])
def test_no_equilibrium_is_missed_and_in_none_does_leaving_pay(payoffs):
    R, T, S, P = payoffs

    def worth(mine, theirs):
        return mine * (theirs * R + (1 - theirs) * S) + (1 - mine) * (theirs * T + (1 - theirs) * P)

    found = equilibria(R, T, S, P)
    for one, other in found:
        assert worth(one, other) >= max(worth(0, other), worth(1, other)) - 1e-9
        assert worth(other, one) >= max(worth(0, one), worth(1, one)) - 1e-9
    for one, other in product((1, 0), repeat=2):
        stays = worth(one, other) > worth(1 - one, other) and worth(other, one) > worth(
            1 - other, one
        )
        assert ((one, other) in found) == stays
    assert len(found) % 2 == 1  # as in every game that is not degenerate
    assert found == sorted(found, reverse=True)


def test_a_tie_that_leaves_each_best_reply_alone_has_a_name_or_none():
    assert game(R=3, T=1, S=0, P=1) is Game.STAG_HUNT  # the hare is as good in company
    assert equilibria(R=3, T=1, S=0, P=1) == [(1, 1), near((1 / 3, 1 / 3)), (0, 0)]
    for R, T, S, P in ((2, 3, 0, 2), (3, 4, 3, 1), (1, 3, 0, 3), (1, 2, 1, 0)):
        assert game(R, T, S, P) is None


@law
@given(st.integers(-20, 20), st.integers(-20, 20))
def test_where_one_gains_what_the_other_loses_nothing_is_gained_together(total, T):
    # a symmetric game is zero-sum where R + R = P + P = T + S: R = P
    R = P = total / 2
    assume(T != R)
    found = equilibria(R, T, total - T, P)
    assert len(found) == 1  # nothing to agree on: who does not gain by arming alone loses by it
    assert found == [(1, 1)] if T < R else [(0, 0)]
    assert game(R, T, total - T, P) is None
    with pytest.raises(ValueError, match="expected"):
        tipping_point(R, T, total - T, P)  # and no trust that would make it a stag hunt


@st.composite
def hunts(draw):
    """Payoffs R > T > P > S of a stag hunt, as keywords."""
    S = draw(st.floats(-10, 10))
    P = S + draw(costs)
    T = P + draw(st.floats(0.01, 10))
    return {"R": T + draw(costs), "T": T, "S": S, "P": P}


@law
@given(hunts())
def test_the_tipping_point_is_the_mixed_equilibrium(payoffs):
    assert game(**payoffs) is Game.STAG_HUNT
    best, mixed, worst = equilibria(**payoffs)
    assert best == (1, 1)
    assert worst == (0, 0)  # mistrust confirms itself, however good the hunt
    q_star = tipping_point(**payoffs)
    assert 0 < q_star < 1
    assert mixed == near((q_star, q_star), rel=1e-6, abs=1e-6)


def test_a_hunt_where_a_lone_defector_gains_nothing_is_allowed():
    # (1 − 0)/((3 − 1) + (1 − 0))
    assert tipping_point(R=3, T=1, S=0, P=1) == near(1 / 3)


@law
@given(hunts(), st.floats(0.1, 0.9))
def test_what_makes_cooperation_easier(payoffs, part):
    q_star = tipping_point(**payoffs)
    more = part * min(payoffs["R"] - payoffs["T"], payoffs["T"] - payoffs["P"])
    up = {name: tipping_point(**payoffs | {name: payoffs[name] + more}) for name in "RTP"}
    assert up["R"] < q_star
    assert up["T"] > q_star
    assert up["P"] > q_star
    more = part * (payoffs["P"] - payoffs["S"])
    assert tipping_point(**payoffs | {"S": payoffs["S"] + more}) < q_star


@law
@given(hunts())
def test_cooperation_is_risk_dominant_exactly_below_one_half(payoffs):
    R, T, S, P = (payoffs[name] for name in "RTSP")
    assume(abs((R - T) - (P - S)) > 1e-9)
    assert (R - T > P - S) == (tipping_point(**payoffs) < 0.5)


@law
@given(hunts(), beliefs)
def test_who_trusts_enough_cooperates_so_that_the_mixed_equilibrium_tips(payoffs, t):
    # the best reply moves away from q* on both sides
    R, T, S, P = (payoffs[name] for name in "RTSP")
    q_star = tipping_point(**payoffs)
    assume(abs(t - q_star) > 1e-9)
    gain = t * R + (1 - t) * S - (t * T + (1 - t) * P)
    assert (gain > 0) == (t > q_star)


def test_patience_by_hand():
    # 6/(1 − δ) = 8 + 2δ/(1 − δ) where 6 = 8 − 6δ
    assert patience(R=6, T=8, P=2) == near(1 / 3)


@law
@given(st.floats(-10, 10), costs, costs, st.floats(0, 0.98))
def test_patience_sustains_cooperation_among_prisoners(P, one, two, delta):
    R, T = P + one, P + one + two
    enough = patience(R, T, P)
    assert 0 < enough < 1
    assume(abs(delta - enough) > 1e-6)
    weights = delta ** np.arange(3000)
    stays, leaves = (weights * R).sum(), T + (weights[1:] * P).sum()
    assert (stays > leaves) == (delta > enough)
    assert equilibria(R, T, P - one, P) == [(0, 0)]  # once, defection dominates


def test_a_noise_limit_by_hand():
    # (3/5 : 2/5)·(1/4 : 3/4) = 3/2 · 1/3
    assert noise_limit(0.6, 0.75) == near(1 / 2)


@law
@given(doubts, doubts, doubts, doubts)
def test_a_signal_restores_trust_exactly_within_its_noise_limit(t, m, pi_t, pi_u):
    limit = noise_limit(t, m)
    assume(abs(pi_u / pi_t / limit - 1) > 1e-9)
    assert (posterior(t, pi_t, pi_u) >= m) == (pi_u / pi_t <= limit)


@law
@given(doubts)
def test_defection_tells_all_where_the_trustworthy_cooperate_and_nothing_where_nobody_does(t):
    assert posterior(1 - t, 1, 0) == 1
    assert posterior(1 - t, 1, 1) == 1 - t


def test_costly_gestures_by_hand():
    assert separating_costs(B_T=6, B_U=4, kappa_T=2, kappa_U=4) == (1, 3)  # 4/4 and 6/2
    assert separating_costs(B_T=2, B_U=4, kappa_T=1, kappa_U=2) == (2, 2)  # a single size
    assert separating_costs(B_T=2, B_U=4, kappa_T=1, kappa_U=1.5) is None  # 8/3 > 2


@law
@given(costs, costs, costs, costs, st.floats(0.001, 1000))
def test_a_gesture_separates_where_it_costs_the_untrustworthy_relatively_more(
    B_T, B_U, k_T, k_U, o
):
    found = separating_costs(B_T, B_U, k_T, k_U)
    assume(abs(k_U / k_T / (B_U / B_T) - 1) > 1e-9)
    assert (found is not None) == (k_U / k_T >= B_U / B_T)
    separates = k_T * o <= B_T and k_U * o >= B_U
    low, high = found or (math.inf, -math.inf)
    if all(abs(o / edge - 1) > 1e-9 for edge in (low, high)):
        assert (low <= o <= high) == separates


@law
@given(costs, costs, st.floats(1.001, 10))
def test_no_gesture_separates_where_deceit_pays_and_costs_are_equal(B_T, kappa, more):
    assert separating_costs(B_T, B_T * more, kappa, kappa) is None


def test_jervis_has_four_worlds():
    table = {w.number: (w.offence_advantage, w.distinguishable) for w in models.WORLDS}
    assert table == {1: (True, False), 2: (False, False), 3: (True, True), 4: (False, True)}
    assert list(table) == [1, 2, 3, 4]
    assert len({world.words for world in models.WORLDS}) == 4


# ------------------------------------------------------------------ domains

NAN, INF = math.nan, math.inf
FINITE = ("a finite number", [NAN, INF, -INF])
PROBABILITY = ("a probability in [0, 1]", [-0.001, 1.001, NAN, INF, -INF])
INSIDE = ("a probability strictly inside (0, 1)", [0, 1, -0.1, 1.1, NAN, INF])
CLEARNESS = ("a number in [0, 1)", [-0.001, 1, 1.5, NAN, INF])
POSITIVE = ("a number above 0", [0, -1, NAN, INF, -INF])
NOT_NEGATIVE = ("a number of at least 0", [-0.001, NAN, INF, -INF])

SADDLE = Race(2, 2, 1, 1, -1, -1)
STAKES = {"s": (2, POSITIVE), "a": (4, POSITIVE), "c": (1, NOT_NEGATIVE)}
MIXED = {"p": (0.5, PROBABILITY), "s": (2, POSITIVE), "a": (4, POSITIVE)}
PAYOFFS = {name: (value, FINITE) for name, value in HUNT.items()}
START = {"x": (1, NOT_NEGATIVE), "y": (2, NOT_NEGATIVE)}

# for every parameter a good value and what it must be; None where any value will do
DOMAINS = {
    rates: {"d": (0.5, CLEARNESS)},
    posterior: {name: (0.5, PROBABILITY) for name in ("p", "alpha", "beta")},
    read_signals: {
        "p": (0.5, PROBABILITY),
        "alarms": ([True, False], None),
        "d": (0.5, CLEARNESS),
        "lens": (False, None),
    },
    resting_belief: {"lam": (0.1, PROBABILITY), "mu": (0.2, PROBABILITY)},
    drift: {
        "p": (0.5, PROBABILITY),
        "lam": (0.1, PROBABILITY),
        "mu": (0.2, PROBABILITY),
        "t": (3, NOT_NEGATIVE),
    },
    expected_costs: {"p": (0.5, PROBABILITY), **STAKES},
    threshold: STAKES,
    scenario: {"p": (0.5, PROBABILITY), **STAKES},
    mix: MIXED,
    mix_loss: {"x": (0.5, PROBABILITY), **MIXED},
    residual_loss: MIXED,
    Race: {
        "k": (0.5, NOT_NEGATIVE),
        "l": (0.6, NOT_NEGATIVE),
        "a": (1, POSITIVE),
        "b": (1.1, POSITIVE),
        "g": (0.1, FINITE),
        "h": (-0.1, FINITE),
    },
    SADDLE.stability: {},
    SADDLE.equilibrium: {},
    SADDLE.eigenvalues: {},
    SADDLE.exact: {"x": (1, FINITE), "y": (2, FINITE), "t": (3, NOT_NEGATIVE)},
    SADDLE.path: {**START, "t": ([0, 1, 2], None)},
    SADDLE.side: {"x": (1, FINITE), "y": (2, FINITE)},
    reaction: {"k_0": (2, NOT_NEGATIVE), "p": (0.5, PROBABILITY)},
    critical_belief: {
        name: (value, POSITIVE)
        for name, value in zip(("k_0", "l_0", "a", "b"), (2, 3, 1, 1.5), strict=True)
    },
    security: {**START, "rho": (1.5, POSITIVE)},
    game: PAYOFFS,
    equilibria: PAYOFFS,
    tipping_point: PAYOFFS,
    patience: {"R": (3, FINITE), "T": (5, FINITE), "P": (1, FINITE)},
    noise_limit: {"t": (0.5, INSIDE), "m": (0.75, INSIDE)},
    separating_costs: {
        name: (value, POSITIVE)
        for name, value in zip(("B_T", "B_U", "kappa_T", "kappa_U"), (2, 3, 1, 3), strict=True)
    },
}
SINGLE = (game, equilibria, separating_costs, SADDLE.exact, SADDLE.path)  # take no arrays


def test_every_public_function_and_parameter_has_a_domain():
    public = [
        value
        for name, value in vars(models).items()
        if inspect.isfunction(value) and value.__module__ == models.__name__ and name[0] != "_"
    ]
    methods = [
        getattr(SADDLE, name) for name in vars(Race) if name[0] != "_" and name not in "klabgh"
    ]
    assert set(DOMAINS) == {*public, *methods, Race}
    for function, domain in DOMAINS.items():
        assert list(inspect.signature(function).parameters) == list(domain)


def good(function):
    return {name: value for name, (value, _) in DOMAINS[function].items()}


REFUSALS = [
    pytest.param(function, name, bad, expected, id=f"{function.__name__}-{name}-{bad}")
    for function, domain in DOMAINS.items()
    for name, (_, allowed) in domain.items()
    if allowed
    for expected, values in [allowed]
    for bad in values
]


@pytest.mark.parametrize(("function", "name", "bad", "expected"), REFUSALS)
def test_a_value_outside_its_domain_is_refused_by_name_with_what_was_expected(
    function, name, bad, expected
):
    message = re.escape(f"{name} = {float(bad)} is not allowed; expected {expected}")
    with pytest.raises(ValueError, match=f"^{message}$"):
        function(**good(function) | {name: bad})
    if function not in SINGLE:
        values = np.array([[DOMAINS[function][name][0], bad]])
        with pytest.raises(ValueError, match=f"^{message}$"):
            function(**good(function) | {name: values})


@pytest.mark.parametrize("function", DOMAINS, ids=lambda function: function.__name__)
def test_the_good_values_are_good(function):
    assert function(**good(function)) is not None


ENDS = [
    (posterior, {"p": 0, "alpha": 0, "beta": 1}, 0),
    (posterior, {"p": 1, "alpha": 1, "beta": 0}, 1),
    (resting_belief, {"lam": 0, "mu": 1}, 0),
    (drift, {"p": 1, "lam": 1, "mu": 0, "t": 0}, 1),
    (threshold, {"s": 1, "a": 1, "c": 0}, 0.5),
    (mix, {"p": 0, "s": 1, "a": 1}, 0),
    (mix, {"p": 1, "s": 1, "a": 1}, 1),
    (mix_loss, {"x": 0, "p": 1, "s": 1, "a": 2}, 2),
    (mix_loss, {"x": 1, "p": 0, "s": 3, "a": 2}, 3),
    (reaction, {"k_0": 0, "p": 1}, 0),
    (security, {"x": 0, "y": 0, "rho": 1}, (0, 0)),
]


@pytest.mark.parametrize(("function", "given_values", "expected"), ENDS)
def test_the_ends_of_a_domain_belong_to_it(function, given_values, expected):
    assert function(**given_values) == expected


IMPOSSIBLE = (
    r"p·alpha + (1 − p)·beta = 0.0 is not allowed; expected more than 0: the signal must be"
)
TOGETHER = [
    (lambda: posterior(1, 0, 0.5), IMPOSSIBLE),
    (lambda: posterior(0, 0.5, 0), IMPOSSIBLE),
    (lambda: posterior(0.5, [0.5, 0], 0), IMPOSSIBLE),
    (lambda: resting_belief(0, 0), "lam + mu = 0.0 is not allowed; expected a sum strictly"),
    (lambda: resting_belief(1, 1), "lam + mu = 2.0 is not allowed; expected a sum strictly"),
    (lambda: drift(0.5, 1, 1, 1), "lam + mu = 2.0 is not allowed; expected a sum strictly"),
    (lambda: drift(0, 0.6, 0.5, 1.5), "t = 1.5 is not allowed; expected whole periods where lam"),
    (lambda: drift(0, [0.1, 0.6], 0.5, 1.5), "t = 1.5 is not allowed; expected whole periods"),
    *[
        (call, "a = 2.0 is not allowed; expected more than c = 2.0")
        for call in (
            lambda: threshold(1, 2, 2),
            lambda: threshold(1, [3, 2], 2),
            lambda: scenario(0.5, 1, 2, 2),
            lambda: expected_costs(0.5, 1, 2, 2),
        )
    ],
    (lambda: threshold(1, 2, [1, 3]), "a = 2.0 is not allowed; expected more than c = 3.0"),
    (
        lambda: Race([1, 0.6], [2, 0.6], [1, 0.4], [1, 0.9]).equilibrium(),
        "ab − kl = 0.0 is not allowed; expected anything but 0: kl = ab has no single balance",
    ),
    (
        lambda: Race(1, 1, 2, 1).side(1, 1),
        "kl − ab = -1.0 is not allowed; expected more than 0: only a saddle divides the starts",
    ),
    (
        lambda: Race([3, 1], 1, 1, 1).side(1, 1),
        "kl − ab = 0.0 is not allowed; expected more than 0: only a saddle divides the starts",
    ),
    (lambda: SADDLE.path(1, 1, [0, 2, 2]), "t = 2.0 is not allowed; expected times that increase"),
    (lambda: SADDLE.path(1, 1, [0, NAN]), "t = nan is not allowed; expected a number of at least"),
    (lambda: SADDLE.path(1, 1, [-1, 0]), "t = -1.0 is not allowed; expected a number of at least"),
    (
        lambda: SADDLE.path(1, 1, [3]),
        "t = [3.] is not allowed; expected a row of at least two times",
    ),
    (lambda: SADDLE.path(1, 1, 3), "t = 3.0 is not allowed; expected a row of at least two times"),
    (lambda: SADDLE.path([1, 2], 1, [0, 1]), "x = [1. 2.] is not allowed; expected a single"),
    (lambda: SADDLE.exact(1, [1, 2], 1), "y = [1. 2.] is not allowed; expected a single number"),
    (
        lambda: Race([1, 2], 1, 2, 3).exact(1, 1, 1),
        "k = [1. 2.] is not allowed; expected a single number",
    ),
    (lambda: game([1, 2], 3, 4, 5), "R = [1. 2.] is not allowed; expected a single number"),
    (
        lambda: separating_costs(1, [1, 2], 1, 1),
        "B_U = [1. 2.] is not allowed; expected a single number",
    ),
    (lambda: tipping_point(3, 3, 0, 1), "R = 3.0 is not allowed; expected more than T = 3.0"),
    (lambda: tipping_point(4, 1, 0, 2), "T = 1.0 is not allowed; expected at least P = 2.0"),
    (lambda: tipping_point(4, 3, 2, [1, 2]), "P = 1.0 is not allowed; expected more than S = 2.0"),
    (lambda: tipping_point(4, 3, 2, 2), "P = 2.0 is not allowed; expected more than S = 2.0"),
    (lambda: patience(3, 3, 1), "T = 3.0 is not allowed; expected more than R = 3.0"),
    (lambda: patience(1, 3, 1), "R = 1.0 is not allowed; expected more than P = 1.0"),
    *[
        (
            lambda function=function, pair=pair: function(**HUNT | dict.fromkeys(pair, 7)),
            f"{pair[0]} = 7.0 is not allowed; expected anything but {pair[1]} = 7.0: two best",
        )
        for function in (game, equilibria)
        for pair in ("RT", "SP")
    ],
]


@pytest.mark.parametrize(("call", "message"), TOGETHER)
def test_values_that_do_not_go_together_are_refused(call, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        call()


# ------------------------------------------------------------------ arrays

RANGES = {  # where all of a function's parameters go together
    "c": (0, 1), "a": (1.1, 5), "R": (5, 6), "P": (1, 2), "S": (-1, 0), "t": (0.1, 0.9),
}  # fmt: skip
SPANS = {
    Race: {"k": (0, 0.9), "l": (0, 0.9), "b": (1.1, 2)},
    patience: {"T": (7, 8)},
    tipping_point: {"T": (3, 4)},
    drift: {"lam": (0.1, 0.4), "mu": (0.1, 0.4)},
}
SHAPES = [(2, 1, 1), (3, 1), (4,), ()]


def spread(function, names):
    """Random arrays of shapes that broadcast to the whole."""
    random = np.random.default_rng(7)
    span = RANGES | SPANS.get(function, {})
    return {
        name: random.uniform(*span.get(name, (0.1, 0.9)), SHAPES[index % 4])
        for index, name in enumerate(names)
    }


def parts(result):
    found = result if isinstance(result, tuple) else (result,)
    return [np.asarray(part, dtype=object if isinstance(part, str) else None) for part in found]


def agree(call, arrays):
    """Whether a call on arrays has the broadcast shape and is the call on each cell."""
    shape = np.broadcast_shapes(*(values.shape for values in arrays.values()))
    whole = parts(call(**arrays))
    cells = {name: np.broadcast_to(values, shape) for name, values in arrays.items()}
    for index in np.ndindex(shape):
        single = parts(call(**{name: float(values[index]) for name, values in cells.items()}))
        for one, all_of_them in zip(single, whole, strict=True):
            assert one.shape == ()
            assert all_of_them.shape == shape
            if all_of_them.dtype == object:
                assert all_of_them[index] is one[()]
            else:
                assert all_of_them[index] == near(float(one), rel=1e-14, abs=1e-15)


@pytest.mark.parametrize(
    "function",
    [f for f in DOMAINS if inspect.isfunction(f) and f not in (*SINGLE, read_signals)],
    ids=lambda function: function.__name__,
)
def test_arrays_broadcast_and_each_cell_is_the_number(function):
    agree(function, spread(function, DOMAINS[function]))
    for name in DOMAINS[function]:  # and where a single parameter is an array
        arrays = spread(function, DOMAINS[function])
        agree(
            function,
            {n: v if n == name else np.asarray(v.flat[0]) for n, v in arrays.items()},
        )


@pytest.mark.parametrize("method", ["equilibrium", "eigenvalues", "stability"])
@pytest.mark.parametrize("saddle", [False, True])
def test_races_broadcast_and_each_cell_is_the_number(method, saddle):
    races = spread(Race, DOMAINS[Race])
    races["k"] = races["k"] + 100 * saddle
    agree(lambda **values: getattr(Race(**values), method)(), races)


def test_sides_broadcast_over_starts_and_races():
    values = {"k": np.array([[2.0], [3.0]]), "x": np.array([0.2, 0.9, 1.5]), "y": np.array(0.8)}
    agree(lambda k, x, y: Race(k, 2, 1, 1, -1, -1).side(x, y), values)


@pytest.mark.parametrize("lens", [False, True])
@pytest.mark.parametrize("alarms", [[], [True], [False, True, True, False, False]])
def test_a_belief_path_has_a_row_for_every_signal_and_the_broadcast_shape(alarms, lens):
    p, d = np.array([[0.2], [0.7]]), np.array([0, 0.3, 0.9])
    paths = read_signals(p, alarms, d, lens=lens)
    assert paths.shape == (len(alarms) + 1, 2, 3)
    for row, column in np.ndindex(2, 3):
        single = read_signals(p[row, 0], alarms, d[column], lens=lens)
        assert single.shape == (len(alarms) + 1,)
        assert paths[:, row, column] == near(single, rel=1e-14)


def test_arms_have_a_row_for_each_side_and_a_column_for_each_time():
    times = np.linspace(0, 2, 5)
    for follow in (SADDLE.exact, SADDLE.path):
        whole = follow(2, 3, times)
        assert whole.shape == (2, 5)
    exact = SADDLE.exact(2, 3, times)
    for column, t in enumerate(times):
        assert exact[:, [column]] == near(SADDLE.exact(2, 3, t))
