"""Trust that reaches its tipping point, and gestures that prove something."""

from textwrap import fill

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from islands import Choice, Explorer, Slider
from secdilemma.models.trust import STAKES, WORLDS, Choosing, P, choosing, separating_costs
from secdilemma.pictures.plot import Plot
from secdilemma.pictures.sheet import (
    Artists,
    bar,
    box,
    edge,
    explorer,
    heading,
    line,
    say,
    sheet,
    strong,
)
from secdilemma.style import DASHED, DOTTED, LARGE, SMALL, TEXT, WIDTH
from secdilemma.words import number

PAYOFF = Plot(0.62, 3.5, 2.95, 2.15, 1.0, 9.0)
"""The plot of what cooperating and defecting yield."""


def _draw_payoffs(ax: Axes, gain: float, found: Choosing) -> Artists:
    plot = PAYOFF
    start, end = plot.x([found.q, 1])
    bar(ax, start, plot.bottom, end - start, plot.height, "panel")
    plot.frame(ax, (0, 0.5, 1), ())
    cooperate = plot.line(ax, [0, 1], [found.S, gain], linewidth=2.6)
    defect = plot.line(ax, [0, 1], [P, found.T], linewidth=2.6, linestyle=DASHED)
    for value, name in ((found.S, "S"), (P, "P")):
        say(ax, plot.x(-0.03), plot.y(value), f"{name} = {number(value)}", ha="right")
    for value, name in ((gain, "R = {}, cooperate"), (found.T, "T = {}, defect")):
        say(ax, plot.x(1.03), plot.y(value), name.format(number(value)), ha="left")
    level = P + found.q * (found.T - P)
    plot.line(ax, [found.q] * 2, [0, level], "muted", linewidth=1.4, linestyle=DOTTED)
    crossing = plot.line(ax, found.q, level, marker="D", markersize=8, zorder=6)
    say(ax, start, plot.bottom - 0.36, f"tipping point {number(found.q)}", weight=600)
    say(ax, (start + end) / 2 + 0.02, plot.bottom + 0.28, "better to\ncooperate", "muted")
    say(ax, plot.x(0.5), plot.bottom - 0.62, "chance that the other cooperates", "muted")
    return [cooperate, defect, crossing]


def _draw_trust(ax: Axes, t: float, gain: float, found: Choosing) -> Artist:
    top = PAYOFF.bottom + PAYOFF.height
    low = min(found.S + found.trust * (gain - found.S), P + found.trust * (found.T - P))
    x, before = PAYOFF.x([found.trust, t])
    mark = line(ax, [x, x], [PAYOFF.y(low), top + 0.1], "ink", 3.2)
    say(ax, x, top + 0.22, f"trust {number(found.trust)}", weight=600)
    if abs(before - x) > 1e-9:
        foot = top + (0.34 if abs(before - x) < 0.5 else 0.1)
        line(ax, [before] * 2, [top + 0.38, foot], "muted", 1.6)
        say(ax, before, top + 0.48, f"before: {number(t)}", "muted")
    return mark


def _draw_worlds(ax: Axes, found: Choosing) -> Artists:
    boxes: Artists = []
    for x, words in ((1.8, "arms look alike"), (3.82, "arms can be told apart")):
        say(ax, x, 2.38, words, "muted", va="baseline")
    say(ax, 0.06, 2.38, "advantage", "muted", ha="left", va="baseline")
    for world in WORLDS:
        x = 2.84 if world.distinguishable else 0.82
        y = 1.22 if world.offence_advantage else 0.1
        here = world is found.world
        boxes.append(box(ax, x, y, 1.96, 1.05, **(edge() if here else {})))
        words = f"World {world.number}\n" + fill(world.words, 24)
        say(ax, x + 0.98, y + 0.525, words, **strong(here))
    for y, words in ((1.745, "of the\noffence"), (0.625, "of the\ndefence")):
        say(ax, 0.06, y, words, "muted", ha="left")
    return boxes


@sheet(6.7)
def draw_trust(ax: Axes, *, t: float, gain: float, advantage: str, arms: str, seen: str) -> Artists:
    """Draw what cooperating and defecting yield, where they cross, and where the reader's trust is.

    The reader should see that trust has to reach a tipping point, that an advantage of the offence
    moves this point up, and that only arms that can be told apart move trust.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    t, gain, advantage, arms, seen
        As `choosing` takes them.

    Returns
    -------
    list of Artist
        The lines of cooperating and of defecting, their crossing, the mark of trust, and the boxes
        of the four worlds in Jervis's order.

    Notes
    -----
    Addition: not from the article. Source: Jervis (1978); trust in the spirit of Kydd (2005).
    """
    found = choosing(t, gain, advantage, arms, seen)
    verdict = "Enough trust to cooperate" if found.cooperates else "Too little trust to cooperate"
    heading(ax, 6.48, verdict, size=LARGE)
    told = "and say nothing" if arms == "alike" else "and move trust"
    heading(ax, 2.69, f"arms look {seen} {told}", size=SMALL)
    lines = _draw_payoffs(ax, gain, found)
    return [*lines, _draw_trust(ax, t, gain, found), *_draw_worlds(ax, found)]


