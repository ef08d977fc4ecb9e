"""The formal companion: reading, choice, spiral and trust as models, each an addition by this book.

Nothing here stands in Kerstens and Noll's article. Parameters are illustrations, never estimates of
a real state. A symbol is called the same in code, equations and prose; ``lam`` stands for λ, and a
star is written ``_star``. Numbers or NumPy arrays go in, and arrays broadcast as NumPy's own do.
Every function refuses what lies outside its domain with the parameter, the value and the range.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, astuple, dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.integrate import solve_ivp
from scipy.linalg import expm

from secdilemma.theory import Intent, Policy, judge

Array = NDArray[Any]

# ------------------------------------------------------------------ domains


def _refuse(name: str, values: ArrayLike, bad: ArrayLike, expected: str) -> None:
    """Raise for the first bad value, saying which."""
    values, bad = np.broadcast_arrays(values, bad)
    if bad.any():
        raise ValueError(f"{name} = {values[bad][0]} is not allowed; expected {expected}")


def _take(name: str, value: ArrayLike, fits: Callable[[Array], Array], expected: str) -> Array:
    values = np.asarray(value, dtype=float)
    _refuse(name, values, ~(np.isfinite(values) & fits(values)), expected)
    return values


def _number(name: str, value: ArrayLike) -> Array:
    return _take(name, value, np.isfinite, "a finite number")


def _single(name: str, value: ArrayLike) -> float:
    number = _number(name, value)
    if number.ndim:
        raise ValueError(f"{name} = {number} is not allowed; expected a single number")
    return float(number)


def _probability(name: str, value: ArrayLike) -> Array:
    return _take(name, value, lambda v: (v >= 0) & (v <= 1), "a probability in [0, 1]")


def _inside(name: str, value: ArrayLike) -> Array:
    expected = "a probability strictly inside (0, 1)"
    return _take(name, value, lambda v: (v > 0) & (v < 1), expected)


def _positive(name: str, value: ArrayLike) -> Array:
    return _take(name, value, lambda v: v > 0, "a number above 0")


def _not_negative(name: str, value: ArrayLike) -> Array:
    return _take(name, value, lambda v: v >= 0, "a number of at least 0")


def _ordered(name: str, value: Array, other: str, limit: Array, *, tie: bool = False) -> None:
    """Refuse a value that is not above the limit, or that is below it where a tie will do."""
    value, limit = np.broadcast_arrays(value, limit)
    bad = (value < limit) | ((value == limit) & (not tie))
    if bad.any():
        words = "at least" if tie else "more than"
        _refuse(name, value, bad, f"{words} {other} = {limit[bad][0]}")


def _plain(values: Array) -> Array:
    """Return a number where the array has no dimensions."""
    result: Array = values[()]
    return result


# ------------------------------------------------------------------ reading signals


def rates(d: ArrayLike) -> tuple[Array, Array]:
    """Turn distinguishability into how often each type sends an alarming signal.

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
    values = _take("d", d, lambda v: (v >= 0) & (v < 1), "a number in [0, 1)")
    return (1 + values) / 2, (1 - values) / 2


def posterior(p: ArrayLike, alpha: ArrayLike, beta: ArrayLike) -> Array:
    """Revise a belief after one signal, by Bayes' rule.

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
        _probability(name, value) for name, value in (("p", p), ("alpha", alpha), ("beta", beta))
    )
    likely = p * alpha
    seen = likely + (1 - p) * beta
    _refuse("p·alpha + (1 − p)·beta", seen, seen == 0, "more than 0: the signal must be possible")
    # where both types are equally likely to send it, rounding must not move the belief
    return _plain(np.where(alpha == beta, p, likely / seen))


def read_signals(
    p: ArrayLike, alarms: Sequence[bool], d: ArrayLike, *, lens: bool = False
) -> Array:
    """Follow a belief through a sequence of independent signals.

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
    p, odds = np.broadcast_arrays(_probability("p", p), beta / alpha)
    # a reassuring signal undoes an alarm, so only the surplus counts, and order never does
    steps = [1 if alarm else -(not lens) for alarm in alarms]
    surplus = np.cumsum([0, *steps]).reshape(-1, *(1 for _ in p.shape))
    # many signals make sure, but nothing turns one certainty into the other
    weight = np.maximum(odds ** np.abs(surplus), np.finfo(float).tiny)
    return posterior(p, np.where(surplus < 0, weight, 1), np.where(surplus < 0, 1, weight))


