"""Trust: the laws of its games, its pictures, and what the chapter says of its numbers."""

import math
import re

import nashpy
import numpy as np
import pytest
from chapter import hidden_cell
from drawing import drawn, read, said, values
from hypothesis import assume, given
from hypothesis import strategies as st
from laws import beliefs, costs, doubts, near

from secdilemma.kit.figure import headed
from secdilemma.models import trust as model
from secdilemma.models.reading_signals import posterior, rates
from secdilemma.pictures import trust as pictures
from secdilemma.style import colour
from secdilemma.tables import jervis_table
from secdilemma.words import number

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


GAMES = [
    (HUNT, [(1, 1), (2 / 3, 2 / 3), (0, 0)]),  # 2/((4 − 3) + 2)
    (PRISON, [(0, 0)]),
    # who meets q plays 3q + 2(1 − q) or 4q + (1 − q): equal at 1/2
    (CHICKEN, [(1, 0), (1 / 2, 1 / 2), (0, 1)]),
    (DEADLOCK, [(0, 0)]),
]


@pytest.mark.parametrize(("payoffs", "expected"), GAMES)
def test_of_the_four_games_only_a_stag_hunt_has_a_tipping_point(payoffs, expected):
    for pair, wanted in zip(equilibria(**payoffs), expected, strict=True):
        assert pair == near(wanted)
    if payoffs is HUNT:
        assert model.tipping_point(**payoffs) == near(2 / 3)
    else:
        with pytest.raises(ValueError, match="expected"):
            model.tipping_point(**payoffs)


@given(st.integers(-20, 20), st.integers(-20, 20))
def test_where_one_gains_what_the_other_loses_nothing_is_gained_together(total, T):
    # a symmetric game is zero-sum where R + R = P + P = T + S: R = P
    R = P = total / 2
    assume(T != R)
    found = equilibria(R, T, total - T, P)
    assert len(found) == 1  # nothing to agree on: who does not gain by arming alone loses by it
    assert found == [(1, 1)] if T < R else [(0, 0)]
    with pytest.raises(ValueError, match="expected"):
        model.tipping_point(R, T, total - T, P)  # and no trust that would make it a stag hunt


@st.composite
def hunts(draw):
    """Payoffs R > T > P > S of a stag hunt, as keywords."""
    S = draw(st.floats(-10, 10))
    P = S + draw(costs)
    T = P + draw(st.floats(0.01, 10))
    return {"R": T + draw(costs), "T": T, "S": S, "P": P}


@given(hunts(), beliefs)
def test_the_tipping_point_is_the_mixed_equilibrium_and_who_trusts_more_cooperates(payoffs, t):
    R, T, S, P = (payoffs[name] for name in "RTSP")
    q_star = model.tipping_point(**payoffs)
    assert 0 < q_star < 1
    best, mixed, worst = equilibria(**payoffs)
    assert (best, worst) == ((1, 1), (0, 0))  # mistrust confirms itself, however good the hunt
    assert mixed == near((q_star, q_star), rel=1e-6, abs=1e-6)
    for belief, meant in ((t, "holding back"), (0.5, "risk dominance")):
        assume(abs(belief - q_star) > 1e-9)
        gain = belief * R + (1 - belief) * S - (belief * T + (1 - belief) * P)
        assert (gain > 0) == (belief > q_star), meant


@given(hunts(), st.floats(0.1, 0.9))
def test_what_makes_cooperation_easier(payoffs, part):
    q_star = model.tipping_point(**payoffs)
    more = part * min(payoffs["R"] - payoffs["T"], payoffs["T"] - payoffs["P"])
    up = {name: model.tipping_point(**payoffs | {name: payoffs[name] + more}) for name in "RTP"}
    assert up["R"] < q_star
    assert up["T"] > q_star
    assert up["P"] > q_star
    more = part * (payoffs["P"] - payoffs["S"])
    assert model.tipping_point(**payoffs | {"S": payoffs["S"] + more}) < q_star


@given(st.floats(-10, 10), costs, costs, st.floats(0, 0.98))
def test_patience_sustains_cooperation_among_prisoners(P, one, two, delta):
    R, T = P + one, P + one + two
    enough = model.patience(R, T, P)
    assert 0 < enough < 1
    assume(abs(delta - enough) > 1e-6)
    weights = delta ** np.arange(3000)
    stays, leaves = (weights * R).sum(), T + (weights[1:] * P).sum()
    assert (stays > leaves) == (delta > enough)
    assert equilibria(R, T, P - one, P) == [(0, 0)]  # once, defection dominates


@given(doubts, doubts, doubts, doubts)
def test_a_signal_restores_trust_exactly_within_its_noise_limit(t, m, pi_t, pi_u):
    limit = model.noise_limit(t, m)
    assume(abs(pi_u / pi_t / limit - 1) > 1e-9)
    assert (posterior(t, pi_t, pi_u) >= m) == (pi_u / pi_t <= limit)


