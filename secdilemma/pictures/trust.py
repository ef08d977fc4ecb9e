"""Trust that reaches its tipping point, and gestures that prove something."""

from textwrap import fill

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from islands import Choice, Slider, handle
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.plot import Plot
from secdilemma.kit.shapes import Artists, Look, bar, heading, line, say
from secdilemma.models.trust import STAKES, P, StagHuntChoice, choosing, separating_costs
from secdilemma.style import DASHED, DOTTED, LARGE, SMALL, TEXT, WIDTH
from secdilemma.words import listed, number, sentence

LEVELS = (0.05, 0.2, 0.35, 0.5, 0.6, 0.7, 0.85, 0.95)
"""What trust can be set to: the chapter’s own 0.5 and 0.6 are among them."""

GAINS = {3.5: "a little (3.5)", 4.0: "more (4)", 6.0: "much (6)"}
"""R, what holding back together yields; the chapter’s own is 4."""

PAYOFF = Plot(0.62, 1.55, 2.75, 2.15, 1.0, 6.5)
"""The plot of what holding back and arming yield."""


def _draw_payoffs(ax: Axes, gain: float, state: StagHuntChoice) -> Artists:
    plot, q = PAYOFF, state.q
    start, end = plot.x([q, 1])
    bar(ax, start, plot.bottom, end - start, plot.height, "panel", name="enough")
    plot.frame(ax, (0, 0.5, 1), ())
    low = plot.y(state.T)
    high = max(plot.y(gain), low + 0.2)
    lines: Artists = []
    for name, act, (left, other), (right, both), y, more, dashes in (
        ("hold", "Holding back", ("S", state.S), ("R", gain), high, "", "-"),
        ("arm", "Arming", ("P", P), ("T", state.T), low, " too", DASHED),
    ):
        tip = f"{act}: {number(other)} if the other arms{more}, {number(both)} if not"
        look: Look = {"width": 2.6, "linestyle": dashes, "name": name, "tip": tip}
        lines.append(plot.line(ax, [0, 1], [other, both], **look))
        words = f"{left} = {number(other)}"
        say(ax, plot.x(-0.03), plot.y(other), words, ha="right", name=left)
        words = f"{right} = {number(both)}, {'hold back' if name == 'hold' else 'arm'}"
        say(ax, plot.x(1.06), y, words, ha="left", name=right)
    level = P + q * (state.T - P)
    plot.line(ax, [q, q], [0, level], "muted", width=1.4, linestyle=DOTTED, name="drop")
    tip = f"At {number(q)} holding back and arming are worth the same"
    lines.append(plot.dot(ax, q, level, mark="D", zorder=6, name="crossing", tip=tip))
    words = f"tipping point {number(q)}"
    say(ax, start, plot.bottom - 0.36, words, weight=600, name="tipping point")
    x, y = (start + end) / 2 + 0.02, plot.bottom + 0.28
    say(ax, x, y, "better to\nhold back", "muted", name="better")
    say(ax, plot.x(0.5), plot.bottom - 0.62, "chance that the other holds back", "muted")
    handle(ax, "gain", {value: (plot.x(1), plot.y(value)) for value in GAINS})
    return lines


def _lower(state: StagHuntChoice, gain: float) -> float:
    """Return what the worse of holding back and arming is worth at the trust that there is."""
    return min(state.S + state.trust * (gain - state.S), P + state.trust * (state.T - P))


def _draw_trust(ax: Axes, t: float, gain: float, state: StagHuntChoice) -> Artist:
    top, words = PAYOFF.bottom + PAYOFF.height, f"trust {number(state.trust)}"
    x, before = PAYOFF.x([state.trust, t])
    ends = [PAYOFF.y(_lower(state, gain)), top + 0.1]
    mark = line(ax, [x, x], ends, "ink", 3.2, name="trust", tip=sentence(words))
    say(ax, x, top + 0.22, words, weight=600, name="how much trust")
    if abs(before - x) > 1e-9:
        foot = top + (0.34 if abs(before - x) < 0.5 else 0.1)
        line(ax, [before] * 2, [top + 0.38, foot], "muted", 1.6, name="before")
        say(ax, before, top + 0.48, f"before: {number(t)}", "muted", name="how much before")
    return mark


@figure(4.75)
def draw_trust(ax: Axes, *, t: float, gain: float, advantage: str, arms: str, seen: str) -> Artists:
    """Draw what holding back and arming yield, where they cross, and where the reader's trust is.

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
        The lines of holding back and of arming, their crossing, and the mark of trust.

    Notes
    -----
    Addition: not from the article. Source: Jervis (1978); trust in the spirit of Kydd (2005).
    """
    state = choosing(t, gain, advantage, arms, seen)
    verdict = "Enough trust to hold back" if state.cooperates else "Too little trust to hold back"
    heading(ax, 4.53, verdict, size=LARGE)
    news = "and say nothing" if arms == "alike" else "and move trust"
    heading(ax, 0.66, f"arms look {seen} {news}", size=SMALL)
    world = fill(f"World {state.world.number}: {state.world.words}", 58)
    say(ax, 0.06, 0.28, world, "muted", ha="left", name="world")
    lines = _draw_payoffs(ax, gain, state)
    places = {}  # of the foot of its mark, which runs along the curves
    for level in LEVELS:
        there = choosing(level, gain, advantage, arms, seen)
        places[level] = (PAYOFF.x(there.trust), PAYOFF.y(_lower(there, gain)))
    handle(ax, "t", places)
    return [*lines, _draw_trust(ax, t, gain, state)]


