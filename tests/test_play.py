"""The played dilemma: the same luck, the same history; what its tables show is no accident."""

from dataclasses import FrozenInstanceError, replace
from hashlib import sha256
from math import sqrt

import numpy as np
import pytest
from facts import FACTS, facts, met, neighbours
from hypothesis import given, settings
from hypothesis import strategies as st

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
    recorded,
    replayed,
    restore,
    tournament,
)
from game.codes import ALPHABET, SEEDS, VERSION, neighbour
from game.minds import LIMIT, weights
from game.observer import suspicion
from game.rules import Channel, View, throw
from game.study import (
    GRAVITY,
    LIKE_ENOUGH,
    changed,
    distance,
    likeness,
    parted,
    told,
    verdict,
    worse,
)
from secdilemma.theory import Dilemma, Intent, Policy, Scenario

SAFE = ("defensive", "defensive")
PRESSED = ("defensive", "offensive")
SEED = st.integers(0, SEEDS - 1)
MIND = st.sampled_from(list(MINDS.values()))
INTENTS = st.tuples(*[st.sampled_from(Intent)] * 2)
BITS = st.lists(st.booleans(), min_size=RULES.turns, max_size=RULES.turns)


def answers(readings, policies):
    return recorded(
        ["offensive" if bit else "defensive" for bit in readings],
        ["deterrence" if bit else "reassurance" for bit in policies],
    )


HAWK = answers([True] * 8, [True] * 8)
DOVE = answers([False] * 8, [False] * 8)


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


@given(SEED, MIND, MIND, INTENTS)
def test_the_same_luck_gives_the_same_history(seed, one, two, intents):
    first, second = (play((one, two), intents, seed) for _ in range(2))
    assert first == second
    assert len(first.turns) == RULES.turns


@given(SEED, MIND, MIND, INTENTS, st.integers(0, 7), st.integers(0, 1))
def test_what_is_undone_changes_nothing_before_and_no_other_luck(seed, a, b, intents, turn, seat):
    before = play((a, b), intents, seed)
    after = play((a, b), intents, seed, undone=[(turn, seat)])
    assert before.turns[:turn] == after.turns[:turn]
    assert after.turns[turn].sights[seat] is after.meant(turn, seat)
    for number in range(turn, RULES.turns):
        one, two = before.turns[number], after.turns[number]
        for chair in (0, 1):
            same = before.moves(1 - chair)[number] is after.moves(1 - chair)[number]
            if same and (number, chair) != (turn, seat):
                assert one.sights[chair] is two.sights[chair]


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


def test_both_hold_back_and_the_race_ends():
    history = play((DOVE, DOVE), SAFE, 9)
    assert history.ending is Ending.RESTRAINT
    assert history.turns[-1].forces == (0, 0)


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
    mind = MINDS["calm"]
    for seed in range(60):
        history = play((mind, HAWK), PRESSED, seed)
        given_in = [n for n, turn in enumerate(history.turns) if turn.demands[0]]
        if given_in and given_in[0] < 7:
            assert history.turns[given_in[0] + 1].policies[0] is Policy.DETERRENCE
            assert mind.bar < LIMIT
            return
    pytest.fail("no demand in sixty histories")


def test_a_mind_of_ones_own_is_handed_a_view_and_not_the_world():
    seen = []

    def mine(view):
        seen.append(view)
        return Intent.DEFENSIVE, Policy.REASSURANCE

    play((mine, HAWK), SAFE, 2)
    assert [len(view.sights) for view in seen] == list(range(1, 9))
    assert set(vars(seen[0])) == {"sights", "readings", "policies", "demands"}


def reachable(thing):
    """Yield whatever the attributes and elements of a thing lead to; a word leads nowhere."""
    yield thing
    if isinstance(thing, Intent | Policy | Sight | bool):
        return
    inner = [*vars(thing).values()] if hasattr(thing, "__dict__") else []
    for one in [*inner, *(thing if isinstance(thing, tuple) else ())]:
        yield from reachable(one)


