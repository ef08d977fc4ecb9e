"""What the book says of its minds holds in every world and opening, and for the tables beside them.

A fact is a list of margins, one for each cell of the study on which it rests: above 0 where it
holds there, with what sampling may be out by. What is built in is said in `game/rules.py`: what
counts as ahead, how easily war breaks out, how much the other's tower counts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from math import sqrt

import numpy as np
import pytest

from game import MINDS, OPENINGS, RULES, WORLDS, Advantage, Rules, Tabled, World, play_many
from game.minds import LATER
from game.rules import Opening
from game.study import MANY, OPENED, PRESSED, SAFE, Fate, fate, hinges, raced
from secdilemma.theory import Intent

NEARBY = 250
"""So many histories are played for each number of the tables beside those of the book."""

BOTH_BAD, ATTACK, DEFENCE, BOTH_GOOD = (WORLDS[n] for n in (0, 1, 2, 3))
"""Jervis's four worlds: the second is that of attack ahead, but told apart."""

CELLS = [(world, opened) for world in WORLDS for opened in OPENED]
QUIET, ARMED = ([(world, opened) for world in WORLDS] for opened in ("nobody", "both"))
ALIKE = [cell for cell in ARMED if not cell[0].told_apart]
WARY = ("fearful", "sensible")
EVERYWHERE = {(year, chair) for year in range(RULES.years) for chair in (0, 1)}


def bearing(rules: Rules, world: World, aims: tuple[Intent, Intent]) -> Rules:
    """Keep of other rules what bears on a world and a pair; the rest is the book's."""
    which = world.advantage is Advantage.DEFENCE
    kept = {name: getattr(rules, name) for name in ("held", "most")}
    for name in ("shields", "spears") if world.told_apart else ("arms",):
        kept[name] = getattr(rules, name)
    pairs = ["war"]
    if aims == PRESSED:
        kept["presses"] = rules.presses
        pairs.append("ahead")
        if world.told_apart:
            kept["shows"] = rules.shows
    for name in pairs:
        values = list(getattr(RULES, name))
        values[which] = getattr(rules, name)[which]
        kept[name] = tuple(values)
    return replace(RULES, **kept)


@cache
def fared(mind: Tabled, aims, world: World, opening: Opening, rules: Rules, many: int) -> Fate:
    return fate((mind, mind), aims, world, opening, range(many), rules)


@cache
def hanging(mind: Tabled, world: World, opening: Opening, rules: Rules, many: int) -> float:
    return hinges(mind, range(many), world, opening, rules)


@cache
def races(mind: Tabled, world: World, opening: Opening, rules: Rules, many: int):
    """Return the share of races where every sight is straight, and how much safety races add."""
    pair, seeds = (mind, mind), range(many)
    straight = play_many(pair, SAFE, seeds, world, opening, straight=EVERYWHERE, rules=rules)
    as_it_was = play_many(pair, SAFE, seeds, world, opening, rules=rules)
    weight = rules.of(rules.weight, world)
    at_end = as_it_was.forces[np.arange(many), as_it_was.played - 1]
    at_first = np.array([1 + (move == "armed") for move in opening])
    gained = ((at_end - at_first) @ np.array([1, -weight]))[raced(as_it_was, rules)]
    return raced(straight, rules).mean(), gained.mean() if len(gained) else np.nan


@dataclass(frozen=True)
class Tables:
    """Rules and minds, those of the book or others, and how many histories to play with them."""

    rules: Rules = RULES
    minds: dict[str, Tabled] = field(default_factory=lambda: MINDS)
    later: int = 0
    many: int = NEARBY

    def mind(self, name: str, world: World) -> Tabled:
        mind = self.minds[name]
        return replace(mind, bar=mind.bar + self.later * (world.advantage is Advantage.DEFENCE))

    def of(self, figure: Callable, name: str, world: World, opened: str, *aims):
        rules = bearing(self.rules, world, aims[0] if aims else SAFE)
        mind = self.mind(name, world)
        return figure(mind, *aims, world, OPENED[opened], rules, self.many)

    def share(self, what: str, name: str, world: World, opened: str) -> float:
        """Return a share of a pair, or for ``coerced`` of one with a neighbour that wants more."""
        aims = PRESSED if what == "coerced" else SAFE
        return getattr(self.of(fared, name, world, opened, aims), what)

    def less(self, what: str, one: tuple, two: tuple) -> tuple[float, float]:
        """Return by how much a share of one cell is below that of another, and the error."""
        low, high = self.share(what, *one), self.share(what, *two)
        return high - low, 2 * sqrt((low * (1 - low) + high * (1 - high)) / self.many)

    def beyond(self, share: float, limit: float, sign: int = 1) -> tuple[float, float]:
        return sign * (share - limit), 2 * sqrt(share * (1 - share) / self.many)