def _switching(lam: ArrayLike, mu: ArrayLike) -> tuple[Array, Array]:
    """Return λ and λ + μ."""
    lam, mu = _probability("lam", lam), _probability("mu", mu)
    total = lam + mu
    _refuse("lam + mu", total, (total <= 0) | (total >= 2), "a sum strictly inside (0, 2)")
    return lam, total


def resting_belief(lam: ArrayLike, mu: ArrayLike) -> Array:
    """Return the belief to which ignorance of the future drifts.

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
    return _plain(lam / total)


def drift(p: ArrayLike, lam: ArrayLike, mu: ArrayLike, t: ArrayLike) -> Array:
    """Carry a belief about today's intent t periods into the future, without any new signal.

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
    p, t = _probability("p", p), _not_negative("t", t)
    _refuse("t", t, (t % 1 != 0) & (total > 1), "whole periods where lam + mu > 1")
    rest = lam / total
    return _plain(rest + (p - rest) * (1 - total) ** t)


# ------------------------------------------------------------------ choosing under doubt


def _stakes(s: ArrayLike, a: ArrayLike, c: ArrayLike) -> tuple[Array, Array, Array]:
    s, a, c = _positive("s", s), _positive("a", a), _not_negative("c", c)
    _ordered("a", a, "c", c)
    return s, a, c


def expected_costs(p: ArrayLike, s: ArrayLike, a: ArrayLike, c: ArrayLike) -> tuple[Array, Array]:
    """Return what each policy costs on average, given the doubt.

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
    p, s, a, c = np.broadcast_arrays(_probability("p", p), *_stakes(s, a, c))
    return _plain(p * c + (1 - p) * s), _plain(p * a)


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
    return _plain(s / (s + (a - c)))


def scenario(p: ArrayLike, s: ArrayLike, a: ArrayLike, c: ArrayLike) -> Any:
    """Name the scenario of a state that reads by the odds and chooses by expected cost.

    Parameters
    ----------
    p : array_like
        Probability in [0, 1] that the other is offensive; read as offensive above 1/2.
    s, a, c : array_like
        Costs, as `expected_costs` takes them; deterrence is chosen where p > p*.

    Returns
    -------
    secdilemma.theory.Scenario, or numpy.ndarray of them in the broadcast shape
        On a border (p = 1/2 or p = p*) the milder reading and the milder policy stand.

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
    deter = _probability("p", p) > threshold(s, a, c)
    offensive = np.broadcast_to(np.asarray(p, dtype=float) > 0.5, np.shape(deter))
    return _NAMES[offensive.astype(int), np.asarray(deter).astype(int)]


def _named() -> Array:
    """Let `judge` name the scenario of each reading and policy."""
    names = np.empty((2, 2), dtype=object)
    for row, reading in enumerate((Intent.DEFENSIVE, Intent.OFFENSIVE)):
        for column, policy in enumerate((Policy.REASSURANCE, Policy.DETERRENCE)):
            names[row, column] = judge(reading, reading, policy).scenario
    return names


_NAMES = _named()


def mix(p: ArrayLike, s: ArrayLike, a: ArrayLike) -> Array:
    """Return the share of deterrence that costs least where policy can be mixed.

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
    p, s, a = _probability("p", p), _positive("s", s), _positive("a", a)
    return _plain(p * a / (p * a + (1 - p) * s))


def mix_loss(x: ArrayLike, p: ArrayLike, s: ArrayLike, a: ArrayLike) -> Array:
    """Return the expected loss of a share of deterrence.

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
    x, p = _probability("x", x), _probability("p", p)
    s, a = _positive("s", s), _positive("a", a)
    return _plain(p * a * (1 - x) ** 2 + (1 - p) * s * x**2)


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
    p, s, a = _probability("p", p), _positive("s", s), _positive("a", a)
    return _plain(p * (1 - p) * a * s / (p * a + (1 - p) * s))


