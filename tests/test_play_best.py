"""No mind is best in both worlds: what is said of all minds is computed over all minds."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import settings
from playing import PRESSED, SAFE, answers

from game import MINDS, RULES, Ending, Move, Sight, outcomes, play
from game.best import FOUND, best
from secdilemma.theory import Intent, Policy

FEW = {"fearful": MINDS["fearful"]}
SEEN = {
    (Intent.DEFENSIVE, Move.HELD_BACK): (1, 1, 0),
    (Intent.OFFENSIVE, Move.HELD_BACK): (1, 1, 0),
    (Intent.DEFENSIVE, Move.ARMED): (0, 1, 1),
    (Intent.OFFENSIVE, Move.ARMED): (0, 1, 1),
}
SMALL = replace(RULES, turns=2, sides=2, seen=SEEN, presses=(1, 1, 2), restraint=2)
"""A die of two sides and two years: so few histories that all can be played."""


def every_luck(monkeypatch, minds, intents, rules):
    """Play a pair under every luck there is, each as likely."""
    first = play(minds, intents, 0, rules=rules)
    thrown = {}

    def told(seed, turn, seat, channel, sides):
        return thrown[turn, seat, channel]

    asked = []
    with monkeypatch.context() as patch:
        patch.setattr("game.rules.throw", lambda *at: asked.append(at[1:4]) or 0)
        play(minds, intents, 0, rules=rules)
        patch.setattr("game.rules.throw", told)
        for sides in product(range(rules.sides), repeat=len(asked)):
            thrown.update(zip(asked, sides, strict=True))
            yield play(minds, intents, 0, rules=rules)
    assert play(minds, intents, 0, rules=rules) == first


def every_mind():
    """List all minds of two years: a move for each sight, and for each pair of sights."""
    first = (Sight.SHIELD, Sight.SPEAR)  # both had armed, and that is never seen as restraint
    views = [(one,) for one in first] + list(product(first, Sight))
    for moves in product(Policy, repeat=len(views)):
        yield dict(zip(views, moves, strict=True))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("restraint", "weight", "safety"), [(1, 1, 0), (1, 1, 1), (0, 1, 1), (0, 3, 1)]
)
def test_over_all_minds_of_a_small_game_it_is_what_trying_each_of_them_finds(
    monkeypatch, restraint, weight, safety
):
    rules = replace(SMALL, restraint=restraint, ahead=1)
    worth = {}
    for table in every_mind():
        shown = tuple(table.values())

        def mind(view, table=table):
            return Intent.DEFENSIVE, table[view.sights]

        safe = list(every_luck(monkeypatch, (mind, FEW["fearful"]), SAFE, rules))
        hard = list(every_luck(monkeypatch, (mind, mind), PRESSED, rules))
        calm = sum(one.ending is Ending.RESTRAINT for one in safe) / len(safe)
        kept = sum(one.ending is not Ending.COERCION for one in hard) / len(hard)
        worth[shown] = weight * calm + safety * kept
    assert best(weight, safety, minds=FEW, rules=rules) == pytest.approx(max(worth.values()))


COMPUTED = {
    "never coerced": lambda: best(1, 0, never_coerced=True),
    "restraint": lambda: best(1, 0),
    "both": lambda: best(1, 1) / 2,
}
"""The first takes seconds; the others, over more minds, are computed at night."""


@pytest.mark.slow
def test_the_figures_of_the_book_are_those_that_are_computed():
    night = settings().max_examples >= 1000
    names = list(COMPUTED) if night else ["never coerced"]
    assert {name: round(COMPUTED[name](), 3) for name in names} == {n: FOUND[n] for n in names}


def test_no_mind_is_best_in_both_worlds():
    """Whoever always arms is never coerced; most restraint and none of it do not go together."""
    assert FOUND["never coerced"] < FOUND["restraint"] / 2
    assert FOUND["both"] < (FOUND["restraint"] + 1) / 2 - 0.1


def test_no_mind_of_the_book_is_above_the_bounds():
    seeds, shares = range(150), {}
    for name, mind in MINDS.items():
        met = [outcomes((mind, one), SAFE, seeds) for one in MINDS.values()]
        restraint = sum(found[Ending.RESTRAINT] for found in met) / len(met) / len(seeds)
        found = outcomes((mind, mind), PRESSED, seeds)
        shares[name] = restraint, 1 - found[Ending.COERCION] / len(seeds)
    for restraint, safety in shares.values():
        assert restraint < FOUND["restraint"] + 0.08
        assert (restraint + safety) / 2 < FOUND["both"] + 0.08


def test_by_races_alone_a_timetable_is_best_in_both_which_shows_how_races_are_counted():
    """It arms five years, then holds back in the sixth and eighth: too late to be pressed."""
    timetable = answers([0] * 8, [1, 1, 1, 1, 1, 0, 1, 0])
    for mind in (*MINDS.values(), timetable):
        endings = outcomes((timetable, mind), SAFE, range(200))
        assert endings[Ending.RACE] == 0
    assert endings[Ending.RESTRAINT] == 0  # nor do two of them come to rest
    assert outcomes((timetable, timetable), PRESSED, range(1000))[Ending.COERCION] == 0


def test_rules_in_which_an_offensive_state_cannot_arm_unseen_are_refused():
    with pytest.raises(ValueError, match="expected all above 0"):
        best(1, 0, never_coerced=True, rules=replace(RULES, presses=(0, 17, 18)))


def test_who_is_never_coerced_arms_in_four_of_the_first_five_years():
    """A step of the proof, by trying every timetable against a neighbour that arms every year."""
    start, most, ahead = RULES.start, RULES.most, RULES.ahead
    kept = []
    for holds in product((False, True), repeat=RULES.turns):
        ours, safe = start, True
        for year, hold in enumerate(holds):
            theirs = min(most, start + year)
            safe &= not (hold and theirs - ours >= ahead)
            ours = max(0, min(most, ours + (-1 if hold else 1)))
        if safe:
            kept.append(holds)
    assert len(kept) > 5
    assert max(sum(holds[:5]) for holds in kept) == 1
    assert max(sum(holds[-RULES.last :]) for holds in kept) == 2
