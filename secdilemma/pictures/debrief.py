"""The debrief of a class on a page: a field for codes, and empty places for what they say.

`debrief.js` beside this file fills them in, from tables, with the interpreter of `play.js`; a test
gives both the same classes and compares every figure.
"""

import json
from itertools import product
from typing import Any

from secdilemma.pictures.pieces import part, table_of, tag, text
from secdilemma.pictures.play import tables
from secdilemma.play.classroom import class_tables
from secdilemma.play.rules import RULES
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


def _button(title: str, kind: str, name: str) -> str:
    return tag("button", text(title), type=kind, class_=f"class-{name}")


def _part(title: str, name: str, *inside: str) -> str:
    return part(title, *inside, kind=f"play-part class-{name}")


def _legend() -> str:
    """Show the four marks of a year, each with its words."""
    said = words()["class"]
    shown = ""
    for armed, right in product((0, 1), (1, 0)):
        mark = tag("span", "", class_=f"play-square play-move-{armed} class-read-{right}")
        name = text(said["matrix"]["each"], move=said["moved"][armed], read=said["read"][right])
        shown += tag("span", mark + name)
    return tag("p", shown, class_="class-legend")


def _after() -> str:
    """Write what is shown of a class, with empty places."""
    said = words()["class"]
    ended, years, matrix = said["endings"], said["years"], said["matrix"]
    told = tag("p", "", class_="class-told")
    endings = table_of(
        ended["caption"],
        [ended["ending"], *ended["intents"], ended["all"]],
        "",
        "endings",
    )
    shares = table_of(years["caption"], [years["year"], years["share"]], "", "years")
    numbers = [str(year + 1) for year in range(RULES.turns)]
    marks = table_of(matrix["caption"], [matrix["student"], *numbers], "", "rows")
    copy = _button(matrix["copy"], "button", "copy")
    copied = tag("span", "", role="status", class_="class-copied")
    return "".join(
        (
            _part(ended["title"], "endings", told, endings),
            _part(said["talk"]["title"], "talk", "<ol></ol>"),
            _part(years["title"], "years", shares),
            _part(
                matrix["title"],
                "matrix",
                _legend(),
                marks,
                tag("p", f"{copy} {copied}"),
            ),
        )
    )


class Classroom:
    """The debrief of a class, as a cell of a page shows it."""

    def html(self) -> str:
        """Return the field for codes, and what a script needs to answer.

        Returns
        -------
        str
            One ``<section class="play play-class">``; without a script it says how Python does it.
        """
        said = words()["class"]
        data = json.dumps(room(), ensure_ascii=False, separators=(",", ":"))
        field = (
            '<textarea id="class-codes" rows="6" autocomplete="off" spellcheck="false" '
            'aria-describedby="class-hint"></textarea>'
        )
        form = tag(
            "form",
            tag("label", text(said["label"]), for_="class-codes")
            + tag("p", text(said["hint"]), id="class-hint", class_="class-hint")
            + field
            + tag(
                "p",
                _button(said["button"], "submit", "show")
                + " "
                + _button(said["example"], "button", "example"),
            ),
            class_="class-paste",
        )
        live = (
            form
            + tag("div", tag("p", "") + "<ul></ul>", class_="class-said", role="status")
            + tag("div", "", class_="class-shown")
        )
        script = tag(
            "script", data.replace("<", "\\u003c"), type="application/json", class_="play-data"
        )
        return tag(
            "section",
            tag("p", text(said["still"]), class_="class-still")
            + tag("div", live, class_="class-live")
            + tag("template", _after(), class_="class-after")
            + script,
            class_="play play-class",
            aria_label=said["title"],
        )

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
