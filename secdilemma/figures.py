"""The book's figures: each ``draw_*`` draws, the ``describe_*`` beside it says what is seen.

A draw function takes an axes and returns the artists that carry meaning. It lays itself out on a
sheet `style.WIDTH` inches wide and as high as its ``height`` attribute says, in inches from the
lower left corner, so that it can be composed for a phone. It computes nothing: what it shows comes
from `theory`, `tables` or `data`, or is handed to it.
"""

from collections.abc import Callable, Mapping, Sequence
from math import log2
from textwrap import fill
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Polygon, Rectangle
from matplotlib.text import Text

from secdilemma.data import INDICATORS, Line
from secdilemma.geodesy import Point, distance, project
from secdilemma.style import LARGE, SMALL, TEXT, WIDTH, colour
from secdilemma.theory import (
    CRITERIA,
    PARADOX_CHAIN,
    PROFILES,
    Dilemma,
    Intent,
    Judgement,
    Policy,
    Scenario,
    judge,
    worlds,
)

Draw = Callable[..., Sequence[Artist]]


def _sheet(height: float) -> Callable[[Draw], Draw]:
    """Give a draw function its height in inches."""

    def mark(draw: Draw) -> Draw:
        draw.height = height  # type: ignore[attr-defined]
        return draw

    return mark


def _clear(ax: Axes, draw: Draw) -> float:
    """Make the axes a blank sheet measured in inches and return its height."""
    height: float = draw.height  # type: ignore[attr-defined]
    ax.set(xlim=(0, WIDTH), ylim=(0, height))
    ax.set_axis_off()
    return height


def _say(ax: Axes, x: float, y: float, words: str, meaning: str = "ink", **look: Any) -> Text:
    options: dict[str, Any] = {
        "size": SMALL,
        "ha": "center",
        "va": "center",
        "linespacing": 1.15,
        **look,
    }
    if options["va"] == "center" and "\n" not in words and not options.get("rotation"):
        # half the height of a capital below: words at one height share a line, whatever letters
        # they have, and matplotlib's centre would be that of their ink
        y, options["va"] = y - 0.33 * options["size"] / 72, "baseline"
    return ax.text(x, y, words, color=colour(meaning), **options)


def _halo(text: Text, ground: str) -> Text:
    """Keep words legible on lines that run beneath them: `render` reads the mark."""
    text.set_gid(f"halo-{ground}")
    return text


def _box(
    ax: Axes, x: float, y: float, width: float, height: float, face: str = "panel", **look: Any
) -> FancyBboxPatch:
    """Draw a box with soft corners; x and y are its lower left corner."""
    options: dict[str, Any] = {
        "facecolor": colour(face),
        "edgecolor": "none",
        "linewidth": 1.2,
        **look,
    }
    box = FancyBboxPatch(
        (x, y), width, height, boxstyle="round,pad=0,rounding_size=0.07", **options
    )
    ax.add_patch(box)
    return box


def _arrow(ax: Axes, start: Point, end: Point, meaning: str = "muted", **look: Any) -> Artist:
    options: dict[str, Any] = {
        "arrowstyle": "-|>",
        "mutation_scale": 12,
        "linewidth": 1.4,
        "shrinkA": 0,
        **look,
    }
    arrow = FancyArrowPatch(start, end, color=colour(meaning), shrinkB=0, **options)
    return ax.add_patch(arrow)


# ------------------------------------------------------------------ the two dilemmas


