"""Reading signals by Bayes' rule, and what becomes of a belief without any."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from secdilemma.models.domains import Array, not_negative, plain, probability, refuse, take


def rates(d: ArrayLike) -> tuple[Array, Array]:
    """Return how often each type sends an alarming signal.

    Parameters
    ----------
    d : array_like of any shape
        Distinguishability in [0, 1): 0 when both types send the same signals.

    Returns
    -------
    alpha, beta : numpy.ndarray, shape of ``d``
        α = (1 + d)/2 = P(alarm | offensive) and β = (1 − d)/2 = P(alarm | defensive).

    Raises
    ------
    ValueError
        If ``d`` is outside [0, 1).

    Notes
    -----
    This book's parametrisation; the likelihood ratio of an alarm is (1 + d)/(1 − d).

    Examples
    --------
    >>> [float(rate) for rate in rates(0.5)]
    [0.75, 0.25]
    """
    values = take("d", d, lambda v: (v >= 0) & (v < 1), "a number in [0, 1)")
    return (1 + values) / 2, (1 - values) / 2


def posterior(p: ArrayLike, alpha: ArrayLike, beta: ArrayLike) -> Array:
    """Return the belief after one signal, by Bayes' rule.

    Parameters
    ----------
    p : array_like
        Prior probability in [0, 1] that the other is offensive.
    alpha, beta : array_like, broadcast with ``p``
        Probability in [0, 1] of this signal from an offensive and from a defensive other.

    Returns
    -------
    numpy.ndarray, the broadcast shape
        p′ = pα / (pα + (1 − p)β), in [0, 1].

    Raises
    ------
    ValueError
        If a value is no probability, or if the signal could not have occurred at all.

    Notes
    -----
    Bayes' rule. That states read one another so is the premise of Kydd (2000; 2005).

    Examples
    --------
    >>> float(posterior(0.5, 0.75, 0.25))
    0.75
    >>> float(posterior(0.3, 0.6, 0.6))  # pure ambiguity teaches nothing
    0.3
    """
    p, alpha, beta = (
        probability(name, value) for name, value in (("p", p), ("alpha", alpha), ("beta", beta))
    )
    likely = p * alpha
    seen = likely + (1 - p) * beta
    refuse("p·alpha + (1 − p)·beta", seen, seen == 0, "more than 0: the signal must be possible")
    # where both types are equally likely to send it, rounding must not move the belief
    return plain(np.where(alpha == beta, p, likely / seen))


def imitated(alpha: ArrayLike, beta: ArrayLike, B: ArrayLike, kappa: ArrayLike) -> Array:
    """Return how often an offensive other sends the alarm, if it may imitate a defensive one.

    Parameters
    ----------
    alpha, beta : array_like
        As `posterior` takes them, with nobody pretending.
    B : array_like
        What being held harmless is worth to an offensive other; at least 0.
    kappa : array_like
        What it costs an offensive other to behave as a defensive one would; at least 0.

    Returns
    -------
    numpy.ndarray, the broadcast shape
        β where the worth exceeds the cost: it imitates, and the signal teaches nothing; else α.

    Raises
    ------
    ValueError
        If a value is outside its range.

    Notes
    -----
    A standard simplified form of costly signalling; Fearon (1997) tells costs that are sunk when
    the signal is sent from those that arise if it is not kept.

    Examples
    --------
    >>> float(posterior(0.3, imitated(0.6, 0.2, B=2, kappa=1), 0.2))
    0.3
    """
    alpha, beta = probability("alpha", alpha), probability("beta", beta)
    return plain(np.where(not_negative("B", B) > not_negative("kappa", kappa), beta, alpha))


def read_signals(
    p: ArrayLike, alarms: Sequence[bool], d: ArrayLike, *, lens: bool = False
) -> Array:
    """Return the belief before the first and after each of several independent signals.

    Parameters
    ----------
    p : array_like
        Prior probability in [0, 1] that the other is offensive.
    alarms : sequence of bool, length n
        True for an alarming signal, False for a reassuring one.
    d : array_like, broadcast with ``p``
        Distinguishability in [0, 1), as `rates` takes it.
    lens : bool
        Whether the reader wears the negative lens: reassuring signals count for nothing.

    Returns
    -------
    numpy.ndarray, shape (n + 1, *broadcast shape)
        The belief before the first signal and after each one.

    Raises
    ------
    ValueError
        If ``p`` or ``d`` is outside its range.

    Notes
    -----
    Bayes' rule, repeated. The lens is this book's rendering of the bias that Kerstens and Noll
    (2017) list among their criteria.

    Examples
    --------
    >>> [round(float(p), 3) for p in read_signals(0.5, [True, False], 0.5)]
    [0.5, 0.75, 0.5]
    >>> [round(float(p), 3) for p in read_signals(0.5, [True, False], 0.5, lens=True)]
    [0.5, 0.75, 0.75]
    """
    alpha, beta = rates(d)
    p, odds = np.broadcast_arrays(probability("p", p), beta / alpha)
    # a reassuring signal undoes an alarm, so only the surplus counts, and order never does
    steps = [1 if alarm else -(not lens) for alarm in alarms]
    surplus = np.cumsum([0, *steps]).reshape(-1, *(1 for _ in p.shape))
    # many signals make sure, but nothing turns one certainty into the other
    weight = np.maximum(odds ** np.abs(surplus), np.finfo(float).tiny)
    return posterior(p, np.where(surplus < 0, weight, 1), np.where(surplus < 0, 1, weight))


def _switching(lam: ArrayLike, mu: ArrayLike) -> tuple[Array, Array]:
    """Return λ and λ + μ."""
    lam, mu = probability("lam", lam), probability("mu", mu)
    total = lam + mu
    refuse("lam + mu", total, (total <= 0) | (total >= 2), "a sum strictly inside (0, 2)")
    return lam, total


def resting_belief(lam: ArrayLike, mu: ArrayLike) -> Array:
    """Return the belief to which every belief drifts without new signals.

    Parameters
    ----------
    lam, mu : array_like
        Probability per period that a defensive other turns offensive (λ), and the reverse (μ);
        0 < λ + μ < 2.

    Returns
    -------
    numpy.ndarray, the broadcast shape
        p* = λ/(λ + μ).

    Raises
    ------
    ValueError
        If a rate is no probability, or their sum lies outside (0, 2).

    Notes
    -----
    The stationary distribution of a two-state Markov chain.

    Examples
    --------
    >>> round(float(resting_belief(0.05, 0.15)), 3)
    0.25
    """
    lam, total = _switching(lam, mu)
    return plain(lam / total)


def drift(p: ArrayLike, lam: ArrayLike, mu: ArrayLike, t: ArrayLike) -> Array:
    """Return the belief t periods from today, if no new signal comes.

    Parameters
    ----------
    p : array_like
        Probability in [0, 1] that the other is offensive today.
    lam, mu : array_like
        As `resting_belief` takes them.
    t : array_like
        Number of periods, at least 0.

    Returns
    -------
    numpy.ndarray, the broadcast shape
        p_t = p* + (p − p*)(1 − λ − μ)^t.

    Raises
    ------
    ValueError
        If a value is outside its range.

    Notes
    -----
    The t-step distribution of a two-state Markov chain; a fractional t needs λ + μ ≤ 1.

    Examples
    --------
    >>> [round(float(p), 4) for p in drift(0.0, 0.05, 0.15, [0, 1, 2])]
    [0.0, 0.05, 0.09]
    """
    lam, total = _switching(lam, mu)
    p, t = probability("p", p), not_negative("t", t)
    refuse("t", t, (t % 1 != 0) & (total > 1), "whole periods where lam + mu > 1")
    rest = lam / total
    return plain(rest + (p - rest) * (1 - total) ** t)
