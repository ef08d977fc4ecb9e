"""What the tables of the game show, and for how many of the tables beside them it holds as well."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import hypot, sqrt
from typing import Any

import pandas as pd

from game.minds import MINDS
from game.rules import RULES, Ending, Rules
from game.study import hanging, outcomes
from secdilemma.theory import Intent

ENOUGH = 0.9
"""What holds for a smaller share of the neighbouring tables may not be stated as a fact."""

SAFE, PRESSED = ("defensive", "defensive"), ("defensive", "offensive")


@dataclass(frozen=True)
class Fact:
    """A statement about many histories.

    Attributes
    ----------
    name : str
        What is stated.
    figure : callable
        Takes rules and lucks; returns a share or a difference of shares, and its standard error.
    low, high : float
        The statement holds where the share lies between them.
    """

    name: str
    figure: Callable[[Rules, range], tuple[float, float]]
    low: float
    high: float


def met(rules: Rules) -> Rules:
    """Keep of other rules what two defensive states meet: how each sees the other's moves."""
    own = {row: shares for row, shares in rules.seen.items() if row[0] is Intent.DEFENSIVE}
    plain = {name: getattr(RULES, name) for name in ("presses", "start", "most", "ahead")}
    return replace(rules, seen=RULES.seen | own, **plain)


_KNOWN: dict[str, Any] = {}


def _once(count: Callable[..., Any], *given: Any) -> Any:
    """Count only once what the same histories come to."""
    name = repr((count.__name__, given))
    if name not in _KNOWN:
        _KNOWN[name] = count(*given)
    return _KNOWN[name]


def _share(
    mind: str, intents: tuple[str, str], ending: Ending, rules: Rules, seeds: range
) -> float:
    pair = (MINDS[mind], MINDS[mind])
    played = met(rules) if intents == SAFE else rules
    return float(_once(outcomes, pair, intents, seeds, played)[ending] / len(seeds))


def _error(share: float, count: int) -> float:
    return sqrt(share * (1 - share) / count)


def _races(mind: str) -> Callable[[Rules, range], tuple[float, float]]:
    def figure(rules: Rules, seeds: range) -> tuple[float, float]:
        share = _share(mind, SAFE, Ending.RACE, rules, seeds)
        return share, _error(share, len(seeds))

    return figure


def _coerced_more(rules: Rules, seeds: range) -> tuple[float, float]:
    calm, fearful = (
        _share(mind, PRESSED, Ending.COERCION, rules, seeds) for mind in ("calm", "fearful")
    )
    return calm - fearful, hypot(_error(calm, len(seeds)), _error(fearful, len(seeds)))


def _hang(rules: Rules, seeds: range) -> tuple[float, float]:
    races = _share("fearful", SAFE, Ending.RACE, rules, seeds) * len(seeds)
    share = _once(hanging, MINDS["fearful"], seeds, met(rules))
    return share, _error(share, max(1, round(races)))


FACTS = (
    Fact("two fearful minds that mean no harm race in most histories", _races("fearful"), 0.5, 1),
    Fact("two testers that mean no harm hardly ever race", _races("tester"), 0, 0.15),
    Fact("calm minds are coerced more often than fearful ones, by a tenth", _coerced_more, 0.1, 1),
    Fact("of the races of two fearful minds, a quarter hang on one misreading", _hang, 0.25, 1),
)


def neighbours(rules: Rules = RULES) -> Iterator[Rules]:
    """List the rules with each entry of their tables moved by one.

    Parameters
    ----------
    rules : Rules
        Whose neighbours.

    Returns
    -------
    iterator of Rules
        With one side of the die moved from one sight to another, or one chance to press or one
        count of forces a step up or down.

    Examples
    --------
    >>> len(list(neighbours()))
    36
    """
    for row, shares in rules.seen.items():
        for one in range(3):
            for two in range(3):
                if one != two and shares[one] > 0:
                    moved = list(shares)
                    moved[one], moved[two] = moved[one] - 1, moved[two] + 1
                    yield replace(rules, seen=rules.seen | {row: (moved[0], moved[1], moved[2])})
    for place in range(3):
        for step in (-1, 1):
            chances = list(rules.presses)
            chances[place] += step
            yield replace(rules, presses=(chances[0], chances[1], chances[2]))
    for step in (-1, 1):
        yield replace(rules, start=rules.start + step)
        yield replace(rules, most=rules.most + step)
        yield replace(rules, ahead=rules.ahead + step)


def facts(histories: int = 400, nearby: int = 150) -> pd.DataFrame:
    """Compute what the tables show.

    Parameters
    ----------
    histories : int
        With the rules of the book, for each figure; at least 1.
    nearby : int
        With each neighbouring table; at least 1.

    Returns
    -------
    DataFrame
        A row for each of `FACTS`: ``fact``; ``figure``, a share or a difference of shares; ``low``
        and ``high``, about two standard errors below and above it; ``neighbours``, for what share
        of the neighbouring tables the statement holds, in [0, 1]; ``stated``, whether that is at
        least `ENOUGH`.

    Examples
    --------
    >>> list(facts(2, 1).columns)
    ['fact', 'figure', 'low', 'high', 'neighbours', 'stated']
    """
    rows = []
    for fact in FACTS:
        figure, error = fact.figure(RULES, range(histories))
        found = [fact.figure(rules, range(nearby))[0] for rules in neighbours()]
        held = sum(fact.low <= one <= fact.high for one in found) / len(found)
        rows.append(
            {
                "fact": fact.name,
                "figure": figure,
                "low": figure - 2 * error,
                "high": figure + 2 * error,
                "neighbours": held,
                "stated": held >= ENOUGH,
            }
        )
    return pd.DataFrame(rows)
