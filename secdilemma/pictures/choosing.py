"""Where doubt and stakes lie among the scenarios, and what every mix costs."""

from functools import cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon
from scipy.spatial import ConvexHull

from islands import Choice, Slider, handle
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.plot import Plot
from secdilemma.kit.shapes import Artists, Look, bar, line, named, say, strong
from secdilemma.models import choosing as models
from secdilemma.models.domains import Array
from secdilemma.style import LARGE, TEXT, WIDTH, colour
from secdilemma.theory import FAILING, Intent, Policy, Scenario
from secdilemma.words import percent

_MOST = 8.0
"""The largest cost that a bar has room for."""


_TIMES: dict[float, str] = {
    **{0.25: "a quarter as much as", 0.5: "half as much as", 1: "as much as"},
    **{0.75: "three quarters as much as", 1.5: "half as much again as"},
    **{2: "twice as much as", 3: "three times as much as", 4: "four times as much as"},
}


BELIEFS = (0.1, 0.25, 0.45, 0.6, 0.75, 0.9)
"""Beliefs that the other is offensive; the chapter’s own are 0.45 and 0.6."""

PARADOX = {2.0: "little (2)", 4.0: "much (4)", 6.0: "very much (6)"}
"""s, what a paradox costs; the chapter’s own are 2 and 6."""

COERCION = {2.0: "little (2)", 4.0: "much (4)", 8.0: "very much (8)"}
"""a, what coercion costs; the chapter’s own is 4."""

PRICES = {0.25: "next to nothing (¼)", 1.0: "something (1)"}
"""c, what it costs to deter an offensive state; the chapter’s own is 1."""


_REGIONS = Plot(0.42, 2.45, 3.75, 2.5)


@cache
def _regions() -> dict[Scenario, Array]:
    """Return the corners of each scenario's region: belief p and threshold p*, both from 0 to 1."""
    shares = np.linspace(0, 1, 401)
    p, s = np.meshgrid(shares, np.clip(shares, 1e-9, 1 - 1e-9))  # a stake is never 0
    named = models.scenario(p, s, 1 - s, 0)  # so that p* = s
    regions = {}
    for scenario in Scenario:
        points = np.column_stack([p[named == scenario], s[named == scenario]])
        regions[scenario] = points[ConvexHull(points).vertices]
    return regions


@figure(5.3)
def draw_choosing(ax: Axes, *, p: float, s: float, a: float, c: float) -> Artists:
    """Draw where a belief and stakes lie among the scenarios, and what each policy would cost.

    The reader should see that doubt and stakes together name the scenario, that no stakes reach
    both the fatalist and the constructivist, and that every policy leaves a loss.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    p : float
        Probability in [0, 1] that the other is offensive.
    s, a, c : float
        Costs, as `secdilemma.models.choosing.expected_costs` takes them; ``s`` and ``a`` at most 8.

    Returns
    -------
    list of Artist
        The regions in the article's order, the reader's point, the bars of the expected costs of
        deterrence and reassurance, and the bars of the two shares of the mix.

    Notes
    -----
    An addition by this book. Source: `secdilemma.models.choosing`; names of scenarios from
    Kerstens and Noll (2017).
    """
    plot = _REGIONS
    here = models.scenario(p, s, a, c)
    artists: Artists = []
    for scenario, corners in _regions().items():
        outline = np.column_stack([plot.x(corners[:, 0]), plot.y(corners[:, 1])])
        region = Polygon(outline, color=colour(FAILING[scenario].policy), linewidth=0)
        region.set_alpha(0.32 if scenario is here else 0.12)
        artists.append(named(ax.add_patch(region), scenario))
    _names(ax, here)
    rest, right = float(models.threshold(s, a, c)), plot.left + plot.width
    x, y = plot.x(p), plot.y(rest)
    line(ax, [plot.left, right], [y, y], "ink", 1, name="stakes")
    line(ax, [x, x], [plot.bottom - 0.07, plot.bottom], "ink", 1.6, name="foot")
    tip = f"Belief {percent(p)}, threshold {percent(rest)}: {here}"
    artists.append(plot.dot(ax, p, rest, size=11, zorder=6, name="point", tip=tip))
    bold: Look = {"weight": 600}
    say(ax, right + 0.06, y, f"p* {percent(rest)}", ha="left", name="threshold", **bold)
    say(ax, x, plot.bottom - 0.19, f"p {percent(p)}", name="belief", **bold)
    handle(ax, "p", {belief: (plot.x(belief), plot.y(rest)) for belief in BELIEFS})
    lines = {cost: plot.y(float(models.threshold(cost, a, c))) for cost in PARADOX}
    handle(ax, "s", {cost: (plot.left, y) for cost, y in lines.items()})
    axis = "belief that the other is offensive, 0 to 100%"
    say(ax, plot.x(0.5), plot.bottom - 0.43, axis, "muted")
    say(ax, 0.2, plot.y(0.5), "stakes: threshold p*", "muted", rotation=90)
    return artists + _costs(ax, p, s, a, c) + _mix(ax, p, s, a)


