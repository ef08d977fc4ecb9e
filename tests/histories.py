"""What tests of the game share: readers who answer by chance or as a mind, and what they type."""

from collections.abc import Sequence

from game.codes import SEEDS, deal, history_of, pack
from game.minds import Recorded, Tabled, recorded
from game.rules import POLICIES, READINGS, RULES, History, play
from secdilemma.theory import Intent

YEARS = RULES.years

WRONG_CODES = {
    "": "0 characters",
    "ABCD": "4 characters",
    "ABCD-EFGH-JKM!": "'!'",
    "1111-1111-1111": "other rules, version 0",
    "1111-1111-111": "other rules, version 1",
}
"""What somebody may type for a code, and what is said of it."""


def answers(readings: Sequence[int], policies: Sequence[int]) -> Recorded:
    """Return a mind that answers as it is told, by places."""
    return recorded([READINGS[one] for one in readings], [POLICIES[one] for one in policies])


HAWK, DOVE = answers([3] * YEARS, [1] * YEARS), answers([0] * YEARS, [0] * YEARS)


def some_state(luck) -> dict:
    """Return what a reader may have played."""
    readings = [luck.randrange(len(READINGS)) for _ in range(YEARS)]
    policies = [luck.randrange(len(POLICIES)) for _ in range(YEARS)]
    state = {"seed": luck.randrange(SEEDS), "seat": luck.randrange(2)}
    return {**state, "readings": readings, "policies": policies}


def state_as(mind: Tabled, seed: int) -> dict:
    """Return what a reader has played who answers as a mind does."""
    dealt = deal(seed)
    pair, intents = [mind, dealt.minds[1]], [Intent.DEFENSIVE, dealt.intents[1]]
    years = play(pair, intents, seed, dealt.world, dealt.opening).years
    left = [0] * (YEARS - len(years))  # a war ended it: what is answered after that is never asked
    readings = [READINGS.index(year.readings[0]) for year in years] + left
    policies = [POLICIES.index(year.policies[0]) for year in years] + left
    return {"seed": seed, "seat": 0, "readings": readings, "policies": policies}


def history_from(state: dict) -> History:
    """Play what a reader has played."""
    reader = answers(state["readings"], state["policies"]).answers
    return history_of(state["seed"], state["seat"], *zip(*reader, strict=True))


def pair_code(seed, given):
    """Write the code of two readers: readings and policies of each chair, by places."""
    numbers = [
        sum(one * base**at for at, one in enumerate(places))
        for chair in given
        for places, base in zip(chair, (len(READINGS), len(POLICIES)), strict=True)
    ]
    return pack("pair", [seed, *numbers])


def pair_of(seed, given):
    """Two readers do what they decide, whatever they are out for."""
    dealt, minds = deal(seed), [answers(*chair) for chair in given]
    return play(minds, dealt.intents, seed, dealt.world, dealt.opening, free=True)
