"""The dated signals of a case: down the page by date, and counted."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from islands import Choice, Slider, handle
from secdilemma.case import Case
from secdilemma.checks import DataError
from secdilemma.data import EFFECTS, load_signals
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.shapes import Artists, Look, line, say
from secdilemma.kit.signs import Sign, key, sign
from secdilemma.style import TEXT, WIDTH, colour
from secdilemma.words import when

SIGNS: dict[str, Sign] = {
    "deters": {"mark": "^", "meaning": "deterrence", "size": 7},
    "provokes": {"mark": "D", "meaning": "offensive", "size": 7},
    "reassures": {"mark": "o", "meaning": "reassurance", "size": 7},
    "assures": {"mark": "P", "meaning": "reader", "size": 8},
    "none stated": {"mark": "o", "size": 5, "hollow": True},
}
"""The mark and the colour of each effect, so that no colour has to carry it alone."""


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
        (ISO 8601), ``actor``, ``short``, ``effects`` (tuple, without "none stated"), by date.

    Raises
    ------
    DataError
        If there is none.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> bool(timeline_events(load_case("baltic"))["when"].is_monotonic_increasing)
    True
    """
    signals = load_signals(case)
    sides = signals["actor"].map(case.actors)
    labelled = signals[(signals["short"] != "") & (signals["when"] != "") & (sides != "both")]
    events = labelled.groupby("event_id", sort=False).agg(
        when=("when", "first"),
        actor=("actor", "first"),
        short=("short", "first"),
        effects=("effect", lambda effects: tuple(e for e in effects if e != "none stated")),
    )
    events = events[events["when"] >= str(case.period[0])].sort_values("when", kind="stable")
    if events.empty:
        raise DataError(f"case.toml, entry 'period': {case.period}; no labelled event lies in it")
    return events


def _headline(case: Case) -> str:
    dates = timeline_events(case)["when"].str[:4].astype(int)
    first, last = (int(year) for year in (dates.min(), dates.max()))
    if not case.turn:
        return f"{len(dates)} signals from {first} to {last}, in order of date"
    after = int((dates >= case.turn).sum())
    since = f"{len(dates)} signals since {first}, in order of date"
    return f"{since}: {after} are of {case.turn} or later"


@figure(8.6, _headline)
def draw_timeline(ax: Axes, *, case: Case) -> Artists:
    """Draw the signals of a case down the page, the other side's on the left, ours on the right.

    The reader should see how thickly the signals stand after the crisis, and that both sides send
    them.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    case : Case
        With signals.

    Returns
    -------
    list of Artist
        The labels, in the order of `timeline_events`.

    Notes
    -----
    Evenly spaced in order of date, not to scale. Source: the case's article; see the data.
    """
    (reader, other), events = case.sides, timeline_events(case)
    spine, top, height = 2.12, 7.98, 8.6
    bold: Look = {"size": TEXT, "weight": 600}
    say(ax, spine - 0.35, height - 0.2, other, "other", ha="right", **bold)
    say(ax, spine + 0.35, height - 0.2, f"{reader} and allies", "reader", ha="left", **bold)
    step = (top - 0.72) / max(1, len(events) - 1)
    line(ax, [spine, spine], [0.6, height - 0.4], "rule", 1.5)
    labels: Artists = []
    year = ""
    ground: Look = {"facecolor": colour("paper"), "edgecolor": "none", "pad": 1.5}
    for number, event in enumerate(events.itertuples()):
        y = top - number * step
        if event.when[:4] != year:
            year = event.when[:4]
            say(ax, spine, y, year, "muted", bbox=ground)
        role = case.role(event.actor)
        side, ha = (-1, "right") if role == "other" else (1, "left")
        ascribed = [effect for effect in SIGNS if effect in event.effects] or ["none stated"]
        for place, effect in enumerate(ascribed):
            look = {"meaning": role, **SIGNS[effect]}
            sign(ax, spine + side * (0.3 + 0.18 * place), y, look)
        end = spine + side * (0.3 + 0.18 * (len(ascribed) - 1) + 0.14)
        labels.append(say(ax, end, y, event.short, ha=ha))
    for x, (effect, look) in zip((0.1, 0.93, 1.96, 3.04, 3.96), SIGNS.items(), strict=True):
        key(ax, x, 0.2, {"meaning": "reader", **look}, effect, gap=0.13)
    return labels


