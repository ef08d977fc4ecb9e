"""Reading signals: the laws of belief, its pictures, and what the chapter says of its numbers."""

import numpy as np
import pytest
from chapter import hidden_cell
from drawing import drawn, read, said, shares, values
from hypothesis import assume, given
from hypothesis import strategies as st
from laws import beliefs, doubts, near, odds

from secdilemma.models.reading_signals import (
    drift,
    imitated,
    posterior,
    rates,
    read_signals,
    resting_belief,
)
from secdilemma.pictures import reading_signals as pictures
from secdilemma.style import colour
from secdilemma.words import percent

signals = st.lists(st.booleans(), max_size=8)

# ------------------------------------------------------------------ the model


@given(doubts, doubts, doubts)
def test_a_signal_multiplies_the_odds_by_its_likelihood_ratio(p, alpha, beta):
    assert odds(posterior(p, alpha, beta)) == near(odds(p) * alpha / beta)


@given(doubts, signals, st.floats(0, 0.9))
def test_every_signal_is_read_by_bayes(p, alarms, d):
    alpha, beta = rates(d)
    path = read_signals(p, alarms, d)
    assert path[0] == p
    assert len(path) == len(alarms) + 1
    for alarm, before, after in zip(alarms, path, path[1:], strict=False):
        likely = (alpha, beta) if alarm else (1 - alpha, 1 - beta)
        assert after == near(posterior(before, *likely), abs=1e-7)


@given(st.floats(0, 0.99))
def test_rates_are_those_of_two_types_that_differ_by_d(d):
    alpha, beta = rates(d)
    assert alpha - beta == near(d)
    assert alpha + beta == near(1)
    assert alpha / beta == near((1 + d) / (1 - d))


@given(doubts, st.floats(0.001, 1), signals)
def test_pure_ambiguity_teaches_exactly_nothing_and_what_one_type_alone_does_all(p, alpha, alarms):
    assert posterior(p, alpha, alpha) == p
    assert (read_signals(p, alarms, 0) == p).all()
    assert (read_signals(p, alarms, 0, lens=True) == p).all()
    assert posterior(p, alpha, 0) == 1
    assert posterior(p, 0, alpha) == 0


@given(beliefs, beliefs, st.floats(0, 10), st.floats(0, 10))
def test_an_offensive_other_imitates_where_it_gains_by_it_and_then_the_alarm_is_silent(
    alpha, beta, worth, cost
):
    assert imitated(alpha, beta, worth, cost) == (beta if worth > cost else alpha)
    assert imitated(alpha, beta, worth, worth) == alpha  # it gains nothing
    if worth > cost and beta:
        assert posterior(0.3, imitated(alpha, beta, worth, cost), beta) == 0.3


@given(st.data(), doubts, signals, st.floats(0, 0.99), st.booleans())
def test_the_order_of_signals_is_irrelevant(data, p, alarms, d, lens):
    other = data.draw(st.permutations(alarms))
    one = read_signals(p, alarms, d, lens=lens)[-1]
    assert read_signals(p, other, d, lens=lens)[-1] == one


@given(doubts, st.integers(0, 400), st.floats(0, 0.999))
def test_as_many_reassurances_undo_any_number_of_alarms(p, n, d):
    assert read_signals(p, [True] * n + [False] * n, d)[-1] == p


@pytest.mark.parametrize("certain", [0.0, 1.0])
@pytest.mark.parametrize("alarm", [True, False])
def test_certainty_learns_nothing(certain, alarm):
    assert (read_signals(certain, [alarm] * 2000, 0.9) == certain).all()


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


@given(beliefs, switches(), st.integers(0, 40))
def test_drift_is_the_switch_repeated(p, switch, t):
    lam, mu = switch
    now = p
    for _ in range(t):
        now = now * (1 - mu) + (1 - now) * lam
    assert drift(p, lam, mu, t) == near(now)


@given(beliefs, switches(most=1), st.floats(0, 20), st.floats(0, 20))
def test_drift_may_pause_at_any_time(p, switch, one, other):
    assert drift(drift(p, *switch, one), *switch, other) == near(drift(p, *switch, one + other))


@given(beliefs, switches(most=1.9))
def test_even_certainty_drifts_to_the_resting_belief(p, switch):
    assume(sum(switch) >= 0.01)
    rest = resting_belief(*switch)
    assert drift(0, *switch, 1) == near(switch[0])
    for start in (0, 1, p):
        assert drift(start, *switch, 10_000) == near(rest)
    assert drift(rest, *switch, 7) == near(rest)


# ------------------------------------------------------------------ the explorer

