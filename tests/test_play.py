"""The played dilemma: the same luck, the same history; and what is learned from one."""

from dataclasses import FrozenInstanceError
from hashlib import sha256
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playing import DOVE, HAWK, PRESSED, SAFE, WRONG_CODES, YEARS, answers, history_from

from game import (
    MINDS,
    RULES,
    Ending,
    Move,
    Sight,
    code,
    decisive,
    misreadings,
    outcomes,
    play,
    replayed,
    restore,
    tournament,
)
from game.codes import ALPHABET, SEEDS, VERSION, neighbour
from game.minds import LIMIT, weights
from game.observer import suspicion
from game.rules import Channel, View, throw
from game.study import LIKE_ENOUGH, differing, first_difference, is_certain, likeness
from secdilemma.theory import Dilemma, Intent, Policy, Scenario

SEED = st.integers(0, SEEDS - 1)
CHAIR = st.integers(0, 1)
MIND = st.sampled_from(list(MINDS.values()))
AIMS = st.tuples(*[st.sampled_from(Intent)] * 2)
BITS = st.lists(CHAIR, min_size=YEARS, max_size=YEARS)
STATE = st.fixed_dictionaries({"seed": SEED, "seat": CHAIR, "readings": BITS, "policies": BITS})


# Luck


def test_the_die_is_the_mixer_of_32_bits_that_any_language_has():
    def scramble(x):
        with np.errstate(over="ignore"):
            x = np.uint32(x) + np.uint32(0x9E3779B9)
            x = (x ^ (x >> np.uint32(16))) * np.uint32(0x21F0AAAD)
            x = (x ^ (x >> np.uint32(15))) * np.uint32(0x735A2D97)
            return x ^ (x >> np.uint32(15))

    for seed, turn, seat in ((0, 0, 0), (1, 2, 1), (2**32 - 1, 7, 0), (123456789, 3, 1)):
        x = np.uint32(seed)
        for part in (turn, seat, Channel.SIGHT):
            x = scramble(x) ^ np.uint32(part)
        assert throw(seed, turn, seat, Channel.SIGHT, 20) == int(scramble(x)) % 20


def test_the_die_is_fair_on_every_channel():
    for channel in Channel:
        counts = np.bincount([throw(s, s % 8, s % 2, channel, 20) for s in range(20_000)])
        assert counts.size == 20
        assert np.all(np.abs(counts - 1000) < 5 * sqrt(1000))


def test_neighbours_are_of_either_intent_and_any_mind_about_equally_often():
    drawn = [neighbour(seed, seat) for seed in range(2000) for seat in (0, 1)]
    offensive = sum(intent is Intent.OFFENSIVE for intent, _ in drawn) / len(drawn)
    assert abs(offensive - 0.5) < 0.04
    for mind in MINDS.values():
        assert abs(sum(one is mind for _, one in drawn) / len(drawn) - 0.25) < 0.04


@given(SEED, MIND, MIND, AIMS, st.integers(0, YEARS - 1), CHAIR)
def test_what_is_undone_changes_nothing_before_and_no_other_luck(seed, a, b, aims, turn, seat):
    before = play((a, b), aims, seed)
    assert before == play((a, b), aims, seed)
    after = play((a, b), aims, seed, undone=[(turn, seat)])
    assert before.turns[:turn] == after.turns[:turn]
    assert after.turns[turn].sights[seat] is after.meant(turn, seat)
    for number in range(turn, YEARS):
        for chair in (0, 1):
            same = before.moves(1 - chair)[number] is after.moves(1 - chair)[number]
            if same and (number, chair) != (turn, seat):
                sights = [one.turns[number].sights[chair] for one in (before, after)]
                assert sights[0] is sights[1]


# Rules, by hand


def test_a_history_worked_out_by_hand():
    """Both always arm: every sight is drawn from the row of arms, forces rise to their most."""
    history = play((HAWK, HAWK), SAFE, 11)
    for number, turn in enumerate(history.turns):
        assert turn.moves == (Move.ARMED, Move.ARMED)
        assert turn.forces == (min(6, 3 + number),) * 2
        for seat in (0, 1):
            left = throw(11, number, seat, Channel.SIGHT, 20)  # 1 held back, 11 shield, 8 spear
            sight = Sight.HELD_BACK if left < 1 else Sight.SHIELD if left < 12 else Sight.SPEAR
            assert turn.sights[seat] is sight
    assert history.ending is Ending.RACE


