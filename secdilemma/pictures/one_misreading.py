"""One misreading: the years of one history, as it was and otherwise, and minds in both worlds.

The numbers are those of the played dilemma; a chapter hands them over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from secdilemma.kit.figure import figure
from secdilemma.kit.plot import Plot
from secdilemma.kit.shapes import Artists, beside, say
from secdilemma.kit.signs import SIDES, act, arrival, crossing, river
from secdilemma.style import DASHED, DOTTED
from secdilemma.words import number, percent

HIGH, LOW = 11, -25
"""The beliefs of the histories in the picture stay between these, in steps from even odds."""

YEARS = 8
"""So many there is room for, and the year before them."""


@dataclass(frozen=True)
class Beliefs:
    """What two states did, saw and believed of each other, with one bent sight and without.

    Attributes
    ----------
    names : sequence of str
        Of the states, by chair.
    year, chair : int
        Of the bent sight; years from 1.
    bar : int
        The belief from which a state arms.
    endings : sequence of str
        Of both histories: as it was, and with that sight put straight.
    beliefs, sights, suspects, bent : sequence, shape (2, 2, years)
        For each history and chair, year by year: the belief in steps of log-odds; what arrived,
        whether it was read as offensive, and whether it was not what had been sent.
    armed : sequence, shape (2, 2, years + 1)
        Whether a state armed, from the year before the first on.
    """

    names: Sequence[str]
    year: int
    chair: int
    bar: int
    endings: Sequence[str]
    beliefs: Sequence[Sequence[Sequence[int]]]
    sights: Sequence[Sequence[Sequence[str]]]
    suspects: Sequence[Sequence[Sequence[bool]]]
    bent: Sequence[Sequence[Sequence[bool]]]
    armed: Sequence[Sequence[Sequence[bool]]]


@dataclass(frozen=True)
class Valley:
    """Where a history lies on its sheet: its banks, and beside them the plots of two suspicions.

    Suspicion grows away from the river, and the years run down.
    """

    left: float
    right: float
    suspicions: tuple[Plot, Plot]

    @classmethod
    def at(cls, left: float, bottom: float, wide: bool) -> "Valley":
        """Lay one out from its lower left corner."""
        beside, between, height = (1.3, 2.5, 3.3) if wide else (1.0, 1.9, 2.5)
        near, far = left + beside + 0.2, left + beside + 0.2 + between
        look = (bottom, -beside, height, HIGH - LOW, -0.2, YEARS + 0.2)
        mirrored = (bottom, beside, height, HIGH - LOW, -0.2, YEARS + 0.2)
        return cls(near, far, (Plot(near - 0.2, *look), Plot(far + 0.2, *mirrored)))

    def y(self, row: float) -> float:
        """Return where a year lies up the sheet.

        Parameters
        ----------
        row : float
            The year; years run down.

        Returns
        -------
        float
            Inches from the foot.
        """
        return float(self.suspicions[0].y(row))


VALLEYS = {
    False: (Valley.at(0.3, 4.8, False), Valley.at(0.3, 1.3, False)),
    True: (Valley.at(0.5, 0.75, True), Valley.at(6.9, 0.75, True)),
}
"""For a phone and for a wide page: the history as it was, and with one sight put straight."""


def _headline(beliefs: Beliefs) -> str:
    was, meant = beliefs.endings
    return f"One sight in year {beliefs.year}, put straight, turns the {was} into {meant}"


@figure(7.85, _headline, wide=4.7)
def draw_beliefs(ax: Axes, beliefs: Beliefs, *, wide: bool = False) -> Artists:
    """Draw what two frightened states did and believed, as it was and with one sight put straight.

    The reader should see that the same luck, with one sight put straight, ends otherwise: from that
    sight on what crosses the river differs, and no suspicion reaches the bar.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    beliefs : Beliefs
        Of both histories, as `game.figures.beliefs` computes them.
    wide : bool
        Whether it is for a wide page.

    Returns
    -------
    list of Artist
        For each history and chair the line of its suspicion, then its acts.

    Notes
    -----
    Addition: not from the article; the model is this book's. Beliefs in steps of log-odds.
    """
    drawn: Artists = []
    was, meant = beliefs.endings
    titles = (f"As it was: {was}", f"Year {beliefs.year} put straight: {meant}")
    for which, (valley, title) in enumerate(zip(VALLEYS[wide], titles, strict=True)):
        top = valley.y(0)
        say(ax, (valley.left + valley.right) / 2, top + 0.62, title, weight=600)
        foot = valley.y(YEARS) - 0.15
        river(ax, valley.left + 0.1, foot, valley.right - valley.left - 0.2, top - foot + 0.15)
        for chair, bank in enumerate((valley.left, valley.right)):
            say(ax, bank, top + 0.27, beliefs.names[chair], SIDES[chair], weight=600)
            drawn += _draw_chair(ax, valley, beliefs, which, chair)
        for row in range(1, YEARS + 1):
            say(ax, valley.suspicions[0].x(HIGH - LOW) - 0.15, valley.y(row), str(row), "muted")
    _draw_key(ax, wide)
    return drawn


def _draw_chair(ax: Axes, valley: Valley, beliefs: Beliefs, which: int, chair: int) -> Artists:
    """Draw what a chair did and suspected, and what it saw cross the river to its bank."""
    plot, side = valley.suspicions[chair], SIDES[chair]
    banks = (valley.left, valley.right)
    here, over = banks[chair], banks[1 - chair]
    inward = 0.12 if chair == 0 else -0.12
    steps = [step - LOW for step in beliefs.beliefs[which][chair]]
    plot.line(ax, [beliefs.bar - LOW] * 2, [0.7, YEARS + 0.2], "muted", 1, linestyle=DASHED)
    say(ax, plot.x(beliefs.bar - LOW), valley.y(YEARS) - 0.25, "arms from here", "muted")
    words = "suspicion →" if chair else "← suspicion"
    say(ax, plot.x((HIGH - LOW) * 0.6), valley.y(0) + 0.27, words, "muted")
    drawn: Artists = [plot.line(ax, steps, range(1, YEARS + 1), side, 1.8)]
    for row, sight in enumerate(beliefs.sights[which][chair]):
        bent, suspects = (one[which][chair][row] for one in (beliefs.bent, beliefs.suspects))
        start, end = (over - inward, valley.y(row)), (here + 1.8 * inward, valley.y(row + 0.5))
        turned = (row + 1, chair) == (beliefs.year, beliefs.chair)
        crossing(ax, start, end, SIDES[1 - chair], bent=bent, width=3.0 if turned else 1.1)
        reading = "offensive" if suspects else "defensive"
        arrival(ax, here + inward, end[1], sight, reading, right=chair == 1, size=8)
    for row, armed in enumerate(beliefs.armed[which][chair]):
        drawn.append(act(ax, here, valley.y(row), side, armed=armed, size=10))
    return drawn


def _draw_key(ax: Axes, wide: bool) -> None:
    """Say what stands for what: acts, what arrives, and a bent sight."""
    y, below = (0.2, 0.2) if wide else (0.8, 0.5)
    x, over = (0.6, 5.0) if wide else (0.2, 0.2)
    for at, armed, words in ((x, True, "armed"), (x + 0.95, False, "held back")):
        act(ax, at, y, "reader", armed=armed, size=10)
        beside(ax, at, y, words, "muted")
    crossing(ax, (x + 2.75, y - 0.03), (x + 2.15, y + 0.03), "other", bent=True, width=1.3)
    beside(ax, x + 2.75, y, "not what was sent", "muted")
    for at, sight in ((over, "restraint"), (over + 1.2, "shield"), (over + 2.2, "spear")):
        arrival(ax, at, below, sight, "defensive", size=8)
        beside(ax, at, below, f"saw {sight}" if wide else sight, "muted")
    right, foot = (3.3, below) if wide else (0.0, 0.2)
    for at, reading in ((over + right, "defensive"), (over + right + 1.9, "offensive")):
        say(ax, at, foot, f"read as {reading}", reading, ha="left")


def describe_beliefs(beliefs: Beliefs) -> str:
    """Say in words what `draw_beliefs` shows."""
    year, state = beliefs.year, beliefs.names[beliefs.chair]
    sentences = [f"Acts, sights and beliefs of two frightened states over {YEARS} years."]
    seen = ("As it was", "Put straight")
    for which, (as_seen, ending) in enumerate(zip(seen, beliefs.endings, strict=True)):
        before, after = map(number, beliefs.beliefs[which][beliefs.chair][year - 2 : year])
        sight = beliefs.sights[which][beliefs.chair][year - 1]
        years = [sum(armed[1:]) for armed in beliefs.armed[which]]
        sentences.append(
            f"{as_seen}, what reaches {state} in year {year} is {sight}, its suspicion goes from "
            f"{before} to {after} steps, the two arm in {years[0]} and {years[1]} years, and the "
            f"history ends as {ending}."
        )
    return " ".join(sentences)


Shares = tuple[float, float]
"""How a mind fares: restraint with its own kind, coercion by a neighbour that wants more."""

KINDS = {"fearful": "-", "sensible": DASHED, "tester": DOTTED}
"""Minds whose bar is moved, each with the style of its line."""

WORLDS = Plot(0.6, 0.72, 3.4, 2.8)
"""The plot of restraint with a defensive neighbour and coercion by an offensive one."""

BESIDE = {
    "fearful": (-0.06, 0.2, "right"),
    "calm": (-0.12, 0, "right"),
    "sensible": (0.1, -0.18, "left"),
    "tester": (-0.12, 0.06, "right"),
}
"""Where the name of a mind stands beside its mark: inches to the right and up, and its side."""

GOOD = (0.64, 0.11)
"""Good in both worlds: at least so much restraint, and at most so much coercion."""


def _best(minds: Mapping[str, Shares]) -> str:
    most = max(minds, key=lambda name: minds[name][0])
    pressed = max(minds, key=lambda name: minds[name][1])
    both = f" and gives in most often ({minds[most][1]:.0%})" if most == pressed else ""
    return f"The {most} mind finds restraint most often ({minds[most][0]:.0%}){both}"


@figure(3.85, _best)
def draw_both_worlds(
    ax: Axes, minds: Mapping[str, Shares], lines: Mapping[str, Sequence[Shares]]
) -> Artists:
    """Draw how minds fare with a neighbour that wants to be safe, and with one that wants more.

    The reader should see that no line reaches the lower right corner: along each of them more
    restraint is paid for with more coercion.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    minds : mapping of str to pair of float
        By name.
    lines : mapping of str to sequence of pairs of float
        Of minds of `KINDS`, as the bar from which they arm is moved.

    Returns
    -------
    list of Artist
        A line for each of ``lines``; then a mark for each of ``minds``; then the edge of the
        corner that is good in both worlds.

    Notes
    -----
    Addition: not from the article; the model is this book's. `game.figures.worlds` gives both.
    """
    plot = WORLDS
    plot.frame(ax, (0, 0.5, 1), (0.5, 1), percent)
    say(ax, 0.08, plot.y(1) + 0.2, "gives in to an offensive neighbour", "muted", ha="left")
    say(ax, plot.x(1), 0.28, "restraint with a defensive neighbour", "muted", ha="right")
    drawn: Artists = []
    for name, fares in lines.items():
        x, y = zip(*fares, strict=True)
        drawn.append(plot.line(ax, x, y, "muted", linestyle=KINDS[name], width=1.4))
    for name, (rest, pressed) in minds.items():
        drawn.append(plot.dot(ax, rest, pressed, size=10))
        right, up, ha = BESIDE[name]
        say(ax, plot.x(rest) + right, plot.y(pressed) + up, name, ha=ha, weight=600)
    rest, pressed = GOOD
    drawn.append(plot.line(ax, [rest, rest, 1], [0, pressed, pressed], width=1.4))
    middle, edge = plot.x((rest + 1) / 2), plot.y(pressed)
    say(ax, middle, edge + 0.16, "good with both:", weight=600)
    say(ax, middle, edge - 0.16, "no mind here", weight=600)
    return drawn


def describe_both_worlds(minds: Mapping[str, Shares], lines: Mapping[str, Sequence[Shares]]) -> str:
    """Say in words what `draw_both_worlds` shows."""
    rates = [f"{name}, {rest:.0%} and {pressed:.0%}" for name, (rest, pressed) in minds.items()]
    return (
        "How often minds come to restraint with a defensive neighbour, and give in to an "
        f"offensive one: {'; '.join(rates)}. Along each line, from a low bar to a high one, both "
        "rise together."
    )
