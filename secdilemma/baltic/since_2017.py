"""What changed after the article: events as lines in a river, beside the map of their day."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from matplotlib.axes import Axes

from islands import Slider, handle
from secdilemma.baltic.land import Ground, allies, lay_land, settings, states
from secdilemma.case import Case
from secdilemma.data import load_since
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.shapes import Artists, Look, Point, line, say
from secdilemma.kit.signs import river
from secdilemma.style import TEXT, WIDTH
from secdilemma.words import in_words, listed

LANES = {"reader": "reader", "both": "ink", "other": "other"}
"""The thirds of the river from the left, each with its colour: ours, of both or neither, theirs."""

APART = 0.05
"""Inches by which two lines of a lane have to be apart."""


def _years(day: str) -> float:
    """Turn an ISO date into years."""
    when = date.fromisoformat(day)
    start = date(when.year, 1, 1)
    return when.year + (when - start).days / 366


@dataclass(frozen=True)
class Event:
    """What happened on a day, and where its line lies.

    Attributes
    ----------
    name, date, event : str
        As `secdilemma.data.load_since` has them.
    lane : str
        A key of `LANES`.
    down : float
        Inches below the beginning of the timeline: to scale, but for lines that would touch.
    """

    name: str
    date: str
    event: str
    lane: str
    down: float


def _lane(case: Case, actors: str) -> str:
    """Return in whose lane an event lies: a side's, if only that side acts."""
    plan, (reader, other) = settings(case), case.sides
    ours = {reader, *plan.allies, *plan.joined}
    ours |= {name for name, side in case.actors.items() if side == reader}
    acting = set(actors.split("; "))
    if (other in acting) == bool(ours & acting):
        return "both"
    return "other" if other in acting else "reader"


@cache
def in_order(case: Case) -> dict[str, Event]:
    """List what happened since, in order of date, with the place of each line.

    Parameters
    ----------
    case : Case
        With events after its article.

    Returns
    -------
    dict of str to Event
        By the id of the event.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> next(iter(in_order(load_case("baltic"))))
    'battlegroups-complete'
    """
    last, events = dict.fromkeys(LANES, -1.0), {}
    for row in load_since(case).sort_values("date", kind="stable").itertuples():
        lane = _lane(case, row.actor)
        last[lane] = max(_down(case, _years(row.date)), last[lane] + APART)
        events[row.event_id] = Event(row.event_id, row.date, row.event, lane, last[lane])
    return events


HIGH = 4.3
"""Inches from the first year of the timeline to the end of the last."""


@cache
def _span(case: Case) -> range:
    """Return the years that the timeline shows: from the article on."""
    return range(int(case.since[:4]), int(load_since(case)["date"].max()[:4]) + 1)


def _down(case: Case, years: float) -> float:
    span = _span(case)
    return (years - span.start) / len(span) * HIGH


def _here(case: Case, event: str) -> Event:
    """Return an event, or the last one."""
    events = in_order(case)
    return events[event or list(events)[-1]]


def _headline(case: Case, event: str = "") -> str:
    day = _here(case, event).date
    joined = [name for name in states(case, day) if name not in states(case)]
    have = f"{listed(joined) or 'no state here'} {'have' if len(joined) > 1 else 'has'} joined"
    return f"{in_words(day[:7])}: {have} {case.sides[0]} since {case.since[:4]}"


@figure(HIGH + 0.5, _headline, wide=HIGH + 0.7)
def draw_since(ax: Axes, *, case: Case, event: str = "", wide: bool = False) -> Artists:
    """Draw the events after the article as lines in a river, and the map of one day beside them.

    The reader should see how thickly they lie from 2021 on, on whose side, and the Alliance reach
    round the sea.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        With a map and events after its article.
    event : str
        Up to which event; the last one if it is not given.
    wide : bool
        Whether the map is large, and the date stands at its line.

    Returns
    -------
    list of Artist
        One line per event in order of date, faint where it is still to come.

    Notes
    -----
    An addition by this book. Sources: see the list of events; Natural Earth.
    """
    here, plan, size = _here(case, event), settings(case), HIGH + 0.7 if wide else 2.8
    dates = {each.name: each.date for each in in_order(case).values()}
    joined = {name: dates[by][:4] for name, by in plan.joined.items() if dates[by] <= here.date}
    ground = Ground((20.51, 54.71), 0.0, 0.0 if wide else HIGH + 0.3 - size, size)
    lay_land(ax, ground, case, allies(case, here.date), joined)
    left, right = (7.2, 10.9) if wide else (3.4, WIDTH - 0.05)
    top, third = HIGH + 0.12, (right - left) / len(LANES)
    river(ax, left, top - HIGH, right - left, HIGH)
    bold: Look = {"size": TEXT, "weight": 600}
    say(ax, left, top + 0.2, case.sides[0], "reader", ha="left", **bold)
    say(ax, right, top + 0.2, case.sides[1], "other", ha="right", **bold)
    if wide:
        say(ax, (left + right) / 2, top + 0.2, "both or neither", "muted")
    for year in _span(case):
        say(ax, left - 0.1, top - _down(case, year + 0.5), str(year), "muted", ha="right")
    lines: Artists = []
    places: dict[str, Point] = {}
    for each in in_order(case).values():
        x, y = left + list(LANES).index(each.lane) * third, top - each.down
        places[each.name] = x + third / 2, y
        look: Look = {"width": 2.6} if each.date <= here.date else {"width": 2.2, "alpha": 0.3}
        tip = f"{in_words(each.date)}: {each.event}" if each != here else ""  # said below
        look |= {"name": each.name, "tip": tip, "zorder": 3}
        lines.append(line(ax, [x + 0.04, x + third - 0.04], [y, y], LANES[each.lane], **look))
    y = top - here.down
    line(ax, [left, right], [y, y], "ink", 1, zorder=2, name="now")
    handle(ax, "event", places)
    at: Look = {"x": 0.06, "y": HIGH + 0.05 - size, "ha": "left"}
    if wide:
        ours = here.lane == "reader"
        at = {"x": left - 0.6 if ours else right + 0.1, "y": y, "ha": "right" if ours else "left"}
    say(ax, words=in_words(here.date), name="date", **bold, **at)
    return lines


def describe_since(*, case: Case, event: str = "") -> str:
    """Say in words what `draw_since` shows."""
    here = _here(case, event)
    return f"{in_words(here.date)}: {here.event}"


@explorer(draw_since, needs=lambda case: case.has("map.geojson") and case.has("since.csv"))
def since_2017(case: Case) -> Setup:
    """Go through what happened after the article, event by event.

    Parameters
    ----------
    case : Case
        With a map and events after its article.

    Returns
    -------
    islands.Explorer
        One slider, which can be dragged on the timeline; it opens with the first event.
    """
    events = in_order(case)
    steps = {each.name: in_words(each.date) for each in events.values()}
    return "Event by event", [Slider("event", "Up to", steps)], {}