def order_of_worlds(tables: Tables):
    """Jervis: the doubly dangerous world is the worst, the doubly safe one the best.

    That it is worse where attack is ahead is built in: there a mind arms sooner (`LATER`).
    """
    for name, opened, middle in product(WARY, OPENED, (ATTACK, DEFENCE)):
        yield tables.less("race", (name, middle, opened), (name, BOTH_BAD, opened))
        yield tables.less("race", (name, BOTH_GOOD, opened), (name, middle, opened))


def openings(tables: Tables):
    """Who begins armed races more than who begins at rest."""
    for name, world in product(WARY, WORLDS):
        yield tables.less("race", (name, world, "nobody"), (name, world, "both"))


def races_are_fewest_with_a_test(tables: Tables):
    """Two that test race less than two that don't but would arm as soon."""
    for name, cell in product(WARY, CELLS):
        yield tables.less("race", ("tester", *cell), (name, *cell))


def calm_is_coerced_most(tables: Tables):
    for name, cell in product(("fearful", "sensible", "tester"), CELLS):
        yield tables.less("coerced", (name, *cell), ("calm", *cell))


def a_test_has_a_price(tables: Tables):
    """Who tests is coerced more than who doesn't, wherever somebody armed last year."""
    for name, cell in product(WARY, [cell for cell in CELLS if cell not in QUIET]):
        yield tables.less("coerced", (name, *cell), ("tester", *cell))


def calm_rests_most(tables: Tables):
    for name, cell in product(("fearful", "sensible", "tester"), CELLS):
        yield tables.less("restraint", (name, *cell), ("calm", *cell))


def sensible_rests_less_than_tester(tables: Tables):
    for cell in CELLS:
        yield tables.less("restraint", ("sensible", *cell), ("tester", *cell))


def sensible_without_a_test(tables: Tables):
    """Where arms can be told apart it races less than a fearful mind, and rests less as well."""
    for world, opened in CELLS:
        cell = (world, opened)
        if world.told_apart:
            if cell != (BOTH_GOOD, "nobody"):  # both so rare that chance decides
                yield tables.less("race", ("sensible", *cell), ("fearful", *cell))
            if cell != (ATTACK, "both"):
                yield tables.less("restraint", ("sensible", *cell), ("fearful", *cell))


def from_quiet_most_rest(tables: Tables):
    for cell in QUIET:
        yield tables.beyond(tables.share("restraint", "fearful", *cell), 0.5)


def both_armed_and_alike_most_race(tables: Tables):
    for name, cell in product(WARY, ALIKE):
        yield tables.beyond(tables.share("race", name, *cell), 2 / 3)


def from_quiet_races_hang_on_one_sight(tables: Tables):
    for cell in QUIET:
        yield tables.beyond(tables.of(hanging, "fearful", *cell), 0.75)


def both_armed_and_alike_races_hang_on_none(tables: Tables):
    for cell in ALIKE:
        yield tables.beyond(tables.of(hanging, "fearful", *cell), 0.1, -1)


def straight_sights_from_quiet_never_race(tables: Tables):
    for name, cell in product(MINDS, QUIET):
        yield tables.beyond(tables.of(races, name, *cell)[0], 1e-9, -1)


def straight_sights_both_armed_and_alike_race(tables: Tables):
    for name, cell in product(WARY, ALIKE):
        yield tables.beyond(tables.of(races, name, *cell)[0], 0.9)


