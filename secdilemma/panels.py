"""Figures that have states: what the explorers draw, and the sentence for each state.

They follow the rules of `secdilemma.figures`: axes in, artists out, nothing computed that `theory`
or `tables` knows.
"""

from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch, Rectangle

from secdilemma.figures import (
    _arrow,
    _box,
    _clear,
    _grid,
    _say,
    _sheet,
    draw_spectrum,
)
from secdilemma.reference import JUDGES, in_words
from secdilemma.style import LARGE, TEXT, WIDTH, colour
from secdilemma.tables import table1_measure
from secdilemma.theory import (
    CRITERIA,
    PARADOX_CHAIN,
    Intent,
    Judgement,
    Scenario,
    Trust,
    judge,
)


def _explained(world: Judgement) -> str:
    return f", explained by the dilemma of {world.dilemma}" if world.dilemma else ""


# ------------------------------------------------------------------ your move


def _event(signals: pd.DataFrame, event_id: str) -> tuple[str, str]:
    """Date in words and text of an event."""
    row = signals[signals["event_id"] == event_id].iloc[0]
    return (in_words(row["date"]) if row["date"] else row["date_printed"]), row["event"]


@_sheet(4.3)
def draw_your_move(
    ax: Axes,
    *,
    seat: str,
    signal: int,
    reading: str,
    policy: str,
    revealed: bool,
    signals: pd.DataFrame,
    moves: Mapping[str, Sequence[str]],
) -> list[Artist]:
    """Draw one signal, the reader's reading and answer, and what follows in both possible worlds.

    The reader should see that the same move fits in one world and fails in the other.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    seat : str
        A key of ``moves``: who reads.
    signal : int
        1 to 6.
    reading, policy : str
        As `secdilemma.theory.judge` takes them.
    revealed : bool
        Whether the consequences are shown.
    signals : pandas.DataFrame
        As `secdilemma.data.load_signals` returns it.
    moves : mapping
        Six event ids per seat.

    Returns
    -------
    list of Artist
        The two boxes of the worlds.

    Notes
    -----
    Source: events and logic are Kerstens and Noll's (2017); the Russian seat is an addition.
    """
    _clear(ax, draw_your_move)
    date, text = _event(signals, moves[seat][signal - 1])
    _box(ax, 0.05, 2.72, WIDTH - 0.1, 1.5)
    _say(ax, 0.2, 4.0, date[0].upper() + date[1:], "muted", ha="left", weight=600)
    _say(ax, 0.2, 3.79, fill(text, 52), ha="left", va="top", size=TEXT)
    scenario = judge("defensive", reading, policy).scenario
    _say(ax, 0.05, 2.46, "You read it as", "muted", ha="left")
    _say(ax, 1.35, 2.46, reading, reading, ha="left", weight=600)
    _say(ax, 0.05, 2.18, "and answer with", "muted", ha="left")
    _say(ax, 1.35, 2.18, policy, policy, ha="left", weight=600)
    _say(ax, WIDTH - 0.05, 2.32, f"{scenario} scenario", ha="right", size=LARGE, weight=600)
    boxes: list[Artist] = []
    for x, actual in ((0.05, "defensive"), (2.5, "offensive")):
        world = judge(actual, reading, policy)
        _say(ax, x + 1.17, 1.72, f"if in fact {actual}", actual, weight=600)
        shown = revealed and world.outcome.fails
        boxes.append(
            _box(
                ax,
                x,
                0.2,
                2.35,
                1.32,
                "panel" if shown else "paper",
                edgecolor=colour("rule"),
                linestyle="-" if shown else (0, (4, 3)),
            )
        )
        words = fill(world.outcome, 22) + (f"\n({world.dilemma})" if world.dilemma else "")
        _say(ax, x + 1.17, 0.86, words if revealed else "?", size=TEXT if revealed else 24)
    return boxes


_SEATS = {"NATO": "From NATO’s seat", "Russia": "From Russia’s seat, an addition of this book,"}