def test_who_holds_back_gives_in_once_the_other_is_two_ahead_and_only_to_an_offensive_one():
    history = play((DOVE, HAWK), PRESSED, 4)
    ahead = 0
    for turn in history.turns:
        assert turn.demands == (ahead >= 2, False)
        ahead = turn.forces[1] - turn.forces[0]
    assert history.ending is Ending.COERCION
    assert play((DOVE, HAWK), SAFE, 4).turns[-1].demands == (False, False)
    rest = play((DOVE, DOVE), SAFE, 9)
    assert (rest.ending, rest.turns[-1].forces) == (Ending.RESTRAINT, (0, 0))


def test_a_history_without_a_demand_is_judged_by_how_often_both_armed_at_its_end():
    wanted = [Ending.RESTRAINT] * 2 + [Ending.UNEASE] * 3 + [Ending.RACE] * 2
    for late in range(RULES.last + 1):
        for later in range(RULES.last + 1):
            pair = (answers([0] * YEARS, [0] * (YEARS - n) + [1] * n) for n in (late, later))
            assert play(tuple(pair), SAFE, 1).ending is wanted[late + later]


def test_a_turn_is_judged_as_the_theory_does():
    history = play((DOVE, HAWK), PRESSED, 4)
    world = history.judge(0, 0)
    assert (world.scenario, world.dilemma) == (Scenario.LIBERAL, Dilemma.INTERPRETATION)
    assert history.judge(0, 1).scenario is Scenario.REALIST


def test_weights_are_the_logarithm_of_how_much_likelier_a_sight_is():
    # a spear: 0.7*2 + 0.3*8 = 3.8 twentieths of a defensive state, 0.25*2 + 0.75*14 = 11 of another
    assert weights(0.30, 0.75)[2] == round(4 * np.log2(11 / 3.8))
    assert weights(0.90, 0.90)[0] == 0


def test_a_demand_settles_every_doubt():
    mind, settled = MINDS["calm"], 0
    assert mind.bar < LIMIT
    for seed in range(60):
        history = play((mind, HAWK), PRESSED, seed)
        for turn, after in zip(history.turns, history.turns[1:], strict=False):
            if turn.demands[0]:
                assert after.policies[0] is Policy.DETERRENCE
                settled += 1
    assert settled > 10


# A mind of one's own


def reachable(thing):
    """Yield whatever the attributes and elements of a thing lead to; a word leads nowhere."""
    yield thing
    if isinstance(thing, Intent | Policy | Sight | bool):
        return
    inner = [*vars(thing).values()] if hasattr(thing, "__dict__") else []
    for one in [*inner, *(thing if isinstance(thing, tuple) else ())]:
        yield from reachable(one)


def test_a_mind_is_handed_what_its_chair_has_seen_and_nothing_leads_from_there_to_the_world():
    views = []

    def mine(view):
        views.append(view)
        return Intent.DEFENSIVE, Policy.REASSURANCE

    play((mine, HAWK), PRESSED, 2_000_003)
    assert [len(view.sights) for view in views] == list(range(1, YEARS + 1))
    kinds = {type(one) for view in views for one in reachable(view)}
    assert kinds == {View, tuple, Sight, Intent, Policy, bool}
    public = {name for name in dir(views[0]) if name[0] != "_"}
    assert public == {"sights", "readings", "policies", "demands", "seeing", "having"}


@given(SEED, AIMS)
def test_a_mind_that_writes_on_its_view_changes_nothing(seed, aims):
    def honest(view):
        arms = view.sights[-1] is Sight.SPEAR
        return Intent.DEFENSIVE, Policy.DETERRENCE if arms else Policy.REASSURANCE

    def cheat(view):
        given = honest(view)
        with pytest.raises(FrozenInstanceError):
            view.sights = ()
        for name in list(vars(view)):  # by force
            object.__setattr__(view, name, (Sight.SPEAR,) * 8)
        return given

    for chair in (0, 1):
        pairs = [(mind, HAWK)[:: -1 if chair else 1] for mind in (honest, cheat)]
        one, two = (play(pair, aims, seed) for pair in pairs)
        assert one.turns == two.turns


