"""The article's logic: two dilemmas, four scenarios, eight worlds, thirteen criteria.

Everything here follows Kerstens and Noll (2017), who build on Booth and Wheeler (2008). The module
knows nothing of data files, plots or pages.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Self


class _Named(StrEnum):
    """A closed list of words; asking for another word names the ones that exist."""

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
    APPEASEMENT = "risk of appeasement and coercion"
    DETERRENCE_FITS = "deterrence fits"
    REASSURANCE_FITS = "reassurance fits"

    @property
    def fails(self) -> bool:
        """Whether the policy misses the other's actual intent."""
        return self in (Outcome.PARADOX, Outcome.APPEASEMENT)


class Basis(_Named):
    """Whose statement it is: ``article``, or ``inferred`` from the article's logic."""

    ARTICLE = "article"
    INFERRED = "inferred"


_SCENARIOS = {
    (Intent.DEFENSIVE, Policy.DETERRENCE): Scenario.FATALIST,
    (Intent.OFFENSIVE, Policy.DETERRENCE): Scenario.REALIST,
    (Intent.DEFENSIVE, Policy.REASSURANCE): Scenario.LIBERAL,
    (Intent.OFFENSIVE, Policy.REASSURANCE): Scenario.CONSTRUCTIVIST,
}
_OUTCOMES = {
    (Intent.DEFENSIVE, Policy.DETERRENCE): Outcome.PARADOX,
    (Intent.OFFENSIVE, Policy.DETERRENCE): Outcome.DETERRENCE_FITS,
    (Intent.DEFENSIVE, Policy.REASSURANCE): Outcome.REASSURANCE_FITS,
    (Intent.OFFENSIVE, Policy.REASSURANCE): Outcome.APPEASEMENT,
}


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
    """Judge one of the eight worlds.

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
    outcome = _OUTCOMES[actual, policy]
    explaining = Dilemma.RESPONSE if reading is actual else Dilemma.INTERPRETATION
    return Judgement(
        actual=actual,
        reading=reading,
        policy=policy,
        scenario=_SCENARIOS[reading, policy],
        outcome=outcome,
        dilemma=explaining if outcome.fails else None,
        basis=Basis.ARTICLE if outcome.fails else Basis.INFERRED,
    )


def worlds() -> list[Judgement]:
    """Judge all eight worlds, grouped by scenario in the article's order.

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


@dataclass(frozen=True)
class Profile:
    """One scenario as the article describes it.

    Attributes
    ----------
    scenario : Scenario
        Which one.
    numeral : str
        Its number in the article's body text; the introduction lists the scenarios otherwise.
    dutch : str
        The article's name for it.
    worldview : str
        What it takes the world to be like, in our words.
    game : str or None
        The game type, only where the article names one.
    footnotes : tuple of int
        The article's notes on the worldview; empty for the liberal scenario, which has none.
    """

    scenario: Scenario
    numeral: str
    dutch: str
    worldview: str
    game: str | None
    footnotes: tuple[int, ...]

    @property
    def failing(self) -> Judgement:
        """The one world in which this scenario goes wrong."""
        return next(w for w in worlds() if w.scenario is self.scenario and w.outcome.fails)

    @property
    def reading(self) -> Intent:
        """How NATO reads Russian intent in this scenario."""
        return self.failing.reading

    @property
    def policy(self) -> Policy:
        """How NATO answers in this scenario."""
        return self.failing.policy

    @property
    def risk(self) -> Outcome:
        """What the scenario risks."""
        return self.failing.outcome

    @property
    def dilemma(self) -> Dilemma:
        """The dilemma that explains the risk."""
        explaining = self.failing.dilemma
        assert explaining is not None
        return explaining


PROFILES = {
    profile.scenario: profile
    for profile in (
        Profile(
            Scenario.FATALIST,
            "I",
            "fatalistisch",
            "Anarchy, distrust and self-help are fixed features of the world; a state may read the "
            "other as defensive and still distrust it.",
            "zero-sum",
            (21,),
        ),
        Profile(
            Scenario.REALIST,
            "II",
            "realistisch",
            "Defensive realism: security can be improved, the dilemma never disappears; states see "
            "the danger of power maximisation and can develop sensibility.",
            None,
            (22, 23, 24),
        ),
        Profile(
            Scenario.LIBERAL,
            "III",
            "liberaal",
            "Cooperation is possible although no authority enforces agreements; states with "
            "different systems and values can coexist.",
            None,
            (),
        ),
        Profile(
            Scenario.CONSTRUCTIVIST,
            "IV",
            "constructivistisch",
            "Security is absolute rather than relative, so that both can have more of it and a "
            "security community can grow.",
            "positive-sum",
            (25,),
        ),
    )
}