def test_nothing_leads_from_a_view_to_the_world():
    found = []

    def cheat(view):
        found.extend(reachable(view))
        assert not {name for name in dir(view) if name[0] != "_"} - {
            *("sights", "readings", "policies", "demands", "seeing", "having")
        }
        return Intent.DEFENSIVE, Policy.REASSURANCE

    play((cheat, HAWK), PRESSED, 2_000_003)
    kinds = {type(one) for one in found}
    assert kinds == {View, tuple, Sight, Intent, Policy, bool}


@given(SEED, INTENTS)
def test_a_mind_that_writes_on_its_view_changes_nothing(seed, intents):
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
        one, two = (play(pair, intents, seed) for pair in pairs)
        assert one.turns == two.turns


@pytest.mark.parametrize(
    "answer",
    [
        *(None, (), "arm", "offensive", 7, {"offensive": "deterrence"}),
        *(("offensive",), ("offensive", "deterrence", "again")),
        *(("deterrence", "offensive"), (None, None), ([], {})),
        *(("peaceful", "deterrence"), ("offensive", "held back")),
    ],
    ids=repr,
)
@pytest.mark.parametrize("intent", Intent)
def test_an_answer_that_is_none_is_refused_with_turn_chair_and_value(answer, intent):
    def breaks(view):
        return answer if len(view.sights) == 3 else (Intent.DEFENSIVE, Policy.REASSURANCE)

    for chair in (0, 1):
        minds, intents = [HAWK, HAWK], ["defensive", "defensive"]
        minds[chair], intents[chair] = breaks, intent
        with pytest.raises(ValueError, match="expected a pair") as refused:
            play(minds, intents, 5)
        said = str(refused.value)
        assert said.startswith(f"turn 3, chair {chair}: a mind answered {answer!r};")
        assert "a reading (defensive or offensive) and a policy (" in said


def test_a_mind_may_answer_in_plain_words():
    plain = play((lambda view: ["offensive", "deterrence"], HAWK), SAFE, 5)
    assert plain.turns == play((HAWK, HAWK), SAFE, 5).turns


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (((HAWK,), SAFE, 1), "expected two of each"),
        (((HAWK, HAWK), ("peaceful", "defensive"), 1), "peaceful"),
        (((answers([True], [True]), HAWK), SAFE, 1), "no answer is recorded for turn 2"),
    ],
)
def test_what_cannot_be_played_is_refused(arguments, expected):
    with pytest.raises(ValueError, match=expected):
        play(*arguments)


# Codes


@given(SEED, st.integers(0, 1), BITS, BITS)
def test_a_code_restores_the_whole_history(seed, seat, readings, policies):
    intent, mind = neighbour(seed, seat)
    reader = answers(readings, policies)
    chairs = [(reader, Intent.DEFENSIVE), (mind, intent)]
    minds, intents = zip(*(chairs[::-1] if seat else chairs), strict=True)
    history = play(minds, intents, seed, seat=seat)
    written = code(history)
    assert len(written) <= 16
    again = restore(written)
    assert (again.turns, again.intents, again.seat) == (history.turns, intents, seat)
    assert restore(written.lower().replace("-", " ")).turns == history.turns


@given(SEED, st.data())
def test_one_wrong_character_and_two_swapped_ones_never_pass(seed, data):
    intent, mind = neighbour(seed, 0)
    plain = code(play((DOVE, mind), ("defensive", intent), seed)).replace("-", "")
    place = data.draw(st.integers(0, 10))
    other = data.draw(st.sampled_from(sorted({*ALPHABET} - {plain[place]})))
    with pytest.raises(ValueError, match="is no code"):
        restore(plain[:place] + other + plain[place + 1 :])
    swap = data.draw(st.integers(0, 9))
    one, two = plain[swap], plain[swap + 1]
    if one != two:
        with pytest.raises(ValueError, match="is no code"):
            restore(plain[:swap] + two + one + plain[swap + 2 :])


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ("", "has 0 characters; a code has 11"),
        ("ABCD", "has 4 characters"),
        ("ABCD-EFGH-JK!", "no code has '!'"),
        ("1111-1111-111", "is a code of other rules, version 0"),
    ],
)
def test_a_wrong_code_gets_a_sentence(wrong, expected):
    with pytest.raises(ValueError, match=expected):
        restore(wrong)