@_sheet(3.95)
def draw_two_dilemmas(ax: Axes) -> list[Artist]:
    """Draw the two dilemmas one after the other, as a tree that ends in the four scenarios.

    The reader should see that reading comes first, that each reading leaves two answers open, and
    that the four ends are the four scenarios.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    list of Artist
        The two questions, the readings, the policies and the scenario names, in that order.

    Notes
    -----
    Source: Kerstens and Noll (2017), after Booth and Wheeler (2008); the drawing is this book's.
    """
    _clear(ax, draw_two_dilemmas)
    middle = WIDTH / 2
    said: list[Artist] = []
    for y, dilemma, question in (
        (3.5, Dilemma.INTERPRETATION, "What is the other out for?"),
        (1.95, Dilemma.RESPONSE, "How should we answer?"),
    ):
        _box(ax, 0.55, y - 0.27, WIDTH - 1.1, 0.56)
        said.append(_say(ax, middle, y + 0.1, f"Dilemma of {dilemma}", size=TEXT, weight=600))
        _say(ax, middle, y - 0.13, question, "muted", style="italic")
    step = (WIDTH - 0.24) / 4  # four ends at equal distances
    places = {Intent.DEFENSIVE: middle - step, Intent.OFFENSIVE: middle + step}
    for intent, x in places.items():
        _arrow(ax, (x, 3.22), (x, 2.88))
        said.append(_say(ax, x, 2.74, f"read as {intent}", intent.value, weight=600))
        _arrow(ax, (x, 2.6), (x, 2.26))
        for policy, side in zip(Policy, (-1, 1), strict=True):
            end = x + side * step / 2
            _arrow(ax, (end, 1.67), (end, 1.3))
            said.append(_say(ax, end, 1.16, policy, policy.value, weight=600))
            _arrow(ax, (end, 1.02), (end, 0.68))
            scenario = judge(intent, intent, policy).scenario
            _box(ax, end - 0.53, 0.31, 1.06, 0.34, "paper", edgecolor=colour("rule"))
            said.append(_say(ax, end, 0.48, scenario.capitalize()))
    return said


def describe_two_dilemmas() -> str:
    """Say in words what `draw_two_dilemmas` shows."""
    return (
        "A tree in two levels. First the dilemma of interpretation: is the other read as defensive "
        "or as offensive? Then, under each reading, the dilemma of response: deterrence or "
        "reassurance? The four ends are the scenarios: fatalist and liberal under the defensive "
        "reading, realist and constructivist under the offensive one."
    )


# ------------------------------------------------------------------ Figure 1


def _hatch(ax: Axes, x: float, y: float, width: float, height: float) -> LineCollection:
    """Hatch a rectangle with lines: a browser prints the tiles of a hatch as pictures of dots."""
    feet = np.arange(y - width, y + height, 0.1)
    lines = LineCollection(
        [[(x, foot), (x + width, foot + width)] for foot in feet],
        colors=colour("rule"),
        linewidths=1.0,
        zorder=1,
    )
    ax.add_collection(lines, autolim=False)
    lines.set_clip_path(Rectangle((x, y), width, height, transform=ax.transData))
    return lines


@_sheet(3.75)
def draw_spectrum(ax: Axes) -> list[Artist]:
    """Draw the article's Figure 1 anew: three scales and the zone of uncertainty between the poles.

    The reader should see that the security dilemma fills everything between the poles, that
    deterrence and reassurance trade places along the scale without either vanishing, and that near
    distrust the dilemma is there but goes unseen.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    list of Artist
        The zone, its unseen end, and the two halves of the lowest scale.

    Notes
    -----
    Reconstruction: of the original only the caption and the text survive in the source used.
    Ordinal, without numbers. Source: Kerstens and Noll (2017), the section on the twilight zone.
    """
    _clear(ax, draw_spectrum)
    left, right, start, end = 0.12, WIDTH - 0.12, 0.42, WIDTH - 0.42
    zone = ax.add_patch(Rectangle((start, 0.3), end - start, 3.02, color=colour("panel")))
    unseen = _hatch(ax, start, 0.3, 0.72, 3.02)
    _say(ax, WIDTH / 2, 3.53, "zone of uncertainty: the security dilemma", size=TEXT, weight=600)
    _say(ax, start, 0.14, "dilemma unseen", "muted", ha="left", style="italic")
    _say(ax, end, 0.14, "no numbers: an order only", "muted", ha="right", style="italic")
    for y, low, high in (
        (2.62, "absolute distrust", "absolute trust"),
        (1.75, "power maximisation", "unconditional\ncooperation"),
    ):
        ax.plot([left, right], [y, y], color=colour("ink"), linewidth=1.6)
        ax.plot([left, right], [y, y], "o", color=colour("ink"), markersize=7)
        _halo(_say(ax, left, y + 0.13, low, ha="left", va="bottom", zorder=4), "panel")
        _halo(_say(ax, right, y + 0.13, high, ha="right", va="bottom", zorder=4), "panel")
    y, depth = 0.92, 0.5
    floor, ceiling = y - depth / 2, y + depth / 2
    split_left, split_right = floor + 0.06, ceiling - 0.06
    deterrence = ax.add_patch(
        Polygon(
            [(start, split_left), (start, ceiling), (end, ceiling), (end, split_right)],
            facecolor=colour("deterrence"),
        )
    )
    reassurance = ax.add_patch(
        Polygon(
            [(start, floor), (start, split_left), (end, split_right), (end, floor)],
            facecolor=colour("reassurance"),
        )
    )
    _say(ax, start + 0.12, y + 0.07, "deterrence", "paper", ha="left", weight=600)
    _say(ax, end - 0.12, y - 0.08, "reassurance", "paper", ha="right", weight=600)
    return [zone, unseen, deterrence, reassurance]