def describe_your_move(
    *,
    seat: str,
    signal: int,
    reading: str,
    policy: str,
    revealed: bool,
    signals: pd.DataFrame,
    moves: Mapping[str, Sequence[str]],
) -> str:
    """Say in words what `draw_your_move` shows."""
    date, text = _event(signals, moves[seat][signal - 1])
    fits, other = (judge(actual, reading, policy) for actual in Intent)
    start = (
        f"{date[0].upper() + date[1:]}: {text}. {_SEATS[seat]} you read this as {reading} and "
        f"answer with {policy}, the {fits.scenario} scenario."
    )
    if not revealed:
        return f"{start} Commit, and see what follows in both possible worlds."
    return (
        f"{start} If the other is in fact defensive: {fits.outcome}{_explained(fits)}. If in fact "
        f"offensive: {other.outcome}{_explained(other)}. Nobody tells you which world it is."
    )


# ------------------------------------------------------------------ the grey zone


@_sheet(3.75)
def draw_grey_zone(ax: Axes, *, trust: str) -> list[Artist]:
    """Draw Figure 1 with a marker at one step of trust.

    The reader should see the balance of deterrence and reassurance move with trust, the zone end at
    the poles, and the dilemma go unseen under strong distrust.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    trust : str
        A value of `secdilemma.theory.Trust`.

    Returns
    -------
    list of Artist
        The marker and its label.

    Notes
    -----
    Reconstruction; the steps are this book's. Source: Kerstens and Noll (2017).
    """
    draw_spectrum(ax)
    step = Trust(trust)
    ends = (0.12, 0.66, 1.5, WIDTH / 2, WIDTH - 1.5, WIDTH - 0.66, WIDTH - 0.12)
    x = ends[step.place]
    marker = ax.plot([x, x], [0.32, 2.62], color=colour("ink"), linewidth=3, zorder=2)[0]
    dot = ax.plot(x, 2.62, "o", color=colour("nato"), markersize=14, zorder=6)[0]
    pole = step.dilemma == "none"  # the scale names its own ends
    label = _say(ax, x, 3.13, "" if pole else step.value, "nato", weight=600)
    return [marker, dot, label]


def describe_grey_zone(*, trust: str) -> str:
    """Say in words what `draw_grey_zone` shows."""
    step = Trust(trust)
    stands = {
        "none": "there is nothing to interpret and no dilemma",
        "unseen": "the dilemma is there, but the actors do not see it: each takes the other’s ill "
        "will for certain and its own conduct for clear",
        "felt": "the security dilemma is felt",
    }[step.dilemma]
    shares = (
        "deterrence alone would be left",
        "deterrence dominates, never without some reassurance",
        "deterrence outweighs reassurance",
        "deterrence and reassurance are of about equal weight",
        "reassurance outweighs deterrence",
        "reassurance dominates, with a remainder of deterrence",
        "deterrence would have no object",
    )
    balance = shares[step.place] if step.dilemma != "none" else "the balance has reached its end"
    return (
        f"{step.value[0].upper()}{step.value[1:]}: {stands}; {balance}. Trust is not intent: "
        "whether it is deserved, the scale does not say."
    )


# ------------------------------------------------------------------ the map of scenarios


