"""Trust: the laws of its games, its pictures, and what the chapter says of its numbers."""

import math
import re
from itertools import product

import nashpy
import numpy as np
import pytest
from chapter import hidden_cell
from drawing import drawn, said, values
from hypothesis import assume, given
from hypothesis import strategies as st
from laws import beliefs, costs, doubts, near

from secdilemma.models.reading_signals import posterior, rates
from secdilemma.models.trust import (
    CLARITY,
    STAKES,
    WORLDS,
    P,
    choosing,
    noise_limit,
    patience,
    separating_costs,
    tipping_point,
)
from secdilemma.pictures.trust import (
    GAINS,
    GESTURES,
    LEVELS,
    PAYOFF,
    SIGMA,
    describe_reassurance,
    describe_trust,
    draw_reassurance,
    draw_trust,
    trust,
)
from secdilemma.tables import jervis_table

# ------------------------------------------------------------------ the model

HUNT = {"R": 4, "T": 3, "S": 0, "P": 2}
PRISON = {"R": 3, "T": 4, "S": 1, "P": 2}
CHICKEN = {"R": 3, "T": 4, "S": 2, "P": 1}
DEADLOCK = {"R": 2, "T": 4, "S": 1, "P": 3}


def equilibria(R, T, S, P):
    """The chances with which each side cooperates, by support enumeration, the best first."""
    row = np.array([[R, S], [T, P]], dtype=float)
    found = nashpy.Game(row, row.T).support_enumeration()
    return sorted(((one[0], other[0]) for one, other in found), reverse=True)


@pytest.mark.parametrize(
    ("payoffs", "expected"),
    [
        (HUNT, [(1, 1), (2 / 3, 2 / 3), (0, 0)]),  # 2/((4 − 3) + 2)
        (PRISON, [(0, 0)]),
        # who meets q plays 3q + 2(1 − q) or 4q + (1 − q): equal at 1/2
        (CHICKEN, [(1, 0), (1 / 2, 1 / 2), (0, 1)]),
        (DEADLOCK, [(0, 0)]),
    ],
    ids=("stag hunt", "prisoner's dilemma", "chicken", "deadlock"),
)
def test_the_four_games_that_the_chapter_names(payoffs, expected):
    for pair, wanted in zip(equilibria(**payoffs), expected, strict=True):
        assert pair == near(wanted)


@pytest.mark.parametrize("payoffs", [PRISON, CHICKEN, DEADLOCK])
def test_only_a_stag_hunt_has_a_tipping_point(payoffs):
    with pytest.raises(ValueError, match="expected"):
        tipping_point(**payoffs)


@given(st.integers(-20, 20), st.integers(-20, 20))
def test_where_one_gains_what_the_other_loses_nothing_is_gained_together(total, T):
    # a symmetric game is zero-sum where R + R = P + P = T + S: R = P
    R = P = total / 2
    assume(T != R)
    found = equilibria(R, T, total - T, P)
    assert len(found) == 1  # nothing to agree on: who does not gain by arming alone loses by it
    assert found == [(1, 1)] if T < R else [(0, 0)]
    with pytest.raises(ValueError, match="expected"):
        tipping_point(R, T, total - T, P)  # and no trust that would make it a stag hunt


@st.composite
def hunts(draw):
    """Payoffs R > T > P > S of a stag hunt, as keywords."""
    S = draw(st.floats(-10, 10))
    P = S + draw(costs)
    T = P + draw(st.floats(0.01, 10))
    return {"R": T + draw(costs), "T": T, "S": S, "P": P}


@given(hunts())
def test_the_tipping_point_is_the_mixed_equilibrium(payoffs):
    best, mixed, worst = equilibria(**payoffs)
    assert best == (1, 1)
    assert worst == (0, 0)  # mistrust confirms itself, however good the hunt
    q_star = tipping_point(**payoffs)
    assert 0 < q_star < 1
    assert mixed == near((q_star, q_star), rel=1e-6, abs=1e-6)


def test_a_hunt_where_a_lone_defector_gains_nothing_is_allowed():
    # (1 − 0)/((3 − 1) + (1 − 0))
    assert tipping_point(R=3, T=1, S=0, P=1) == near(1 / 3)


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


@given(hunts())
def test_cooperation_is_risk_dominant_exactly_below_one_half(payoffs):
    R, T, S, P = (payoffs[name] for name in "RTSP")
    assume(abs((R - T) - (P - S)) > 1e-9)
    assert (R - T > P - S) == (tipping_point(**payoffs) < 0.5)


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


@given(doubts, doubts, doubts, doubts)
def test_a_signal_restores_trust_exactly_within_its_noise_limit(t, m, pi_t, pi_u):
    limit = noise_limit(t, m)
    assume(abs(pi_u / pi_t / limit - 1) > 1e-9)
    assert (posterior(t, pi_t, pi_u) >= m) == (pi_u / pi_t <= limit)