def test_neighbours_are_of_either_intent_and_any_mind_about_equally_often():
    found = [neighbour(seed, seat) for seed in range(2000) for seat in (0, 1)]
    offensive = sum(intent is Intent.OFFENSIVE for intent, _ in found) / len(found)
    assert abs(offensive - 0.5) < 0.04
    for mind in MINDS.values():
        assert abs(sum(one is mind for _, one in found) / len(found) - 0.25) < 0.04


# After the last turn


def test_the_reader_is_replaced_by_the_likest_mind_only_where_it_saw_something_else():
    reader = answers([False] * 8, [True, True, False, False, True, False, False, False])
    for seed in range(200):
        history = play((reader, MINDS["fearful"]), SAFE, seed)
        found = decisive(history)
        if found and found[1] == 1:
            again = replayed(history, *found)
            pairs = zip(history.turns, again.turns, strict=True)
            other = [n for n, (a, b) in enumerate(pairs) if a.sights[0] is not b.sights[0]]
            until = other[0] if other else 8
            for one, two in zip(history.turns[:until], again.turns[:until], strict=True):
                assert one.policies[0] is two.policies[0]
            name, turns = likeness(history, 0)
            assert name in MINDS
            assert 0 <= turns <= 8
            return
    pytest.fail("no misreading of the neighbour's decided anything in two hundred histories")


@given(SEED, MIND, BITS, BITS)
def test_what_a_reader_would_have_done_is_told_only_of_one_whom_a_mind_is_like(seed, mind, r, p):
    history = play((answers(r, p), mind), SAFE, seed)
    found = decisive(history)
    for one in misreadings(history):
        again = replayed(history, *one)
        sees_the_same = all(
            a.sights[0] is b.sights[0] for a, b in zip(history.turns, again.turns, strict=True)
        )
        known = sees_the_same or likeness(history, 0)[1] >= LIKE_ENOUGH
        assert told(history, again) == known
        assert (parted(history, again) is None) == sees_the_same
        if known and again.ending is not history.ending:
            assert verdict(history) == "changed"
    if found is None:
        assert verdict(history) == "none"
        return
    again = replayed(history, *found)
    ended = again.ending is not history.ending
    claim = ("changed" if ended else "same") if told(history, again) else "open"
    assert verdict(history) == claim


def test_who_always_held_back_is_not_said_to_have_armed():
    opened = 0
    for seed in range(200):
        history = play((DOVE, HAWK), PRESSED, seed)
        for one in misreadings(history):
            again = replayed(history, *one)
            armed = any(turn.moves[0] is Move.ARMED for turn in again.turns)
            if armed and likeness(history, 0)[1] < LIKE_ENOUGH:
                assert not told(history, again)
                opened += 1
    assert opened > 10


def test_a_false_calm_is_named_only_where_it_kept_a_side_from_arming():
    found = set()
    for seed in range(150):
        for intents in (SAFE, PRESSED):
            history = play((MINDS["calm"], MINDS["fearful"]), intents, seed)
            for turn, seat in misreadings(history):
                again = replayed(history, turn, seat)
                how = worse(history, turn, seat)
                graver = GRAVITY.index(again.ending) > GRAVITY.index(history.ending)
                assert bool(how) == graver
                if how == "lulled":
                    number, chair = changed(history, again)
                    assert chair == seat
                    assert history.turns[number].moves[chair] is Move.HELD_BACK
                    assert again.turns[number].moves[chair] is Move.ARMED
                found.add(how)
    assert found == {"", "lulled", "other"}


@given(SEED)
def test_the_misreading_that_decided_changed_more_than_any_other(seed):
    history = play((MINDS["fearful"],) * 2, SAFE, seed)
    found = decisive(history)
    changes = {one: replayed(history, *one) for one in misreadings(history)}
    if found is None:
        assert all(distance(history, again) == 0 for again in changes.values())
        return
    best = changes[found]
    for again in changes.values():
        if again.ending is not history.ending and best.ending is history.ending:
            pytest.fail("another one changed the ending")
        if (again.ending is history.ending) == (best.ending is history.ending):
            assert distance(history, again) <= distance(history, best)


