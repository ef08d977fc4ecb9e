"""Things that do not say what they are for."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from secdilemma.kit.figure import figure
from secdilemma.kit.shapes import Artists, say
from secdilemma.style import TEXT, WIDE, WIDTH, colour
from secdilemma.words import count, sentence

Outline = list[tuple[float, float]]


@dataclass(frozen=True)
class Thing:
    """A thing seen from the side, and what it may be meant for.

    Attributes
    ----------
    name : str
        What it is.
    defends, attacks : str
        What it is for if its owner wants to be safe, and if its owner wants more.
    outlines : list of list of tuple
        Polygons in tenths of an inch, the ground being nought.
    wheels : tuple of tuple
        Of each wheel where it stands, and its radius.
    """

    name: str
    defends: str
    attacks: str
    outlines: list[Outline]
    wheels: tuple[tuple[float, float], ...]


THINGS = (
    Thing(
        "a bridge-laying tank", "lets relief cross", "lets an attack cross",
        [
            [(-8, 1.4), (-7, 0.3), (7, 0.3), (8, 1.4), (7.2, 2.4), (-7.2, 2.4)],
            [(-7.4, 2.5), (-5.6, 3.5), (6, 3.5), (7.6, 2.6)],
            [(-12, 4.3), (-10.4, 3.7), (10.4, 3.7), (12, 4.3), (10.8, 5.2), (0.3, 5.2), (0.3, 5),
             (-0.3, 5), (-0.3, 5.2), (-10.8, 5.2)],
            [(5, 3.4), (6.4, 3.4), (6.4, 3.9), (5, 3.9)],
            [(-6, 3.4), (-4.6, 3.4), (-4.6, 3.9), (-6, 3.9)],
        ],
        (),
    ),
    Thing(
        "a battery of missiles on a coast", "keeps a harbour open", "closes a strait",
        [
            [(-10, 1.3), (10, 1.3), (10, 2), (-10, 2)],
            [(6.2, 2), (10.4, 2), (10.4, 3.6), (9.6, 5), (6.2, 5)],
            [(-9.4, 1.6), (-7.4, 1.6), (-6.4, 10.6), (-8.4, 10.8)],
            [(-6.9, 1.6), (-4.9, 1.6), (-3.9, 10.3), (-5.9, 10.5)],
            [(-4.4, 6), (0.6, 2), (1.8, 2), (-4.2, 6.9)],
            [(1.4, 2.2), (5.4, 2.2), (5.4, 3.8), (1.4, 3.8)],
        ],
        ((-7.6, 1.2), (-4.6, 1.2), (4.4, 1.2), (7.8, 1.2)),
    ),
    Thing(
        "a transport aircraft", "takes people out", "brings soldiers in",
        [
            [(-12, 4.2), (-10.4, 2.4), (-7, 1.5), (7.4, 1.5), (9.6, 2.1), (10.2, 2.9), (9, 3.8),
             (7.4, 4.4), (-6.6, 4.4)],
            [(-12.6, 8.6), (-10.2, 8.6), (-6.4, 4.2), (-11.4, 4.1)],
            [(-13.4, 8.4), (-9.4, 8.4), (-9.4, 8.9), (-13.4, 8.9)],
            [(-3.6, 4.3), (3.4, 4.3), (2.4, 5), (-3, 5)],
            [(0.2, 3.1), (3.9, 3.1), (4.4, 3.6), (3.9, 4.1), (0.2, 4.1)],
        ],
        ((-2.4, 0.9), (-0.6, 0.9), (6.6, 0.8)),
    ),
)  # fmt: skip
"""Three things that the chapter on uncertainty speaks of, and that armies of all kinds have."""


def _headline() -> str:
    return f"{sentence(count(len(THINGS)))} things; none says what it is for"


def _path(thing: Thing, x: float, y: float) -> Path:
    """Return the outline of a thing that stands at a place."""
    paths = [Path([*outline, outline[0]], closed=True) for outline in thing.outlines]
    for place, radius in thing.wheels:
        paths.append(Path.circle((place, radius), radius))
    whole = Path.make_compound_path(*paths)
    return Affine2D().scale(0.085).translate(x, y).transform_path(whole)


@figure(4.75, _headline, lines=1, wide=1.75)
def draw_ambiguity(ax: Axes, *, wide: bool = False) -> Artists:
    """Draw things from the side, each with two uses.

    The reader should see that the same thing stands over both captions.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    wide : bool
        Whether they stand side by side.

    Returns
    -------
    list of Artist
        One outline for each.

    Notes
    -----
    An addition of this book, after what Booth and Wheeler (2008) call the ambiguous symbolism of
    weapons; the outlines are of no type in particular.
    """
    shapes: Artists = []
    step = WIDE / len(THINGS)
    for number, thing in enumerate(THINGS):
        x = step * (number + 0.5) if wide else WIDTH / 2
        y = 0.72 if wide else 3.82 - 1.65 * number
        shape = PathPatch(_path(thing, x, y), facecolor=colour("ink"), linewidth=0)
        shapes.append(ax.add_patch(shape))
        say(ax, x, y - 0.2, thing.name, weight=600, size=TEXT)
        say(ax, x - 0.1, y - 0.42, thing.defends + "?", "defensive", ha="right")
        say(ax, x + 0.1, y - 0.42, thing.attacks + "?", "offensive", ha="left")
    return shapes


def describe_ambiguity() -> str:
    """Say in words what `draw_ambiguity` shows."""
    each = "; ".join(f"{t.name} {t.defends}, or {t.attacks}" for t in THINGS)
    return f"Outlines of {count(len(THINGS))} things, each over two captions: {each}."