def describe_timeline(*, case: Case) -> str:
    """Say in words what `draw_timeline` shows."""
    (reader, other), events = case.sides, timeline_events(case)
    theirs = int((events["actor"].map(case.role) == "other").sum())
    first, last = events["when"].min()[:4], events["when"].max()[:4]
    crowd = f" They crowd after {case.turn}." if case.turn else ""
    return (
        f"A line of events from {first} to {last} in order of date: {theirs} by {other} on the "
        f"left, {len(events) - theirs} by {reader} and its members on the right, each with a sign "
        f"for each effect that somebody ascribes to it.{crowd} The page Timeline lists them all."
    )


# ------------------------------------------------------------------ counted

_LISTED = 15
"""Up to so many signals are named in the sentence."""


@dataclass(frozen=True)
class Counted:
    """A signal that fits a choice.

    Attributes
    ----------
    signal : object
        Its first row of the data.
    judges : tuple of str
        Who ascribe the effect that was chosen.
    ours : bool
        Whether only this book ascribes it.
    """

    signal: Any
    judges: tuple[str, ...]
    ours: bool


@cache
def _rows(case: Case) -> list[Any]:
    """Sort the rows of the signals once: every state asks for them again."""
    signals = load_signals(case)
    sent = signals[signals["kind"] == "signal"].sort_values("when", kind="stable")
    return list(sent.itertuples())


def selected(
    case: Case, actor: str, dilemma: str, effect: str, until: int | None = None
) -> list[Counted]:
    """Select the signals that fit, in order of date, with all who judge them so.

    Parameters
    ----------
    case : Case
        With signals.
    actor, dilemma, effect : str
        What to select: ``anyone`` or a side and its allies, ``either`` or a dilemma, ``any`` or an
        effect.
    until : int, optional
        The last year to select; a signal without a date of its own belongs to every year.

    Returns
    -------
    list of Counted
        One for each signal.
    """
    reader, other = case.sides
    side = other if actor == other else reader
    fitting: dict[str, list[Any]] = {}
    for row in _rows(case):
        if (
            (until is None or row.date[:4] <= str(until))
            and (actor == "anyone" or case.actors[row.actor] == side)
            and (dilemma == "either" or row.dilemma in (dilemma, "both"))
            and effect in ("any", row.effect)
        ):
            fitting.setdefault(row.event_id, []).append(row)
    counted = []
    for rows in fitting.values():
        judges = tuple(dict.fromkeys(row.judged_by for row in rows))
        counted.append(Counted(rows[0], judges, effect != "any" and judges == ("us",)))
    return counted


SHAPES = {"reader": "o", "other": "D"}
"""The mark of each side's signals."""