@_sheet(4.35)
def draw_scenario_map(ax: Axes, *, actual: str, reading: str, policy: str) -> list[Artist]:
    """Draw Figure 2 with one scenario framed, and what follows if the intent is as supposed.

    The reader should see that reading and policy name the scenario, and intent and policy decide
    what follows.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    actual, reading, policy : str
        As `secdilemma.theory.judge` takes them.

    Returns
    -------
    list of Artist
        Four boxes in the article's order, then the box of the outcome.

    Notes
    -----
    Reconstruction. Source: Kerstens and Noll (2017); inferred worlds are dashed.
    """
    _clear(ax, draw_scenario_map)
    world = judge(actual, reading, policy)
    cells = _grid(ax, 1.22)
    boxes: list[Artist] = []
    for scenario in Scenario:
        x, y, width, height = cells[scenario]
        chosen = scenario is world.scenario
        edge: dict[str, Any] = {"edgecolor": colour("ink"), "linewidth": 2.6} if chosen else {}
        boxes.append(_box(ax, x, y, width, height, **edge))
        _say(
            ax,
            x + width / 2,
            y + height / 2,
            scenario.capitalize(),
            "ink" if chosen else "muted",
            size=LARGE,
            weight=600 if chosen else 400,
        )
    line = "-" if world.basis == "article" else (0, (4, 3))
    boxes.append(
        _box(ax, 0.06, 0.06, WIDTH - 0.12, 0.98, "paper", edgecolor=colour("ink"), linestyle=line)
    )
    _say(ax, WIDTH / 2, 0.84, f"if in fact {actual}", actual, weight=600)
    _say(ax, WIDTH / 2, 0.55, world.outcome, size=LARGE, weight=600)
    why = f"explained by the dilemma of {world.dilemma}" if world.dilemma else "nothing to explain"
    stated = "stated by the article" if world.basis == "article" else "inferred"
    _say(ax, WIDTH / 2, 0.26, f"{why}; {stated}", "muted")
    return boxes


def describe_scenario_map(*, actual: str, reading: str, policy: str) -> str:
    """Say in words what `draw_scenario_map` shows."""
    world = judge(actual, reading, policy)
    stated = "The article states this" if world.basis == "article" else "This is inferred"
    right = "rightly" if world.reading is world.actual else "wrongly"
    return (
        f"NATO reads Russia as {reading} and answers with {policy}, the {world.scenario} scenario; "
        f"if Russia is in fact {actual}, it has read {right}: {world.outcome}"
        f"{_explained(world)}. {stated}."
    )


# ------------------------------------------------------------------ the chain


@_sheet(4.75)
def draw_chain_step(ax: Axes, *, step: int, broken: int) -> list[Artist]:
    """Draw the chain of misplaced suspicion up to one step, or to where sensibility breaks it.

    The reader should see the chain grow, feed itself, and end where somebody asks the other
    question.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    step : int
        1 to 6.
    broken : int
        The step at which sensibility breaks the chain, or 0.

    Returns
    -------
    list of Artist
        One box per step, then the loop if the chain has run to its fifth step.

    Notes
    -----
    Source: Kerstens and Noll (2017); the breaking points are this book's.
    """
    _clear(ax, draw_chain_step)
    left, width, height, gap = 0.5, 4.0, 0.5, 0.74
    artists: list[Artist] = []
    for number, link in enumerate(PARADOX_CHAIN, start=1):
        y = 4.2 - (number - 1) * gap
        reached = number <= step
        here = number == broken and reached
        edge: dict[str, Any] = (
            {"edgecolor": colour("reassurance"), "linewidth": 2.4} if here else {}
        )
        if not reached:
            awaited = "reassurance" if number == broken else "rule"
            width_of_edge = 2.4 if number == broken else 1
            edge = {
                "edgecolor": colour(awaited),
                "linestyle": (0, (3, 3)),
                "linewidth": width_of_edge,
            }
        artists.append(_box(ax, left, y, width, height, "panel" if reached else "paper", **edge))
        words = "“Could they be afraid of us?”" if here else link.text
        _say(
            ax,
            left + width / 2,
            y + height / 2,
            words,
            "reassurance" if here else "ink" if reached else "muted",
            size=TEXT,
            weight=600 if here or number == step else 400,
        )
        if number < step:
            _arrow(ax, (left + width / 2, y - 0.02), (left + width / 2, y - gap + height + 0.02))
    if step >= 5 and not broken:
        artists.append(
            _arrow(
                ax,
                (left - 0.03, 4.2 - 4 * gap + height / 2),
                (left - 0.03, 4.2 - gap + height / 2),
                "ink",
                connectionstyle="arc3,rad=-0.32",
            )
        )
    return artists