def describe_trust(*, t: float, gain: float, advantage: str, arms: str, seen: str) -> str:
    """Say in words what `draw_trust` shows."""
    state = choosing(t, gain, advantage, arms, seen)
    bet = "neither answer is" if state.q == 0.5 else "arming is"
    dominant = "holding back is" if state.risk_dominant else bet
    moved = (
        f"Arms that look {seen} say nothing here, where all look alike: trust stays {number(t)}"
        if arms == "alike"
        else f"Arms that look {seen} move trust from {number(t)} to {number(state.trust)}"
    )
    end = (
        "Enough trust: two trustworthy states can both hold back, if each expects it of the other"
        if state.cooperates
        else "Too little trust: both arm, even if both are trustworthy"
    )
    return (
        f"{end}. {moved}; the tipping point is {number(state.q)}, and {dominant} risk-dominant. "
        f"Holding back together yields R = {number(gain)} and the {advantage} has the advantage "
        f"(T = {number(state.T)}, S = {number(state.S)}, P = {number(P)}). "
        f"This is Jervis’s world {state.world.number}: {state.world.words}."
    )


GESTURES = {
    "A gesture that costs the untrustworthy more": (2.0, 3.0, 1.0, 3.0),
    "A gesture that costs both the same": (2.0, 3.0, 1.0, 1.0),
}
"""B_T, B_U, κ_T and κ_U of two cases: being trusted is worth more to who would exploit it."""


SIGMA = Plot(0.1, 0.6, 4.55, 3.1, 3.5, 2.0)
"""The plot of the sizes of a gesture; the types stand one above the other."""


def _verdict(sizes: tuple[float, float] | None) -> str:
    if sizes is None:
        return "no size tells the two apart"
    return f"from {number(sizes[0])} to {number(sizes[1])} only the trustworthy make it"


def _headline() -> str:
    proofs = [
        title[0].lower() + title[1:] for title in GESTURES if separating_costs(*GESTURES[title])
    ]
    many = "Only" if len(proofs) < len(GESTURES) else "Each"
    return f"{many} {listed(proofs) or 'no gesture'} tells the two types apart"


@figure(4.75, _headline)
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
    for base, (title, gesture) in zip((2.72, 0.62), GESTURES.items(), strict=True):
        say(ax, 0.1, base + 1.78, title, ha="left", size=TEXT, weight=600)
        for up, (name, meaning), worth in zip((1.16, 0.62), _TYPES, _limits(gesture), strict=True):
            length = SIGMA.x(worth) - SIGMA.left
            artists.append(bar(ax, SIGMA.left, base + up, length, 0.13, meaning, linewidth=0))
            words = f"worth it for the {name} up to {number(worth)}"
            say(ax, SIGMA.left, base + up + 0.28, words, meaning, ha="left")
        sizes = separating_costs(*gesture)
        low, high = SIGMA.x(sizes or (0, 0))
        if sizes:
            look: Look = {"zorder": 0, "linewidth": 0}
            artists.append(bar(ax, low, base + 0.5, high - low, 1.12, "panel", **look))
        say(ax, low, base + 0.32, _verdict(sizes), ha="left", weight=600)
    line(ax, [SIGMA.left, SIGMA.left + SIGMA.width], [SIGMA.bottom] * 2)
    for size in (0, 1, 2, 3):
        say(ax, SIGMA.x(size) + (0 if size else 0.05), 0.45, number(size), "muted")
    say(ax, WIDTH / 2, 0.17, "size of the gesture, σ", "muted")
    return artists


_TYPES = (("trustworthy", "ink"), ("untrustworthy", "muted"))


def _limits(gesture: tuple[float, float, float, float]) -> tuple[float, float]:
    """Return the largest gesture that is worth its price, for each type."""
    b_t, b_u, kappa_t, kappa_u = gesture
    return b_t / kappa_t, b_u / kappa_u


def describe_reassurance() -> str:
    """Say in words what `draw_reassurance` shows."""
    sentences = []
    for title, gesture in GESTURES.items():
        (one, other), (much, more) = (name for name, _ in _TYPES), map(number, _limits(gesture))
        worth = f"for the {one} up to size {much} and for the {other} up to size {more}"
        sentences.append(f"{title} is worth it {worth}: {_verdict(separating_costs(*gesture))}.")
    return " ".join(sentences)


@explorer(draw_trust)
def trust() -> Setup:
    """Ask whether trust is enough to hold back.

    Returns
    -------
    islands.Explorer
        Trust, the gain, who has the advantage, whether arms tell, and what is seen.
    """
    levels = {t: f"{t:.2f}" for t in LEVELS}
    sides = {side: f"the {side} (S = {s['S']:g})" for side, s in STAKES.items()}
    looks = {"alike": "look alike", "apart": "can be told apart (9 times in 10)"}
    asked = "Your trust: the chance that the other is trustworthy"
    controls = [
        Slider("t", asked, levels, fine=(0.01, 0.99, 0.01)),
        Slider("gain", "Holding back together yields each", GAINS),
        Choice("advantage", "The advantage is with", sides),
        Choice("arms", "Arms to defend and arms to attack", looks),
        Choice("seen", "You see arms that look", ["defensive", "offensive"]),
    ]
    default = {"t": 0.5, "gain": 4.0, "advantage": "offence", "arms": "alike", "seen": "defensive"}
    return "Trust enough to hold back?", controls, default