def test_costly_gestures_by_hand():
    assert model.separating_costs(B_T=6, B_U=4, kappa_T=2, kappa_U=4) == (1, 3)  # 4/4 and 6/2
    assert model.separating_costs(B_T=2, B_U=4, kappa_T=1, kappa_U=2) == (2, 2)  # a single size
    assert model.separating_costs(B_T=2, B_U=4, kappa_T=1, kappa_U=1.5) is None  # 8/3 > 2


@given(costs, costs, costs, costs, st.floats(0.001, 1000))
def test_a_gesture_separates_where_it_costs_the_untrustworthy_relatively_more(
    B_T, B_U, k_T, k_U, o
):
    found = model.separating_costs(B_T, B_U, k_T, k_U)
    assume(abs(k_U / k_T / (B_U / B_T) - 1) > 1e-9)
    assert (found is not None) == (k_U / k_T >= B_U / B_T)
    separates = k_T * o <= B_T and k_U * o >= B_U
    low, high = found or (math.inf, -math.inf)
    if all(abs(o / edge - 1) > 1e-9 for edge in (low, high)):
        assert (low <= o <= high) == separates


@given(costs, costs, costs, costs, costs, beliefs)
def test_the_bind_is_the_trust_from_which_the_honest_can_afford_to_convince(
    B_T, B_U, k_T, k_U, v, t
):
    least = model.bind(B_T, B_U, k_T, k_U, v)
    assert least >= 0
    assume(abs(t - least) > 1e-9)
    cost = k_T + (1 - t) * v  # with what vulnerability costs
    afford = model.separating_costs(B_T, B_U, cost, k_U)
    assert (afford is not None) == (t > least)


def test_jervis_has_four_worlds():
    frame = jervis_table().frame
    worlds = [(w.number, w.offence_advantage, w.distinguishable) for w in model.WORLDS]
    assert worlds == [(1, True, False), (2, False, False), (3, True, True), (4, False, True)]
    assert frame.columns.tolist() == ["arms cannot be told apart", "arms can be told apart"]
    for world in model.WORLDS:
        offence, apart = world.offence_advantage, world.distinguishable
        assert bool(re.search("no dilemma|neither dilemma", world.words)) == apart
        assert ("both can be safe at once" in world.words) == (not offence and not apart)
        cell = frame.loc[f"{'offence' if offence else 'defence'} has the advantage"].iloc[
            int(apart)
        ]
        assert cell == f"{world.number}: {world.words}"


# ------------------------------------------------------------------ the explorer

TRUST = pictures.trust()
STATES = TRUST.states()


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("state", STATES[::7], ids=lambda s: "-".join(map(str, s.values())))
def test_who_dares_out_beyond_the_crossing_of_the_payoffs_holds_back(state, wide):
    ax, artists = drawn(pictures.draw_trust, wide=wide, **state)
    assert len(artists) == 5
    plot, choice = pictures.RIVERS[wide], model.choosing(*state.values())
    cooperate, defect, tipping, trust, act = (values(plot, line) for line in artists)
    stakes = model.STAKES[state["advantage"]]
    assert cooperate.tolist() == pytest.approx(np.array([[0, 1], [stakes["S"], state["gain"]]]))
    assert defect.tolist() == pytest.approx(np.array([[0, 1], [model.P, stakes["T"]]]))
    q = model.tipping_point(state["gain"], stakes["T"], stakes["S"], model.P)
    assert tipping[0] == pytest.approx([q, q])
    assert np.interp(q, *cooperate) == pytest.approx(np.interp(q, *defect))
    assert trust[0] == pytest.approx([0, choice.trust])
    assert act[0] == pytest.approx(choice.trust)
    assert read(artists[-1]).filled == ("none" if choice.cooperates else "full")
    at_trust = [np.interp(choice.trust, *line) for line in (cooperate, defect)]
    assert choice.cooperates == (at_trust[0] >= at_trust[1] - 1e-9)
    pushes = [values(plot, line)[0] for line in ax.lines if line.get_gid() == "push"]
    assert len(pushes) == (state["arms"] == "apart")
    for push in pushes:
        assert push == pytest.approx([state["t"], choice.trust])
    (seen,) = [line for line in ax.lines if str(line.get_gid()).startswith("what looks")]
    told = "ink" if state["arms"] == "alike" else state["seen"]
    assert read(seen).colour == colour(told)
    assert headed(pictures.draw_trust, state) in said(ax)
    (grip,) = [one for one in ax.artists if getattr(one, "control", "") == "t"]
    places = {level: plot.x(level) for level in pictures.LEVELS}  # the first trust, not the result
    assert {level: x for level, (x, _) in grip.places.items()} == pytest.approx(places)
    assert f"tipping point {number(choice.q)}" in said(ax)


def test_every_state_is_a_stag_hunt_clear_of_the_tipping_point_or_exactly_on_it():
    for state in STATES:
        choice = model.choosing(*state.values())
        assert state["gain"] > choice.T >= model.P > choice.S
        assert abs(choice.trust - choice.q) > 1e-3 or choice.trust == choice.q == 0.5
        assert abs(choice.q - 0.5) > 1e-3 or choice.q == 0.5
        if choice.trust == choice.q:
            assert choice.cooperates