def describe_chain_step(*, step: int, broken: int) -> str:
    """Say in words what `draw_chain_step` shows."""
    if broken and step == broken:
        return (
            f"Step {step}: instead of “{PARADOX_CHAIN[step - 1].text}” somebody asks whether the "
            "other could be afraid. Sensibility breaks the chain here, and nothing more follows. "
            "That it can break here is this book’s inference."
        )
    awaits = f" Here the chain is to be broken at step {broken}." if broken else ""
    loop = " This feeds the second step, so that the chain can run again." if step == 5 else ""
    end = " Neither side wanted this: it is the security paradox." if step == 6 else ""
    return (
        f"Step {step} of {len(PARADOX_CHAIN)}: {PARADOX_CHAIN[step - 1].text}.{loop}{end}{awaits}"
    )


# ------------------------------------------------------------------ the balance of Table 1

_CAVEATS = {
    "combat aircraft": "The table does not say which aircraft it counts",
    "nuclear weapons": "The table does not say that both sides are counted alike",
    "population": "People are no forces",
    "armed forces": "Totals do not say what can be in one place in time",
    "reserve": "The table does not say who counts as a reserve",
    "tanks": "The table does not say whether tanks in store are counted",
}
_DOUBTS = {
    (1986, "combat aircraft"): "The East’s total does not agree with its parts",
    (2014, "nuclear weapons"): "Russia’s number holds weapons that NATO’s leaves out, it seems",
}
"""What is to be said of a row, and of one number in it."""


@_sheet(2.75)
def draw_balance(
    ax: Axes, *, year: int, indicator: str, measure: str, table1: pd.DataFrame
) -> list[Artist]:
    """Draw one row of Table 1 as two bars, by the measure chosen.

    The reader should see how much the answer to "who is stronger" depends on the measure.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    year : int
        1986 or 2014.
    indicator : str
        A row of Table 1.
    measure : str
        As `secdilemma.tables.table1_measure` takes it.
    table1 : pandas.DataFrame
        As `secdilemma.data.load_table1` returns it.

    Returns
    -------
    list of Artist
        The bars of NATO and of its adversary.

    Notes
    -----
    Source: Kerstens and Noll (2017), Table 1, which names no source.
    """
    _clear(ax, draw_balance)
    found = table1_measure(table1, year, indicator, measure)
    _say(ax, 0.06, 2.55, f"{found.name}, {year}", ha="left", size=LARGE, weight=600)
    _say(ax, 0.06, 2.28, found.unit, "muted", ha="left")
    bars: list[Artist] = []
    most = max(found.nato, found.adversary) or 1
    sides = (
        ("nato", found.nato_name, found.nato),
        ("russia", found.adversary_name, found.adversary),
    )
    for place, (meaning, name, value) in enumerate(sides):
        y = 1.36 - place * 0.98
        _say(ax, 0.06, y + 0.56, name, meaning, ha="left", weight=600)
        bars.append(
            ax.add_patch(
                Rectangle((0.06, y), max(0.02, 3.6 * value / most), 0.38, color=colour(meaning))
            )
        )
        _say(
            ax, 0.06 + 3.6 * value / most + 0.1, y + 0.19, found.words(value), ha="left", size=TEXT
        )
    return bars


def describe_balance(*, year: int, indicator: str, measure: str, table1: pd.DataFrame) -> str:
    """Say in words what `draw_balance` shows."""
    found = table1_measure(table1, year, indicator, measure)
    return (
        f"{found.name} in {year}, {found.unit}: {found.nato_name} {found.words(found.nato)}, "
        f"{found.adversary_name} {found.words(found.adversary)}. {found.caveat}"
        f"{_DOUBTS.get((year, indicator), _CAVEATS[indicator])}."
    )


# ------------------------------------------------------------------ counting signals


_LISTED = 15
"""Up to so many signals are named in the sentence."""


