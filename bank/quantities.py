"""Numbers that questions ask for or mention, each looked up or computed from the data.

An item of the question bank names one as a list: a function of this module, then its arguments,
such as ``[table1, 2014, NATO, tanks]``. So no number that a data file holds is typed there.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import pandas as pd

from game.best import FOUND
from game.rules import WORLDS
from secdilemma import data, theory
from secdilemma import table1 as strength
from secdilemma.case import Case, load_case
from secdilemma.models import choosing, reading_signals, spiral, trust
from secdilemma.words import spelled

__all__ = [
    *("count", "east_check", "in_words", "listed", "model", "played", "ratio", "table1", "worlds"),
]

CASE = "baltic"
"""The case that the questions are about, as in `_config.yml`."""


@cache
def case() -> Case:
    """Load the case that the questions are about.

    Returns
    -------
    Case
        Once for every question.
    """
    return load_case(CASE)


def _cell(table: pd.DataFrame, row: str, column: str | int) -> float:
    """Return a cell of what was computed from Table 1."""
    if row not in table.index or column not in table.columns:
        raise ValueError(f"Table 1 gives no {column} / {row}")
    return float(table.at[row, column])


def table1(year: int, actor: str, indicator: str) -> float:
    """Return a cell of Table 1, in the unit in which it is printed.

    Parameters
    ----------
    year : {1986, 2014}
        Which half.
    actor, indicator : str
        Column and row, as ``table1.csv`` names them.

    Returns
    -------
    float
        Such as 5.5 for a cell that says "5.5 million".

    Raises
    ------
    ValueError
        If the table has no such cell.

    Examples
    --------
    >>> table1(1986, "NATO", "armed forces")
    5.5
    """
    cells = strength.load_table1(case()).set_index(["year", "actor", "indicator"])["value"]
    if (year, actor, indicator) not in cells.index:
        raise ValueError(f"Table 1 has no cell {year} / {actor} / {indicator}")
    return float(cells[year, actor, indicator])


def ratio(year: int | str, indicator: str) -> float:
    """Return NATO's total of Table 1 divided by that of its adversary.

    Parameters
    ----------
    year : {1986, 2014, "without"}
        1986 divides by the East as a whole, 2014 by Russia; "without" is 2014 less the American
        part of NATO's total.
    indicator : str
        A row, as ``table1.csv`` names it.

    Returns
    -------
    float
        Rounded to two decimals; above 1 NATO has more.

    Raises
    ------
    ValueError
        If the table has no such year or row.

    Examples
    --------
    >>> ratio(2014, "tanks"), ratio("without", "tanks")
    (2.73, 1.89)
    """
    return round(_cell(strength.ratios(case()), indicator, year), 2)


def _table(name: str) -> pd.DataFrame:
    """Load a data set by its name."""
    loaders = {
        "signals": data.load_signals,
        "claims": data.load_claims,
        "criteria": data.load_criteria,
        "footnotes": data.load_footnotes,
        "since": data.load_since,
        "glossary": data.load_glossary,
    }
    if name not in loaders:
        raise ValueError(f"no data set {name!r} to count in; there are {', '.join(loaders)}")
    return loaders[name](case())


def listed(name: str, column: str) -> str:
    """Return what stands in a column of a data set.

    Parameters
    ----------
    name, column : str
        As `count` takes them; a column of text.

    Returns
    -------
    str
        With semicolons between.

    Raises
    ------
    ValueError
        If there is no such data set or column.

    Examples
    --------
    >>> listed("criteria", "short").split("; ")[0]
    'clear threat picture'
    """
    table = _table(name)
    if column not in table.columns:
        raise ValueError(f"no column {column!r} of {name}; there are {', '.join(table.columns)}")
    return "; ".join(map(str, table[column]))


def count(name: str, column: str = "", value: str = "") -> float:
    """Return how many rows a data set has, or how many have a value in a column.

    Parameters
    ----------
    name : {"signals", "claims", "criteria", "footnotes", "since", "glossary"}
        The data set.
    column, value : str, optional
        What to look for; without a column every row counts.

    Returns
    -------
    float
        A whole number, at least 1.

    Raises
    ------
    ValueError
        If there is no such data set or column, or no row has the value.

    Examples
    --------
    >>> count("footnotes")
    64.0
    >>> count("criteria", "answered", "by implication") >= 1
    True
    """
    table = _table(name)
    if not column:
        return float(len(table))
    if column not in table.columns or not (table[column] == value).any():
        raise ValueError(f"no row of {name} has {value!r} as its {column}")
    return float((table[column] == value).sum())


def in_words(name: str, column: str = "", value: str = "") -> str:
    """Return a count in words.

    Parameters
    ----------
    name, column, value : str
        As `count` takes them.

    Returns
    -------
    str
        As `secdilemma.words.spelled` writes it.

    Raises
    ------
    ValueError
        As `count` does.

    Examples
    --------
    >>> in_words("criteria")
    'thirteen'
    """
    return spelled(int(count(name, column, value)))


def east_check(indicator: str, column: str) -> float:
    """Return how a total of the East in 1986 compares with the sum of its parts.

    Parameters
    ----------
    indicator : str
        A row, as ``table1.csv`` names it.
    column : {"parts", "total", "difference", "rounding"}
        As `secdilemma.table1.checks` names it.

    Returns
    -------
    float
        In persons or pieces.

    Raises
    ------
    ValueError
        If there is no such row or column.

    Examples
    --------
    >>> east_check("tanks", "difference")
    0.0
    """
    return _cell(strength.checks(case(), 1986, "East").drop(columns="explained"), indicator, column)


def worlds(reading: str, policy: str) -> float:
    """Return in how many worlds the reading is right or wrong and the policy fits or fails.

    Parameters
    ----------
    reading : {"right", "wrong"}
        Whether the reading agrees with the actual intent.
    policy : {"fits", "fails"}
        Whether the policy suits the actual intent.

    Returns
    -------
    float
        A whole number.

    Raises
    ------
    ValueError
        If a word is not one of those allowed.

    Examples
    --------
    >>> sum(worlds(reading, "fits") for reading in ("right", "wrong"))
    4.0
    """
    if reading not in ("right", "wrong") or policy not in ("fits", "fails"):
        raise ValueError(f"{reading!r}, {policy!r}; expected right or wrong, fits or fails")
    wanted = (reading == "right", policy == "fails")
    return float(sum((w.reading is w.actual, w.outcome.fails) == wanted for w in theory.worlds()))


def model(name: str, *parameters: float) -> float:
    """Return a number of the formal companion.

    Parameters
    ----------
    name : {"posterior", "threshold", "mix", "critical_belief", "tipping_point", "noise_limit"}
        A function of `secdilemma.models`.
    *parameters : float
        What it takes, in its own order.

    Returns
    -------
    float
        Rounded to two decimals.

    Raises
    ------
    ValueError
        If there is no such function here, or a parameter lies outside its range.

    Examples
    --------
    >>> model("posterior", 0.3, 0.6, 0.2)
    0.56
    """
    functions: dict[str, Callable[..., Any]] = {
        "posterior": reading_signals.posterior,
        "threshold": choosing.threshold,
        "mix": choosing.mix,
        "critical_belief": spiral.critical_belief,
        "tipping_point": trust.tipping_point,
        "noise_limit": trust.noise_limit,
    }
    if name not in functions:
        raise ValueError(f"no number {name!r}; there are {', '.join(functions)}")
    return round(float(functions[name](*parameters)), 2)


def played(name: str) -> float:
    """Return what the best of all minds reaches in the first world, from a quiet start.

    Parameters
    ----------
    name : {"restraint", "safety", "both", "ideal"}
        As `game.best.Bound` names it; "ideal" is what "both" would be, if one mind were best in
        both.

    Returns
    -------
    float
        In per cent of histories, a whole number.

    Raises
    ------
    ValueError
        If there is no such figure.

    Examples
    --------
    >>> played("restraint")
    97.0
    """
    bound = FOUND[WORLDS[0], "nobody"]
    figures = bound._asdict() | {"ideal": (bound.restraint + bound.safety) / 2}
    if name not in figures:
        raise ValueError(
            f"no figure {name!r} of the played dilemma; there are {', '.join(figures)}"
        )
    return float(round(100 * figures[name]))


@cache
def known_keys(role: str) -> tuple[frozenset[str], str]:
    """Return the keys that a text may mark or cite.

    Parameters
    ----------
    role : {"claim", "cite"}
        Whose keys.

    Returns
    -------
    tuple of frozenset of str and str
        The keys, and the name of the file that has them.

    Examples
    --------
    >>> "A1" in known_keys("claim")[0]
    True
    """
    if role == "claim":
        return frozenset(data.load_claims(case())["key"]), "claims.csv"
    return data.references(case()), "references.bib"


@cache
def known_events() -> frozenset[str]:
    """Return the ids of the events that an item may ask about.

    Returns
    -------
    frozenset of str
        Those of the case's signals.

    Examples
    --------
    >>> "crimea" in known_events()
    True
    """
    return frozenset(data.load_signals(case())["event_id"])