def test_a_mind_may_answer_in_plain_words():
    plain = play((lambda view: ["offensive", "deterrence"], HAWK), SAFE, 5)
    assert plain.turns == play((HAWK, HAWK), SAFE, 5).turns


@pytest.mark.parametrize(
    "answer",
    [
        *(None, (), "arm", 7, {"offensive": "deterrence"}, ("offensive",), ([], {})),
        *(("offensive", "deterrence", "again"), ("deterrence", "offensive")),
    ],
    ids=repr,
)
@pytest.mark.parametrize("aim", Intent)
def test_an_answer_that_is_none_is_refused_with_turn_chair_and_value(answer, aim):
    def breaks(view):
        return answer if len(view.sights) == 3 else (Intent.DEFENSIVE, Policy.REASSURANCE)

    for chair in (0, 1):
        minds, aims = [HAWK, HAWK], list(SAFE)
        minds[chair], aims[chair] = breaks, aim
        with pytest.raises(ValueError, match="expected a pair") as refused:
            play(minds, aims, 5)
        message = str(refused.value)
        assert message.startswith(f"turn 3, chair {chair}: a mind answered {answer!r};")
        assert "a reading (defensive or offensive) and a policy (" in message


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (((HAWK,), SAFE, 1), "expected two of each"),
        (((HAWK, HAWK), ("peaceful", "defensive"), 1), "peaceful"),
        (((answers([1], [1]), HAWK), SAFE, 1), "no answer is recorded for turn 2"),
    ],
)
def test_what_cannot_be_played_is_refused(arguments, expected):
    with pytest.raises(ValueError, match=expected):
        play(*arguments)


# Codes


@given(STATE)
def test_a_code_restores_the_whole_history(state):
    history = history_from(state)
    written = code(history)
    assert len(written) <= 16
    for typed in (written, written.lower().replace("-", " ")):
        again = restore(typed)
        assert (again.turns, again.intents) == (history.turns, history.intents)
        assert (again.seat, again.seed) == (state["seat"], state["seed"])


@given(STATE, st.integers(0, 10), st.integers(0, 9), st.sampled_from(ALPHABET))
def test_one_wrong_character_and_two_swapped_ones_never_pass(state, place, swap, other):
    plain = code(history_from(state)).replace("-", "")
    one, two = plain[swap : swap + 2]
    changed = plain[:place] + other + plain[place + 1 :]
    for wrong in {changed, plain[:swap] + two + one + plain[swap + 2 :]} - {plain}:
        with pytest.raises(ValueError, match="is no code"):
            restore(wrong)


@pytest.mark.parametrize(("wrong", "expected"), WRONG_CODES.items())
def test_a_wrong_code_gets_a_sentence(wrong, expected):
    with pytest.raises(ValueError, match=expected):
        restore(wrong)