@figure(4.05)
def draw_counts(
    ax: Axes, *, actor: str, dilemma: str, effect: str, until: int, case: Case
) -> Artists:
    """Draw the signals that fit the choice, stacked by the year that the article gives.

    The reader should see how few or many signals of one kind the article mentions, when, and
    which effects this book alone ascribes.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    actor, dilemma, effect, until
        As `selected` takes them.
    case : Case
        With signals.

    Returns
    -------
    list of Artist
        One mark per signal, hollow where only this book ascribes the effect.

    Notes
    -----
    Source: the case's article; the count is of its selection.
    """
    chosen = selected(case, actor, dilemma, effect, until)
    reader, other = case.sides
    fits = "signal fits" if len(chosen) == 1 else "signals fit"
    say(ax, 0.06, 3.81, str(len(chosen)), ha="left", size=24, weight=600, name="count")
    say(ax, 0.62, 3.81, f"{fits} your choice", "muted", ha="left")
    say(ax, 0.06, 3.49, f"by {actor} · {dilemma} · {effect}", ha="left", size=TEXT)
    line(ax, [0.1, WIDTH - 0.1], [0.42, 0.42])
    years = [str(year) for year in range(case.period[0], case.period[1] + 1)]
    step = 3.2 / (len(years) - 1)
    columns = {"earlier": 0.32} | {year: 0.86 + n * step for n, year in enumerate(years)}
    columns |= {"no date": 4.56}
    end = columns[str(until)]
    line(ax, [end] * 2, [0.42, 3.05], "muted", 1.2, linestyle=(0, (3, 3)), name="until")
    handle(ax, "until", {year: (columns[str(year)], 3.05) for year in last_years(case)})
    stacks: dict[str, list[Counted]] = {name: [] for name in columns}
    for event in chosen:
        year = event.signal.date[:4]
        stacks[year if year in years else "earlier" if year else "no date"].append(event)
    marks: Artists = []
    for name, x in columns.items():
        say(ax, x, 0.24, name, "muted")
        for place, event in enumerate(stacks[name]):
            role = case.role(event.signal.actor)
            look = {"mark": SHAPES[role], "hollow": event.ours, "markeredgewidth": 1.6}
            part = {"name": event.signal.event_id, "tip": _in_words(case, effect, event)}
            marks.append(sign(ax, x, 0.58 + place * 0.168, {"meaning": role, **look}, **part))
    for y, words, role in ((3.81, other, "other"), (3.57, f"{reader} and others", "reader")):
        key(ax, 3.36, y, {"meaning": role, "mark": SHAPES[role], "size": 7}, words, role)
    if any(event.ours for event in chosen):
        say(ax, 0.06, 3.24, "hollow: so this book alone", "muted", ha="left", style="italic")
    return marks


def last_years(case: Case) -> list[int]:
    """List the years up to which signals can be counted: from before the crisis to the end.

    Parameters
    ----------
    case : Case
        With signals.

    Returns
    -------
    list of int
        In order.
    """
    first, last = case.period
    return list(range(max(first, case.turn - 1) if case.turn else first, last + 1))


def _in_words(case: Case, effect: str, event: Counted) -> str:
    """Say what a signal is, when it was sent and who judges it so."""
    ascribed = when(event.signal._asdict())
    if effect != "any":
        ascribed += "; so " + " and ".join(case.judges[who] for who in event.judges)
    return f"{event.signal.short or event.signal.event} ({ascribed})"


def describe_counts(*, actor: str, dilemma: str, effect: str, until: int, case: Case) -> str:
    """Say in words what `draw_counts` shows."""
    chosen = selected(case, actor, dilemma, effect, until)
    names = [_in_words(case, effect, event) for event in chosen]
    undated = sum(not event.signal.date for event in chosen)
    without = f", {undated} of them without a date of its own" if undated else ""
    about = "either dilemma" if dilemma == "either" else f"the dilemma of {dilemma}"
    what = "any effect or none stated" if effect == "any" else f"an effect that {effect}"
    which = "; ".join(names) if len(names) <= _LISTED else "Choose an effect to have them named"
    count = f"{len(names) or 'no'} signal{'' if len(names) < 2 else 's'}"
    return (
        f"By {actor}, on {about}, with {what}, up to {until}: {count} in the article’s "
        f"selection{without}. {which}{'.' if names else ''}"
    ).rstrip()


@explorer(draw_counts, needs=lambda case: case.has("signals.csv"))
def timeline(case: Case) -> Setup:
    """Count the signals of a kind.

    Parameters
    ----------
    case : Case
        With signals.

    Returns
    -------
    islands.Explorer
        By whom, on which dilemma, with which effect, up to which year.
    """
    (reader, other), years = case.sides, last_years(case)
    controls = [
        Choice("actor", "By", ["anyone", f"{reader} and allies", other]),
        Choice("dilemma", "On the dilemma of", ["either", "interpretation", "response"]),
        Choice("effect", "Effect ascribed by somebody", ["any", *EFFECTS[:4]], many=True),
        Slider("until", "Up to the end of", years),
    ]
    return "Count the signals", controls, {"until": years[-1]}
