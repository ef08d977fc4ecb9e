"""What changed after the article: two maps, then and now, over a timeline with lanes."""

from datetime import date
from functools import cache
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from islands import Explorer, Slider, handle, part
from secdilemma.baltic.land import Ground, allies, key, lay_land, shown, states
from secdilemma.case import Case
from secdilemma.data import load_places, load_since
from secdilemma.kit import Artists, Plot, dot, explorer, figure, line, say
from secdilemma.style import TEXT, WIDTH
from secdilemma.words import count, in_words

LANES = {"agreements": "D", "forces": "s", "acts": "^", "words": "o"}
"""The lanes of the timeline from above, each with its mark."""

LANE = 0.5
"""Inches from lane to lane."""

FLOOR = 0.54
"""Inches below the lowest lane."""


def _years(day: str) -> float:
    """Turn an ISO date into years."""
    when = date.fromisoformat(day)
    start = date(when.year, 1, 1)
    return when.year + (when - start).days / 366


def in_order(case: Case) -> pd.DataFrame:
    """List what happened since, in order of date, with where each event stands in its lane.

    Parameters
    ----------
    case : Case
        With events after its article.

    Returns
    -------
    pandas.DataFrame
        As `secdilemma.data.load_since`, by ``event_id``, with ``years`` (float, the date in years),
        ``row`` (int, so many marks of the lane stand below it) and ``rise`` (float, inches from
        the foot of the lane: the more rows a lane has, the closer they stand).

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> bool(in_order(load_case("baltic"))["date"].is_monotonic_increasing)
    True
    """
    return _in_order(case).copy()


@cache
def _in_order(case: Case) -> pd.DataFrame:
    """Sort the events once: every state asks for them again and again."""
    events = load_since(case).sort_values("date", kind="stable").set_index("event_id")
    events["years"] = events["date"].map(_years)
    last: dict[tuple[str, int], float] = {}
    rows = []
    for event in events.itertuples():
        row = 0
        while event.years - last.get((event.lane, row), 0.0) < _APART:
            row += 1
        last[event.lane, row] = event.years
        rows.append(row)
    events["row"] = rows
    most = events.groupby("lane")["row"].transform("max").clip(lower=1)
    return events.assign(rise=0.1 + events["row"] * (0.32 / most).clip(upper=0.125))


_APART = 0.36
"""Years by which two marks have to be apart if they are to stand on one line."""


def _span(case: Case) -> tuple[float, float]:
    """Return the years that the timeline shows: from the article on."""
    first = int(case.since[:4])
    return first, float(int(_in_order(case)["years"].max()) + 1)


def _plot(case: Case) -> Plot:
    first, last = _span(case)
    return Plot(1.02, FLOOR, WIDTH - 1.2, LANE * len(LANES), last - first, len(LANES))


def _place(case: Case, event: Any) -> tuple[float, float]:
    """Return where the mark of an event lies, in inches."""
    lane = len(LANES) - 1 - list(LANES).index(event.lane)
    x = float(_plot(case).x(event.years - _span(case)[0]))
    return x, FLOOR + lane * LANE + event.rise


def _last(case: Case) -> str:
    return str(_in_order(case).index[-1])


def _headline(case: Case, event: str = "") -> str:
    day = str(_in_order(case).at[event or _last(case), "date"])
    then, now = (len(states(case, when)) for when in ("", day))
    told = f"{in_words(day[:7])}: {count(now)} states of this map are allies"
    if now == then:
        return f"{told}, as in {case.since[:4]}"
    return f"{told}; in {case.since[:4]} it was {count(then)}"


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
    events, event = _in_order(case), event or _last(case)
    day = str(events.at[event, "date"])
    bottom = _TOP + 0.3
    for left, when, words in (
        (0.0, "", in_words(case.since)),
        (WIDTH - _MAP, day, in_words(day)),
    ):
        name = say(ax, left + 0.04, bottom + _MAP + 0.16, words, ha="left", size=TEXT, weight=600)
        part(name, f"date of the map {'then' if left == 0 else 'now'}")
        _draw_map(ax, Ground((20.51, 54.71), left, bottom, _MAP), case, when)
    key(ax, _TOP + 0.12, case)
    dot(ax, 2.98, _TOP + 0.12, "reader", 5, "s")
    say(ax, 3.1, _TOP + 0.12, "battlegroup of 2017", "muted", ha="left")
    return _draw_lanes(ax, case, event)


def _draw_map(ax: Axes, ground: Ground, case: Case, day: str) -> None:
    """Draw one map: allies of the day, and the battlegroups."""
    lay_land(ax, ground, case, allies(case, day))
    spots = load_places(case).set_index("name")
    for place in shown(case).forces:
        x, y = ground.place([(float(spots.at[place, "lon"]), float(spots.at[place, "lat"]))])[0]
        dot(ax, x, y, "reader", 5, "s", zorder=6)


def _draw_lanes(ax: Axes, case: Case, event: str) -> Artists:
    """Draw the lanes up to an event, with a line at its day."""
    events, plot = _in_order(case), _plot(case)
    first, last = (int(year) for year in _span(case))
    now = float(plot.x(events.at[event, "years"] - first))
    for number, lane in enumerate(LANES):
        y = FLOOR + (len(LANES) - 1 - number) * LANE
        line(ax, [0.1, WIDTH - 0.1], [y, y], "rule", 0.8)
        say(ax, 0.1, y + LANE / 2 - 0.06, lane, ha="left", weight=600)
    for year in range(first, last + 1):
        x = float(plot.x(year - first))
        line(ax, [x, x], [FLOOR, FLOOR - 0.06], "rule", 0.8)
        if (year - first) % 3 == 0:
            say(ax, x, FLOOR - 0.2, str(year), "muted")
    part(line(ax, [now, now], [FLOOR, _TOP - 0.18], "ink", 1.4, zorder=2), "now")
    marks: Artists = []
    come = True
    for found in events.itertuples():
        x, y = _place(case, found)
        mark = dot(
            ax, x, y, "ink", 7, LANES[found.lane], hollow=not come, zorder=4, markeredgewidth=1.2
        )
        marks.append(part(mark, str(found.Index), f"{in_words(found.date)}: {found.event}"))
        come = come and found.Index != event
    x, y = _place(case, events.loc[event])
    part(dot(ax, x, y, "ink", 13, fillstyle="none", zorder=5), "ring")
    told = f"{count(len(events.loc[:event]))} of {len(events)} events"
    part(say(ax, 0.1, 0.14, f"filled: {told}", "muted", ha="left"), "count")
    handle(ax, "event", {str(e.Index): _place(case, e) for e in events.itertuples()})
    return marks


def describe_since(*, case: Case, event: str = "") -> str:
    """Say in words what `draw_since` shows."""
    events, event = _in_order(case), event or _last(case)
    found = events.loc[event]
    until = events.loc[:event]
    lanes = ", ".join(f"{int((until['lane'] == lane).sum())} of {lane}" for lane in LANES)
    return f"{in_words(found['date'])}: {found['event']} {_headline(case, event)}. So far: {lanes}."


def since_2017(case: Case) -> Explorer:
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
    steps = {str(e.Index): in_words(e.date) for e in _in_order(case).itertuples()}
    return explorer(
        "since-2017",
        "Then and now",
        [Slider("event", "Up to", steps)],
        draw_since,
        describe_since,
        {"event": _last(case)},
        case=case,
    )