@given(doubts)
def test_defection_tells_all_where_the_trustworthy_cooperate_and_nothing_where_nobody_does(t):
    assert posterior(1 - t, 1, 0) == 1
    assert posterior(1 - t, 1, 1) == 1 - t


def test_costly_gestures_by_hand():
    assert separating_costs(B_T=6, B_U=4, kappa_T=2, kappa_U=4) == (1, 3)  # 4/4 and 6/2
    assert separating_costs(B_T=2, B_U=4, kappa_T=1, kappa_U=2) == (2, 2)  # a single size
    assert separating_costs(B_T=2, B_U=4, kappa_T=1, kappa_U=1.5) is None  # 8/3 > 2


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


@given(costs, costs, st.floats(1.001, 10))
def test_no_gesture_separates_where_deceit_pays_and_costs_are_equal(B_T, kappa, more):
    assert separating_costs(B_T, B_T * more, kappa, kappa) is None


def test_jervis_has_four_worlds():
    table = {w.number: (w.offence_advantage, w.distinguishable) for w in WORLDS}
    assert table == {1: (True, False), 2: (False, False), 3: (True, True), 4: (False, True)}
    assert list(table) == [1, 2, 3, 4]
    assert len({world.words for world in WORLDS}) == 4


# ------------------------------------------------------------------ the explorer

TRUST = trust()
STATES = TRUST.states()


@pytest.mark.parametrize("state", STATES[::6], ids=lambda s: "-".join(map(str, s.values())))
def test_the_lines_are_the_expected_payoffs_and_cross_at_the_tipping_point(state):
    _, artists = drawn(draw_trust, **state)
    assert len(artists) == 4
    cooperate, defect, crossing, mark = (values(PAYOFF, line) for line in artists)
    stakes = STAKES[state["advantage"]]
    assert cooperate.tolist() == pytest.approx(np.array([[0, 1], [stakes["S"], state["gain"]]]))
    assert defect.tolist() == pytest.approx(np.array([[0, 1], [P, stakes["T"]]]))
    q = tipping_point(state["gain"], stakes["T"], stakes["S"], P)
    assert crossing[0, 0] == pytest.approx(q)
    for line in (cooperate, defect):
        assert np.interp(q, *line) == pytest.approx(crossing[1, 0])
    trust = choosing(*state.values()).trust
    assert mark[0] == pytest.approx([trust, trust])
    at_trust = [np.interp(trust, *line) for line in (cooperate, defect)]
    assert choosing(*state.values()).cooperates == (at_trust[0] >= at_trust[1] - 1e-9)


def test_every_state_is_a_stag_hunt_and_clear_of_the_tipping_point_or_exactly_on_it():
    for state in STATES:
        found = choosing(*state.values())
        assert state["gain"] > found.T >= P > found.S
        assert abs(found.trust - found.q) > 1e-3 or found.trust == found.q == 0.5
        assert abs(found.q - 0.5) > 1e-3 or found.q == 0.5


def test_the_offence_raises_the_tipping_point_and_cooperation_lowers_it():
    gains = next(c for c in TRUST.controls if c.name == "gain").values

    def tipping(gain, advantage):
        return choosing(0.5, gain, advantage, "alike", "defensive").q

    for advantage in STAKES:
        points = [tipping(gain, advantage) for gain in gains]
        assert points == sorted(points, reverse=True)
        assert len(set(points)) == len(gains)
    for gain in gains:
        assert tipping(gain, "offence") > tipping(gain, "defence")


def test_only_arms_that_can_be_told_apart_move_trust():
    for state in STATES:
        moved = choosing(*state.values()).trust - state["t"]
        if state["arms"] == "alike":
            assert moved == pytest.approx(0)
        else:
            assert (moved > 0) == (state["seen"] == "defensive")
            assert abs(moved) > 0.01
    told = dict(TRUST.controls[3].words)["apart"]
    right, wrong = rates(CLARITY["apart"])
    assert f"{10 * float(right):.0f} times in 10" in told
    assert float(right + wrong) == pytest.approx(1)


@pytest.mark.parametrize(("advantage", "arms"), list(product(STAKES, CLARITY)))
def test_the_present_world_alone_is_named(advantage, arms):
    state = {**TRUST.default, "advantage": advantage, "arms": arms}
    shown = " ".join(said(drawn(draw_trust, **state)[0]))
    for world in WORLDS:
        here = (world.offence_advantage, world.distinguishable) == (
            advantage == "offence",
            arms == "apart",
        )
        assert (f"World {world.number}: {world.words}" in shown) == here
        assert (f"world {world.number}: {world.words}." in describe_trust(**state)) == here


def test_the_sentence_about_trust_says_what_the_model_says():
    ends = set()
    for state in STATES:
        found, said = choosing(*state.values()), describe_trust(**state)
        ends.add((found.cooperates, found.q < 0.5))
        assert ("can both hold back" in said) == found.cooperates == ("both arm" not in said)
        assert ("arming is risk-dominant" in said) == (found.q > 0.5)
        assert ("holding back is risk-dominant" in said) == (found.q < 0.5)
        assert not re.search("cooperat|defect", said)
    assert len(ends) == 4


