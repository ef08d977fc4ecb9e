"""The dated signals of a case, as crossings: from whose bank they come, and which of them land."""

import pandas as pd
from matplotlib.axes import Axes

from secdilemma.case import Case
from secdilemma.checks import DataError
from secdilemma.data import load_signals
from secdilemma.kit.figure import figure
from secdilemma.kit.shapes import Artists, Look, say, strong
from secdilemma.kit.signs import crossing, river
from secdilemma.style import TEXT, WIDTH

EFFECTS = {
    "assures": "reader",
    "deters": "deterrence",
    "provokes": "offensive",
    "reassures": "reassurance",
}
AT_HOME = "assures"
"""The colour of each effect, and which of them is one on the sender’s own side."""


def timeline_events(case: Case) -> pd.DataFrame:
    """Pick the events that the timeline figure shows and gather their effects.

    Parameters
    ----------
    case : Case
        With signals.

    Returns
    -------
    pandas.DataFrame
        One row per event of the case's period that has a short label and one acting side: ``when``
        (ISO 8601), ``actor``, ``short``, ``effects`` (by each that somebody names, in the order of
        `EFFECTS`, whether only this book does), by date.

    Raises
    ------
    DataError
        If there is none.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> timeline_events(load_case("baltic")).loc["wales-vjtf", "effects"]
    {'assures': True, 'deters': False, 'provokes': False}
    """
    signals = load_signals(case)
    sides = signals["actor"].map(case.actors)
    labelled = signals[(signals["short"] != "") & (signals["when"] != "") & (sides != "both")]
    events = labelled.groupby("event_id", sort=False)[["when", "actor", "short"]].first()
    judges = labelled.groupby(["event_id", "effect"])["judged_by"].agg(set).to_dict()
    events["effects"] = [
        {how: judges[name, how] == {"us"} for how in EFFECTS if (name, how) in judges}
        for name in events.index
    ]
    events = events[events["when"] >= str(case.period[0])].sort_values("when", kind="stable")
    if events.empty:
        raise DataError(f"case.toml, entry 'period': {case.period}; no labelled event lies in it")
    return events


def _landing(events: pd.DataFrame) -> list[dict[str, bool]]:
    """List for each event the effects that it has on the other side, as somebody names them."""
    return [{how: us for how, us in each.items() if how != AT_HOME} for each in events["effects"]]


def _headline(case: Case) -> str:
    events = timeline_events(case)
    silent = f"for {_landing(events).count({})} nobody names an effect on the other side"
    if not case.turn:
        return f"Of {len(events)} signals, {silent}"
    after = int((events["when"].str[:4].astype(int) >= case.turn).sum())
    return f"{after} of {len(events)} signals are of {case.turn} or later; {silent}"


ROW = 0.265
"""Inches from signal to signal."""


def _columns(case: Case, wide: bool = False) -> list[pd.DataFrame]:
    """Part the events into those that stand below each other: on a wide sheet, after the crisis."""
    events = timeline_events(case)
    late = events["when"] >= str(case.turn + 1 if case.turn else case.period[1])
    return [events[~late], events[late]] if wide else [events]


def _height(case: Case, wide: bool = False) -> float:
    return ROW * max(len(rows) for rows in _columns(case, wide)) + 0.95


@figure(_height, _headline, wide=lambda case: _height(case, True))
def draw_timeline(ax: Axes, *, case: Case, wide: bool = False) -> Artists:
    """Draw the signals of a case in order of date, each as a line from its bank into the river.

    The reader should see how thickly the signals stand after the crisis, and how few of them reach
    the other bank as something: somebody names an effect there.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        With signals.
    wide : bool
        Whether the years after the crisis stand beside the others, or below them.

    Returns
    -------
    list of Artist
        The labels, in the order of `timeline_events`; each leads to the event on its page.

    Notes
    -----
    Evenly spaced in order of date, not to scale. Source: the case's article; see the data.
    """
    say(ax, 0.06, 0.41, "a line that stops: nobody names an effect there", "muted", ha="left")
    say(ax, 0.06, 0.18, "in italics: this book alone says so", "muted", ha="left", style="italic")
    return [
        label
        for number, rows in enumerate(_columns(case, wide))
        for label in _draw_banks(ax, case, rows, 0.06 + number * 6.5, 5.9 if wide else WIDTH, wide)
    ]


def _draw_banks(
    ax: Axes, case: Case, events: pd.DataFrame, left: float, width: float, wide: bool
) -> Artists:
    """Draw events below each other, on the two banks of one river."""
    top = _height(case, wide) - 0.5
    near, far = left + 0.5 * width, left + 0.63 * width
    bold: Look = {"size": TEXT, "weight": 600}
    say(ax, near - 0.08, top + 0.32, f"{case.sides[0]} and allies", "reader", ha="right", **bold)
    say(ax, far + 0.08, top + 0.32, case.sides[1], "other", ha="left", **bold)
    river(ax, near, top - ROW * (len(events) - 0.4), far - near, ROW * len(events))
    labels: Artists = []
    year, both = "", zip(events.itertuples(), _landing(events), strict=True)
    for number, (event, landing) in enumerate(both):
        y, side = top - number * ROW, case.role(event.actor)
        ends = [near, far] if side == "reader" else [far, near]
        out = 0.08 if side == "other" else -0.08
        if event.when[:4] != year:
            year = event.when[:4]
            say(ax, left, y, year, ha="left", **strong(year == str(case.turn)))
        end = ends[1] if landing else (ends[0] + ends[1]) / 2
        crossing(ax, (ends[0], y), (end, y), side, width=2 if landing else 1.2)
        link = f"timeline.html#event-{event.Index}"
        look: Look = {"ha": "right" if out < 0 else "left", "url": link}
        labels.append(say(ax, ends[0] + out, y, event.short, **look))
        if AT_HOME in event.effects:
            _say_effect(ax, left + 0.42, y, AT_HOME, event.effects[AT_HOME], ha="left")
        x = ends[1] - out
        for how, ours in landing.items():
            _say_effect(ax, x, y, how, ours, ha="left" if out < 0 else "right")
            x -= (0.09 + 0.085 * len(how)) * (1 if out > 0 else -1)
    return labels


def _say_effect(ax: Axes, x: float, y: float, how: str, ours: bool, **look: str) -> None:
    """Name an effect in its colour, in italics where only this book does."""
    style: Look = {"style": "italic"} if ours else {"weight": 600}
    say(ax, x, y, how, EFFECTS[how], **style, **look)


def describe_timeline(*, case: Case) -> str:
    """Say in words what `draw_timeline` shows."""
    (reader, other), events = case.sides, timeline_events(case)
    theirs = int((events["actor"].map(case.role) == "other").sum())
    first, last = events["when"].min()[:4], events["when"].max()[:4]
    return (
        f"Signals from {first} to {last} in order of date, as lines into a river: {theirs} by "
        f"{other} from the right bank, {len(events) - theirs} by {reader} and its members from the "
        f"left. {len(events) - _landing(events).count({})} reach the other bank, with an effect "
        "that somebody names; the page Timeline lists them all."
    )