def describe_spectrum() -> str:
    """Say in words what `draw_spectrum` shows."""
    return (
        "Three parallel scales: from absolute distrust to absolute trust, from power maximisation "
        "to unconditional cooperation, and a band in which deterrence shrinks and reassurance "
        "grows from left to right, neither ever vanishing. The security dilemma fills the zone "
        "between the poles; near distrust it is hatched, because there the actors do not see it."
    )


# ------------------------------------------------------------------ Figure 2 and the worlds


def _grid(ax: Axes, base: float) -> dict[Scenario, tuple[float, float, float, float]]:
    """Head the 2x2 of reading and policy; return each cell as x, y, width, height."""
    gutter, width, height, gap = 0.42, 2.14, 1.34, 0.1
    cells = {}
    for column, policy in enumerate(Policy):
        x = gutter + 0.06 + column * (width + gap)
        _say(
            ax,
            x + width / 2,
            base + 2 * height + gap + 0.2,
            policy,
            policy.value,
            weight=600,
            size=TEXT,
        )
        for row, intent in enumerate(reversed(Intent)):
            y = base + row * (height + gap)
            cells[judge(intent, intent, policy).scenario] = (x, y, width, height)
            if not column:
                _say(
                    ax,
                    gutter - 0.16,
                    y + height / 2,
                    f"read as\n{intent}",
                    intent.value,
                    weight=600,
                    rotation=90,
                )
    return cells


@_sheet(3.3)
def draw_scenarios(ax: Axes, *, highlight: str | None = None) -> list[Artist]:
    """Draw the article's Figure 2 anew: four scenarios from two readings and two policies.

    The reader should see that the left column risks the paradox and the right one appeasement, and
    that each column has one failure of interpretation and one of response.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    highlight : str, optional
        The name of a scenario to frame.

    Returns
    -------
    list of Artist
        One box per scenario, in the article's order.

    Raises
    ------
    ValueError
        If ``highlight`` is not a scenario.

    Notes
    -----
    Reconstruction: of the original only the caption and the text survive in the source used.
    Source: Kerstens and Noll (2017), the section on the four scenarios.
    """
    _clear(ax, draw_scenarios)
    chosen = Scenario(highlight) if highlight else None
    cells = _grid(ax, 0.06)
    boxes: list[Artist] = []
    for scenario in Scenario:
        x, y, width, height = cells[scenario]
        profile = PROFILES[scenario]
        framed: dict[str, Any] = (
            {"edgecolor": colour("ink"), "linewidth": 2.4} if scenario is chosen else {}
        )
        boxes.append(_box(ax, x, y, width, height, **framed))
        left = x + 0.13
        _say(ax, left, y + height - 0.22, scenario.capitalize(), ha="left", size=LARGE, weight=600)
        risk = fill(profile.risk.value, 24)
        _say(ax, left, y + height - 0.43, risk, ha="left", va="top")
        _say(ax, left, y + 0.25, f"explained by\n{profile.dilemma}", "muted", ha="left")
    return boxes


def describe_scenarios(*, highlight: str | None = None) -> str:
    """Say in words what `draw_scenarios` shows."""
    cells = "; ".join(
        f"{p.scenario.capitalize()}: read as {p.reading}, {p.policy}, {p.risk}, explained by "
        f"{p.dilemma}"
        for p in PROFILES.values()
    )
    framed = f" The {Scenario(highlight)} scenario is framed." if highlight else ""
    return f"Four scenarios in a square of two readings and two policies. {cells}.{framed}"