def describe_trust(*, t: float, gain: float, advantage: str, arms: str, seen: str) -> str:
    """Say in words what `draw_trust` shows."""
    found = choosing(t, gain, advantage, arms, seen)
    dominant = "is" if found.risk_dominant else "is not"
    moved = (
        f"Arms that look {seen} say nothing here, where all look alike: trust stays {number(t)}"
        if arms == "alike"
        else f"Arms that look {seen} move trust from {number(t)} to {number(found.trust)}"
    )
    end = (
        "enough: two trustworthy states can both cooperate, if each expects it of the other"
        if found.cooperates
        else "too little: both defect, even if both are trustworthy"
    )
    return (
        f"Cooperation yields {number(gain)} and the {advantage} has the advantage "
        f"(T = {number(found.T)}, S = {number(found.S)}, P = {number(P)}): the tipping point is "
        f"{number(found.q)}, and cooperation {dominant} risk-dominant. {moved}, {end}. "
        f"This is Jervis’s world {found.world.number}: {found.world.words}."
    )


GESTURES = {
    "A gesture that costs the untrustworthy more": (2.0, 3.0, 1.0, 3.0),
    "A gesture that costs both the same": (2.0, 3.0, 1.0, 1.0),
}
"""B_T, B_U, κ_T and κ_U of two cases: being trusted is worth more to who would exploit it."""


SIGMA = Plot(0.1, 0.6, 4.55, 3.1, 3.5, 2.0)
"""The plot of the sizes of a gesture; the types stand one above the other."""


def _verdict(found: tuple[float, float] | None) -> str:
    if found is None:
        return "no size tells the two apart"
    return f"from {number(found[0])} to {number(found[1])} only the trustworthy make it"


@sheet(4.75)
def draw_reassurance(ax: Axes) -> Artists:
    """Draw for two gestures up to which size each type of state would make them.

    The reader should see that a gesture proves something only where its size is too dear for the
    untrustworthy and still worth it for the trustworthy, and that such sizes need not exist.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.

    Returns
    -------
    list of Artist
        For each case the bars of the trustworthy and of the untrustworthy, and the band of sizes
        that separate them where there is one.

    Notes
    -----
    Addition: not from the article. Source: costly signalling in a standard simplified form, in the
    spirit of Kydd (2000; 2005).
    """
    artists: Artists = []
    for base, (title, case) in zip((2.72, 0.62), GESTURES.items(), strict=True):
        say(ax, 0.1, base + 1.78, title, ha="left", size=TEXT, weight=600)
        for up, (name, meaning), worth in zip((1.16, 0.62), _TYPES, _worth(case), strict=True):
            length = SIGMA.x(worth) - SIGMA.left
            artists.append(bar(ax, SIGMA.left, base + up, length, 0.13, meaning, linewidth=0))
            words = f"worth it for the {name} up to {number(worth)}"
            say(ax, SIGMA.left, base + up + 0.28, words, meaning, ha="left")
        found = separating_costs(*case)
        low, high = SIGMA.x(found or (0, 0))
        if found:
            band = bar(ax, low, base + 0.5, high - low, 1.12, "panel", zorder=0, linewidth=0)
            artists.append(band)
        say(ax, low, base + 0.32, _verdict(found), ha="left", weight=600)
    line(ax, [SIGMA.left, SIGMA.left + SIGMA.width], [SIGMA.bottom] * 2)
    for size in (0, 1, 2, 3):
        say(ax, SIGMA.x(size) + (0 if size else 0.05), 0.45, number(size), "muted")
    say(ax, WIDTH / 2, 0.17, "size of the gesture, σ", "muted")
    return artists


_TYPES = (("trustworthy", "ink"), ("untrustworthy", "muted"))


def _worth(case: tuple[float, float, float, float]) -> tuple[float, float]:
    """Return the size up to which a gesture is worth it, for the one type and for the other."""
    b_t, b_u, kappa_t, kappa_u = case
    return b_t / kappa_t, b_u / kappa_u


def describe_reassurance() -> str:
    """Say in words what `draw_reassurance` shows."""
    said = []
    for title, case in GESTURES.items():
        (one, other), (much, more) = (name for name, _ in _TYPES), map(number, _worth(case))
        worth = f"for the {one} up to size {much} and for the {other} up to size {more}"
        said.append(f"{title} is worth it {worth}: {_verdict(separating_costs(*case))}.")
    return " ".join(said)


def trust() -> Explorer:
    """Ask whether trust is enough to cooperate.

    Returns
    -------
    islands.Explorer
        Trust, the gain, who has the advantage, whether arms tell, and what is seen.
    """
    levels = {t: f"{t:.2f}" for t in (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95)}
    gains = {6.0: "a little (6)", 7.0: "more (7)", 9.0: "much (9)"}
    sides = {side: f"the {side} (T = {s['T']:g}, S = {s['S']:g})" for side, s in STAKES.items()}
    looks = {"alike": "look alike", "apart": "can be told apart (9 times in 10)"}
    asked = "Your trust: the chance that the other is trustworthy"
    return explorer(
        "trust",
        "Trust enough to cooperate?",
        [
            Slider("t", asked, levels, fine=(0.01, 0.99, 0.01)),
            Choice("gain", "Cooperation yields each", gains),
            Choice("advantage", "The advantage is with", sides),
            Choice("arms", "Arms to defend and arms to attack", looks),
            Choice("seen", "You see arms that look", ["defensive", "offensive"]),
        ],
        draw_trust,
        describe_trust,
        {"t": 0.5, "gain": 7.0, "advantage": "offence", "arms": "alike", "seen": "defensive"},
    )
