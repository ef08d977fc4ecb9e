"""Trust that reaches its tipping point, and gestures that prove something."""

from matplotlib.axes import Axes

from islands import Choice, Slider, handle
from secdilemma.kit.figure import Setup, explorer, figure
from secdilemma.kit.plot import Plot
from secdilemma.kit.shapes import Artists, Look, bar, beside, line, say
from secdilemma.kit.signs import act, arrival, crossing, river
from secdilemma.models.trust import STAKES, P, StagHuntChoice, choosing, separating_costs
from secdilemma.style import DASHED, TEXT
from secdilemma.words import listed, number

LEVELS = (0.05, 0.2, 0.35, 0.5, 0.6, 0.7, 0.85, 0.95)
"""What trust can be set to: the chapter’s own 0.5 and 0.6 are among them."""

GAINS = {3.5: "a little (3.5)", 4.0: "more (4)", 6.0: "much (6)"}
"""R, what holding back together yields; the chapter’s own is 4."""

RIVERS = {
    False: Plot(0.98, 1.75, 2.5, 1.95, 1.0, 6.5),
    True: Plot(2.3, 1.75, 7.6, 2.0, 1.0, 6.5),
}
"""For a phone and for a wide page: what both acts yield, over the chance of its holding back."""

ARRIVES, TRUSTS, FOOT = 1.4, 0.95, 0.6
"""Inches up the sheet: what is seen of the other, how far one trusts, and where the river ends."""

SEEN = {"defensive": "shield", "offensive": "spear"}
"""How arms arrive that look so."""

LABELS = {"S": "hold back\nalone", "P": "both\narm", "R": "both hold\nback", "T": "arm\nalone"}
"""What the letters of the payoffs mean."""


def _headline(t: float, gain: float, advantage: str, arms: str, seen: str) -> str:
    state = choosing(t, gain, advantage, arms, seen)
    does = "You hold back" if state.cooperates else "You arm"
    return f"{does}: trust {number(state.trust)}, and it takes {number(state.q)}"


@figure(4.15, _headline, 1, wide=4.15)
def draw_trust(
    ax: Axes, *, t: float, gain: float, advantage: str, arms: str, seen: str, wide: bool = False
) -> Artists:
    """Draw how far one dares out onto the river, and how far one would have to.

    The reader should see that trust has to reach a tipping point, that an advantage of the offence
    moves this point up, and that only arms that can be told apart move trust.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    t, gain, advantage, arms, seen
        As `choosing` takes them.
    wide : bool
        Whether it is for a wide page.

    Returns
    -------
    list of Artist
        The lines of holding back and of arming, the tipping point, the way that trust goes, and
        what one does: a disc, filled where one arms.

    Notes
    -----
    Addition: not from the article. Source: Jervis (1978); trust in the spirit of Kydd (2005).
    """
    state, plot = choosing(t, gain, advantage, arms, seen), RIVERS[wide]
    left, right, top = plot.left, plot.left + plot.width, plot.bottom + plot.height
    river(ax, left, FOOT, plot.width, ARRIVES + 0.2 - FOOT)
    lines = _draw_payoffs(ax, plot, gain, state)
    x = plot.x(state.q)
    lines.append(line(ax, [x, x], [FOOT, top], "ink", 1.4, name="tipping point"))
    words = f"tipping point {number(state.q)}"
    say(ax, x, top + 0.16, words, weight=600, name="where it tips")
    told = seen if arms == "apart" else "ink"
    crossing(ax, (right, ARRIVES), (left + 0.08, ARRIVES), "other")
    arrival(ax, left + 0.08, ARRIVES, SEEN[seen], told, name=f"what looks {seen}")
    beside(ax, right, ARRIVES, "the other", "other", weight=600)
    before, now = plot.x([t, state.trust])
    lines.append(line(ax, [left, now], [TRUSTS] * 2, "reader", 3, name="trust"))
    if arms == "apart":
        line(ax, [before, now], [TRUSTS] * 2, seen, 3, name="push")
    lines.append(act(ax, now, TRUSTS, "reader", armed=not state.cooperates, name="act"))
    beside(ax, left, TRUSTS, "you", "reader", left=True, gap=0.2, weight=600)
    say(ax, plot.x(0.5), FOOT - 0.37, "chance that the other holds back", "muted")
    for end in (0, 1):
        say(ax, plot.x(end), FOOT - 0.16, str(end), "muted")
    handle(ax, "t", {level: (plot.x(level), TRUSTS) for level in LEVELS})
    handle(ax, "gain", {value: (right, plot.y(value)) for value in GAINS})
    return lines


