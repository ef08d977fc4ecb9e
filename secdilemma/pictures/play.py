"""The played dilemma on a page: its tables, and what stands there without a script and on paper.

`play.html` is its form, and `play.js` interprets the tables. Whatever it shows, compares or throws
a die for stands in them; a test plays the same histories in both and compares every turn.
"""

from typing import TYPE_CHECKING, Any

from islands.store import compact
from islands.where import in_page
from secdilemma.pictures.pieces import fill_in
from secdilemma.play import MINDS, RULES, History, play
from secdilemma.play.codes import (
    ALPHABET,
    FIELDS,
    GROUP,
    IGNORED,
    INTENTS,
    LETTERS,
    MISTAKEN,
    POLICIES,
    SEEDS,
    VERSION,
)
from secdilemma.play.minds import LIMIT, LOCKED, SURE
from secdilemma.play.rules import MOVES, OPENING, PLACES, Channel, Ending, Sight
from secdilemma.play.study import GRAVITY, LIKE_ENOUGH
from secdilemma.play.told import decided, lived
from secdilemma.play.words import APART, events_of, place, words
from secdilemma.theory import Intent

if TYPE_CHECKING:
    from secdilemma.pictures.play_live import Game

FORMS = ("short", "whole")
"""The front page has the game with a short debrief; a page of its own has all of it."""

RECORDED = ("fearful", "fearful", 60)
"""Minds and luck of the history for print: its ending hangs on one misreading."""

ELSEWHERE = ("record", "drawn", "screen", "seats", "class")
"""Words that the game of one reader does not need."""

MANY = 1000
"""So many other lucks."""

FEARED = RULES.turns // 2
"""Who was afraid in at least so many years had feared the other."""


def tables() -> dict[str, Any]:
    """Collect all that a page needs to play: rules, minds, code, words.

    Returns
    -------
    dict
        Numbers, texts, lists and dicts alone. Intents, policies, moves and sights are numbers; a
        policy has the number of its move.
    """
    said = words()
    first, second, seed = RECORDED
    return {
        "rules": {
            "turns": RULES.turns,
            "sides": RULES.sides,
            "start": RULES.start,
            "most": RULES.most,
            "ahead": RULES.ahead,
            "opening": place(OPENING),
            "presses": RULES.presses,
            "seen": [[RULES.seen[one, MOVES[policy]] for policy in POLICIES] for one in INTENTS],
            "meant": [[PLACES[Sight.HELD_BACK], PLACES[s]] for s in (Sight.SHIELD, Sight.SPEAR)],
            "last": RULES.last,
            "race": RULES.race,
            "restraint": RULES.restraint,
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
            for mind in MINDS.values()
        ],
        "grid": {"limit": LIMIT, "locked": LOCKED, "sure": SURE},
        "code": {
            "version": VERSION,
            "alphabet": ALPHABET,
            "mistaken": MISTAKEN,
            "letters": LETTERS,
            "group": GROUP,
            "ignored": IGNORED,
            "fields": FIELDS,
        },
        "seeds": SEEDS,
        "least": {"like": LIKE_ENOUGH, "feared": FEARED},
        "gravity": [GRAVITY.index(ending) for ending in Ending],
        "many": MANY,
        "values": {
            "intents": [intent.value for intent in INTENTS],
            "policies": [policy.value for policy in POLICIES],
            "endings": [ending.value for ending in Ending],
        },
        "recorded": {
            "seed": seed,
            "minds": [list(MINDS).index(first), list(MINDS).index(second)],
            "intents": [0, 0],
        },
        "words": {
            **{key: value for key, value in said.items() if key not in ELSEWHERE},
            "events": [events_of(sight) for sight in Sight],
        },
    }


def recorded() -> History:
    """Play the history that stands on paper.

    Returns
    -------
    History
        Of two states that only want to be safe.
    """
    first, second, seed = RECORDED
    return play([MINDS[first], MINDS[second]], [Intent.DEFENSIVE] * 2, seed)


class Played:
    """The game, as a cell of a page shows it.

    Parameters
    ----------
    name : str
        Of the game: where a page keeps it, and what ids begin with.
    seed : int, optional
        The luck of the first game; without it, every reader has luck of their own.
    form : str
        One of `FORMS`.
    """

    def __init__(self, name: str, seed: int | None, form: str) -> None:
        self.name, self.seed, self.form = name, seed, form

    def html(self) -> str:
        """Return the game as HTML that stands without a script and on paper.

        Returns
        -------
        str
            One ``<section class="play">``.
        """
        data, history, drawn = tables(), recorded(), words()["drawn"]
        if self.form == "whole":
            data["words"] |= {name: words()[name] for name in ("screen", "seats")}
        return fill_in(
            "play.html",
            game=self,
            data=compact(data),
            chances=[
                (row.format(aim=aim), RULES.seen[intent, MOVES[policy]])
                for intent, aim in zip(INTENTS, drawn["aims"], strict=True)
                for policy, row in zip(POLICIES, drawn["rows"], strict=True)
            ],
            presses=", ".join(
                drawn["share"].format(of=n, sides=RULES.sides) for n in RULES.presses
            ),
            years=[[lived(history, turn, seat) for seat in (0, 1)] for turn in range(RULES.turns)],
            decided=decided(history)[2],
        )

    def widget(self) -> "Game":
        """Make the ipywidgets widget of a live kernel.

        Returns
        -------
        Game
            The same game, driven by the rules in Python.
        """
        from secdilemma.pictures.play_live import Game  # pages are built without widgets

        return Game(self.seed)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """Show it on a page or in a live kernel; in plain text say what it would be."""
        if not in_page():
            return self.widget()._repr_mimebundle_(**options)
        return {"text/html": self.html(), "text/plain": words()["turn"]["title"]}


def played(name: str = "dilemma", seed: int | None = None, form: str = "short") -> Played:
    """Let the reader play.

    Parameters
    ----------
    name : str
        Of the game: pages that share a name share what was played.
    seed : int, optional
        The luck of the first game, for a class that is to see the same; below `SEEDS`.
    form : str
        ``"short"``, or ``"whole"`` with the other chair and a thousand histories.

    Returns
    -------
    Played
        What a cell shows: the game on a page, and in a live kernel a widget.

    Raises
    ------
    ValueError
        If there is no such form or seed.

    Examples
    --------
    >>> '<section class="play"' in played(seed=7).html()
    True
    """
    if form not in FORMS:
        raise ValueError(f"form {form!r}; expected one of {', '.join(FORMS)}")
    if seed is not None and not 0 <= seed < SEEDS:
        raise ValueError(f"seed {seed}; expected one from 0 to {SEEDS - 1}")
    return Played(name, seed, form)