@_sheet(4.15)
def draw_worlds(ax: Axes) -> list[Artist]:
    """Draw all eight worlds: each scenario once where it fails and once where it fits.

    The reader should see one failing world in every row, and that the failures stand in the
    defensive column for deterrence and in the offensive column for reassurance.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    list of Artist
        Eight boxes, row by row; solid where the article states the world, dashed where inferred.

    Notes
    -----
    Source: Kerstens and Noll (2017) for the failing worlds; the other four are inferred.
    """
    _clear(ax, draw_worlds)
    columns = {Intent.DEFENSIVE: 1.34, Intent.OFFENSIVE: 3.14}
    width, height = 1.7, 0.74
    for intent, x in columns.items():
        _say(ax, x + width / 2, 3.92, f"if in fact {intent}", intent.value, weight=600)
    boxes: list[Artist] = []
    for number, world in enumerate(worlds()):
        y = 2.96 - number // 2 * (height + 0.12)
        x = columns[world.actual]
        if not number % 2:
            _say(
                ax, 0.02, y + height / 2 + 0.13, world.scenario.capitalize(), ha="left", weight=600
            )
            _say(ax, 0.02, y + height / 2 - 0.13, world.policy, world.policy.value, ha="left")
        look: dict[str, Any] = (
            {}
            if world.outcome.fails
            else {
                "facecolor": "none",
                "edgecolor": colour("rule"),
                "linestyle": (0, (4, 3)),
            }
        )
        boxes.append(_box(ax, x, y, width, height, **look))
        _say(
            ax,
            x + width / 2,
            y + height / 2,
            _verdict(world),
            "ink" if world.outcome.fails else "muted",
        )
    _say(
        ax,
        WIDTH / 2,
        0.14,
        "filled: stated by the article    dashed: inferred",
        "muted",
        style="italic",
    )
    return boxes


def _verdict(world: Judgement) -> str:
    if not world.outcome.fails:
        return fill(world.outcome.value, 20)
    risk = world.outcome.removeprefix("risk of ").replace("security ", "").split(" and")[0]
    return f"risk: {risk}\n({world.dilemma})"


def describe_worlds() -> str:
    """Say in words what `draw_worlds` shows."""
    failing = "; ".join(
        f"{w.scenario} fails if intent is {w.actual} ({w.outcome}, {w.dilemma})"
        for w in worlds()
        if w.outcome.fails
    )
    return (
        f"Eight worlds, two for each scenario. {failing}. In the other four the policy fits; "
        "these are dashed, because the article leaves them to be inferred."
    )


# ------------------------------------------------------------------ the causal chain


@_sheet(4.75)
def draw_paradox_chain(ax: Axes) -> list[Artist]:
    """Draw how misplaced suspicion makes both sides less secure, and where the chain can break.

    The reader should see that the last step feeds the second, so that the chain runs again, and
    that it can break only where somebody reads somebody else.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    list of Artist
        One box per step, then the arrow that closes the loop.

    Notes
    -----
    Source: Kerstens and Noll (2017), the section on the dilemma of response; marking the breaking
    points is this book's reading of what they say about sensibility.
    """
    _clear(ax, draw_paradox_chain)
    left, width, height, step = 0.5, 4.0, 0.5, 0.74
    artists: list[Artist] = []
    for number, link in enumerate(PARADOX_CHAIN):
        y = 4.2 - number * step
        edge: dict[str, Any] = (
            {"edgecolor": colour("reassurance"), "linewidth": 2} if link.breaks else {}
        )
        artists.append(_box(ax, left, y, width, height, **edge))
        _say(ax, left + width / 2, y + height / 2, link.text, size=TEXT)
        if number < len(PARADOX_CHAIN) - 1:
            _arrow(ax, (left + width / 2, y - 0.02), (left + width / 2, y - step + height + 0.02))
    loop = _arrow(
        ax,
        (left - 0.03, 4.2 - 4 * step + height / 2),
        (left - 0.03, 4.2 - step + height / 2),
        "ink",
        connectionstyle="arc3,rad=-0.32",
    )
    _say(
        ax,
        WIDTH / 2,
        0.2,
        "framed: where sensibility can break the chain",
        "reassurance",
        weight=600,
    )
    return [*artists, loop]


def describe_paradox_chain() -> str:
    """Say in words what `draw_paradox_chain` shows."""
    steps = "; ".join(f"{n}. {link.text}" for n, link in enumerate(PARADOX_CHAIN, start=1))
    breaks = [str(n) for n, link in enumerate(PARADOX_CHAIN, start=1) if link.breaks]
    return (
        f"A chain of steps. {steps}. The fifth step leads back to the second, so the chain can run "
        f"again; sensibility can break it at steps {', '.join(breaks[:-1])} and {breaks[-1]}."
    )