def _selected(signals: pd.DataFrame, actor: str, dilemma: str, effect: str) -> pd.DataFrame:
    """One row per signal that fits, in order of date, with all who judge it so."""
    rows = signals[signals["kind"] == "signal"]
    if actor == "Russia":
        rows = rows[rows["actor"] == "Russia"]
    elif actor == "NATO and allies":
        rows = rows[~rows["actor"].isin(["Russia", "Soviet Union", "both", "others"])]
    if dilemma != "either":
        rows = rows[rows["dilemma"].isin([dilemma, "both"])]
    if effect != "any":
        rows = rows[rows["effect"] == effect]
    judges = rows.groupby("event_id")["judged_by"].unique()
    chosen = rows.drop_duplicates("event_id").sort_values("when", kind="stable")
    ours = [effect != "any" and set(judges[name]) == {"us"} for name in chosen["event_id"]]
    return chosen.assign(judges=chosen["event_id"].map(judges), ours=ours)


def _signals(number: int) -> str:
    """Count in words: no signal, 1 signal, 2 signals."""
    return f"{number or 'no'} signal{'' if number in (0, 1) else 's'}"


@_sheet(4.05)
def draw_counts(
    ax: Axes, *, actor: str, dilemma: str, effect: str, signals: pd.DataFrame
) -> list[Artist]:
    """Draw the signals that fit the choice, stacked by the year that the article gives.

    The reader should see how few or many signals of one kind the article mentions, when, and
    which effects this book alone ascribes.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    actor, dilemma, effect : str
        What to select; ``anyone``, ``either`` and ``any`` select all.
    signals : pandas.DataFrame
        As `secdilemma.data.load_signals` returns it.

    Returns
    -------
    list of Artist
        One mark per signal, hollow where only this book ascribes the effect.

    Notes
    -----
    Source: Kerstens and Noll (2017); the count is of the article's selection.
    """
    _clear(ax, draw_counts)
    chosen = _selected(signals, actor, dilemma, effect)
    number, words = len(chosen), "signal fits" if len(chosen) == 1 else "signals fit"
    _say(ax, 0.06, 3.81, str(number), ha="left", size=24, weight=600)
    _say(ax, 0.62, 3.81, f"{words} your choice", "muted", ha="left")
    _say(ax, 0.06, 3.49, f"by {actor} · {dilemma} · {effect}", ha="left", size=TEXT)
    ax.plot([0.1, WIDTH - 0.1], [0.42, 0.42], color=colour("rule"), linewidth=1.2)
    years = [str(year) for year in range(2009, 2018)]
    columns = {"earlier": 0.32} | {year: 0.86 + n * 0.4 for n, year in enumerate(years)}
    columns |= {"no date": 4.56}
    when = (
        chosen["date"]
        .str[:4]
        .map(lambda year: year if year in years else "earlier" if year else "no date")
    )
    marks: list[Artist] = []
    for name, x in columns.items():
        _say(ax, x, 0.24, name, "muted")
        for height, event in enumerate(chosen[when == name].itertuples()):
            russian = event.actor == "Russia"
            meaning = "russia" if russian else "nato"
            marks += ax.plot(
                x,
                0.58 + height * 0.168,
                "D" if russian else "o",
                color=colour(meaning),
                markersize=8,
                markerfacecolor=colour("paper" if event.ours else meaning),
                markeredgewidth=1.6,
            )
    key = [(3.81, "Russia", "russia", "D"), (3.57, "NATO and others", "nato", "o")]
    for y, side, meaning, shape in key:
        _say(ax, 3.5, y, side, meaning, ha="left")
        ax.plot(3.36, y, shape, color=colour(meaning), markersize=7)
    if chosen["ours"].any():
        _say(ax, 0.06, 3.24, "hollow: so this book alone", "muted", ha="left", style="italic")
    return marks


