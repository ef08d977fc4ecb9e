"""What the tables of the game show holds for the tables and minds beside them as well."""

from collections.abc import Iterator
from dataclasses import replace
from math import inf, sqrt

import pytest
from playing import PRESSED, SAFE

from game import MINDS, RULES, Ending, Rules, Tabled, outcomes, play
from game.study import decisive_share
from secdilemma.theory import Intent

Tables = tuple[dict[str, Tabled], Rules]
KNOWN: dict[str, float] = {}
MANY, NEARBY = 400, 100
"""So many histories for each figure of the book's tables, and of those beside them."""


def met(rules: Rules) -> Rules:
    """Keep of other rules what two defensive states meet: how each sees the other's moves."""
    own = {row: shares for row, shares in rules.seen.items() if row[0] is Intent.DEFENSIVE}
    return replace(RULES, seen=RULES.seen | own)


def share(mind: Tabled, aims, ending: Ending | None, rules: Rules, many: int) -> float:
    """Compute once how often a pair comes to an ending, or its races hang on one misreading."""
    rules = met(rules) if aims == SAFE else rules
    name = repr((mind, aims, ending, rules, many))
    if name not in KNOWN and ending is None:
        KNOWN[name] = decisive_share(mind, range(many), rules)
    elif name not in KNOWN:
        KNOWN[name] = outcomes((mind, mind), aims, range(many), rules)[ending] / many
    return KNOWN[name]


def races(name: str):
    return lambda minds, rules, many: share(minds[name], SAFE, Ending.RACE, rules, many)


def coerced_more(minds, rules, many):
    calm, fearful = (
        share(minds[name], PRESSED, Ending.COERCION, rules, many) for name in ("calm", "fearful")
    )
    return calm - fearful


def hang(minds, rules, many):
    return share(minds["fearful"], SAFE, None, rules, many)


FACTS = {
    "two fearful minds that mean no harm race in most histories": (races("fearful"), 0.5, inf),
    "two testers that mean no harm hardly ever race": (races("tester"), -inf, 0.15),
    "calm minds are coerced more often than fearful ones, by a tenth": (coerced_more, 0.1, inf),
    "of the races of two fearful minds a quarter hang on one misreading": (hang, 0.25, inf),
}


def other_rules() -> Iterator[Rules]:
    """List the rules with an entry of their tables moved by one."""
    for row, shares in RULES.seen.items():
        for one in range(3):
            for two in range(3):
                if one != two and shares[one] > 0:
                    moved = list(shares)
                    moved[one], moved[two] = moved[one] - 1, moved[two] + 1
                    yield replace(RULES, seen=RULES.seen | {row: tuple(moved)})
    for step in (-1, 1):
        for place in range(3):
            chances = list(RULES.presses)
            chances[place] += step
            yield replace(RULES, presses=tuple(chances))
        for name in ("start", "most", "ahead"):
            yield replace(RULES, **{name: getattr(RULES, name) + step})


def other_minds(mind: Tabled) -> Iterator[Tabled]:
    """List a mind with each number of its table moved by one step."""
    for step in (-1, 1):
        yield replace(mind, prior=mind.prior + step)
        yield replace(mind, bar=mind.bar + step)
        for own, row in mind.weights.items():
            for place in range(3):
                moved = (*row[:place], row[place] + step, *row[place + 1 :])
                yield replace(mind, weights={**mind.weights, own: moved})


ALTERED: dict[str, list[Tables]] = {
    "tables": [(MINDS, rules) for rules in other_rules()],
    "minds": [
        ({**MINDS, name: other}, RULES)
        for name in ("fearful", "tester", "calm")
        for other in other_minds(MINDS[name])
    ],
}


@pytest.mark.slow
@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_holds_for_the_tables_and_for_nine_in_ten_of_those_beside_them(fact):
    figure, low, high = FACTS[fact]
    error = 2 * sqrt(0.25 / MANY)
    assert low + error < figure(MINDS, RULES, MANY) < high - error
    for altered in ALTERED.values():
        held = [low <= figure(*tables, NEARBY) <= high for tables in altered]
        assert sum(held) >= 0.9 * len(held)


def test_two_defensive_states_meet_of_the_rules_only_how_each_sees_the_other():
    for rules in other_rules():
        for name in ("fearful", "tester"):
            for seed in range(10):
                one, two = (
                    play((MINDS[name],) * 2, SAFE, seed, rules=table)
                    for table in (rules, met(rules))
                )
                assert [turn.sights for turn in one.turns] == [turn.sights for turn in two.turns]
                assert one.ending is two.ending


def test_who_is_coerced_least_races_most():
    safe = {name: races(name)(MINDS, RULES, MANY) for name in MINDS}
    coerced = {n: share(m, PRESSED, Ending.COERCION, RULES, MANY) for n, m in MINDS.items()}
    assert safe[min(coerced, key=coerced.__getitem__)] == max(safe.values())
