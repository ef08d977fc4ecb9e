"""What changed after the article: two maps, then and now, over a timeline with lanes."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from matplotlib.axes import Axes

from islands import Slider, handle
from secdilemma.baltic.land import Ground, allies, key_of_land, lay_land, places, settings, states
from secdilemma.case import Case
from secdilemma.data import load_since
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.plot import Plot
from secdilemma.kit.shapes import Artists, Look, dot, line, say
from secdilemma.kit.signs import Sign, key, sign
from secdilemma.style import TEXT, WIDTH
from secdilemma.words import count, in_words

LANES: dict[str, Sign] = {
    "agreements": {"mark": "D"},
    "forces": {"mark": "s"},
    "acts": {"mark": "^"},
    "words": {"mark": "o"},
}
"""The lanes of the timeline from above, each with its mark."""

BATTLEGROUP: Sign = {"meaning": "reader", "size": 5, "mark": "s"}

LANE = 0.5
"""Inches from lane to lane."""

FLOOR = 0.54
"""Inches below the lowest lane."""

APART = 0.36
"""Years by which two marks have to be apart if they are to stand on one line."""


def _years(day: str) -> float:
    """Turn an ISO date into years."""
    when = date.fromisoformat(day)
    start = date(when.year, 1, 1)
    return when.year + (when - start).days / 366


@dataclass(frozen=True)
class Event:
    """What happened on a day, and where its mark stands.

    Attributes
    ----------
    name, date, lane, event : str
        As `secdilemma.data.load_since` has them.
    x, y : float
        Inches: across to scale, and up in its lane. Where a lane has many events at one time, their
        marks stand above each other, the closer the more there are.
    """

    name: str
    date: str
    lane: str
    event: str
    x: float
    y: float


@cache
def in_order(case: Case) -> dict[str, Event]:
    """List what happened since, in order of date, with the place of each mark.

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
    rows = list(load_since(case).sort_values("date", kind="stable").itertuples())
    last: dict[tuple[str, int], float] = {}
    levels = []
    for row in rows:
        level, years = 0, _years(row.date)
        while years - last.get((row.lane, level), 0.0) < APART:
            level += 1
        last[row.lane, level] = years
        levels.append(level)
    plot, first = _plot(case), _span(case)[0]
    events = {}
    for row, level in zip(rows, levels, strict=True):
        most = max(other for lane, other in last if lane == row.lane)
        foot = FLOOR + (len(LANES) - 1 - list(LANES).index(row.lane)) * LANE
        y = foot + (0.1 + level * min(0.32 / max(most, 1), 0.125))
        x = float(plot.x(_years(row.date) - first))
        events[row.event_id] = Event(row.event_id, row.date, row.lane, row.event, x, y)
    return events


def _span(case: Case) -> tuple[int, int]:
    """Return the years that the timeline shows: from the article on."""
    return int(case.since[:4]), int(load_since(case)["date"].max()[:4]) + 1


def _plot(case: Case) -> Plot:
    first, last = _span(case)
    return Plot(1.02, FLOOR, WIDTH - 1.2, LANE * len(LANES), last - first, len(LANES))


def _until(case: Case, event: str) -> list[Event]:
    """List the events up to one, or all of them."""
    events = list(in_order(case).values())
    return events[: list(in_order(case)).index(event) + 1] if event else events


def _headline(case: Case, event: str = "") -> str:
    day = _until(case, event)[-1].date
    then, now = (len(states(case, when)) for when in ("", day))
    allied = f"{in_words(day[:7])}: {count(now)} states of this map are allies"
    if now == then:
        return f"{allied}, as in {case.since[:4]}"
    return f"{allied}; in {case.since[:4]} it was {count(then)}"


_MAP = (WIDTH - 0.2) / 2
"""Inches from side to side of each map."""

_TOP = FLOOR + LANE * len(LANES) + 0.2
"""Inches below the maps and their key."""


