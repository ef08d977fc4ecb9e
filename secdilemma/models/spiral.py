"""The spiral: Richardson's arms race, and how suspicion and technology move it."""

from dataclasses import asdict, astuple, dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.linalg import expm

from secdilemma.models.domains import (
    Array,
    not_negative,
    number,
    plain,
    positive,
    probability,
    refuse,
    single,
)


class Stability(StrEnum):
    """What an arms race does around its balance point."""

    STABLE = "stable"
    SADDLE = "saddle"
    DEGENERATE = "degenerate"


_DOMAINS = {
    **dict.fromkeys("kl", not_negative),
    **dict.fromkeys("ab", positive),
    **dict.fromkeys("gh", number),
}
"""What each parameter of a race may be."""


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
        for name, domain in _DOMAINS.items():
            object.__setattr__(self, name, plain(domain(name, getattr(self, name))))

    def _arrays(self) -> tuple[Array, ...]:
        return tuple(np.broadcast_arrays(*astuple(self)))

    def _excess(self) -> Array:
        """Return kl − ab, and 0 where only rounding keeps the two apart."""
        k, l, a, b, *_ = self._arrays()
        same = np.isclose(k * l, a * b, rtol=1e-12, atol=0)
        return np.where(same, 0.0, k * l - a * b)

    def _matrix(self) -> Array:
        """Return [[−a, k, g], [l, −b, h], [0, 0, 0]]: the system with a constant third entry."""
        k, l, a, b, g, h = (single(name, value) for name, value in asdict(self).items())
        return np.array([[-a, k, g], [l, -b, h], [0, 0, 0]])

    def stability(self) -> Any:
        """Return what kind of balance point the race has.

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
        refuse("ab − kl", gap, gap == 0, "anything but 0: kl = ab has no single balance point")
        return plain((k * h + b * g) / gap), plain((l * g + a * h) / gap)

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
        return plain(slow), plain(self._excess() / -slow)

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
        times = np.atleast_1d(not_negative("t", t))
        start = np.array([single("x", x), single("y", y), 1.0])
        arms: Array = (expm(self._matrix() * times[:, None, None]) @ start).T[:2]
        return arms

    def side(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Return on which side of a saddle's dividing line a start lies.

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
        refuse("kl − ab", excess, excess <= 0, "more than 0: only a saddle divides the starts")
        centre = self.equilibrium()
        growth = self.eigenvalues()[1]
        across = np.subtract(number("x", x), centre[0])
        along = np.subtract(number("y", y), centre[1])
        return plain(np.sign(np.multiply(self.l, across) + (growth + self.a) * along))


def reaction(k_0: ArrayLike, p: ArrayLike) -> Array:
    """Return the reaction of a state that believes the other's arms aimed at itself.

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
    return plain(not_negative("k_0", k_0) * probability("p", p))


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
    k_0, l_0 = positive("k_0", k_0), positive("l_0", l_0)
    return plain(np.sqrt(positive("a", a) * positive("b", b) / (k_0 * l_0)))


def security(x: ArrayLike, y: ArrayLike, rho: ArrayLike) -> tuple[Array, Array]:
    """Return how safe each side is, given the arms of both.

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
    x, y, rho = not_negative("x", x), not_negative("y", y), positive("rho", rho)
    return plain(x - rho * y), plain(y - rho * x)