def test_the_offence_raises_the_tipping_point_and_cooperation_lowers_it():
    points = {
        side: [model.choosing(0.5, gain, side, "alike", "defensive").q for gain in pictures.GAINS]
        for side in model.STAKES
    }
    assert (np.diff(list(points.values())) < 0).all()
    assert np.greater(points["offence"], points["defence"]).all()


def test_only_arms_that_can_be_told_apart_move_trust():
    for state in STATES:
        moved = model.choosing(*state.values()).trust - state["t"]
        if state["arms"] == "alike":
            assert moved == pytest.approx(0)
        else:
            assert (moved > 0) == (state["seen"] == "defensive")
            assert abs(moved) > 0.01
    told = dict(TRUST.controls[3].words)["apart"]
    right, wrong = rates(model.CLARITY["apart"])
    assert f"{10 * float(right):.0f} times in 10" in told
    assert float(right + wrong) == pytest.approx(1)


def test_the_sentence_about_trust_says_what_the_model_says_and_names_the_present_world():
    ends = set()
    for state in STATES:
        choice, sentence = model.choosing(*state.values()), pictures.describe_trust(**state)
        ends.add((choice.cooperates, choice.risk_dominant))
        does = "You hold back" if choice.cooperates else "You arm"
        head = f"{does}: trust {number(choice.trust)}, and it takes {number(choice.q)}"
        assert headed(pictures.draw_trust, state) == head
        assert ("odds arming is the better bet" in sentence) == (choice.q > 0.5)
        assert ("odds holding back is the better bet" in sentence) == (choice.q < 0.5)
        assert ("say nothing" in sentence) == (state["arms"] == "alike")
        change = f"from {number(state['t'])} to {number(choice.trust)}."
        moved = f"look {state['seen']} have moved your trust {change}"
        assert (moved in sentence) == (state["arms"] == "apart")
        assert len(sentence) < 220
        (world,) = [w for w in model.WORLDS if sentence.lower().endswith(f" {w.words}.".lower())]
        assert world.offence_advantage == (state["advantage"] == "offence")
        assert world.distinguishable == (state["arms"] == "apart")
    assert len(ends) == 4


# ------------------------------------------------------------------ costly reassurance


def test_lines_and_sentence_say_which_sizes_only_the_trustworthy_make():
    _, artists = drawn(pictures.draw_reassurance)
    sentence, found = pictures.describe_reassurance(), []
    for gesture in pictures.GESTURES.values():
        sizes = model.separating_costs(*gesture)
        other, trusty = (values(pictures.SIGMA, artists.pop(0))[0] for _ in range(2))
        found.append(sizes)
        b_t, b_u, kappa_t, kappa_u = gesture
        much, more = b_t / kappa_t, b_u / kappa_u
        assert trusty == pytest.approx([0, much])
        assert other == pytest.approx([0, more])
        if sizes:
            band = artists.pop(0)
            low, width = band.get_x(), band.get_width()
            ends = [pictures.SIGMA.x(size) for size in sizes]
            assert [low, low + width] == pytest.approx(ends)
            assert sizes == (more, much)
        worth = f"for the trustworthy up to size {number(much)}, for the untrustworthy up to size"
        assert f"{worth} {number(more)}: " in sentence
    assert artists == []
    assert [one is None for one in found] == [False, True]
    assert "from 1 to 2 only the trustworthy make it" in sentence
    assert "no size tells the two apart" in sentence


# ------------------------------------------------------------------ what the chapter says


@pytest.fixture(scope="module")
def here():
    return hidden_cell("trust")[0]


def test_the_hunt_of_the_text_has_a_tipping_point_that_it_tells_and_that_can_be_dialled(here):
    hunt = {"R": here.R, "T": here.T, "S": here.S, "P": here.P}
    assert hunt == HUNT
    assert here.m == near(2 / 3)  # twice as likely as not; arming is risk-dominant
    assert here.shy < here.m  # two trustworthy states may trust each other too little
    assert {here.t, here.shy} <= set(pictures.LEVELS)
    assert here.R in pictures.GAINS
    assert here.P == model.P
    assert {
        "offence": {"T": here.T, "S": here.S},
        "defence": {"T": here.T, "S": here.S_mild},
    } == model.STAKES
    for side, wanted in (("offence", here.m), ("defence", 0.5)):
        assert model.choosing(here.t, here.R, side, "alike", "defensive").q == near(wanted)
    assert (float(here.star), float(here.kinder)) == near((here.m, 0.5))


def test_patience_signals_and_gestures_of_the_text_do_what_it_says(here):
    assert equilibria(here.R_pd, here.T_pd, 0, here.P_pd) == [(0, 0)]
    assert here.delta == 0.5
    assert here.limit == near(0.5)
    assert posterior(here.t, 0.8, 0.8) == here.t  # cheap talk
    assert model.bind(here.B_T, here.B_U, here.kappa_T, here.kappa_U, here.v) > here.m
    # a gesture that costs both the same proves nothing unless deceit gains less
    assert model.separating_costs(here.B_T, here.B_U, here.kappa_T, here.kappa_T) is None
    assert model.separating_costs(3, 2, 1, 1)