def _names(ax: Axes, here: Scenario) -> None:
    """Draw the borders between the regions and name what lies between them."""
    across, up = _REGIONS.x, _REGIONS.y
    line(ax, [across(0.5)] * 2, [up(0), up(1)], "paper", 2)
    line(ax, [across(0), across(1)], [up(0), up(1)], "paper", 2)
    say(ax, across(1) + 0.06, up(1) - 0.02, "p = p*", "muted", ha="left")
    for x, intent in ((0.25, Intent.DEFENSIVE), (0.75, Intent.OFFENSIVE)):
        say(ax, across(x), up(1) + 0.16, f"read as {intent}", intent.value, weight=600)
    # where no line of the explorer's stakes passes
    say(ax, across(0.08), up(0.735), "reassurance", "reassurance", ha="left", weight=600)
    say(ax, across(0.98), up(0.281), "deterrence", "deterrence", ha="right", weight=600)
    for scenario, x, y, side in (
        (Scenario.LIBERAL, 0.02, 0.93, "left"),
        (Scenario.CONSTRUCTIVIST, 0.52, 0.93, "left"),
        (Scenario.FATALIST, 0.48, 0.06, "right"),
        (Scenario.REALIST, 0.98, 0.06, "right"),
    ):
        words = scenario.capitalize()
        say(ax, across(x), up(y), words, ha=side, size=TEXT, **strong(scenario is here))


def _costs(ax: Axes, p: float, s: float, a: float, c: float) -> Artists:
    """Draw the expected costs of the two pure policies as bars."""
    bars: Artists = []
    costs = models.expected_costs(p, s, a, c)
    policies = (Policy.DETERRENCE, Policy.REASSURANCE)
    for y, policy, cost in zip((1.56, 1.22), policies, costs, strict=True):
        say(ax, 0.1, y, f"{policy} costs", policy.value, ha="left", weight=600)
        length = 2.6 * float(cost) / _MOST
        part = f"cost of {policy}"
        bars.append(bar(ax, 1.62, y - 0.1, length, 0.2, policy.value, name=part))
        end: Look = {"ha": "left", "size": TEXT, "weight": 600 if cost == min(costs) else 400}
        say(ax, 1.7 + length, y, f"{cost:.2f}", name=f"what {policy} costs", **end)
    return bars


def _mix(ax: Axes, p: float, s: float, a: float) -> Artists:
    """Draw the best mix as one bar of two shares, and say what loss it leaves."""
    x, length = float(models.mix(p, s, a)), WIDTH - 0.2
    loss = f"loss that remains: {float(models.residual_loss(p, s, a)):.2f}"
    say(ax, WIDTH / 2, 0.17, loss, size=TEXT, name="loss")
    left: Look = {"ha": "left", "weight": 600, "name": "best mix"}
    say(ax, 0.1, 0.84, f"best mix: {percent(x)} deterrence", "deterrence", **left)
    right: Look = {"ha": "right", "weight": 600, "name": "the rest"}
    say(ax, WIDTH - 0.1, 0.84, f"{percent(1 - x)} reassurance", "reassurance", **right)
    names, start, rest = ("share of deterrence", "share of reassurance"), 0.1, length * (1 - x)
    return [
        bar(ax, start, 0.42, length * x, 0.22, "deterrence", name=names[0]),
        bar(ax, start + length * x, 0.42, rest, 0.22, "reassurance", name=names[1]),
    ]


def describe_choosing(*, p: float, s: float, a: float, c: float) -> str:
    """Say in words what `draw_choosing` shows."""
    rest, (deter, reassure) = models.threshold(s, a, c), models.expected_costs(p, s, a, c)
    here = models.scenario(p, s, a, c)
    world = FAILING[here]
    met = set(models.scenario(np.linspace(0, 1, 401), s, a, c))
    never = [
        scenario for scenario in (Scenario.FATALIST, Scenario.CONSTRUCTIVIST) if scenario not in met
    ]
    times = _TIMES.get(s / a, f"{s / a:.2g} times as much as")
    return (
        f"You read the other as {world.reading} and choose {world.policy}, the {here} scenario: "
        f"your belief is {percent(p)}, and deterrence costs less above {percent(float(rest))}, "
        f"where a paradox costs {times} coercion and deterring an offensive state costs {c:g}. "
        f"Deterrence costs {deter:.2f} on average, reassurance {reassure:.2f}. The best mix, which "
        f"counts the damage of errors only, is {percent(float(models.mix(p, s, a)))} deterrence, "
        f"and still leaves a loss of "
        f"{models.residual_loss(p, s, a):.2f}. With these stakes no belief leads to "
        f"{' or '.join(f'the {scenario}' for scenario in never)} scenario."
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
        Slider("s", "A paradox (deterring a defensive state) costs", PARADOX),
        Slider("a", "Coercion (reassuring an offensive state) costs", COERCION),
        Choice("c", "Deterring an offensive state costs", PRICES, moves=True),
    ]
    return "Choose under doubt", controls, {"p": 0.45, "s": 2.0, "a": 4.0, "c": 1.0}
