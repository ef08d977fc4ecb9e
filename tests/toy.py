"""A look, and a small explorer in it that knows nothing of this book."""

from islands import Choice, Explorer, Look, Shade, Slider, handle, part, pick

LOOK = Look(
    palette={"ink": Shade("#111111", "#eeeeee"), "land": Shade("#dddddd", "#333333")},
    width=5,
    wide=10,
    prefix="my",
    family="DejaVu Sans",
    settings={"text.color": "#111111", "figure.facecolor": "none"},
)
SIDE, SIZE = Choice("side", "Side", ["left", "right"]), Slider("size", "Size", [1, 2, 3, 4])


def draw(ax, *, side, size):
    ax.set(xlim=(0, 5), ylim=(0, 3.5))
    ax.set_axis_off()
    part(ax.plot([0, size], [0, 1])[0], "line", f"{size} long")
    part(ax.text(size, 2, f"{size} of 1,500"), "count")
    pick(ax.text(1, 3, side), "other side", side="left" if side == "right" else "right")
    handle(ax, "size", {value: (value, 1) for value in (1, 2, 3)})
    return ax.lines


def describe(*, side, size):
    return f"A line on the {side}, {size} long."


def small(**changes):
    """Make the explorer, or one that differs in something."""
    given = {"name": "small", "title": "A small one", "controls": [SIDE, SIZE], "look": LOOK}
    return Explorer(**{**given, "draw": draw, "describe": describe, **changes})