# ------------------------------------------------------------------ Table 1 as ratios


@_sheet(4.35)
def draw_ratios(ax: Axes, *, ratios: pd.DataFrame) -> list[Artist]:
    """Draw NATO's strength as a ratio to its adversary's, in 1986 and in 2014.

    The reader should see almost every indicator cross from the adversary's side of parity to
    NATO's between the two years, and the nuclear one stay put.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    ratios : pandas.DataFrame
        As `secdilemma.tables.table1_ratios` returns it: columns 1986 and 2014, 1 is parity.

    Returns
    -------
    list of Artist
        One line per indicator, then its two marks: open for 1986, filled for 2014.

    Notes
    -----
    Logarithmic scale. Source: computed from Table 1 of Kerstens and Noll (2017), as printed.
    """
    _clear(ax, draw_ratios)
    left, right = 0.55, WIDTH - 0.45
    low, high = log2(0.35), log2(8)

    def place(ratio: float) -> float:
        return left + (log2(ratio) - low) / (high - low) * (right - left)

    top, step = 3.62, 0.58
    ax.plot([place(1)] * 2, [0.42, 4.02], color=colour("ink"), linewidth=1.2)
    _say(ax, place(1), 4.18, "parity", weight=600)
    _say(ax, place(1) - 0.3, 4.18, "← adversary has more", "muted", ha="right")
    _say(ax, place(1) + 0.3, 4.18, "NATO has more →", "muted", ha="left")
    for tick in (0.5, 2, 4, 8):
        ax.plot([place(tick)] * 2, [0.42, 4.02], color=colour("rule"), linewidth=0.8)
    for tick, words in ((0.5, "1 : 2"), (1, "1 : 1"), (2, "2 : 1"), (4, "4 : 1"), (8, "8 : 1")):
        _say(ax, place(tick), 0.26, words, "muted")
    artists: list[Artist] = []
    for number, (indicator, name) in enumerate(INDICATORS.items()):
        y = top - number * step
        then, now = (place(float(ratios.at[indicator, year])) for year in (1986, 2014))
        _halo(_say(ax, 0.06, y + 0.2, name, ha="left", weight=600), "paper")
        artists += ax.plot([then, now], [y, y], color=colour("nato"), linewidth=2.4, zorder=2)
        artists += ax.plot(
            then,
            y,
            "o",
            color=colour("nato"),
            markersize=9,
            zorder=3,
            markerfacecolor=colour("paper"),
            markeredgewidth=2,
        )
        artists += ax.plot(now, y, "o", color=colour("nato"), markersize=10, zorder=4)
        if not number:
            _say(ax, then, y - 0.2, "1986", "nato")
            _say(ax, now, y - 0.2, "2014", "nato")
    return artists


def describe_ratios(*, ratios: pd.DataFrame) -> str:
    """Say in words what `draw_ratios` shows."""
    parts = "; ".join(
        f"{name.lower()} {ratios.at[key, 1986]:.1f} then, {ratios.at[key, 2014]:.1f} now"
        for key, name in INDICATORS.items()
    )
    return (
        "NATO’s printed total divided by the East’s in 1986 and by Russia’s in 2014, on a "
        f"logarithmic scale with parity marked: {parts}."
    )


# ------------------------------------------------------------------ the timeline

_LANES = {"NATO": ("NATO", "United States", "Netherlands", "Poland"), "Russia": ("Russia",)}

_EFFECTS = {
    "deters": ("^", "deterrence"),
    "provokes": ("D", "offensive"),
    "reassures": ("o", "reassurance"),
    "assures": ("s", "nato"),
}
"""The mark and the colour of each effect, so that no colour has to carry it alone."""


