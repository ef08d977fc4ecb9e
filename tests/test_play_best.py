"""What is said of all minds is computed over all minds."""

from itertools import product

import numpy as np
import pytest
from histories import DOVE, HAWK
from hypothesis import settings

from game import MINDS, WORLDS, Ending, Rules, play_many
from game.best import FOUND, Wish, best, bound
from game.rules import ENDINGS, OPENINGS, Channel
from game.study import OPENED, PRESSED, SAFE

FEW = {"fearful": MINDS["fearful"]}
SMALL = Rules(
    years=2,
    sides=2,
    held=(1, 1, 0),
    arms=(0, 1, 1),
    shields=(0, 1, 1),
    spears=(1, 0, 1),
    shows=1,
    presses=(1, 1, 2),
    ahead=(1, 1),
    war=(50, 50),
    asks=1,
)
"""A die of two sides and two years: so few histories that all can be played."""


class Answers:
    """A mind of two years: a move for the first sight, and for each pair of sights."""

    def __init__(self, first, then):
        self.first, self.then = np.array(first), np.array(then)

    def sit(self, count, world):
        self.seen = None
        return self

    def answer(self, sights, gave_in, last):
        moves = self.first[sights] if self.seen is None else self.then[self.seen, sights]
        self.seen = sights
        return np.zeros_like(moves), moves


def every_mind(first_sights):
    """List all minds of two years, but for those that differ in first sights that never come."""
    for moves in product((0, 1), repeat=2 + 2 * 3):
        first, then = np.zeros(3, dtype=int), np.zeros((3, 3), dtype=int)
        first[first_sights], then[first_sights] = moves[:2], np.reshape(moves[2:], (2, 3))
        yield Answers(first, then)


def every_luck(monkeypatch, aims, world):
    """Let a seed be all throws there are, each as likely: a bit a throw; return all seeds."""
    decided = [(Channel.SIGHT, 0), (Channel.SIGHT, 1), (Channel.WAR, 0)]
    if aims == PRESSED:
        decided += [(Channel.PRESS, 1), (Channel.DEMAND, 0), (Channel.POSTURE, 1)]
        decided = decided[: 5 + world.told_apart]
    places = list(product(range(SMALL.years), decided))

    def thrown(seeds, year, chair, channel, sides):
        fallen = np.zeros((len(seeds), SMALL.years, 2), dtype=int)
        for place, (when, (what, whose)) in enumerate(places):
            if what is channel:
                fallen[:, when, whose] = seeds[:, 0, 0].astype(int) >> place & 1
        return fallen * (50 if sides == 100 else 1)

    monkeypatch.setattr("game.rules.throws", thrown)
    return range(2 ** len(places))


@pytest.mark.parametrize(
    ("world", "opening", "first_sights"),
    [
        (WORLDS[0], OPENINGS[1], [1, 2]),
        (WORLDS[1], OPENINGS[0], [0, 1]),
        (WORLDS[2], OPENINGS[3], [1, 2]),
        (WORLDS[3], OPENINGS[2], [0, 1]),
    ],
)
def test_over_all_minds_of_a_small_game_it_is_what_trying_each_of_them_finds(
    monkeypatch, world, opening, first_sights
):
    at, reached = (world, opening), []
    for mind in every_mind(first_sights):
        lucks = every_luck(monkeypatch, SAFE, world)
        safe = play_many((mind, FEW["fearful"]), SAFE, lucks, *at, rules=SMALL)
        lucks = every_luck(monkeypatch, PRESSED, world)
        hard = play_many((mind, DOVE), PRESSED, lucks, *at, rules=SMALL)
        calm = safe.endings(SMALL) == ENDINGS.index(Ending.RESTRAINT)
        kept = ~hard.war & ~hard.demands.any(axis=(1, 2))
        reached.append((calm.mean(), kept.mean()))
    wishes = [Wish(1, 0), Wish(0, 1), Wish(1, 1), Wish(1, 3), Wish(5, 2)]
    tried = (np.array(wishes) @ np.array(reached).T).max(axis=1)
    assert best(wishes, world, opening, FEW, SMALL) == pytest.approx(list(tried))


@pytest.mark.slow
def test_the_figures_of_the_book_are_those_that_are_computed():
    """By day those of one world and opening, which take seconds; all of them at night."""
    night = settings().max_examples >= 1000
    for world, opened in FOUND if night else [(WORLDS[0], "both")]:
        assert bound(world, OPENED[opened]) == FOUND[world, opened]


@pytest.mark.parametrize(("world", "opened"), FOUND)
def test_no_mind_of_the_book_is_above_the_bounds(world, opened):
    found, many = FOUND[world, opened], range(400)
    for mind in (*MINDS.values(), HAWK, DOVE):
        met = [
            play_many((mind, one), SAFE, many, world, OPENED[opened]).endings()
            for one in MINDS.values()
        ]
        restraint = np.mean(np.array(met) == ENDINGS.index(Ending.RESTRAINT))
        hard = play_many((mind, mind), PRESSED, many, world, OPENED[opened])
        safety = 1 - (hard.war | hard.demands.any(axis=(1, 2))).mean()
        assert restraint < found.restraint + 0.025
        assert safety < found.safety + 0.05
        assert (restraint + safety) / 2 < found.both + 0.03


def test_no_mind_is_best_with_both_neighbours():
    """Not knowing who the other is costs most in the first world, and least in the last."""
    lost = {cell: (one.restraint + one.safety) / 2 - one.both for cell, one in FOUND.items()}
    for opened in OPENED:
        worst, *middle, best = (lost[world, opened] for world in WORLDS)
        assert worst > max(middle) + 0.01
        assert min(middle) > best + 0.01 > 0.03


def test_nobody_is_safe_from_who_wants_more_for_arming_brings_war():
    for found in FOUND.values():
        assert found.safety < 0.95