def describe_counts(*, actor: str, dilemma: str, effect: str, signals: pd.DataFrame) -> str:
    """Say in words what `draw_counts` shows."""
    chosen = _selected(signals, actor, dilemma, effect)
    listed = []
    for _, row in chosen.iterrows():
        told = in_words(row["date"]) if row["date"] else row["date_printed"]
        if effect != "any":
            told += "; so " + " and ".join(JUDGES[who] for who in row["judges"])
        listed.append(f"{row['short'] or row['event']} ({told})")
    undated = int((chosen["date"] == "").sum())
    without = f", {undated} of them without a date of its own" if undated else ""
    about = "either dilemma" if dilemma == "either" else f"the dilemma of {dilemma}"
    what = "any effect or none stated" if effect == "any" else f"an effect that {effect}"
    which = "; ".join(listed) if len(listed) <= _LISTED else "Choose an effect to have them named"
    return (
        f"By {actor}, on {about}, with {what}: {_signals(len(chosen))} in the article’s "
        f"selection{without}. {which}{'.' if listed else ''}"
    ).rstrip()


# ------------------------------------------------------------------ one criterion


@_sheet(4.5)
def draw_criterion(
    ax: Axes, *, criterion: int, criteria: pd.DataFrame, labels: Mapping[str, str]
) -> list[Artist]:
    """Draw one criterion with the article's answer and the evidence each way.

    The reader should see the question, how it is answered, and which claims pull where.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    criterion : int
        1 to 13.
    criteria : pandas.DataFrame
        As `secdilemma.data.load_criteria` returns it.
    labels : mapping of str to str
        A few words for each claim.

    Returns
    -------
    list of Artist
        The claims on either side.

    Notes
    -----
    Sorting the evidence is this book's; the claims are Kerstens and Noll's (2017).
    """
    _clear(ax, draw_criterion)
    question = CRITERIA[criterion - 1]
    row = criteria.set_index("criterion").loc[criterion]
    _say(ax, 0.06, 4.34, f"{criterion}. {question.strand}", "muted", ha="left")
    _say(ax, 0.06, 4.14, fill(question.question, 46), ha="left", va="top", size=LARGE, weight=600)
    _say(ax, 0.06, 3.34, _ANSWERED[row["answered"]], "nato", ha="left", weight=600)
    _say(ax, 0.06, 3.16, fill(row["answer"], 56), ha="left", va="top")
    said: list[Artist] = []
    for x, side in ((0.06, "realist"), (2.5, "constructivist")):
        _box(ax, x, 0.08, 2.34, 1.72)
        _say(ax, x + 0.12, 1.6, f"towards {side}", "muted", ha="left")
        lines = [fill(f"{key}: {labels[key]}", 26) for key in row[side]] or ["no claim"]
        words = "\n".join(lines)
        said.append(_say(ax, x + 0.12, 1.42, words, ha="left", va="top", linespacing=1.25))
    return said


_ANSWERED = {
    "explicitly": "answered explicitly",
    "by implication": "answered by implication (our reading)",
    "not at all": "not answered",
}


def _named(keys: Sequence[str], labels: Mapping[str, str]) -> str:
    return ", ".join(f"{key} ({labels[key]})" for key in keys)