# ------------------------------------------------------------------ costly reassurance


def test_the_band_covers_exactly_the_sizes_that_only_the_trustworthy_make():
    _, artists = drawn(draw_reassurance)
    found = [separating_costs(*case) for case in GESTURES.values()]
    assert [one is None for one in found] == [False, True]
    assert len(artists) == 5
    scale = SIGMA.width / SIGMA.right_value
    trusty, other, band, *_ = artists
    low, high = found[0]
    assert band.get_x() == pytest.approx(SIGMA.left + low * scale)
    assert band.get_width() == pytest.approx((high - low) * scale)
    assert band.get_x() == pytest.approx(other.get_x() + other.get_width())
    assert band.get_x() + band.get_width() == pytest.approx(trusty.get_x() + trusty.get_width())
    assert artists[3].get_width() < artists[4].get_width()


def test_the_sentence_about_gestures_names_the_range():
    said = describe_reassurance()
    assert "from 1 to 2 only the trustworthy make it" in said
    assert "no size tells the two apart" in said


# ------------------------------------------------------------------ what the chapter says


@pytest.fixture(scope="module")
def here():
    return hidden_cell("trust")[0]


@pytest.fixture(scope="module")
def payoffs(here):
    return {"R": here.R, "T": here.T, "S": here.S, "P": here.P}


def test_the_hunt_has_two_sure_ends_and_a_tipping_point_between_them(here, payoffs):
    assert here.R > here.T >= here.P > here.S
    assert equilibria(**payoffs) == [(1, 1), near((here.m, here.m)), (0, 0)]


def test_one_must_hold_the_other_twice_as_likely_as_not_to_cooperate(here):
    assert here.m / (1 - here.m) == near(2)
    assert float(here.star) == near(here.m)


def test_arming_is_risk_dominant(here):
    assert here.m > 0.5
    assert here.R - here.T < here.P - here.S


def test_a_milder_loss_of_who_trusts_alone_lowers_the_tipping_point_to_one_half(here):
    kinder = tipping_point(here.R, here.T, here.S_mild, here.P)
    assert kinder == here.kinder == 0.5 < here.m


def test_more_to_gain_lowers_the_tipping_point_and_better_defection_raises_it(here, payoffs):
    assert tipping_point(**payoffs | {"R": here.R + 1}) < here.m
    assert tipping_point(**payoffs | {"T": here.T + 0.5}) > here.m
    assert tipping_point(**payoffs | {"P": here.P + 0.5}) > here.m


def test_two_trustworthy_states_may_trust_each_other_too_little_to_hunt(here):
    assert here.shy < here.m


def test_the_worked_numbers_can_be_dialled(here):
    assert {here.t, here.shy} <= set(LEVELS)
    assert here.R in GAINS
    assert here.P == P
    assert {
        "offence": {"T": here.T, "S": here.S},
        "defence": {"T": here.T, "S": here.S_mild},
    } == STAKES
    for side, wanted in (("offence", here.star), ("defence", here.kinder)):
        assert choosing(here.t, here.R, side, "alike", "defensive").q == near(float(wanted))


def test_prisoners_both_defect_once(here):
    prison = {"R": here.R_pd, "T": here.T_pd, "S": 0, "P": here.P_pd}
    assert here.T_pd > here.R_pd > here.P_pd
    assert equilibria(**prison) == [(0, 0)]


def test_patience_pays_from_one_half_on(here):
    def ahead(delta):  # of who defects once, ever after
        stays = here.R_pd / (1 - delta)
        return stays - (here.T_pd + here.P_pd * delta / (1 - delta))

    assert here.delta == 0.5
    assert ahead(0.49) < 0 < ahead(0.51)


def test_a_signal_of_trust_may_come_from_the_untrustworthy_half_as_often(here):
    assert here.limit == near(0.5)
    kept, broken = (posterior(here.t, 0.8, 0.8 * here.limit * part) for part in (0.99, 1.01))
    assert kept > here.m > broken


def test_cheap_talk_moves_nobody(here):
    assert posterior(here.t, 0.8, 0.8) == here.t


def test_a_gesture_that_costs_both_the_same_proves_nothing_unless_deceit_gains_less(here):
    assert separating_costs(here.B_T, here.B_U, here.kappa_T, here.kappa_T) is None
    assert separating_costs(3, 2, 1, 1)


def test_who_gains_half_as_much_again_by_deceit_must_pay_half_as_much_again():
    assert separating_costs(2, 3, 1, 1.5)
    assert separating_costs(2, 3, 1, 1.49) is None


def test_the_table_of_jervis_has_each_world_in_its_row_and_column():
    frame = jervis_table().frame
    assert frame.columns.tolist() == ["arms cannot be told apart", "arms can be told apart"]
    for world in WORLDS:
        row = f"{'offence' if world.offence_advantage else 'defence'} has the advantage"
        cell = frame.loc[row].iloc[int(world.distinguishable)]
        assert cell == f"{world.number}: {world.words}"
