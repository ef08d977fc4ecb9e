"""Where doubt and stakes lie among the scenarios, and what every mix costs."""

import math
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from islands import Choice, Slider, handle, pick
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.plot import Plot
from secdilemma.kit.shapes import Artists, Look, bar, line, named, say
from secdilemma.models import choosing as models
from secdilemma.style import LARGE, TEXT, WIDTH, colour
from secdilemma.theory import FAILING, Intent, Policy, Scenario
from secdilemma.words import percent

BELIEFS = (0.1, 0.25, 0.45, 0.6, 0.75, 0.95)
"""Beliefs that the other is offensive; the chapter’s own are 0.45 and 0.6."""

PARADOX = {2.0: "little (2)", 4.0: "much (4)", 6.0: "very much (6)"}
"""s, what a paradox costs: a defensive state that is deterred; the chapter’s own are 2 and 6."""

COERCION = {2.5: "little (2.5)", 4.0: "much (4)", 8.0: "very much (8)"}
"""a, what coercion costs: an offensive state that is reassured; the chapter’s own is 4."""

PRICES = {0.25: "next to nothing (¼)", 1.0: "something (1)"}
"""c, what it costs to deter an offensive state; the chapter’s own is 1."""

REGIONS = {
    Scenario.FATALIST: ((0, 0), (0.5, 0.5), (0.5, 0)),
    Scenario.REALIST: ((0.5, 0), (0.5, 0.5), (1, 1), (1, 0)),
    Scenario.LIBERAL: ((0, 0), (0, 1), (0.5, 1), (0.5, 0.5)),
    Scenario.CONSTRUCTIVIST: ((0.5, 0.5), (0.5, 1), (1, 1)),
}
"""The corners of each scenario's region: belief p and threshold p*."""

TYPICAL = {
    Scenario.FATALIST: (0.45, 2.0),
    Scenario.REALIST: (0.75, 2.0),
    Scenario.LIBERAL: (0.25, 6.0),
    Scenario.CONSTRUCTIVIST: (0.6, 6.0),
}
"""Belief and cost of a paradox to which a region leads that is pressed, with the chapter’s a, c."""

NAMES = {
    Scenario.FATALIST: (0.435, 0, "right"),
    Scenario.REALIST: (0.935, 0, "right"),
    Scenario.LIBERAL: (0.02, 1, "left"),
    Scenario.CONSTRUCTIVIST: (0.52, 1, "left"),
}
"""Where a scenario is named: no line of the explorer's beliefs and stakes passes there."""

VERBS = {Policy.DETERRENCE: "deter", Policy.REASSURANCE: "reassure"}
"""What who chooses a policy does."""

PLANE = Plot(0.75, 1.45, 3.75, 2.6)
"""The plane of belief and stakes."""


def _headed(p: float, s: float, a: float, c: float) -> str:
    here = models.scenario(p, s, a, c)
    does = VERBS[FAILING[here].policy]
    return f"You read the other as {FAILING[here].reading} and {does}: the {here} scenario"


@figure(4.35, _headed)
def draw_choosing(ax: Axes, *, p: float, s: float, a: float, c: float) -> Artists:
    """Draw where a belief and stakes lie among the scenarios, and what each policy would cost.

    The reader should see that doubt and stakes together name the scenario, that no stakes reach
    both the fatalist and the constructivist, and that either policy costs something.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    p : float
        Probability in [0, 1] that the other is offensive.
    s, a, c : float
        Costs, as `secdilemma.models.choosing.expected_costs` takes them.

    Returns
    -------
    list of Artist
        The region where the reader is, the reader's point, and the bars of the expected costs of
        deterrence and reassurance.

    Notes
    -----
    An addition by this book. Source: `secdilemma.models.choosing`; names of scenarios from
    Kerstens and Noll (2017).
    """
    plot, here, rest = PLANE, models.scenario(p, s, a, c), float(models.threshold(s, a, c))
    corners = [(plot.x(x), plot.y(y)) for x, y in REGIONS[here]]
    tint = Polygon(corners, color=colour(FAILING[here].policy), alpha=0.2, linewidth=0, zorder=0)
    _draw_plane(ax, plot, here)
    plot.line(ax, [0, p], [rest, rest], "ink", 1, name="stakes")
    plot.line(ax, [p, p], [0, rest], "ink", 1, name="belief")
    tip = f"Belief {percent(p)}, threshold {percent(rest)}: {here}"
    point = plot.dot(ax, p, rest, size=11, zorder=6, name="point", tip=tip)
    handle(ax, "p", {belief: (plot.x(belief), plot.y(rest)) for belief in BELIEFS})
    levels = {cost: float(models.threshold(cost, a, c)) for cost in PARADOX}
    handle(ax, "s", {cost: (plot.left, plot.y(level)) for cost, level in levels.items()})
    bold: Look = {"weight": 600}
    words = f"belief that it is offensive: {percent(p)}"
    say(ax, plot.x(0.5), plot.bottom - 0.42, words, name="how sure", **bold)
    words = f"threshold to deter: {percent(rest)}"
    say(ax, plot.left - 0.52, plot.y(0.5), words, rotation=90, name="how much", **bold)
    costs = _costs(ax, models.expected_costs(p, s, a, c))
    return [named(ax.add_patch(tint), "here"), point, *costs]