def describe_criterion(*, criterion: int, criteria: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Say in words what `draw_criterion` shows."""
    row = criteria.set_index("criterion").loc[criterion]
    answered = {
        "explicitly": "The article answers explicitly.",
        "by implication": "The article answers by implication, in our reading.",
        "not at all": "The article does not answer.",
    }
    pulls = "; ".join(
        f"towards the {side} scenario: {_named(row[side], labels) or 'nothing'}"
        for side in ("realist", "constructivist")
    )
    return (
        f"{CRITERIA[criterion - 1].question} {answered[row['answered']]} {row['answer']} "
        f"Evidence {pulls}."
    )


# ------------------------------------------------------------------ the verdict

READINGS = {
    "defensive": ((), ("N3", "T1")),
    "assertive": (("O10", "T1", "X2"), ()),
    "aggressive": (("O10", "T1", "X1"), ()),
    "offensive": (("N3", "N4"), ("T1",)),
}
"""Graded readings of Russia, from the article's words, with the claims for and against each."""

MIXES = {
    "deterrence with a trace of reassurance": ((), ("AA2", "Z3")),
    "mostly deterrence": (("AA1", "Z1", "Z2"), ()),
    "both in equal measure": (("AA1", "AA2"), ()),
    "mostly reassurance": (("AA2", "Z3"), ("AA1",)),
    "reassurance with a trace of deterrence": ((), ("AA1", "Z1")),
}
"""Mixes of the two policies, with the claims for and against each; ours, as is the order."""


@_sheet(5.0)
def draw_placement(ax: Axes, *, reading: str, mix: str, labels: Mapping[str, str]) -> list[Artist]:
    """Draw a band on Figure 2 for a graded reading and a mix of policies, with the evidence.

    The reader should see that in-between readings and mixes give bands that no cell contains, and
    which claims of the article speak for and against each.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    reading : str
        A key of `READINGS`.
    mix : str
        A key of `MIXES`.
    labels : mapping of str to str
        A few words for each claim.

    Returns
    -------
    list of Artist
        The band.

    Notes
    -----
    The placement is this book's, on the scheme of Kerstens and Noll (2017).
    """
    _clear(ax, draw_placement)
    base = 1.7
    cells = _grid(ax, base)
    for x, about, claims in ((0.06, "reading", READINGS[reading]), (2.5, "policy", MIXES[mix])):
        _say(ax, x, base - 0.26, f"for (+) and against (−) this {about}", "muted", ha="left")
        signs = [(sign, key) for sign, keys in zip("+−", claims, strict=True) for key in keys]
        words = "\n".join(fill(f"{sign} {key}: {labels[key]}", 31) for sign, key in signs)
        _say(ax, x, base - 0.42, words, ha="left", va="top", linespacing=1.25)
    for scenario, (x, y, width, height) in cells.items():
        _box(ax, x, y, width, height)
        upper = y > cells[Scenario.REALIST][1]
        name = y + (height - 0.22 if upper else 0.22)
        _say(ax, x + width / 2, name, scenario.capitalize(), "muted", size=LARGE)
    across, down = list(MIXES).index(mix), list(READINGS).index(reading)
    left = cells[Scenario.REALIST][0] + 0.14
    x, length = left + across * 0.65, 1.5
    y = base + (1.84, 1.24, 1.08, 0.44)[down]  # only the outer two lie inside a row
    band = FancyBboxPatch(
        (x, y),
        length,
        0.46,
        linewidth=0,
        facecolor=colour("nato"),
        boxstyle="round,pad=0,rounding_size=0.23",
    )
    ax.add_patch(band)
    _say(ax, x + length / 2, y + 0.23, "here", "paper", weight=600)
    return [band]


def describe_placement(*, reading: str, mix: str, labels: Mapping[str, str]) -> str:
    """Say in words what `draw_placement` shows."""
    row = {
        "defensive": "in the defensive row",
        "assertive": "across the border of the rows, most of it above",
        "aggressive": "across the border of the rows, most of it below",
        "offensive": "in the offensive row",
    }[reading]
    column = (
        "at the side of deterrence",
        "leaning to deterrence",
        "across both columns",
        "leaning to reassurance",
        "at the side of reassurance",
    )[list(MIXES).index(mix)]
    told = []
    for name, claims in (("the reading", READINGS[reading]), ("the mix", MIXES[mix])):
        speaks, against = (_named(keys, labels) for keys in claims)
        objection = f"; against it: {against}" if against else ""
        told.append(f"For {name}: {speaks or 'no claim'}{objection}")
    article = (
        " The article’s own verdict, between the realist and the constructivist, is hereabouts."
        if reading in ("aggressive", "offensive") and column == "across both columns"
        else ""
    )
    return (
        f"With Russia read as {reading} and the policy set to “{mix}”, the band lies {row}, "
        f"{column}; the placement is ours. {'. '.join(told)}.{article}"
    )
