"""The debrief of a class on a page: a field for codes, and empty places for what they say.

`debrief.js` beside this file fills them in, from tables, with the interpreter of `play.js`; a test
gives both the same classes and compares every figure.
"""

from typing import Any

from islands.store import compact
from secdilemma.pictures.pieces import fill_in
from secdilemma.pictures.play import tables
from secdilemma.play.classroom import class_tables
from secdilemma.play.words import words


def room() -> dict[str, Any]:
    """Collect all that the page needs: the rules of the game without its stories, and the class.

    Returns
    -------
    dict
        Numbers, texts, lists and dicts alone.
    """
    said, game = words(), tables()
    kept = {name: value for name, value in game.items() if name not in ("words", "recorded")}
    spoken = {"class": said["class"], "code": said["code"], "endings": said["endings"]}
    return {**kept, "words": spoken, "class": class_tables()}


class Classroom:
    """The debrief of a class, as a cell of a page shows it."""

    def html(self) -> str:
        """Return the field for codes, and what a script needs to answer.

        Returns
        -------
        str
            One ``<section class="play play-class">``; without a script it says how Python does it.
        """
        return fill_in("debrief.html", data=compact(room()))

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Show it on a page; in plain text say what it would be."""
        return {"text/html": self.html(), "text/plain": words()["class"]["title"]}


def classroom() -> Classroom:
    """Let an instructor look at the histories of a class.

    Returns
    -------
    Classroom
        What a cell of a page shows.

    Examples
    --------
    >>> "<textarea" in classroom().html()
    True
    """
    return Classroom()