def _draw_payoffs(ax: Axes, plot: Plot, gain: float, state: StagHuntChoice) -> Artists:
    """Draw what holding back and arming yield, and name the four ends."""
    lines: Artists = []
    for name, ends, dashes in (
        ("hold back", {"S": state.S, "R": gain}, "-"),
        ("arm", {"P": P, "T": state.T}, DASHED),
    ):
        look: Look = {"linestyle": dashes, "name": name}
        lines.append(plot.line(ax, [0, 1], list(ends.values()), width=2.4, **look))
        for side, (letter, value) in enumerate(ends.items()):
            words = f"{LABELS[letter]}: {letter} = {number(value)}"
            high = max(plot.y(value), plot.y(state.T) + 0.4) if letter == "R" else plot.y(value)
            y = min(high, plot.y(P) - 0.4) if letter == "S" else high
            gap = 0.27 if side else 0.12  # a grip lies at the end of holding back
            beside(ax, plot.x(side), y, words, left=not side, gap=gap, name=letter)
    return lines


def describe_trust(*, t: float, gain: float, advantage: str, arms: str, seen: str) -> str:
    """Say in words what `draw_trust` shows."""
    state = choosing(t, gain, advantage, arms, seen)
    bet = "neither" if state.q == 0.5 else "holding back" if state.risk_dominant else "arming"
    moved = (
        f"Arms that look {seen} say nothing where all look alike"
        if arms == "alike"
        else f"Arms that look {seen} have moved your trust from {number(t)} to "
        f"{number(state.trust)}"
    )
    return (
        f"{_headline(t, gain, advantage, arms, seen)}. {moved}. At even odds {bet} is the better "
        "bet. "
        f"{state.world.words[0].upper()}{state.world.words[1:]}."
    )


GESTURES = {
    "A gesture that costs the untrustworthy more": (2.0, 3.0, 1.0, 3.0),
    "A gesture that costs both the same": (2.0, 3.0, 1.0, 1.0),
}
"""B_T, B_U, κ_T and κ_U of two cases: being trusted is worth more to who would exploit it."""


SIGMA = Plot(0.1, 0.6, 3.1, 1.0, 3.0)
"""The scale of the sizes of a gesture."""


def _verdict(sizes: tuple[float, float] | None) -> str:
    if sizes is None:
        return "no size tells the two apart"
    return f"from {number(sizes[0])} to {number(sizes[1])} only the trustworthy make it"


def _proof() -> str:
    proofs = [
        title[0].lower() + title[1:] for title in GESTURES if separating_costs(*GESTURES[title])
    ]
    many = "Only" if len(proofs) < len(GESTURES) else "Each"
    return f"{many} {listed(proofs) or 'no gesture'} tells the two types apart"


@figure(3.6, _proof)
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
        For each case the lines of the untrustworthy and of the trustworthy, and the sizes that
        separate them where there are such.

    Notes
    -----
    Addition: not from the article. Source: costly signalling in a standard simplified form, in the
    spirit of Kydd (2000; 2005).
    """
    artists: Artists = []
    for y, (title, gesture) in zip((3.05, 1.6), GESTURES.items(), strict=True):
        say(ax, 0.1, y, title, ha="left", size=TEXT, weight=600)
        trusty, other = _limits(gesture)
        for down, name, worth in ((0.34, "untrustworthy", other), (0.64, "trustworthy", trusty)):
            end = SIGMA.x(worth)
            artists.append(line(ax, [SIGMA.left, end], [y - down] * 2, "ink", 1.6))
            beside(ax, end, y - down, name, "muted", gap=0.1)
        sizes = separating_costs(*gesture)
        words: Look = {"ha": "left", "weight": 600}
        if sizes:
            across = SIGMA.x(sizes[1]) - SIGMA.x(sizes[0])
            place = (SIGMA.x(sizes[0]), y - 0.75, across, 0.52)
            artists.append(bar(ax, *place, "reassurance", alpha=0.25, linewidth=0))
        say(ax, SIGMA.x((sizes or (0, 0))[0]), y - 0.9, _verdict(sizes), **words)
    line(ax, SIGMA.x([0, 3]), [0.42] * 2)
    for size in (0, 1, 2, 3):
        say(ax, SIGMA.x(size), 0.24, number(size), "muted")
    say(ax, SIGMA.left, 3.42, "How large a gesture would each type make?", ha="left")
    say(ax, SIGMA.x(3) + 0.2, 0.24, "size of the gesture", ha="left", weight=600)
    return artists


def _limits(gesture: tuple[float, float, float, float]) -> tuple[float, float]:
    """Return the largest gesture that is worth its price, for each type."""
    b_t, b_u, kappa_t, kappa_u = gesture
    return b_t / kappa_t, b_u / kappa_u


def describe_reassurance() -> str:
    """Say in words what `draw_reassurance` shows."""
    sentences = []
    for title, gesture in GESTURES.items():
        much, more = map(number, _limits(gesture))
        worth = f"for the trustworthy up to size {much}, for the untrustworthy up to size {more}"
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