READING = pictures.reading_signals()


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("state", READING.states()[::13])
def test_each_signal_lands_in_its_row_and_the_belief_it_leaves_goes_on_from_there(state, wide):
    ax, (path, *rest) = drawn(READING.draw, wide=wide, **state)
    alarms, (plot, _) = pictures.SEQUENCES[state["signals"]], pictures.SHEETS[wide]
    marks, without = rest[: len(alarms)], rest[len(alarms) :]
    rows = [1, 2, 3, 4]
    assert len(without) == state["lens"]
    for line, lens in ((path, state["lens"]), *((line, False) for line in without)):
        beliefs, times = values(plot, line)
        expected = read_signals(state["p"], alarms, state["d"], lens=lens)
        assert beliefs == pytest.approx(np.repeat(expected, 2))
        assert times == pytest.approx([0, 1, 1, 2, 2, 3, 3, 4, 4, pictures.ROWS])
    assert path.get_linestyle() not in {line.get_linestyle() for line in without}
    looks = [read(mark) for mark in marks]
    assert [look.at[1] for look in looks] == pytest.approx(plot.y(rows))
    assert [look.shape for look in looks] == ["<" if alarm else "o" for alarm in alarms]
    kinds = {"<": "offensive", "o": "rule" if state["lens"] else "defensive"}
    assert [look.colour for look in looks] == [colour(kinds[look.shape]) for look in looks]
    pushes = {line.get_gid() for line in ax.lines if str(line.get_gid()).startswith("push")}
    taken = {f"push {n}" for n, alarm in enumerate(alarms) if alarm or not state["lens"]}
    assert pushes == taken  # what the lens ignores pushes nothing
    end = percent(values(plot, path)[0, -1])
    assert f"your belief comes to {end}: " in READING.sentence(state)
    assert end in said(ax)


def test_pressing_a_signal_turns_that_one_and_no_other():
    for name, alarms in pictures.SEQUENCES.items():
        ax, _ = drawn(READING.draw, **{**READING.default, "signals": name})
        pressed = [bar.get_gid().sets for bar in ax.patches if getattr(bar.get_gid(), "sets", 0)]
        for number, sets in enumerate(pressed):
            turned = pictures.SEQUENCES[sets["signals"]]
            unlike = [one != other for one, other in zip(alarms, turned, strict=True)]
            assert unlike == [place == number for place in range(4)]
        assert len(pressed) == 4


def test_the_better_signals_tell_the_narrower_is_the_river():
    widths = []
    for d in READING.controls[1].words:
        ax, _ = drawn(READING.draw, **{**READING.default, "d": d})
        (river,) = ax.images
        left, right, *_ = river.get_extent()
        widths.append(right - left)
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == 3


def test_the_sentence_says_where_the_path_ends_how_that_is_read_and_what_it_teaches():
    for state in READING.states():
        sentence, alarms = READING.sentence(state), pictures.SEQUENCES[state["signals"]]
        end, bare = (
            read_signals(state["p"], alarms, state["d"], lens=lens)[-1]
            for lens in (state["lens"], False)
        )
        intent = "offensive" if end > 0.5 + 1e-6 else "defensive"
        assert f"you read the other as {intent}" in sentence
        assert ("at every tie" in sentence) == (abs(end - 0.5) < 1e-6)
        change = f"From {percent(state['p'])} your belief comes to {percent(end)}: "
        assert sentence.startswith(change)
        assert " 100%" not in sentence  # no doubt is rounded away
        assert " 0%" not in sentence
        assert ("nothing is learned" in sentence) == (state["d"] == 0)
        ignores = state["lens"] and state["d"] > 0 and not all(alarms)
        assert (f"without the lens: {percent(bare)}." in sentence) == ignores
        assert len(sentence) < 230


# ------------------------------------------------------------------ drift


@pytest.mark.parametrize(("lam", "mu"), [(0.05, 0.15), (0.3, 0.1)])
def test_every_start_drifts_as_the_model_says_to_the_line_of_rest(lam, mu):
    _, artists = drawn(pictures.draw_drift, lam=lam, mu=mu)
    assert len(artists) == len(pictures.STARTS) + 1
    low, high = artists[0].get_ydata()[0], artists[2].get_ydata()[0]
    for start, path in zip(pictures.STARTS, artists, strict=False):
        expected = drift(start, lam, mu, np.arange(pictures.PERIODS + 1))
        assert shares(path.get_ydata(), low, high) == pytest.approx(expected)
    rest = shares(artists[-1].get_ydata(), low, high)
    assert rest == pytest.approx([float(resting_belief(lam, mu))] * 2)
    words = pictures.describe_drift(lam=lam, mu=mu)
    assert f"{float(resting_belief(lam, mu)):.0%}" in words


# ------------------------------------------------------------------ what the chapter says


def test_the_numbers_of_the_text_do_what_it_says():
    here = hidden_cell("reading-signals")[0]
    alarm = here.p * here.alpha + (1 - here.p) * here.beta
    assert alarm * here.after + (1 - alarm) * here.harmless == near(here.p)
    # two of each in turn leave who began at one half there, but through the lens
    assert len(here.turn) == len(here.worn) == 5
    assert here.turn[0] == here.worn[0] == 0.5
    assert here.turn[-1] == near(0.5)
    assert (np.diff(here.worn) >= 0).all()
    # from either certainty belief drifts towards rest, and evidence of long ago counts little
    one, ten, long_ago = (drift(0, here.lam, here.mu, t) for t in (1, 10, 20))
    assert here.ten == ten
    assert 0 < one < ten < here.rest < drift(1, here.lam, here.mu, 10)
    assert abs(long_ago - here.rest) < 0.1 * here.rest


def test_where_the_type_may_change_the_order_of_signals_matters():
    here = hidden_cell("reading-signals")[0]

    def in_time(alarms, belief=0.5):
        for alarm in alarms:
            belief = drift(read_signals(belief, [alarm], here.d)[-1], here.lam, here.mu, 1)
        return belief

    assert in_time([False] * 3 + [True] * 3) > in_time([True] * 3 + [False] * 3)
