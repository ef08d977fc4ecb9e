"""The verdict: a place between scenarios, the reader's own and the article's."""

from itertools import product

from matplotlib.axes import Axes
from numpy import mean

from islands import Choice, handle
from secdilemma.case import Case
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.shapes import Artists, Look, Point, beside, dot, line, say
from secdilemma.style import LARGE, TEXT, WIDTH
from secdilemma.theory import Intent, Policy, judge
from secdilemma.words import listed

NOWHERE = "nowhere yet"
"""The place that it opens with, beside the square."""

LEFT, FOOT, ACROSS, HIGH = 1.0, 0.5, WIDTH - 1.06, 2.7
"""The square, in inches: its lower left corner, width and height."""

BAND = 1.64
"""How wide a place is drawn: it is no point, and nobody has measured it."""

_ROWS = {
    0.82: "in the defensive row",
    0.57: "on the defensive side of the border",
    0.43: "on the offensive side of the border",
    0.18: "in the offensive row",
}
_COLUMNS = {
    0.27: "at the side of deterrence",
    0.38: "leaning to deterrence",
    0.5: "across both columns",
    0.62: "leaning to reassurance",
    0.73: "at the side of reassurance",
}
"""Where the middle of a place lies for each reading and for each mix, as shares, and in words."""


def places(case: Case) -> dict[str, tuple[str, str]]:
    """List the places on the square by name, each with its reading and its mix of policies.

    Parameters
    ----------
    case : Case
        With readings and mixes.

    Returns
    -------
    dict of str to tuple of str
        A key of the case's readings, and one of its mixes.
    """
    both = product(case.readings, case.mixes)
    return {f"{reading}; {mix}": (reading, mix) for reading, mix in both}


def _placed(case: Case, reading: str, mix: str) -> tuple[Point, str]:
    """Say where a reading and a mix meet: in inches, and in words."""
    up, row = dict(zip(case.readings, _ROWS.items(), strict=True))[reading]
    across, column = dict(zip(case.mixes, _COLUMNS.items(), strict=True))[mix]
    return (LEFT + across * ACROSS, FOOT + up * HIGH), f"{row}, {column}"


def _between(case: Case) -> str:
    return f"between the {' and the '.join(case.between)} scenario"


def _headline(case: Case, place: str, article: str) -> str:
    reading, mix = places(case).get(place, ("", ""))
    if article == "shown":
        near = reading in case.verdict.readings and mix in case.verdict.mixes
        who = "You and the article agree:" if near else f"The article puts {case.sides[0]}"
        return f"{who} {_between(case)}"
    if place == NOWHERE:
        return f"Where would you put {case.sides[0]}’s conduct?"
    return f"Yours: {_placed(case, reading, mix)[1]}"


@figure(3.6, _headline)
def draw_placement(ax: Axes, *, place: str, article: str, case: Case) -> Artists:
    """Draw the square of scenarios with the reader's place on it, and with the article's if asked.

    The reader should see that in-between readings and mixes have places that no scenario contains,
    and how far their own lies from the article's.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    place : str
        `NOWHERE`, or a name of `places`.
    article : str
        ``"shown"``, or not.
    case : Case
        With readings, mixes and a verdict.

    Returns
    -------
    list of Artist
        The article's place if it is shown, then the reader's, or the mark that waits to be placed.

    Notes
    -----
    The placement is this book's, on the scheme of Kerstens and Noll (2017).
    """
    right, top = LEFT + ACROSS, FOOT + HIGH
    line(ax, [LEFT, right], [FOOT + HIGH / 2] * 2)
    line(ax, [LEFT + ACROSS / 2] * 2, [FOOT, top])
    for policy, x in zip(Policy, (LEFT + ACROSS / 4, LEFT + ACROSS * 3 / 4), strict=True):
        say(ax, x, top + 0.14, policy, policy, size=TEXT, weight=600)
        for intent, y in zip(Intent, (top - 0.2, FOOT + 0.16), strict=True):
            say(ax, x, y, judge(intent, intent, policy).scenario.capitalize(), "muted", size=LARGE)
    for intent, up in zip(Intent, (0.75, 0.25), strict=True):
        say(ax, 0.06, FOOT + up * HIGH, f"read as\n{intent}", intent, ha="left", weight=600)
    spots = {name: _placed(case, *both)[0] for name, both in places(case).items()}
    spots[NOWHERE] = (0.3, 0.2)
    artists: Artists = []
    if article == "shown":
        around = product(case.verdict.readings, case.verdict.mixes)
        x, y = mean([_placed(case, *both)[0] for both in around], axis=0)
        artists.append(line(ax, [x - BAND / 2, x + BAND / 2], [y, y], "ink", 2.2))
        far = BAND / 2 + 0.06
        beside(ax, x, y, "the article", "ink", gap=far, left=x > LEFT + 0.6 * ACROSS)
    x, y = spots[place]
    if place == NOWHERE:
        artists.append(dot(ax, x, y, "reader", 12))
        say(ax, x + 0.42, y, "pull this into the square", "muted", ha="left")
    else:
        band: Look = {"solid_capstyle": "round", "name": "band"}
        artists.append(line(ax, [x - BAND / 2, x + BAND / 2], [y, y], "reader", 17, **band))
        say(ax, x - 0.57, y, "yours", "paper", weight=600, name="yours")
    handle(ax, "place", spots)
    return artists


def describe_placement(*, place: str, article: str, case: Case) -> str:
    """Say in words what `draw_placement` shows."""
    reader, other = case.sides
    theirs = f"The article puts {reader} {_between(case)}."
    said = theirs if article == "shown" else "The article’s place is hidden."
    if place == NOWHERE:
        return f"The square of the scenarios is empty. {said}"
    reading, mix = places(case)[place]
    claims = [case.readings[reading], case.mixes[mix]]
    speak, against = (listed([key for one in claims for key in one[way]]) for way in (0, 1))
    where = f"{other} read as {reading}: {_placed(case, reading, mix)[1]}"
    return f"{where}. For it: {speak or 'no claim'}; against it: {against or 'none'}. {said}"


@explorer(draw_placement, needs=lambda case: case.verdict.readings and case.verdict.mixes)
def verdict(case: Case) -> Setup:
    """Place the reading side yourself, then see where the article puts it.

    Parameters
    ----------
    case : Case
        With readings, mixes and claims.

    Returns
    -------
    islands.Explorer
        A place and a choice; it opens with an empty square.
    """
    reader, other = case.sides
    names = [NOWHERE, *places(case)]
    place = Choice(
        "place", f"{other} is read as; {reader}’s policy is", names, many=True, moves=True
    )
    article = Choice("article", "The article’s verdict", ["hidden", "shown"])
    return f"Place {reader} yourself", [place, article], {}