@_sheet(8.6)
def draw_timeline(ax: Axes, *, events: pd.DataFrame) -> list[Artist]:
    """Draw the signals of the case down the page, Russia's on the left and NATO's on the right.

    The reader should see how thickly the signals stand after 2014, and that both sides send them.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    events : pandas.DataFrame
        One row per event, with ``when`` (ISO 8601, at least a year), ``actor`` (str), ``short``
        (at most 26 characters) and ``effects`` (tuple of str).

    Returns
    -------
    list of Artist
        The labels, in the order of ``events``.

    Notes
    -----
    Evenly spaced in order of date, not to scale. Source: Kerstens and Noll (2017); see the data.
    """
    height = _clear(ax, draw_timeline)
    spine, top = 2.12, height - 0.62
    _say(ax, spine - 0.35, height - 0.2, "Russia", "russia", ha="right", size=TEXT, weight=600)
    _say(
        ax, spine + 0.35, height - 0.2, "NATO and allies", "nato", ha="left", size=TEXT, weight=600
    )
    step = (top - 0.72) / max(1, len(events) - 1)
    ax.plot([spine, spine], [0.6, height - 0.4], color=colour("rule"), linewidth=1.5)
    labels: list[Artist] = []
    year = ""
    for number, event in enumerate(events.itertuples()):
        y = top - number * step
        if event.when[:4] != year:
            year = event.when[:4]
            _say(
                ax,
                spine,
                y,
                year,
                "muted",
                bbox={"facecolor": colour("paper"), "edgecolor": "none", "pad": 1.5},
            )
        russian = event.actor in _LANES["Russia"]
        side, lane = (-1, "russia") if russian else (1, "nato")
        ascribed = [effect for effect in _EFFECTS if effect in event.effects] or [""]
        for place, effect in enumerate(ascribed):
            _mark(ax, spine + side * (0.3 + 0.16 * place), y, effect, lane)
        end = spine + side * (0.3 + 0.16 * (len(ascribed) - 1) + 0.14)
        labels.append(_say(ax, end, y, event.short, ha="right" if russian else "left"))
    _legend(ax)
    return labels


def _mark(ax: Axes, x: float, y: float, effect: str, lane: str) -> None:
    if effect:
        shape, meaning = _EFFECTS[effect]
        ax.plot(x, y, shape, color=colour(meaning), markersize=7)
    else:
        ax.plot(x, y, "o", markersize=5, color=colour(lane), markerfacecolor=colour("paper"))


def _legend(ax: Axes) -> None:
    x = 0.1
    for effect, width in (*zip(_EFFECTS, (0.83, 1.03, 1.08, 0.92), strict=True), ("", 0)):
        _mark(ax, x, 0.2, effect, "nato")
        _say(ax, x + 0.13, 0.19, effect or "none stated", "muted", ha="left")
        x += width


def describe_timeline(*, events: pd.DataFrame) -> str:
    """Say in words what `draw_timeline` shows."""
    russian = int(events["actor"].isin(_LANES["Russia"]).sum())
    first, last = events["when"].min()[:4], events["when"].max()[:4]
    return (
        f"A line of events from {first} to {last} in order of date: {russian} by Russia on the "
        f"left, {len(events) - russian} by NATO and its members on the right, each with a sign "
        "for each effect that somebody ascribes to it. They crowd after 2014. The page Timeline "
        "lists them all."
    )


# ------------------------------------------------------------------ the evidence


@_sheet(6.2)
def draw_evidence(ax: Axes, *, criteria: pd.DataFrame) -> list[Artist]:
    """Draw the evidence of the Baltic case against the thirteen criteria.

    The reader should see that evidence pulls both ways on most criteria, and which of them the
    article answers explicitly, by implication, or not at all.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    criteria : pandas.DataFrame
        As `secdilemma.data.load_criteria` returns it.

    Returns
    -------
    list of Artist
        For each criterion its answer mark, then one dot per piece of evidence.

    Notes
    -----
    Sorting the evidence is this book's; the claims are Kerstens and Noll's (2017).
    """
    height = _clear(ax, draw_evidence)
    centre, step, top = WIDTH / 2, 0.4, height - 0.78
    _say(ax, 0.06, height - 0.18, "← towards realist", ha="left", weight=600)
    _say(ax, WIDTH - 0.06, height - 0.18, "towards constructivist →", ha="right", weight=600)
    artists: list[Artist] = []
    rows = criteria.set_index("criterion")
    for number, criterion in enumerate(CRITERIA):
        y = top - number * step
        row = rows.loc[criterion.number]
        if not number % 2:
            ax.add_patch(Rectangle((0, y - step / 2), WIDTH, step, color=colour("panel")))
        _say(ax, centre + 0.1, y, criterion.short)
        artists += _answer_mark(ax, centre - 0.9, y, row["answered"])
        for side, claims in ((-1, row["realist"]), (1, row["constructivist"])):
            for place in range(len(claims)):
                x = centre + side * (1.22 + place * 0.19)
                artists += ax.plot(x, y, "s", color=colour("ink"), markersize=7)
    x = 0.2
    for answered, width in (("explicitly", 1.02), ("by implication", 1.3), ("not at all", 0.9)):
        _answer_mark(ax, x, 0.2, answered)
        _say(ax, x + 0.14, 0.19, answered, "muted", ha="left")
        x += width
    ax.plot(x + 0.06, 0.2, "s", color=colour("ink"), markersize=7)
    _say(ax, x + 0.18, 0.19, "one claim", "muted", ha="left")
    return artists


