"""Trust: the four worlds of Jervis, when to join a stag hunt, and what a gesture can prove."""

from dataclasses import dataclass

from numpy.typing import ArrayLike

from secdilemma.models.domains import Array, inside, number, ordered, plain, positive, single
from secdilemma.models.reading_signals import posterior, rates


def tipping_point(R: ArrayLike, T: ArrayLike, S: ArrayLike, P: ArrayLike) -> Array:
    """Return how likely the other must be to cooperate before a stag hunter cooperates.

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
    R, T, S, P = (number(name, value) for name, value in zip("RTSP", (R, T, S, P), strict=True))
    ordered("R", R, "T", T)
    ordered("T", T, "P", P, tie=True)
    ordered("P", P, "S", S)
    return plain((P - S) / ((R - T) + (P - S)))


def patience(R: ArrayLike, T: ArrayLike, P: ArrayLike) -> Array:
    """Return the discount factor from which prisoners can go on cooperating.

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
    R, T, P = (number(name, value) for name, value in (("R", R), ("T", T), ("P", P)))
    ordered("T", T, "R", R)
    ordered("R", R, "P", P)
    return plain((T - R) / (T - P))


def noise_limit(t: ArrayLike, m: ArrayLike) -> Array:
    """Return how often the untrustworthy may send a signal that still reassures.

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
    t, m = inside("t", t), inside("m", m)
    return plain((t / (1 - t)) * ((1 - m) / m))


def _amounts(**amounts: float) -> list[float]:
    """Return amounts in their order, each a single number above 0."""
    return [single(name, positive(name, value)) for name, value in amounts.items()]


def separating_costs(
    B_T: float, B_U: float, kappa_T: float, kappa_U: float
) -> tuple[float, float] | None:
    """Return the sizes of a gesture that only the trustworthy make.

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
    B_T, B_U, kappa_T, kappa_U = _amounts(B_T=B_T, B_U=B_U, kappa_T=kappa_T, kappa_U=kappa_U)
    low, high = B_U / kappa_U, B_T / kappa_T
    return (low, high) if low <= high else None


def bind(B_T: float, B_U: float, kappa_T: float, kappa_U: float, v: float) -> float:
    """Return the trust below which no gesture is both affordable and convincing.

    Parameters
    ----------
    B_T, B_U, kappa_T, kappa_U : float
        As `separating_costs` takes them.
    v : float
        Vulnerability: what one unit of the gesture costs a trustworthy state on top, if the other
        turns out to be untrustworthy and exploits it; above 0.

    Returns
    -------
    float
        t₀ = 1 − (κ_U·B_T/B_U − κ_T)/v, at least 0; at 1 or above no gesture separates at any trust.

    Raises
    ------
    ValueError
        If a value is not above 0.

    Notes
    -----
    This book's construction of the bind that Montgomery (2006) describes: who trusts little needs
    the gesture most and can afford it least. That trust is paid for in vulnerability is Kydd's
    (2005).

    Examples
    --------
    >>> bind(B_T=2, B_U=3, kappa_T=1, kappa_U=3, v=4)
    0.75
    """
    B_T, B_U, kappa_T, kappa_U, v = _amounts(
        B_T=B_T, B_U=B_U, kappa_T=kappa_T, kappa_U=kappa_U, v=v
    )
    return max(0.0, 1 - (kappa_U * B_T / B_U - kappa_T) / v)


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


STAKES = {"offence": {"T": 3.0, "S": 0.0}, "defence": {"T": 3.0, "S": 1.0}}
"""An advantage of the offence costs who holds back alone more."""

P = 2.0
"""What both have if both arm; the other payoffs are measured against it."""

CLARITY = {"alike": 0.0, "apart": 0.8}
"""Distinguishability d of arms to defend and arms to attack, between 0 and 1."""


@dataclass(frozen=True)
class StagHuntChoice:
    """The choice of a state that has seen the other's arms, in one of the four worlds.

    Attributes
    ----------
    T, S : float
        Payoffs of arming alone and of holding back alone.
    q : float
        The tipping point q*.
    trust : float
        Trust after the sight of the other's arms.
    world : JervisWorld
        The one of the four in which it chooses.
    """

    T: float
    S: float
    q: float
    trust: float
    world: JervisWorld

    @property
    def cooperates(self) -> bool:
        """Whether trust reaches the tipping point."""
        return self.trust >= self.q

    @property
    def risk_dominant(self) -> bool:
        """Whether cooperation is the better bet of who knows nothing about the other."""
        return self.q < 0.5


def choosing(t: float, R: float, advantage: str, arms: str, seen: str) -> StagHuntChoice:
    """Return how a state chooses that has seen the other's arms.

    Parameters
    ----------
    t : float
        Trust at first, strictly inside (0, 1).
    R : float
        What both have if both cooperate.
    advantage : str
        A key of `STAKES`.
    arms : str
        A key of `CLARITY`.
    seen : str
        ``defensive`` or ``offensive``: what the other's arms look like.

    Returns
    -------
    StagHuntChoice
        Payoffs, tipping point, trust and world.

    Raises
    ------
    ValueError
        If ``t`` is outside (0, 1), or the payoffs are not those of a stag hunt.

    Notes
    -----
    This book's construction: the stag hunt and the worlds of Jervis (1978), with trust that moves
    by Bayes' rule in the spirit of Kydd (2005).

    Examples
    --------
    >>> choosing(0.5, 4.0, "defence", "apart", "defensive").cooperates
    True
    """
    trusty, other = rates(CLARITY[arms])
    if seen == "offensive":
        trusty, other = 1 - trusty, 1 - other
    kinds = {(world.offence_advantage, world.distinguishable): world for world in WORLDS}
    return StagHuntChoice(
        **STAKES[advantage],
        q=float(tipping_point(R, **STAKES[advantage], P=P)),
        trust=float(posterior(inside("t", t), trusty, other)),
        world=kinds[advantage == "offence", arms == "apart"],
    )
