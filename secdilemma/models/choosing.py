"""Choosing between deterrence and reassurance under doubt, by expected cost."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from secdilemma.models.domains import Array, not_negative, ordered, plain, positive, probability
from secdilemma.theory import Intent, Policy, judge


def _stakes(s: ArrayLike, a: ArrayLike, c: ArrayLike) -> tuple[Array, Array, Array]:
    s, a, c = positive("s", s), positive("a", a), not_negative("c", c)
    ordered("a", a, "c", c)
    return s, a, c


def expected_costs(p: ArrayLike, s: ArrayLike, a: ArrayLike, c: ArrayLike) -> tuple[Array, Array]:
    """Return the expected cost of each policy.

    Parameters
    ----------
    p : array_like
        Probability in [0, 1] that the other is offensive.
    s : array_like
        Cost of the security paradox: deterring a defensive other; above 0.
    a : array_like
        Cost of being coerced: reassuring an offensive other; above ``c``.
    c : array_like
        Cost of deterring an offensive other; at least 0.

    Returns
    -------
    deterrence, reassurance : numpy.ndarray, the broadcast shape
        pc + (1 − p)s and pa, in the unit of the costs.

    Raises
    ------
    ValueError
        If a value is outside its range, or a ≤ c.

    Notes
    -----
    This book's construction. Reassuring a defensive other is the zero of the scale.

    Examples
    --------
    >>> [float(cost) for cost in expected_costs(0.5, 2, 4, 1)]
    [1.5, 2.0]
    """
    p, s, a, c = np.broadcast_arrays(probability("p", p), *_stakes(s, a, c))
    return plain(p * c + (1 - p) * s), plain(p * a)


def threshold(s: ArrayLike, a: ArrayLike, c: ArrayLike) -> Array:
    """Return the belief above which deterrence costs less than reassurance.

    Parameters
    ----------
    s, a, c : array_like
        Costs, as `expected_costs` takes them.

    Returns
    -------
    numpy.ndarray, the broadcast shape
        p* = s/(s + a − c), strictly inside (0, 1).

    Raises
    ------
    ValueError
        If a cost is outside its range, or a ≤ c.

    Notes
    -----
    This book's construction, from equating the two expected costs.

    Examples
    --------
    >>> float(threshold(2, 4, 1))
    0.4
    """
    s, a, c = _stakes(s, a, c)
    return plain(s / (s + (a - c)))


def fallible(a: ArrayLike, c: ArrayLike, f: ArrayLike) -> Array:
    """Return the cost of deterring an offensive other where deterrence may fail.

    Parameters
    ----------
    a, c : array_like
        Costs, as `expected_costs` takes them.
    f : array_like
        Probability in [0, 1] that deterrence fails, so that coercion comes on top.

    Returns
    -------
    numpy.ndarray, the broadcast shape
        c + fa, to be put in the place of c; from f = 1 − c/a on no belief justifies deterrence, and
        `threshold` refuses it.

    Raises
    ------
    ValueError
        If a value is outside its range.

    Notes
    -----
    This book's construction.

    Examples
    --------
    >>> float(threshold(2, 4, fallible(4, 1, 0.25)))
    0.5
    """
    return plain(not_negative("c", c) + probability("f", f) * positive("a", a))


def scenario(p: ArrayLike, s: ArrayLike, a: ArrayLike, c: ArrayLike, r: ArrayLike = 0.5) -> Any:
    """Return the scenario of a state that reads by the odds and chooses by expected cost.

    Parameters
    ----------
    p : array_like
        Probability in [0, 1] that the other is offensive; read as offensive above ``r``.
    s, a, c : array_like
        Costs, as `expected_costs` takes them; deterrence is chosen where p > p*.
    r : array_like
        Standard of proof in [0, 1]: the belief above which the other is called offensive.

    Returns
    -------
    secdilemma.theory.Scenario, or numpy.ndarray of them in the broadcast shape
        On a border (p = r or p = p*) the milder reading and the milder policy stand.

    Raises
    ------
    ValueError
        If a value is outside its range, or a ≤ c.

    Notes
    -----
    The names are those of Kerstens and Noll (2017); that stakes and doubt produce them is this
    book's construction.

    Examples
    --------
    >>> scenario(0.45, 2, 4, 1).value
    'fatalist'
    """
    deter = probability("p", p) > threshold(s, a, c)
    offensive = np.asarray(p, dtype=float) > probability("r", r)
    offensive, deter = np.broadcast_arrays(offensive, deter)
    return _NAMES[offensive.astype(int), np.asarray(deter).astype(int)]


_POLICIES = (Policy.REASSURANCE, Policy.DETERRENCE)
_NAMES = np.array([[judge(i, i, p).scenario for p in _POLICIES] for i in Intent], dtype=object)
"""What `judge` calls each reading and policy, the milder ones first."""


def mix(p: ArrayLike, s: ArrayLike, a: ArrayLike) -> Array:
    """Return the share of deterrence in the mixed policy that costs least.

    Parameters
    ----------
    p : array_like
        Probability in [0, 1] that the other is offensive.
    s, a : array_like
        Costs of paradox and of coercion, above 0.

    Returns
    -------
    numpy.ndarray, the broadcast shape
        x* = pa/(pa + (1 − p)s), strictly inside (0, 1) wherever p is.

    Raises
    ------
    ValueError
        If a value is outside its range.

    Notes
    -----
    This book's construction: the minimum of the loss pa(1 − x)² + (1 − p)sx².

    Examples
    --------
    >>> float(mix(0.5, 1, 3))
    0.75
    """
    p, s, a = probability("p", p), positive("s", s), positive("a", a)
    return plain(p * a / (p * a + (1 - p) * s))


def mix_loss(x: ArrayLike, p: ArrayLike, s: ArrayLike, a: ArrayLike) -> Array:
    """Return the expected loss of a mixed policy.

    Parameters
    ----------
    x : array_like
        Share of deterrence in [0, 1]; the rest is reassurance.
    p, s, a : array_like
        As `mix` takes them.

    Returns
    -------
    numpy.ndarray, the broadcast shape
        pa(1 − x)² + (1 − p)sx², at least 0.

    Raises
    ------
    ValueError
        If a value is outside its range.

    Notes
    -----
    This book's construction. The squares say that the last bit of a pure policy costs most.

    Examples
    --------
    >>> float(mix_loss(1.0, 0.5, 1, 3))
    0.5
    """
    x, p = probability("x", x), probability("p", p)
    s, a = positive("s", s), positive("a", a)
    return plain(p * a * (1 - x) ** 2 + (1 - p) * s * x**2)


def residual_loss(p: ArrayLike, s: ArrayLike, a: ArrayLike) -> Array:
    """Return the loss that the best mix leaves.

    Parameters
    ----------
    p, s, a : array_like
        As `mix` takes them.

    Returns
    -------
    numpy.ndarray, the broadcast shape
        p(1 − p)as/(pa + (1 − p)s): above 0 wherever p is strictly inside (0, 1).

    Raises
    ------
    ValueError
        If a value is outside its range.

    Notes
    -----
    This book's construction: `mix_loss` at `mix`.

    Examples
    --------
    >>> float(residual_loss(0.5, 1, 3))
    0.375
    """
    p, s, a = probability("p", p), positive("s", s), positive("a", a)
    return plain(p * (1 - p) * a * s / (p * a + (1 - p) * s))