def _answer_mark(ax: Axes, x: float, y: float, answered: str) -> list[Artist]:
    style = {"explicitly": "full", "by implication": "left", "not at all": "none"}[answered]
    return list(
        ax.plot(
            x,
            y,
            "o",
            markersize=9,
            color=colour("nato"),
            fillstyle=style,
            markerfacecoloralt=colour("paper"),
            markeredgewidth=1.4,
        )
    )


def describe_evidence(*, criteria: pd.DataFrame) -> str:
    """Say in words what `draw_evidence` shows."""
    answers = criteria["answered"].value_counts()
    both = int(
        ((criteria["realist"].str.len() > 0) & (criteria["constructivist"].str.len() > 0)).sum()
    )
    return (
        f"Thirteen criteria in rows. The article answers {answers.get('explicitly', 0)} of them "
        f"explicitly, {answers.get('by implication', 0)} by implication and "
        f"{answers.get('not at all', 0)} not at all. On {both} of them claims of the article pull "
        "NATO’s conduct both towards the realist and towards the constructivist scenario."
    )


# ------------------------------------------------------------------ the verdict


@_sheet(3.62)
def draw_verdict(ax: Axes) -> list[Artist]:
    """Draw NATO's place as the authors see it: a band between two scenarios, never a point.

    The reader should see that the verdict lies in the offensive row and spans deterrence and
    reassurance, touching neither end.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    list of Artist
        The band, then its two scenario names.

    Notes
    -----
    The verdict is that of Kerstens and Noll (2017); placing it as a band on Figure 2 is this
    book's.
    """
    _clear(ax, draw_verdict)
    cells = _grid(ax, 0.38)
    names: list[Artist] = []
    for scenario, (x, y, width, height) in cells.items():
        between = PROFILES[scenario].reading is Intent.OFFENSIVE
        _box(ax, x, y, width, height)
        said = _say(
            ax,
            x + width / 2,
            y + height - 0.26,
            scenario.capitalize(),
            "ink" if between else "muted",
            size=LARGE,
            weight=600 if between else 400,
        )
        if between:
            names.append(said)
    x, y, width, height = cells[Scenario.REALIST]
    band = FancyBboxPatch(
        (x + width * 0.42, y + 0.24),
        width * 1.2,
        0.52,
        linewidth=0,
        boxstyle="round,pad=0,rounding_size=0.26",
        facecolor=colour("nato"),
    )
    ax.add_patch(band)
    _say(ax, x + width * 1.02, y + 0.5, "NATO’s conduct", "paper", weight=600, size=TEXT)
    _say(
        ax,
        WIDTH / 2 + 0.2,
        0.16,
        "a band, never a point: width and ends are ours",
        "muted",
        style="italic",
    )
    return [band, *names]


def describe_verdict() -> str:
    """Say in words what `draw_verdict` shows."""
    return (
        "The square of four scenarios. A band for NATO’s conduct lies in the row of the offensive "
        "reading and stretches from inside the realist scenario to inside the constructivist one, "
        "filling neither."
    )


# ------------------------------------------------------------------ the map