def test_a_tournament_has_a_row_for_each_pair_and_shares_that_add_up():
    def copycat(view):
        held_back = view.sights[-1] is Sight.HELD_BACK
        return (DOVE if held_back else HAWK)(view)

    table = tournament({**MINDS, "copycat": copycat}, range(20))
    assert len(table) == 5 * 5 + 5
    assert set(table["histories"]) == {20}
    assert set(table["mind"]) == {*MINDS, "copycat"}
    assert set(table.loc[table["intent"] == "offensive", "neighbour"]) == {"any"}
    row = table.set_index(["mind", "neighbour"]).loc[("copycat", "calm")]
    found = outcomes((copycat, MINDS["calm"]), SAFE, range(20))
    assert [row[e.value] for e in Ending] == [found[e] / 20 for e in Ending]
    table = tournament({"fearful": MINDS["fearful"], "dove": DOVE}, range(20))
    assert len(table) == 6
    assert list(table.columns) == ["mind", "neighbour", "intent", "histories", *map(str, Ending)]
    assert np.allclose(table[list(map(str, Ending))].sum(axis=1), 1)


@pytest.mark.parametrize(("minds", "seeds"), [({}, range(3)), ({"dove": DOVE}, [])])
def test_a_tournament_of_nobody_or_of_no_history_is_refused(minds, seeds):
    with pytest.raises(ValueError, match="expected at least one of each"):
        tournament(minds, seeds)


def test_a_mind_of_ones_own_answers_for_itself_when_something_is_undone():
    def grudge(view):
        armed = Sight.SPEAR in view.sights
        return ("offensive", "deterrence") if armed else ("defensive", "reassurance")

    changed = 0
    for seed in range(40):
        history = play((grudge, MINDS["calm"]), SAFE, seed)
        for turn, seat in misreadings(history):
            again = replayed(history, turn, seat)
            straight = play((grudge, MINDS["calm"]), SAFE, seed, undone=[(turn, seat)])
            assert again == straight
            changed += again.turns != history.turns
    assert changed > 20


# What the tables show

COUNT = settings().max_examples * 4


def share(ending, mind, intents, rules=RULES, seeds=None):
    """Return how often a pair of the same mind comes to an ending."""
    seeds = range(COUNT) if seeds is None else seeds
    pair = (MINDS[mind] if isinstance(mind, str) else mind,) * 2
    return outcomes(pair, intents, seeds, rules)[ending] / len(seeds)


def surely(found, low, high):
    """Say whether a share lies between two bounds, four standard errors apart from them."""
    error = 4 * sqrt(found * (1 - found) / COUNT)
    return low - error <= found <= high + error


def test_two_frightened_states_that_only_want_to_be_safe_race_in_most_histories():
    assert surely(share(Ending.RACE, "fearful", SAFE), 0.72, 0.82)


def test_two_that_remember_the_others_fear_and_test_it_once_hardly_ever_do():
    assert surely(share(Ending.RACE, "tester", SAFE), 0.0, 0.06)


def test_many_of_these_races_hang_on_a_single_misreading():
    pair = (MINDS["fearful"],) * 2
    races = [h for s in range(COUNT) if (h := play(pair, SAFE, s)).ending is Ending.RACE]
    hang = sum(
        any(replayed(h, *one).ending is not Ending.RACE for one in misreadings(h)) for h in races
    )
    assert 0.33 < hang / len(races) < 0.52


def test_no_mind_is_good_against_both_kinds_of_neighbour():
    safe = {name: share(Ending.RACE, name, SAFE) for name in MINDS}
    coerced = {name: share(Ending.COERCION, name, PRESSED) for name in MINDS}
    assert coerced["fearful"] < 0.1 < 0.2 < coerced["calm"]
    assert safe["calm"] < 0.2 < 0.7 < safe["fearful"]
    best = min(coerced, key=coerced.__getitem__)
    assert safe[best] == max(safe.values())  # who is coerced least races most