# ------------------------------------------------------------------ the spiral


class Stability(StrEnum):
    """What an arms race does around its balance point."""

    STABLE = "stable"
    SADDLE = "saddle"
    DEGENERATE = "degenerate"


@dataclass(frozen=True)
class Race:
    """Richardson's arms race: dx/dt = ky − ax + g and dy/dt = lx − by + h.

    Attributes
    ----------
    k : float or array_like
        Reaction of the one side to the other's arms; at least 0.
    l : float or array_like
        Reaction of the other side; at least 0.
    a : float or array_like
        Restraint: how much the one side's own arms weigh on it; above 0.
    b : float or array_like
        Restraint of the other side; above 0.
    g : float or array_like
        Grievance of the one side, or goodwill where it is negative.
    h : float or array_like
        Grievance of the other side.

    Raises
    ------
    ValueError
        If a value is outside its range.

    Notes
    -----
    Richardson (1960). His states react; they have no intentions and choose nothing. The equilibrium
    and its stability broadcast over arrays; paths need single numbers.

    Examples
    --------
    >>> race = Race(k=0.5, l=0.5, a=1, b=1, g=1, h=1)
    >>> [float(arms) for arms in race.equilibrium()]
    [2.0, 2.0]
    >>> race.stability().value
    'stable'
    """

    k: ArrayLike
    l: ArrayLike
    a: ArrayLike
    b: ArrayLike
    g: ArrayLike = 0.0
    h: ArrayLike = 0.0

    def __post_init__(self) -> None:
        for name in ("k", "l"):
            object.__setattr__(self, name, _plain(_not_negative(name, getattr(self, name))))
        for name in ("a", "b"):
            object.__setattr__(self, name, _plain(_positive(name, getattr(self, name))))
        for name in ("g", "h"):
            object.__setattr__(self, name, _plain(_number(name, getattr(self, name))))

    def _arrays(self) -> tuple[Array, ...]:
        return tuple(np.broadcast_arrays(*astuple(self)))

    def _excess(self) -> Array:
        """Return kl − ab, and 0 where only rounding keeps the two apart."""
        k, l, a, b, *_ = self._arrays()
        same = np.isclose(k * l, a * b, rtol=1e-12, atol=0)
        return np.where(same, 0.0, k * l - a * b)

    def _matrix(self) -> Array:
        """Return [[−a, k, g], [l, −b, h], [0, 0, 0]]: the system with a constant third entry."""
        k, l, a, b, g, h = (_single(name, value) for name, value in asdict(self).items())
        return np.array([[-a, k, g], [l, -b, h], [0, 0, 0]])

    def stability(self) -> Any:
        """Say what kind of balance point this is.

        Returns
        -------
        Stability, or numpy.ndarray of them in the broadcast shape
            ``stable`` where kl < ab, ``saddle`` where kl > ab, ``degenerate`` where they are equal.

        Notes
        -----
        Both eigenvalues are real; the larger one has the sign of kl − ab.
        """
        kinds = np.array([Stability.DEGENERATE, Stability.SADDLE, Stability.STABLE], dtype=object)
        return kinds[np.sign(self._excess()).astype(int)]

    def equilibrium(self) -> tuple[Array, Array]:
        """Return the balance point, at which neither side changes its arms.

        Returns
        -------
        x, y : numpy.ndarray, the broadcast shape
            x° = (kh + bg)/(ab − kl) and y° = (lg + ah)/(ab − kl), in the model's unit of arms.

        Raises
        ------
        ValueError
            If kl = ab: there is no single balance point.

        Notes
        -----
        Richardson (1960). The point may be negative: then no side ever reaches it.
        """
        k, l, a, b, g, h = self._arrays()
        gap = 0 - self._excess()  # not −0
        _refuse("ab − kl", gap, gap == 0, "anything but 0: kl = ab has no single balance point")
        return _plain((k * h + b * g) / gap), _plain((l * g + a * h) / gap)

    def eigenvalues(self) -> tuple[Array, Array]:
        """Return the rates at which the two modes of the race grow.

        Returns
        -------
        slow, fast : numpy.ndarray, the broadcast shape
            [−(a + b) ∓ √((a − b)² + 4kl)]/2, per unit of time, the smaller first.

        Notes
        -----
        From the characteristic polynomial; real for all allowed parameters.
        """
        k, l, a, b, *_ = self._arrays()
        slow = -(a + b + np.sqrt((a - b) ** 2 + 4 * k * l)) / 2
        # the two multiply to ab − kl, and a quotient does not lose the sign of a small one
        return _plain(slow), _plain(self._excess() / -slow)

    def exact(self, x: float, y: float, t: ArrayLike) -> Array:
        """Return the arms at given times by the closed form, the matrix exponential.

        Parameters
        ----------
        x, y : float
            Arms at the start.
        t : array_like, shape (n,)
            Times, at least 0.

        Returns
        -------
        numpy.ndarray, shape (2, n)
            Arms of both sides; the linear model lets them become negative.

        Raises
        ------
        ValueError
            If a value is not finite, a time is negative, or a parameter is no single number.

        Notes
        -----
        Holds for kl = ab too: grievances are carried as a constant third entry.

        Examples
        --------
        >>> Race(0.5, 0.5, 1, 1, 1, 1).exact(2, 2, [0, 5]).round(9).tolist()
        [[2.0, 2.0], [2.0, 2.0]]
        """
        times = np.atleast_1d(_not_negative("t", t))
        start = np.array([_single("x", x), _single("y", y), 1.0])
        arms: Array = (expm(self._matrix() * times[:, None, None]) @ start).T[:2]
        return arms

    def path(self, x: float, y: float, t: ArrayLike) -> Array:
        """Follow the race from a start, and stop where a side has no arms left to give up.

        Parameters
        ----------
        x, y : float
            Arms at the start, at least 0.
        t : array_like, shape (n,), n ≥ 2
            Increasing times, the first of them the start.

        Returns
        -------
        numpy.ndarray, shape (2, m), m ≤ n
            Arms of both sides up to the end, or up to the last time before one of them is 0.

        Raises
        ------
        ValueError
            If a start or a time is negative, the times do not increase or are fewer than two, or
            a parameter is no single number.

        Notes
        -----
        SciPy's ``solve_ivp`` (DOP853); until it stops it agrees with `exact` within 1e-7, relative
        to the arms where these exceed 1. A side that has nothing and never arms stops it at once.

        Examples
        --------
        >>> Race(0.5, 0.5, 1, 1, -1, -1).path(1, 1, [0, 0.2, 0.5, 5]).shape
        (2, 3)
        """
        start = [_single("x", _not_negative("x", x)), _single("y", _not_negative("y", y))]
        times = _not_negative("t", t)
        if times.ndim != 1 or times.size < 2:
            raise ValueError(f"t = {times} is not allowed; expected a row of at least two times")
        _refuse("t", times[1:], np.diff(times) <= 0, "times that increase")
        system = self._matrix()[:2]
        solved = solve_ivp(
            lambda _, arms: system @ [*arms, 1.0],
            (times[0], times[-1]),
            start,
            "DOP853",
            t_eval=times,
            events=[_runs_out(0), _runs_out(1)],
            rtol=1e-12,
            atol=1e-12,
        )
        arms: Array = solved.y
        return arms

    def side(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Tell on which side of a saddle's dividing line a start lies.

        Parameters
        ----------
        x, y : array_like
            Arms at the start.

        Returns
        -------
        numpy.ndarray, the broadcast shape
            1 where the race runs away upwards, −1 where it runs down, 0 on the line.

        Raises
        ------
        ValueError
            If the race has no saddle.

        Notes
        -----
        The sign of the left eigenvector of the growing mode times the distance from the balance
        point: that product alone decides which way the growing mode goes.

        Examples
        --------
        >>> Race(2, 2, 1, 1, -1, -1).side([0.2, 1.5], [0.3, 1.2]).tolist()
        [-1.0, 1.0]
        """
        excess = self._excess()
        _refuse("kl − ab", excess, excess <= 0, "more than 0: only a saddle divides the starts")
        centre = self.equilibrium()
        growth = self.eigenvalues()[1]
        across = np.subtract(_number("x", x), centre[0])
        along = np.subtract(_number("y", y), centre[1])
        return _plain(np.sign(np.multiply(self.l, across) + (growth + self.a) * along))


def _runs_out(side: int) -> Any:
    def arms(_: float, state: Array) -> float:
        return float(state[side])

    arms.terminal = True  # type: ignore[attr-defined]
    arms.direction = -1  # type: ignore[attr-defined]
    return arms


def reaction(k_0: ArrayLike, p: ArrayLike) -> Array:
    """Let a state react to the other's arms as far as it believes them aimed at itself.

    Parameters
    ----------
    k_0 : array_like
        Reaction of a state that is sure of offensive intent; at least 0.
    p : array_like
        Probability in [0, 1] that the other is offensive.

    Returns
    -------
    numpy.ndarray, the broadcast shape
        k = k₀p, for `Race`.

    Raises
    ------
    ValueError
        If a value is outside its range.

    Notes
    -----
    This book's construction: Richardson models no beliefs.

    Examples
    --------
    >>> float(reaction(2, 0.25))
    0.5
    """
    return _plain(_not_negative("k_0", k_0) * _probability("p", p))


def critical_belief(k_0: ArrayLike, l_0: ArrayLike, a: ArrayLike, b: ArrayLike) -> Array:
    """Return the shared suspicion above which a race runs away.

    Parameters
    ----------
    k_0, l_0 : array_like
        Reactions under full suspicion, above 0.
    a, b : array_like
        Restraint, above 0.

    Returns
    -------
    numpy.ndarray, the broadcast shape
        p_c = √(ab/(k₀l₀)); above 1 means that no suspicion suffices.

    Raises
    ------
    ValueError
        If a value is not above 0.

    Notes
    -----
    This book's construction, from k₀l₀p² = ab.

    Examples
    --------
    >>> float(critical_belief(2, 2, 1, 1))
    0.5
    """
    k_0, l_0 = _positive("k_0", k_0), _positive("l_0", l_0)
    return _plain(np.sqrt(_positive("a", a) * _positive("b", b) / (k_0 * l_0)))


def security(x: ArrayLike, y: ArrayLike, rho: ArrayLike) -> tuple[Array, Array]:
    """Measure how safe each side is with the arms of both.

    Parameters
    ----------
    x, y : array_like
        Arms, at least 0.
    rho : array_like
        ρ, above 0: what one unit of the other's arms takes away; above 1 the offence has the
        advantage.

    Returns
    -------
    S_x, S_y : numpy.ndarray, the broadcast shape
        x − ρy and y − ρx, in the unit of arms.

    Raises
    ------
    ValueError
        If a value is outside its range.

    Notes
    -----
    This book's measure. Where both sides have the same arms it is (1 − ρ)x for each.

    Examples
    --------
    >>> [float(side) for side in security(2, 2, 1.5)]
    [-1.0, -1.0]
    """
    x, y, rho = _not_negative("x", x), _not_negative("y", y), _positive("rho", rho)
    return _plain(x - rho * y), _plain(y - rho * x)


# ------------------------------------------------------------------ trust


class Game(StrEnum):
    """The symmetric two-by-two games of Jervis, by the order of their payoffs."""

    STAG_HUNT = "stag hunt"
    PRISONERS_DILEMMA = "prisoner's dilemma"
    CHICKEN = "chicken"
    DEADLOCK = "deadlock"


_ORDERS = {
    "RTPS": Game.STAG_HUNT,
    "TRPS": Game.PRISONERS_DILEMMA,
    "TRSP": Game.CHICKEN,
    "TPRS": Game.DEADLOCK,
}


def game(R: float, T: float, S: float, P: float) -> Game | None:
    """Name the game that an order of payoffs makes.

    Parameters
    ----------
    R, T, S, P : float
        Payoffs: both cooperate; one defects alone; one cooperates alone; both defect.

    Returns
    -------
    Game or None
        None where the order is none of the four. A stag hunt may have T = P.

    Raises
    ------
    ValueError
        If a payoff is not finite, or R = T or S = P: two best replies make the game degenerate.

    Notes
    -----
    Orders as in Jervis (1978).

    Examples
    --------
    >>> game(R=4, T=3, S=0, P=2).value
    'stag hunt'
    """
    values = _payoffs(R, T, S, P)
    if len(set(values.values())) < len(values):
        return Game.STAG_HUNT if values["R"] > values["T"] == values["P"] > values["S"] else None
    return _ORDERS.get("".join(sorted(values, key=values.__getitem__, reverse=True)))


def _payoffs(R: float, T: float, S: float, P: float) -> dict[str, float]:
    values = {name: _single(name, value) for name, value in zip("RTSP", (R, T, S, P), strict=True)}
    for one, other in ("RT", "SP"):
        if values[one] == values[other]:
            raise ValueError(
                f"{one} = {values[one]} is not allowed; expected anything but {other} = "
                f"{values[other]}: two best replies make the game degenerate"
            )
    return values


def equilibria(R: float, T: float, S: float, P: float) -> list[tuple[float, float]]:
    """Find the Nash equilibria of a symmetric two-by-two game.

    Parameters
    ----------
    R, T, S, P : float
        Payoffs, as `game` takes them.

    Returns
    -------
    list of tuple of float
        For each equilibrium the probability with which each side cooperates, most trusting first.

    Raises
    ------
    ValueError
        If a payoff is not finite, or R = T or S = P.

    Notes
    -----
    Nashpy's support enumeration. It misses equilibria of degenerate games, so they are refused.

    Examples
    --------
    >>> [tuple(round(q, 3) for q in pair) for pair in equilibria(R=4, T=3, S=0, P=2)]
    [(1.0, 1.0), (0.667, 0.667), (0.0, 0.0)]
    """
    import nashpy  # a second to load, for this one function

    values = _payoffs(R, T, S, P)
    row = np.array([[values["R"], values["S"]], [values["T"], values["P"]]])
    found = nashpy.Game(row, row.T).support_enumeration()
    return sorted(((float(one[0]), float(other[0])) for one, other in found), reverse=True)


def tipping_point(R: ArrayLike, T: ArrayLike, S: ArrayLike, P: ArrayLike) -> Array:
    """Return how likely cooperation must be before a stag hunter joins it.

    Parameters
    ----------
    R, T, S, P : array_like
        Payoffs of a stag hunt: R > T ≥ P > S.

    Returns
    -------
    numpy.ndarray, the broadcast shape
        q* = (P − S)/((R − T) + (P − S)), strictly inside (0, 1); below 1/2 cooperation is
        risk-dominant. It is also the trust m that a trustworthy state needs.

    Raises
    ------
    ValueError
        If the payoffs are not those of a stag hunt.

    Notes
    -----
    The mixed equilibrium of the stag hunt; how it moves with the payoffs is what Jervis (1978)
    argues. Risk dominance is Harsanyi and Selten's.

    Examples
    --------
    >>> round(float(tipping_point(R=4, T=3, S=0, P=2)), 3)
    0.667
    """
    R, T, S, P = (_number(name, value) for name, value in zip("RTSP", (R, T, S, P), strict=True))
    _ordered("R", R, "T", T)
    _ordered("T", T, "P", P, tie=True)
    _ordered("P", P, "S", S)
    return _plain((P - S) / ((R - T) + (P - S)))


def patience(R: ArrayLike, T: ArrayLike, P: ArrayLike) -> Array:
    """Return how much the future must count before a prisoner's dilemma can be escaped.

    Parameters
    ----------
    R, T, P : array_like
        Payoffs of a prisoner's dilemma: T > R > P.

    Returns
    -------
    numpy.ndarray, the broadcast shape
        δ* = (T − R)/(T − P): with a discount factor of at least this, "cooperate until the other
        defects" keeps cooperation going.

    Raises
    ------
    ValueError
        If the payoffs are not in that order.

    Notes
    -----
    The grim trigger of repeated games.

    Examples
    --------
    >>> float(patience(R=3, T=5, P=1))
    0.5
    """
    R, T, P = (_number(name, value) for name, value in (("R", R), ("T", T), ("P", P)))
    _ordered("T", T, "R", R)
    _ordered("R", R, "P", P)
    return _plain((T - R) / (T - P))


def noise_limit(t: ArrayLike, m: ArrayLike) -> Array:
    """Return how often the untrustworthy may send a reassuring signal before it stops reassuring.

    Parameters
    ----------
    t : array_like
        Trust: probability strictly inside (0, 1) that the other is trustworthy.
    m : array_like
        Trust needed for cooperation, strictly inside (0, 1): `tipping_point`.

    Returns
    -------
    numpy.ndarray, the broadcast shape
        The largest π_U/π_T, [t/(1 − t)]·[(1 − m)/m], at which the signal lifts trust to ``m``.

    Raises
    ------
    ValueError
        If a value is outside its range.

    Notes
    -----
    A standard simplified form, in the spirit of Kydd (2000; 2005), not a formula of his. Trust
    after the signal is ``posterior(t, pi_T, pi_U)``.

    Examples
    --------
    >>> float(noise_limit(0.5, 0.75)) == 1 / 3
    True
    """
    t, m = _inside("t", t), _inside("m", m)
    return _plain((t / (1 - t)) * ((1 - m) / m))


def separating_costs(
    B_T: float, B_U: float, kappa_T: float, kappa_U: float
) -> tuple[float, float] | None:
    """Return how large a gesture must be, so that only the trustworthy make it.

    Parameters
    ----------
    B_T, B_U : float
        What being trusted is worth to a trustworthy and to an untrustworthy state; above 0.
    kappa_T, kappa_U : float
        κ: what one unit of the gesture costs each of them; above 0.

    Returns
    -------
    tuple of float, or None
        The smallest and largest size σ: B_U/κ_U ≤ σ ≤ B_T/κ_T. None where no size separates.

    Raises
    ------
    ValueError
        If a value is not above 0.

    Notes
    -----
    A standard simplified form of costly signalling, in the spirit of Kydd (2000; 2005). The range
    exists where κ_U/κ_T ≥ B_U/B_T.

    Examples
    --------
    >>> separating_costs(B_T=2, B_U=3, kappa_T=1, kappa_U=3)
    (1.0, 2.0)
    """
    given = {"B_T": B_T, "B_U": B_U, "kappa_T": kappa_T, "kappa_U": kappa_U}
    B_T, B_U, kappa_T, kappa_U = (_single(name, _positive(name, v)) for name, v in given.items())
    low, high = B_U / kappa_U, B_T / kappa_T
    return (low, high) if low <= high else None


@dataclass(frozen=True)
class JervisWorld:
    """One of Jervis's four worlds.

    Attributes
    ----------
    number : int
        Jervis's own numbering, 1 to 4.
    offence_advantage : bool
        Whether attacking is easier than defending.
    distinguishable : bool
        Whether arms to defend look different from arms to attack.
    words : str
        What it means for the security dilemma, in this book's words.
    """

    number: int
    offence_advantage: bool
    distinguishable: bool
    words: str


WORLDS = (
    JervisWorld(1, True, False, "the dilemma at its sharpest"),
    JervisWorld(2, False, False, "a dilemma, but both can be safe at once"),
    JervisWorld(3, True, True, "no dilemma, but aggression is possible and can be seen coming"),
    JervisWorld(4, False, True, "neither dilemma nor temptation"),
)
"""The four worlds of Jervis (1978), in his order."""