@_sheet(4.9)
def draw_reach(
    ax: Axes,
    *,
    outline: Mapping[str, Sequence[Line]],
    places: pd.DataFrame,
    launch: str = "Chernyakhovsk",
    reach: float | None = None,
) -> list[Artist]:
    """Draw the Baltic region, true to distance from one launch point, with a circle of reach.

    The reader should see which Baltic capitals lie inside the circle and how near the edge the
    others are.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    outline : mapping
        As `secdilemma.data.load_map` returns it.
    places : pandas.DataFrame
        As `secdilemma.data.load_places` returns it.
    launch : str
        The name of a place.
    reach : float, optional
        Kilometres; without it no circle is drawn.

    Returns
    -------
    list of Artist
        One mark per capital shown, and the circle last if there is one.

    Raises
    ------
    KeyError
        If ``launch`` is not among the places.

    Notes
    -----
    Azimuthal equidistant projection on WGS84. Source: Natural Earth; places as in the data notes.
    """
    height = _clear(ax, draw_reach)
    spots = places.set_index("name")
    centre = (float(spots.at[launch, "lon"]), float(spots.at[launch, "lat"]))
    scale = WIDTH / 1150  # inches per kilometre
    middle = project([(23.0, 57.2)], centre)[0]

    def place(points: Sequence[Point]) -> np.ndarray:
        east, north = (project(points, centre) - middle).T * scale
        return np.column_stack([east + WIDTH / 2, north + height / 2])

    frame = Rectangle((0, 0), WIDTH, height, facecolor="none", edgecolor=colour("rule"))
    ax.add_patch(frame)
    for kind, meaning in (("land", "land"), ("kaliningrad", "russia")):
        for ring in outline[kind]:
            land = ax.add_patch(Polygon(place(ring), facecolor=colour(meaning), linewidth=0.6))
            land.set(edgecolor=colour("muted"), clip_path=frame)
            if kind == "kaliningrad":
                land.set_alpha(0.55)
    for country, point in _COUNTRIES.items():
        x, y = place([point])[0]
        _halo(_say(ax, x, y, country, "muted", style="italic", zorder=5), "land")
    marks: list[Artist] = []
    for name, spot in spots[spots["kind"] == "capital"].iterrows():
        point = (float(spot["lon"]), float(spot["lat"]))
        away = distance(centre, point)
        x, y = place([point])[0]
        if not (0.1 < x < WIDTH - 0.1 and 0.1 < y < height - 0.1):
            continue
        inside = reach is not None and away <= reach
        marks += ax.plot(
            x,
            y,
            "o",
            color=colour("ink"),
            markersize=8,
            zorder=5,
            markerfacecolor=colour("ink" if inside else "paper"),
            markeredgewidth=1.6,
        )
        baltic = spot["country"] in BALTIC
        words = f"{name}\n{away:.0f} km" if baltic and reach else str(name)
        ha, shift = ("right", -0.12) if name in ("Minsk", "Stockholm") else ("left", 0.12)
        weight = 600 if baltic else 400
        _halo(_say(ax, x + shift, y + 0.02, words, ha=ha, zorder=6, weight=weight), "land")
    x, y = place([centre])[0]
    _halo(_say(ax, x - 0.16, y - 0.24, launch, weight=600, zorder=6), "land")
    ax.plot(x, y, "*", color=colour("russia"), markersize=13, zorder=6)
    if reach is None:
        return marks
    circle = Circle(
        (x, y), reach * scale, facecolor="none", edgecolor=colour("russia"), linewidth=2.2, zorder=4
    )
    ax.add_patch(circle)
    circle.set_clip_path(frame)
    return [*marks, circle]


BALTIC = ("Estonia", "Latvia", "Lithuania")
_COUNTRIES = {
    "Estonia": (26.2, 58.35),
    "Latvia": (27.4, 57.05),
    "Lithuania": (23.4, 55.55),
    "Belarus": (28.3, 55.3),
    "Poland": (19.6, 53.3),
    "Sweden": (15.0, 58.1),
    "Russia": (30.6, 57.4),
}


def describe_reach(
    *,
    outline: Mapping[str, Sequence[Line]],
    places: pd.DataFrame,
    launch: str = "Chernyakhovsk",
    reach: float | None = None,
) -> str:
    """Say in words what `draw_reach` shows."""
    spots = places.set_index("name")
    centre = (float(spots.at[launch, "lon"]), float(spots.at[launch, "lat"]))
    capitals = spots[spots["country"].isin(BALTIC) & (spots["kind"] == "capital")]
    away = {name: distance(centre, (s["lon"], s["lat"])) for name, s in capitals.iterrows()}
    listed = ", ".join(
        f"{name} {km:.0f} km" for name, km in sorted(away.items(), key=lambda i: i[1])
    )
    if reach is None:
        return f"A map of the Baltic region, centred on {launch}. Distances from there: {listed}."
    inside = [str(name) for name, km in away.items() if km <= reach]
    taken = " and ".join(filter(None, [", ".join(inside[:-1]), *inside[-1:]])) or "none"
    return (
        f"A map of the Baltic region with a circle of {reach:.0f} km around {launch}. Of the "
        f"capitals of the Baltic states it takes in {taken}. Distances: "
        f"{listed}."
    )