def other_minds(name):
    """List a mind with each number of its table moved by one step."""
    mind = MINDS[name]
    for step in (-1, 1):
        yield replace(mind, prior=mind.prior + step)
        yield replace(mind, bar=mind.bar + step)
        for own, row in mind.weights.items():
            for place in range(3):
                moved = (*row[:place], row[place] + step, *row[place + 1 :])
                yield replace(mind, weights={**mind.weights, own: moved})


@pytest.mark.slow
def test_the_facts_hold_for_nine_in_ten_of_the_neighbouring_minds():
    seeds = range(150)
    races = [share(Ending.RACE, mind, SAFE, seeds=seeds) for mind in other_minds("fearful")]
    assert np.mean(np.array(races) > 0.5) >= 0.9
    races = [share(Ending.RACE, mind, SAFE, seeds=seeds) for mind in other_minds("tester")]
    assert np.mean(np.array(races) < 0.15) >= 0.9
    least = share(Ending.COERCION, "calm", PRESSED, seeds=seeds) - 0.1
    coerced = [share(Ending.COERCION, m, PRESSED, seeds=seeds) for m in other_minds("fearful")]
    assert np.mean(np.array(coerced) < least) >= 0.9


@pytest.mark.slow
def test_the_facts_hold_for_nine_in_ten_of_the_neighbouring_rules():
    table = facts()
    assert list(table["stated"] & (table["neighbours"] >= 0.9)) == [True] * 4, table.to_string()
    for fact, row in zip(FACTS, table.itertuples(), strict=True):
        assert fact.low < row.low < row.figure < row.high < fact.high, row


def test_two_defensive_states_meet_of_the_rules_only_how_each_sees_the_other():
    for rules in neighbours():
        for name in ("fearful", "tester"):
            for seed in range(10):
                one, two = (
                    play((MINDS[name],) * 2, SAFE, seed, rules=table)
                    for table in (rules, met(rules))
                )
                assert [turn.sights for turn in one.turns] == [turn.sights for turn in two.turns]
                assert one.ending is two.ending


def test_a_neighbouring_table_differs_in_one_step_and_is_a_table():
    found = list(neighbours())
    assert len(found) == 36
    for rules in found:
        assert rules != RULES
        assert all(sum(row) == rules.sides and min(row) >= 0 for row in rules.seen.values())
        assert all(0 < chance < rules.sides for chance in rules.presses)


def test_codes_are_of_this_version_of_rules_minds_and_luck():
    """Whoever changes one of them raises `codes.VERSION`, or an old code tells another history."""
    told = []
    for seed in range(0, SEEDS, SEEDS // 40):
        intent, mind = neighbour(seed, 0)
        history = play((answers([True, False] * 4, [False, True, True, False] * 2), mind),
                       ("defensive", intent), seed)  # fmt: skip
        told.append([code(history), *[(t.sights, t.moves, t.demands) for t in history.turns]])
    made = sha256(repr((RULES, MINDS, told)).encode()).hexdigest()[:16]
    assert (VERSION, made) == (1, "6599a7a3dc205eaa")


# The ideal observer


def test_an_ideal_observer_is_never_certain_without_a_demand_and_learns_from_turn_to_turn():
    right = np.zeros(RULES.turns)
    for seed in range(COUNT // 4):
        intent, mind = neighbour(seed, 0)
        history = play((MINDS["calm"], mind), ("defensive", intent), seed)
        belief = suspicion(history, 0)
        given_in = False
        for number, p in enumerate(belief):
            given_in |= history.turns[number].demands[0]
            assert p == pytest.approx(1) if given_in else 0 < p < 1
        right += [(p > 0.5) == (intent is Intent.OFFENSIVE) for p in belief]
    right /= COUNT // 4
    assert right[0] < 0.72
    assert 0.8 < right[-1] < 0.98


def test_the_first_belief_of_the_ideal_observer_by_hand():
    """After one sight: by Bayes' rule from the rows of arms, for both states armed before."""
    history = play((DOVE, HAWK), SAFE, 5)
    place = list(Sight).index(history.turns[0].sights[0])
    one = RULES.seen[Intent.OFFENSIVE, Move.ARMED][place]
    two = RULES.seen[Intent.DEFENSIVE, Move.ARMED][place]
    assert suspicion(history, 0)[0] == pytest.approx(one / (one + two))
