"""The article's logic: two dilemmas, four scenarios, eight worlds, a chain of suspicion.

Everything here follows Kerstens and Noll (2017), who build on Booth and Wheeler (2008). The module
knows nothing of data files, plots or pages.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Self


class _Named(StrEnum):
    """A closed list of words; any other word is refused with a message that lists them."""

    @classmethod
    def _missing_(cls, value: object) -> Self:
        allowed = ", ".join(repr(member.value) for member in cls)
        raise ValueError(f"{value!r} is not a known {cls.__name__.lower()}; allowed: {allowed}")


class Intent(_Named):
    """What a state is out for, or is read to be out for: ``defensive`` or ``offensive``."""

    DEFENSIVE = "defensive"
    OFFENSIVE = "offensive"


class Policy(_Named):
    """How a state answers what it has read: ``deterrence`` or ``reassurance``."""

    DETERRENCE = "deterrence"
    REASSURANCE = "reassurance"


class Scenario(_Named):
    """``fatalist``, ``realist``, ``liberal``, ``constructivist``, in the article's order."""

    FATALIST = "fatalist"
    REALIST = "realist"
    LIBERAL = "liberal"
    CONSTRUCTIVIST = "constructivist"


class Dilemma(_Named):
    """The two that make up the security dilemma: ``interpretation`` and ``response``."""

    INTERPRETATION = "interpretation"
    RESPONSE = "response"


class Outcome(_Named):
    """What a policy risks or achieves; the article speaks of risks, not of results."""

    PARADOX = "risk of security paradox"
    DETERRENCE_FITS = "deterrence fits"
    REASSURANCE_FITS = "reassurance fits"
    APPEASEMENT = "risk of appeasement and coercion"

    @property
    def fails(self) -> bool:
        """Whether the policy misses the other's actual intent."""
        return self in (Outcome.PARADOX, Outcome.APPEASEMENT)


class Basis(_Named):
    """Whose statement it is: ``article``, or ``inferred`` from the article's logic."""

    ARTICLE = "article"
    INFERRED = "inferred"


_WORLDS = list(product(Policy, Intent))
_SCENARIOS = dict(zip(_WORLDS, Scenario, strict=True))
"""By policy and reading, in the article's order."""

_OUTCOMES = dict(zip(_WORLDS, Outcome, strict=True))
"""By policy and actual intent."""


@dataclass(frozen=True)
class Judgement:
    """What follows from one world: an actual intent, a reading of it and a policy.

    Attributes
    ----------
    actual : Intent
        What the other is out for.
    reading : Intent
        What it is taken to be out for.
    policy : Policy
        The answer given.
    scenario : Scenario
        Named by reading and policy alone.
    outcome : Outcome
        Depends on actual intent and policy alone.
    dilemma : Dilemma or None
        The dilemma that explains a failing outcome; None where nothing fails.
    basis : Basis
        The article states the four failing worlds; the other four are inferred from its logic.
    """

    actual: Intent
    reading: Intent
    policy: Policy
    scenario: Scenario
    outcome: Outcome
    dilemma: Dilemma | None
    basis: Basis


def judge(actual: Intent | str, reading: Intent | str, policy: Policy | str) -> Judgement:
    """Return the scenario, the outcome and the explaining dilemma of one of the eight worlds.

    Parameters
    ----------
    actual : Intent or str
        The other's actual intent, ``"defensive"`` or ``"offensive"``. The article never asserts it
        of Russia; it is a supposition of whoever calls the function.
    reading : Intent or str
        The intent that the deciding state reads, same words.
    policy : Policy or str
        ``"deterrence"`` or ``"reassurance"``.

    Returns
    -------
    Judgement
        Scenario, outcome, explaining dilemma and basis.

    Raises
    ------
    ValueError
        If a word is not one of those allowed; the message lists them.

    Notes
    -----
    Source: Kerstens and Noll (2017), the section on the four scenarios.

    Examples
    --------
    >>> world = judge("offensive", "defensive", "reassurance")
    >>> print(world.scenario, "-", world.outcome, "-", world.dilemma)
    liberal - risk of appeasement and coercion - interpretation
    """
    actual, reading, policy = Intent(actual), Intent(reading), Policy(policy)
    outcome = _OUTCOMES[policy, actual]
    explaining = Dilemma.RESPONSE if reading is actual else Dilemma.INTERPRETATION
    return Judgement(
        actual=actual,
        reading=reading,
        policy=policy,
        scenario=_SCENARIOS[policy, reading],
        outcome=outcome,
        dilemma=explaining if outcome.fails else None,
        basis=Basis.ARTICLE if outcome.fails else Basis.INFERRED,
    )


def worlds() -> list[Judgement]:
    """Return all eight worlds, grouped by scenario in the article's order.

    Returns
    -------
    list of Judgement
        Eight judgements; within a scenario the defensive world comes first.

    Examples
    --------
    >>> sum(world.outcome.fails for world in worlds())
    4
    """
    order = list(Scenario)
    every = [judge(*world) for world in product(Intent, Intent, Policy)]
    return sorted(every, key=lambda world: order.index(world.scenario))


FAILING = {world.scenario: world for world in worlds() if world.outcome.fails}
"""The one world in which each scenario goes wrong, in the article's order."""


@dataclass(frozen=True)
class Uncertainty:
    """A source of doubt that no amount of goodwill removes.

    Attributes
    ----------
    name : str
        The term in English.
    meaning : str
        What it says, in our words.
    reinforces : bool
        True for the one that strengthens the other two.
    """

    name: str
    meaning: str
    reinforces: bool


UNCERTAINTIES = (
    Uncertainty(
        "other minds problem",
        "Nobody can look into another government’s head: its intentions, plans and motives are "
        "inferred, even after years of good experience.",
        False,
    ),
    Uncertainty(
        "ambiguity of weapons",
        "Many systems that defend can also attack, so the weapon does not tell what it is for.",
        False,
    ),
    Uncertainty(
        "future uncertainty",
        "What can be estimated today may not hold tomorrow, because policies and leaders change, "
        "in dictatorships and in democracies.",
        True,
    ),
)


@dataclass(frozen=True)
class Link:
    """One step in the causal chain of the security paradox.

    Attributes
    ----------
    text : str
        What happens.
    breaks : bool
        Whether security dilemma sensibility can stop the chain at this step: wherever somebody
        reads somebody else.
    """

    text: str
    breaks: bool


PARADOX_CHAIN = (
    Link("A suspects B, which only wants to be safe", True),
    Link("A arms against a threat that is not real", False),
    Link("B reads A’s arming as a threat", True),
    Link("B arms in turn", False),
    Link("A’s picture of B seems confirmed", True),
    Link("Both are less secure than before", False),
)
