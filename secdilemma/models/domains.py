"""What a parameter may be: each check returns an array, or names parameter, value and range."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]


def refuse(name: str, values: ArrayLike, bad: ArrayLike, expected: str) -> None:
    """Raise a ValueError that names the first bad value and what was expected."""
    values, bad = np.broadcast_arrays(values, bad)
    if bad.any():
        raise ValueError(f"{name} = {values[bad][0]} is not allowed; expected {expected}")


def take(name: str, value: ArrayLike, fits: Callable[[Array], Array], expected: str) -> Array:
    """Return finite numbers that fit; ``expected`` says in words which do."""
    values = np.asarray(value, dtype=float)
    refuse(name, values, ~(np.isfinite(values) & fits(values)), expected)
    return values


def number(name: str, value: ArrayLike) -> Array:
    """Return finite numbers."""
    return take(name, value, np.isfinite, "a finite number")


def single(name: str, value: ArrayLike) -> float:
    """Return one finite number."""
    values = number(name, value)
    if values.ndim:
        raise ValueError(f"{name} = {values} is not allowed; expected a single number")
    return float(values)


def probability(name: str, value: ArrayLike) -> Array:
    """Return probabilities in [0, 1]."""
    return take(name, value, lambda v: (v >= 0) & (v <= 1), "a probability in [0, 1]")


def inside(name: str, value: ArrayLike) -> Array:
    """Return probabilities strictly inside (0, 1)."""
    expected = "a probability strictly inside (0, 1)"
    return take(name, value, lambda v: (v > 0) & (v < 1), expected)


def positive(name: str, value: ArrayLike) -> Array:
    """Return numbers above 0."""
    return take(name, value, lambda v: v > 0, "a number above 0")


def not_negative(name: str, value: ArrayLike) -> Array:
    """Return numbers of at least 0."""
    return take(name, value, lambda v: v >= 0, "a number of at least 0")


def ordered(name: str, value: Array, other: str, limit: Array, *, tie: bool = False) -> None:
    """Refuse a value that is not above the limit, or that is below it where a tie will do."""
    value, limit = np.broadcast_arrays(value, limit)
    bad = (value < limit) | ((value == limit) & (not tie))
    if bad.any():
        words = "at least" if tie else "more than"
        refuse(name, value, bad, f"{words} {other} = {limit[bad][0]}")


def plain(values: Array) -> Array:
    """Return an array of no dimensions as a number, and any other as it is."""
    result: Array = values[()]
    return result