def _draw_plane(ax: Axes, plot: Plot, here: Scenario) -> None:
    """Draw what divides the regions, and name them."""
    plot.frame(ax, (0, 0.5, 1), (1,), percent)
    plot.line(ax, [0.5, 0.5], [0, 1], "muted", 1)
    plot.line(ax, [0, 1], [0, 1], "muted", 1)
    for x, intent in ((0.25, Intent.DEFENSIVE), (0.75, Intent.OFFENSIVE)):
        say(ax, plot.x(x), plot.y(1) + 0.18, f"read as {intent}", intent.value, weight=600)
    for scenario, (x, y, ha) in NAMES.items():
        policy, up = FAILING[scenario].policy, plot.y(y) + (-0.33 if y else 0.21)
        look: Look = {"ha": ha, "weight": 600 if scenario is here else 400}
        say(ax, plot.x(x), up + 0.2, scenario.capitalize(), policy.value, size=TEXT, **look)
        say(ax, plot.x(x), up, f"{VERBS[policy]}s", policy.value, **look)
        unseen: Look = {"color": colour("paper"), "alpha": 0.01, "linewidth": 0, "zorder": 4}
        corners = [(plot.x(x), plot.y(y)) for x, y in REGIONS[scenario]]
        belief, paradox = TYPICAL[scenario]
        pressed, words = ax.add_patch(Polygon(corners, **unseen)), f"Press: a typical {scenario}"
        pick(pressed, f"press {scenario}", words, p=belief, s=paradox, a=4.0, c=1.0)
    slope = math.degrees(math.atan2(plot.height, plot.width))
    look = {"rotation": slope, "rotation_mode": "anchor", "ha": "right"}
    say(ax, plot.x(0.98), plot.y(0.95) - 0.17, "belief = threshold", "muted", **look)


def _costs(ax: Axes, costs: tuple[Any, Any]) -> Artists:
    """Draw what the two policies cost on average."""
    left, top = 0.1, 0.47
    bars: Artists = []
    for number, (policy, cost) in enumerate(zip(VERBS, costs, strict=True)):
        y, long = top - 0.32 * number, 0.37 * float(cost)
        strong: Look = {"ha": "left", "weight": 600 if cost == min(costs) else 400}
        say(ax, left, y, f"{policy} costs", policy.value, **strong)
        part = f"cost of {policy}"
        bars.append(bar(ax, left + 1.45, y - 0.09, long, 0.18, policy.value, name=part))
        end = left + 1.53 + long
        say(ax, end, y, f"{cost:.2f}", name=f"what {policy} costs", **strong)
    return bars


def describe_choosing(*, p: float, s: float, a: float, c: float) -> str:
    """Say in words what `draw_choosing` shows."""
    rest, (deter, reassure) = models.threshold(s, a, c), models.expected_costs(p, s, a, c)
    met = set(models.scenario(np.linspace(0, 1, 401), s, a, c))
    between = (Scenario.FATALIST, Scenario.CONSTRUCTIVIST)
    never = " or ".join(f"the {scenario}" for scenario in between if scenario not in met)
    return (
        f"At a belief of {percent(p)} deterrence costs {deter:.2f} on average and reassurance "
        f"{reassure:.2f}: to deter is the cheaper above the threshold of {percent(float(rest))}. "
        f"With these stakes no belief leads to {never}."
    )


