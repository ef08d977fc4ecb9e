"""All that a page needs to play, as finite tables for its scripts."""

from fractions import Fraction
from typing import Any

from game import codes, minds
from game.classroom import class_tables
from game.minds import MINDS, RECKONING, read
from game.others import looks_of
from game.printed import reader
from game.rules import (
    ENDINGS,
    INTENTS,
    MOVES,
    OPENINGS,
    POLICIES,
    READINGS,
    RULES,
    WORLDS,
    Advantage,
    Channel,
    Ending,
    Sight,
    World,
)
from game.study import ANY, LIKE_ENOUGH, cell
from game.words import APART, events_of, words

SCALES = ("years", "sides", "shows", "presses", "asks", "most", "last", "race")
"""Of the rules, what a page takes as it is."""

ELSEWHERE = ("record", "drawn", "screen", "seats", "class", "tournament", "mind")
"""Words that the game of one reader does not need."""

ADDRESS = "deal"
"""What stands before the code of a deal in an address, after the #."""

MANY = 1000
"""So many histories are played in the page where it plays many."""


def _settled(armed: int) -> int:
    """Return what so many years of arming at the end, of both together, come to."""
    calm = Ending.RESTRAINT if armed <= RULES.restraint else Ending.UNEASE
    return ENDINGS.index(Ending.RACE if armed >= RULES.race else calm)


def world_table(world: World) -> dict[str, Any]:
    """Return what holds in a world.

    Parameters
    ----------
    world : World
        One of `WORLDS`.

    Returns
    -------
    dict
        ``edges``, the chances of the three sights summed up, by what leaves; ``looks``, the same
        chances by intent and move, in parts of ``sides`` squared; ``weights`` by how far a mind
        reckons with itself; and numbers.
    """
    edges = [[sum(row[: at + 1]) for at in range(2)] for row in RULES.looks(world)]
    full = RULES.sides**2
    return {
        "told": world.told_apart,
        "edges": edges,
        "looks": [
            [[round(full * share) for share in looks_of(world, RULES)[one, move]] for move in MOVES]
            for one in INTENTS
        ],
        "weights": [minds.weights(world, expected) for expected in RECKONING],
        "later": minds.LATER * (world.advantage is Advantage.DEFENCE),
        "lead": RULES.of(RULES.ahead, world),
        "risk": RULES.of(RULES.war, world),
    }


def rules_table() -> dict[str, Any]:
    """Return all but the words: numbers, short names, lists and dicts alone.

    Returns
    -------
    dict
        Numbers, short names, lists and dicts alone.
    """
    return {
        "rules": {
            **{name: getattr(RULES, name) for name in SCALES},
            "settled": [_settled(armed) for armed in range(2 * RULES.last + 1)],
        },
        "channels": {channel.name.lower(): channel.value for channel in Channel},
        "worlds": [world_table(world) for world in WORLDS],
        "openings": [[MOVES.index(move) for move in opening] for opening in OPENINGS],
        "minds": [vars(mind) for mind in MINDS.values()],
        "dials": {name: [dial.start, dial.stop - 1] for name, dial in codes.DIALS.items()},
        "grid": {
            "limit": minds.LIMIT,
            "locked": minds.LOCKED,
            "sure": minds.SURE,
            "read": [int(read(belief)) for belief in range(-minds.LIMIT, minds.LIMIT + 1)],
        },
        "code": {
            "version": codes.VERSION,
            "first": codes.FIRST,
            "alphabet": codes.ALPHABET,
            "mistaken": codes.MISTAKEN,
            "ignored": codes.IGNORED,
            "kinds": {name: vars(kind) for name, kind in codes.KINDS.items()},
        },
        "seeds": codes.SEEDS,
        "deals": codes.DEALS,
        "least": {"like": LIKE_ENOUGH},
        "many": MANY,
        "ending": {one.name.lower(): ENDINGS.index(one) for one in (Ending.WAR, Ending.COERCION)},
        "values": {
            "intents": [intent.value for intent in INTENTS],
            "policies": [policy.value for policy in POLICIES],
            "readings": [reading.value for reading in READINGS],
            "endings": [ending.value for ending in ENDINGS],
        },
    }


def tables(*more: str) -> dict[str, Any]:
    """Return all that a page needs to play: rules, minds, codes, words.

    Parameters
    ----------
    *more : str
        Which of the words in `ELSEWHERE` it needs as well.

    Returns
    -------
    dict
        Numbers, texts, lists and dicts alone. Intents, policies, moves, sights, readings and
        endings are numbers.
    """
    texts = {key: text for key, text in words().items() if key not in ELSEWHERE or key in more}
    texts["events"] = [events_of(sight) for sight in Sight]
    own = {"apart": APART, "address": ADDRESS, "recorded": reader(), "words": texts}
    return rules_table() | own


def _part(*names: str) -> dict[str, Any]:
    """Return what a page needs that plays without stories: rules, and some of the words."""
    return rules_table() | {"address": ADDRESS, "words": {name: words()[name] for name in names}}


def tables_of_class() -> dict[str, Any]:
    """Return what the page of a class needs: the game without its stories, and the class.

    Returns
    -------
    dict
        As `tables`, with ``class`` beside it.
    """
    told = ("class", "tournament", "code", "endings", "names", "worlds", "river", "screen")
    return _part(*told) | {"class": class_tables()}


def odds(belief: int, what: str = "bets") -> str:
    """Return a belief in words, such as "4 to 1 that the other is dangerous".

    Parameters
    ----------
    belief : int
        In steps.
    what : str
        Which of the words of a mind say what the odds are on.

    Returns
    -------
    str
        Odds as small whole numbers, and what they are on.
    """
    texts = words()["mind"]
    if not belief:
        return str(texts["even"])
    ratio = Fraction(2 ** (abs(belief) / minds.STEPS)).limit_denominator(5)
    told = texts["odds"].format(one=ratio.numerator, two=ratio.denominator)
    return str(texts[what][belief > 0].format(odds=told))


def tables_of_minds() -> dict[str, Any]:
    """Return what the page of a mind of one's own needs; ``said`` has each dial in words.

    A bar up to even odds is named by the last belief below it, at which the mind holds back; beyond
    the dial stand those where defence is ahead and minds wait longer.

    Returns
    -------
    dict
        As `tables`, without the stories.
    """
    bars = codes.DIALS["bar"]
    told = {
        "prior": [odds(belief) for belief in codes.DIALS["prior"]],
        "bar": [
            odds(bar if bar > 0 else bar - 1, "arms")
            for bar in range(bars.start, bars.stop + minds.LATER)
        ],
        "reckons": words()["mind"]["how"],
    }
    own = {"said": told, "restraint": ENDINGS.index(Ending.RESTRAINT)}
    return _part("mind", "endings", "names") | own


def fares() -> dict[str, list[float]]:
    """Return how the minds of the book fare in the first world, from the first opening.

    Returns
    -------
    dict
        For each mind races, wars and restraint with its own kind, and how often it gives in to a
        neighbour that wants more, in a hundred; and its years of arming in a hundred.
    """

    def fare(name: str) -> list[float]:
        own, pressed = (cell(name, other, WORLDS[0], OPENINGS[0]) for other in (name, ANY))
        shares = (own.race, own.war, own.restraint, pressed.coerced)
        return [*(100 * share for share in shares), own.price]

    return {name: fare(name) for name in MINDS}