def test_codes_are_of_this_version_of_rules_minds_and_luck():
    """Whoever changes one of them raises `codes.VERSION`, or an old code tells another history."""
    told = []
    for seed in range(0, SEEDS, SEEDS // 40):
        intent, mind = neighbour(seed, 0)
        history = play((answers([1, 0] * 4, [0, 1, 1, 0] * 2), mind), ("defensive", intent), seed)
        told.append([code(history), *[(t.sights, t.moves, t.demands) for t in history.turns]])
    made = sha256(repr((RULES, MINDS, told)).encode()).hexdigest()[:16]
    assert (VERSION, made) == (1, "6599a7a3dc205eaa")


# After the last turn


@given(STATE)
def test_a_mind_stands_in_for_a_reader_from_where_they_see_something_else_and_only_if_like_them(
    state,
):
    history, chair = history_from(state), state["seat"]
    name, years = likeness(history, chair)
    for undone in misreadings(history):
        again = replayed(history, *undone)
        pairs = list(zip(history.turns, again.turns, strict=True))
        other = [n for n, (a, b) in enumerate(pairs) if a.sights[chair] is not b.sights[chair]]
        until = other[0] if other else YEARS
        assert first_difference(history, again) == (other[0] if other else None)
        assert all(a.policies[chair] is b.policies[chair] for a, b in pairs[:until])
        for turn in range(until, YEARS):
            one = again.turns[turn]
            answer = MINDS[name](again.view(turn, chair))
            assert (one.readings[chair], one.policies[chair]) == answer
        assert is_certain(history, again) == (not other or years >= LIKE_ENOUGH)


@given(SEED)
def test_the_misreading_that_decided_changed_more_than_any_other(seed):
    history = play((MINDS["fearful"],) * 2, SAFE, seed)
    changes = {one: replayed(history, *one) for one in misreadings(history)}

    def rank(again):
        return again.ending is not history.ending, len(differing(history, again))

    ranks = {one: rank(again) for one, again in changes.items() if rank(again) > (False, 0)}
    most = [one for one in ranks if ranks[one] == max(ranks.values())]
    assert decisive(history) == (most[0] if most else None)


def test_a_mind_of_ones_own_answers_for_itself_when_something_is_undone():
    def grudge(view):
        armed = Sight.SPEAR in view.sights
        return ("offensive", "deterrence") if armed else ("defensive", "reassurance")

    changed = 0
    for seed in range(40):
        history = play((grudge, MINDS["calm"]), SAFE, seed)
        for one in misreadings(history):
            again = replayed(history, *one)
            assert again == play((grudge, MINDS["calm"]), SAFE, seed, undone=[one])
            changed += again.turns != history.turns
    assert changed > 20


def test_a_tournament_has_a_row_for_each_pair_and_shares_that_add_up():
    def copycat(view):
        return (DOVE if view.sights[-1] is Sight.HELD_BACK else HAWK)(view)

    minds, shares = {**MINDS, "copycat": copycat}, list(map(str, Ending))
    table = tournament(minds, range(20))
    assert list(table.columns) == ["mind", "neighbour", "intent", "histories", *shares]
    pairs = {(one, two) for one in minds for two in (*minds, "any")}
    assert set(zip(table["mind"], table["neighbour"], strict=True)) == pairs
    assert len(table) == len(pairs)
    assert set(table["histories"]) == {20}
    assert set(table.loc[table["intent"] == "offensive", "neighbour"]) == {"any"}
    assert np.allclose(table[shares].sum(axis=1), 1)
    row = table.set_index(["mind", "neighbour"]).loc[("copycat", "calm")]
    counts = outcomes((copycat, MINDS["calm"]), SAFE, range(20))
    assert [row[e.value] for e in Ending] == [counts[e] / 20 for e in Ending]


@pytest.mark.parametrize(("minds", "seeds"), [({}, range(3)), ({"dove": DOVE}, [])])
def test_a_tournament_of_nobody_or_of_no_history_is_refused(minds, seeds):
    with pytest.raises(ValueError, match="expected at least one of each"):
        tournament(minds, seeds)


# The ideal observer


def test_an_ideal_observer_is_never_certain_without_a_demand():
    for seed in range(100):
        intent, mind = neighbour(seed, 0)
        history = play((MINDS["calm"], mind), ("defensive", intent), seed)
        given_in = False
        for turn, doubt in zip(history.turns, suspicion(history, 0), strict=True):
            given_in |= turn.demands[0]
            assert doubt == pytest.approx(1) if given_in else 0 < doubt < 1


def test_the_first_belief_of_the_ideal_observer_by_hand():
    """After one sight: by Bayes' rule from the rows of arms, for both states armed before."""
    history = play((DOVE, HAWK), SAFE, 5)
    place = list(Sight).index(history.turns[0].sights[0])
    one = RULES.seen[Intent.OFFENSIVE, Move.ARMED][place]
    two = RULES.seen[Intent.DEFENSIVE, Move.ARMED][place]
    assert suspicion(history, 0)[0] == pytest.approx(one / (one + two))
