"""The played dilemma on a page, and in a notebook: the game, a class, and a mind of one's own.

The forms beside this file are its HTML, and the scripts interpret the tables that stand in it.
Whatever they show, compare or throw a die for stands there; a test plays the same histories in both
and compares every turn.
"""

from pathlib import Path

from game.classroom import MEETINGS, MOST_MINDS
from game.codes import SEEDS
from game.minds import MINDS
from game.page.forms import fill_in
from game.page.tables import fares, tables, tables_of_class, tables_of_minds
from game.printed import printed, tell_year
from game.rules import OPENINGS, RULES, WORLDS
from game.study import OPENED
from game.words import words
from islands.store import compact
from islands.where import in_page

FORMS = ("front", "whole")
"""The front page has the game; a page of its own adds two readers at one screen, and a full one."""

SCRIPTS = ("rules", "river", "play")
"""What every game needs, by name, in this order; its style sheet is that of the last."""


class Shown:
    """HTML that stands without a script and on paper, and comes alive with its scripts.

    Parameters
    ----------
    html : str
        One ``<section class="play">``.
    title : str
        What stands for it in plain text.
    *parts : str
        The style sheets and scripts beside this file that it needs, by name.
    """

    def __init__(self, html: str, title: str, *parts: str) -> None:
        self._html, self._title, self._parts = html, title, parts

    def html(self) -> str:
        """Return the section alone, for a page that loads its style sheets and scripts itself.

        Returns
        -------
        str
            One ``<section class="play">``.
        """
        return self._html

    def alone(self) -> str:
        """Return it with all that it needs, for a notebook: nothing is fetched from anywhere.

        Returns
        -------
        str
            Styles, the section, and scripts.
        """
        styles, scripts = (
            "\n".join(path.read_text("utf-8") for path in paths if path.exists())
            for paths in (
                [
                    Path(__file__).with_name(f"{name}.{kind}")
                    for name in (*SCRIPTS, *self._parts, *more)
                ]
                for kind, more in (("css", ("notebook",)), ("js", ()))
            )
        )
        keys = "data-lm-suppress-shortcuts"  # JupyterLab's, which would take Enter from a button
        section = f'<div class="bd-article play-notebook" {keys}>{self._html}</div>'
        return f"<style>{styles}</style>{section}<script>{scripts}</script>"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Show it on a page or in a notebook; in plain text say what it would be."""
        html = self.html() if in_page() else self.alone()
        return {"text/html": html, "text/plain": self._title}


def _record() -> dict[str, object]:
    """Return the recorded history, for the form of that name."""
    history = printed()
    texts, opening = words(), OPENINGS.index(history.opening)
    world = WORLDS.index(history.world)
    setting = f"{texts['worlds']['told'][world]} {texts['record']['opened'][opening]}"
    years = range(len(history.years))
    return {
        "setting": setting,
        "years": [[tell_year(history, year, seat) for seat in (0, 1)] for year in years],
    }


def played(name: str = "dilemma", seed: int | None = None, form: str = "front") -> Shown:
    """Let the reader play.

    Parameters
    ----------
    name : str
        Of the game: pages that share a name share what was played.
    seed : int, optional
        The luck of the first game, for a class that is to see the same; below `SEEDS`.
    form : str
        ``"front"``, or ``"whole"`` with two at one screen and a full screen.

    Returns
    -------
    Shown
        What a cell shows: the game, on a page and in a notebook.

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
    share = words()["drawn"]["share"]
    html = fill_in(
        "play.html",
        game={"name": name, "seed": seed, "form": form},
        data=compact(tables(*(("screen", "seats") if form == "whole" else ()))),
        presses=[share.format(of=n, sides=RULES.sides) for n in RULES.presses],
        **_record(),
    )
    parts = ("seats", "projector") if form == "whole" else ()
    return Shown(html, words()["turn"]["title"], *parts)


def recalled(link: str, name: str = "dilemma") -> Shown:
    """Show the reader's own history on another page, or a recorded one.

    Parameters
    ----------
    link : str
        To the page with the game.
    name : str
        Of the game.

    Returns
    -------
    Shown
        What a cell shows.

    Examples
    --------
    >>> 'data-form="recall"' in recalled("../index.html").html()
    True
    """
    html = fill_in(
        "recall.html", game={"name": name, "link": link}, data=compact(tables()), **_record()
    )
    return Shown(html, words()["record"]["title"], "recall")


def classroom(front: str = "../index.html") -> Shown:
    """Let an instructor deal a game to a class, look at its histories, and let its minds meet.

    Parameters
    ----------
    front : str
        From the page that shows it to the page with the game, which a dealt game begins on.

    Returns
    -------
    Shown
        What a cell shows: fields for codes, and what a script needs to answer.

    Examples
    --------
    >>> "<textarea" in classroom().html()
    True
    """
    html = fill_in(
        "debrief.html",
        front=front,
        meetings=MEETINGS,
        most=MOST_MINDS,
        openings=[OPENINGS.index(opening) for opening in OPENED.values()],
        data=compact(tables_of_class()),
    )
    return Shown(html, words()["class"]["title"], "projector", "copy", "debrief")


def workshop() -> Shown:
    """Let the reader build a mind, and see it meet those of the book while a dial is moved.

    Returns
    -------
    Shown
        What a cell shows: four dials, a picture, and without a script a table of the book's minds.

    Examples
    --------
    >>> 'type="range"' in workshop().html()
    True
    """
    minds = [
        [words()["labels"][name], [round(value) for value in shares]]
        for name, shares in fares().items()
    ]
    data = tables_of_minds()
    html = fill_in(
        "workshop.html", minds=minds, presets=list(MINDS), ranges=data["dials"], data=compact(data)
    )
    return Shown(html, words()["mind"]["title"], "copy", "workshop")