@dataclass(frozen=True)
class Uncertainty:
    """A source of doubt that no amount of goodwill removes.

    Attributes
    ----------
    name : str
        The term in English.
    dutch : str
        The term in the article.
    meaning : str
        What it says, in our words.
    reinforces : bool
        True for the one that strengthens the other two.
    footnote : int
        The article's note.
    """

    name: str
    dutch: str
    meaning: str
    reinforces: bool
    footnote: int


UNCERTAINTIES = (
    Uncertainty(
        "other minds problem",
        "The Other Minds Problem",
        "Nobody can look into another government’s head: its intentions, plans and motives are "
        "inferred, even after years of good experience.",
        False,
        10,
    ),
    Uncertainty(
        "ambiguity of weapons",
        "dubbelzinnigheid van militaire capaciteiten",
        "Many systems that defend can also attack, so the weapon does not tell what it is for.",
        False,
        11,
    ),
    Uncertainty(
        "future uncertainty",
        "future uncertainty",
        "What can be estimated today may not hold tomorrow, because policies and leaders change, "
        "in dictatorships and in democracies.",
        True,
        12,
    ),
)


class Trust(_Named):
    """Steps from absolute distrust to absolute trust: an order, no measure; steps ours."""

    ABSOLUTE_DISTRUST = "absolute distrust"
    STRONG_DISTRUST = "strong distrust"
    DISTRUST = "distrust"
    DOUBT = "doubt"
    TRUST = "trust"
    STRONG_TRUST = "strong trust"
    ABSOLUTE_TRUST = "absolute trust"

    @property
    def place(self) -> int:
        """Its place in the order, from 0."""
        return list(Trust).index(self)

    @property
    def dilemma(self) -> str:
        """Whether there is a dilemma here; ``none``, ``unseen`` or ``felt``."""
        if self in (Trust.ABSOLUTE_DISTRUST, Trust.ABSOLUTE_TRUST):
            return "none"
        return "unseen" if self is Trust.STRONG_DISTRUST else "felt"


class Strand(_Named):
    """The part of the analysis that a criterion belongs to."""

    INTERPRETATION = "interpretation"
    RESPONSE = "response"
    FURTHER = "further"


@dataclass(frozen=True)
class Criterion:
    """One of the questions that the article puts to NATO's conduct.

    Attributes
    ----------
    number : int
        1 to 13; the count and the numbering are this book's.
    strand : Strand
        The dilemma it tests, or ``further``.
    short : str
        At most four words, for figures.
    question : str
        The question, in our words.
    """

    number: int
    strand: Strand
    short: str
    question: str


def _criteria() -> tuple[Criterion, ...]:
    interpretation, response, further = Strand
    rows = (
        (interpretation, "clear threat picture", "Does NATO give a clear picture of the threat?"),
        (
            interpretation,
            "defensive or offensive",
            "Does it tell defensive from offensive intentions and capabilities?",
        ),
        (
            interpretation,
            "negative lens",
            "Does it judge Russia from future uncertainty, or always through a negative lens?",
        ),
        (
            response,
            "policy fits threat",
            "What are its policy and signals, and do they fit the threat it perceives?",
        ),
        (response, "credible signals", "Are the signals credible for its own security?"),
        (response, "threat to Russia", "How threatening are the signals to Russia?"),
        (response, "dilemma of response", "Does NATO face a dilemma of response?"),
        (
            response,
            "balance of the two",
            "What balance does it strike between deterrence and reassurance?",
        ),
        (response, "rational choices", "Are its choices rational and explicable?"),
        (
            further,
            "nature of means",
            "What is the nature of the means, from defensive to offensive?",
        ),
        (
            further,
            "sensibility",
            "Does it show sensibility: does it acknowledge Russia’s view of the situation?",
        ),
        (
            further,
            "norms and values",
            "Does it stigmatise Russia, also ideologically, or stress common interests?",
        ),
        (further, "communication", "Is its communication deterrent or cooperative?"),
    )
    return tuple(Criterion(number, *row) for number, row in enumerate(rows, start=1))


CRITERIA = _criteria()


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