def more_arms_less_security_where_attack_is_ahead(tables: Tables):
    """And more where defence is: the measure is built in, that races go so far comes out."""
    for opened, (world, sign) in product(
        ("nobody", "both"), [(BOTH_BAD, -1), (ATTACK, -1), (DEFENCE, 1), (BOTH_GOOD, 1)]
    ):
        gained = tables.of(races, "fearful", world, opened)[1]
        if not np.isnan(gained):
            yield sign * gained, 0.0


FACTS = [
    order_of_worlds,
    openings,
    races_are_fewest_with_a_test,
    calm_is_coerced_most,
    a_test_has_a_price,
    calm_rests_most,
    sensible_rests_less_than_tester,
    sensible_without_a_test,
    from_quiet_most_rest,
    both_armed_and_alike_most_race,
    from_quiet_races_hang_on_one_sight,
    both_armed_and_alike_races_hang_on_none,
    straight_sights_from_quiet_never_race,
    straight_sights_both_armed_and_alike_race,
    more_arms_less_security_where_attack_is_ahead,
]


def other_rules() -> Iterator[Rules]:
    """List the rules with an entry of their tables moved by one."""
    for name in ("held", "arms", "shields", "spears"):
        shares = getattr(RULES, name)
        for one, two in product(range(3), repeat=2):
            if one != two and shares[one] > 0:
                moved = list(shares)
                moved[one], moved[two] = moved[one] - 1, moved[two] + 1
                yield replace(RULES, **{name: tuple(moved)})
    for step in (-1, 1):
        for name in ("shows", "most"):
            yield replace(RULES, **{name: getattr(RULES, name) + step})
        for name in ("presses", "ahead", "war"):
            for place, value in enumerate(getattr(RULES, name)):
                if value + step > 0:
                    moved = list(getattr(RULES, name))
                    moved[place] += step
                    yield replace(RULES, **{name: tuple(moved)})


def altered() -> Iterator[Tables]:
    """List the tables with one entry moved by one, of the rules or of a mind."""
    for rules in other_rules():
        yield Tables(rules)
    for step in (-1, 1):
        yield Tables(later=step)
        for name, mind in MINDS.items():
            for moved in ("prior", "bar"):
                yield Tables(
                    minds=MINDS | {name: replace(mind, **{moved: getattr(mind, moved) + step})}
                )
            if 0 <= mind.reckons + step < 5:
                yield Tables(minds=MINDS | {name: replace(mind, reckons=mind.reckons + step)})


ALTERED = list(altered())


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.__name__)
def test_a_fact_holds_in_every_cell_beyond_sampling_error(fact):
    assert all(margin >= error for margin, error in fact(Tables(many=MANY)))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.__name__)
def test_a_fact_holds_for_nine_in_ten_of_the_tables_beside(fact):
    held = [all(margin > -error for margin, error in fact(tables)) for tables in ALTERED]
    assert sum(held) >= 0.9 * len(held)


@pytest.mark.parametrize("name", WARY)
@pytest.mark.parametrize("opened", OPENED)
def test_that_minds_wait_where_defence_is_ahead_is_built_in_and_that_shields_calm_comes_out(
    name, opened
):
    """Let them wait no longer, and the advantage hardly matters to races; telling apart does."""
    tables = Tables(later=-LATER, many=MANY)
    race = [tables.share("race", name, world, opened) for world in WORLDS]
    assert race[0] - race[2] < 0.01
    assert race[1] - race[3] < 0.06
    assert min(race[0] - race[1], race[2] - race[3]) > 0.2


@pytest.mark.parametrize("aims", [SAFE, PRESSED], ids=["safe", "pressed"])
def test_nothing_else_of_the_rules_bears_on_a_pair_in_a_world(aims):
    """So that what is known of the book's tables need not be played again for others."""
    for number, rules in enumerate(other_rules()):
        world, opening = WORLDS[number % 4], OPENINGS[number // 4 % 4]
        pair = MINDS["fearful"], MINDS["tester"]
        one, two = (
            play_many(pair, aims, range(100), world, opening, rules=tables)
            for tables in (rules, bearing(rules, world, aims))
        )
        assert np.array_equal(one.moves, two.moves)
        assert np.array_equal(one.endings(), two.endings())