@figure(_TOP + 0.3 + _MAP + 0.32, _headline)
def draw_since(ax: Axes, *, case: Case, event: str = "") -> Artists:
    """Draw the map of the article and that of a later day, over a timeline with lanes.

    The reader should see agreements end, forces grow and the Alliance reach round the sea, and in
    which order.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        With a map and events after its article.
    event : str
        Up to which event; the last one if it is not given.

    Returns
    -------
    list of Artist
        One mark per event in order of date: hollow where it is still to come.

    Notes
    -----
    An addition by this book, to scale. Sources: see the list of events; Natural Earth.
    """
    day = _until(case, event)[-1].date
    bottom = _TOP + 0.3
    for left, when, words, name in (
        (0.0, "", in_words(case.since), "then"),
        (WIDTH - _MAP, day, in_words(day), "now"),
    ):
        bold: Look = {"ha": "left", "size": TEXT, "weight": 600}
        say(ax, left + 0.04, bottom + _MAP + 0.16, words, name=f"date of the map {name}", **bold)
        ground = Ground((20.51, 54.71), left, bottom, _MAP)
        lay_land(ax, ground, case, allies(case, when))
        for place in settings(case).forces:
            sign(ax, *ground.at(places(case)[place].spot), BATTLEGROUP, zorder=6)
    key_of_land(ax, _TOP + 0.12, case)
    key(ax, 2.98, _TOP + 0.12, BATTLEGROUP, "battlegroup of 2017", gap=0.12)
    return _draw_lanes(ax, case, event)


def _draw_lanes(ax: Axes, case: Case, event: str) -> Artists:
    """Draw the lanes up to an event, with a line at its day."""
    plot, (first, last), so_far = _plot(case), _span(case), len(_until(case, event))
    for number, lane in enumerate(LANES):
        y = FLOOR + (len(LANES) - 1 - number) * LANE
        line(ax, [0.1, WIDTH - 0.1], [y, y], "rule", 0.8)
        say(ax, 0.1, y + LANE / 2 - 0.06, lane, ha="left", weight=600)
    for year in range(first, last + 1):
        x = float(plot.x(year - first))
        line(ax, [x, x], [FLOOR, FLOOR - 0.06], "rule", 0.8)
        if (year - first) % 3 == 0:
            say(ax, x, FLOOR - 0.2, str(year), "muted")
    events = list(in_order(case).values())
    here = events[so_far - 1]
    line(ax, [here.x] * 2, [FLOOR, _TOP - 0.18], "ink", 1.4, zorder=2, name="now")
    marks: Artists = []
    for number, each in enumerate(events):
        look = {"size": 7, "markeredgewidth": 1.2, "zorder": 4, **LANES[each.lane]}
        part = {"name": each.name, "tip": f"{in_words(each.date)}: {each.event}"}
        marks.append(sign(ax, each.x, each.y, look, hollow=number >= so_far, **part))
    dot(ax, here.x, here.y, "ink", 13, fillstyle="none", zorder=5, name="ring")
    filled = f"filled: {count(so_far)} of {len(events)} events"
    say(ax, 0.1, 0.14, filled, "muted", ha="left", name="count")
    handle(ax, "event", {each.name: (each.x, each.y) for each in events})
    return marks


def describe_since(*, case: Case, event: str = "") -> str:
    """Say in words what `draw_since` shows."""
    so_far = _until(case, event)
    last, in_lanes = so_far[-1], [each.lane for each in so_far]
    lanes = ", ".join(f"{in_lanes.count(lane)} of {lane}" for lane in LANES)
    return f"{in_words(last.date)}: {last.event} {_headline(case, event)}. So far: {lanes}."


def _can_show(case: Case) -> bool:
    return case.has("map.geojson") and case.has("since.csv")


@explorer(draw_since, needs=_can_show)
def since_2017(case: Case) -> Setup:
    """Go through what happened after the article, event by event.

    Parameters
    ----------
    case : Case
        With a map and events after its article.

    Returns
    -------
    islands.Explorer
        One slider, which can be dragged on the timeline; it opens with the last event.
    """
    events = in_order(case)
    steps = {each.name: in_words(each.date) for each in events.values()}
    return "Then and now", [Slider("event", "Up to", steps)], {"event": list(events)[-1]}
