"""All that a page needs to play and to debrief a class, as finite tables for its scripts."""

from typing import Any

from game import codes, minds
from game.classroom import class_tables
from game.codes import INTENTS, POLICIES
from game.rules import MOVES, OPENING, PLACES, RULES, Channel, Ending, Sight, settled
from game.study import LIKE_ENOUGH
from game.words import APART, events_of, place, words

ELSEWHERE = ("record", "drawn", "screen", "seats", "class")
"""Words that the game of one reader does not need."""

GRAVITY = (Ending.RESTRAINT, Ending.UNEASE, Ending.RACE, Ending.COERCION)
"""The endings, from the one that is best for both to the worst."""

NUMBERS = ("turns", "sides", "presses", "start", "most", "ahead", "last")
"""Of the rules, what a page takes as it is."""

CODE = ("version", "alphabet", "mistaken", "letters", "group", "ignored", "fields")
"""What a page has to know of codes, by the names that `game.codes` has for it."""

MANY = 1000
"""So many other lucks."""

FEARED = RULES.turns // 2
"""Who was afraid in at least so many years had feared the other."""


def tables(*more: str) -> dict[str, Any]:
    """Return all that a page needs to play: rules, minds, code, words.

    Parameters
    ----------
    *more : str
        Which of the words in `ELSEWHERE` it needs as well.

    Returns
    -------
    dict
        Numbers, texts, lists and dicts alone. Intents, policies, moves, sights and endings are
        numbers; a policy has the number of its move.
    """
    endings = list(Ending)
    texts = {key: text for key, text in words().items() if key not in ELSEWHERE or key in more}
    return {
        "rules": {
            **{name: getattr(RULES, name) for name in NUMBERS},
            "opening": place(OPENING),
            "seen": [[RULES.seen[one, MOVES[policy]] for policy in POLICIES] for one in INTENTS],
            "meant": [[PLACES[Sight.HELD_BACK], PLACES[s]] for s in (Sight.SHIELD, Sight.SPEAR)],
            "pressed": endings.index(Ending.COERCION),
            "endings": [endings.index(settled(n, RULES)) for n in range(2 * RULES.last + 1)],
        },
        "channels": {channel.name.lower(): channel.value for channel in Channel},
        "apart": APART,
        "minds": [
            {
                "name": mind.name,
                "prior": mind.prior,
                "bar": mind.bar,
                "weights": [mind.weights[MOVES[policy]] for policy in POLICIES],
                "tests": mind.tests,
            }
            for mind in minds.MINDS.values()
        ],
        "grid": {"limit": minds.LIMIT, "locked": minds.LOCKED, "sure": minds.SURE},
        "code": {name: getattr(codes, name.upper()) for name in CODE},
        "seeds": codes.SEEDS,
        "least": {"like": LIKE_ENOUGH, "feared": FEARED},
        "gravity": [GRAVITY.index(ending) for ending in endings],
        "many": MANY,
        "values": {
            "intents": [intent.value for intent in INTENTS],
            "policies": [policy.value for policy in POLICIES],
            "endings": [ending.value for ending in endings],
        },
        "words": texts | {"events": [events_of(sight) for sight in Sight]},
    }


def tables_of_class() -> dict[str, Any]:
    """Return what the debrief of a class needs: the game without its stories, and the class.

    Returns
    -------
    dict
        As `tables`, with ``class`` beside it.
    """
    texts = {name: words()[name] for name in ("class", "code", "endings")}
    return tables() | {"words": texts, "class": class_tables()}