def _headline(p: float = 0.3, s: float = 2.0, a: float = 4.0) -> str:
    best, least = float(models.mix(p, s, a)), models.residual_loss(p, s, a)
    pure = min(models.mix_loss([0, 1], p, s, a))
    return f"At its best, with {percent(best)} deterrence, a mix loses {least:.2f}, not {pure:.2f}"


@figure(3.5, _headline)
def draw_mix(ax: Axes, *, p: float = 0.3, s: float = 2.0, a: float = 4.0) -> Artists:
    """Draw the expected loss of every mix of the two policies.

    The reader should see that the least loss lies inside, with some of both policies, and that it
    is not zero.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    p : float
        Probability in [0, 1] that the other is offensive.
    s, a : float
        Costs of paradox and of coercion, above 0.

    Returns
    -------
    list of Artist
        The curve, the line of the loss that remains, the best mix and the two ends.

    Notes
    -----
    An addition by this book. Source: `secdilemma.models.choosing.mix_loss`.
    """
    shares = np.linspace(0, 1, 101)
    losses = models.mix_loss(shares, p, s, a)
    plot = Plot(0.5, 0.8, 3.9, 2.1, top_value=float(losses.max()))
    best, least = float(models.mix(p, s, a)), float(models.residual_loss(p, s, a))
    line(ax, plot.x([0, 1]), plot.y([0, 0]))
    curve = plot.line(ax, shares, losses, zorder=3)
    remains = plot.line(ax, [best] * 2, [0, least], "muted", width=3)
    point = plot.dot(ax, best, least, size=10, zorder=5)
    words = f"best mix: {percent(best)} deterrence\nloss that remains: {least:.2f}"
    middle = min(max(plot.x(best), 1.0), WIDTH - 1.0)
    say(ax, middle, 3.22, words, weight=600)
    line(ax, [middle, plot.x(best)], [3.0, plot.y(least)], "rule", 1)
    ends: Artists = []
    for x, policy, ha in ((0, Policy.REASSURANCE, "left"), (1, Policy.DETERRENCE, "right")):
        meaning, loss = policy.value, losses[-x]
        ends.append(plot.dot(ax, x, loss, meaning, size=9, zorder=5))
        above = plot.y(loss) + 0.22
        say(ax, plot.x(x), above, f"{loss:.2f}", meaning, weight=600, size=LARGE)
        place = plot.x(x) - 0.3 + 0.6 * x
        say(ax, place, 0.53, f"pure {policy}", meaning, ha=ha, va="baseline", weight=600)
    say(ax, WIDTH / 2, 0.25, "share of deterrence x, from 0 to 100%", "muted")
    return [curve, remains, point, *ends]


def describe_mix(*, p: float = 0.3, s: float = 2.0, a: float = 4.0) -> str:
    """Say in words what `draw_mix` shows."""
    reassure, deter = models.mix_loss([0, 1], p, s, a)
    return (
        f"The expected loss over the share of deterrence in a mixed policy, at a belief of "
        f"{percent(p)} that the other is offensive, where a paradox costs {s:g} and coercion "
        f"{a:g}. It is {reassure:.2f} for pure reassurance, {deter:.2f} for pure deterrence, and "
        f"least in between: at {percent(float(models.mix(p, s, a)))} deterrence a loss of "
        f"{models.residual_loss(p, s, a):.2f} remains."
    )


@explorer(draw_choosing)
def choosing() -> Setup:
    """Choose under doubt: a belief, and what each mistake costs.

    Returns
    -------
    islands.Explorer
        Belief and three costs.
    """
    beliefs = {share: f"{share:.0%}" for share in BELIEFS}
    asked = "Belief that the other is offensive"
    controls = [
        Slider("p", asked, beliefs, fine=(0.01, 0.99, 0.01)),
        Slider("s", "Frightening a peaceful state costs (s)", PARADOX),
        Slider("a", "Giving in to an offensive one costs (a)", COERCION),
        Choice("c", "Deterring an offensive one costs (c)", PRICES, moves=True),
    ]
    return "Choose under doubt", controls, {"p": 0.45, "s": 2.0, "a": 4.0, "c": 1.0}
