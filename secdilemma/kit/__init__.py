"""The drawing kit: figures, shapes, signs with their key, plots."""

from secdilemma.kit.figure import Setup, explorer, figure, headed, inches, picture
from secdilemma.kit.plot import Plot
from secdilemma.kit.shapes import (
    Artists,
    Point,
    arrow,
    bar,
    box,
    dot,
    edge,
    hatch,
    heading,
    line,
    named,
    say,
    strong,
)
from secdilemma.kit.signs import Sign, key, sign

__all__ = [
    "Artists",
    "Plot",
    "Point",
    "Setup",
    "Sign",
    "arrow",
    "bar",
    "box",
    "dot",
    "edge",
    "explorer",
    "figure",
    "hatch",
    "headed",
    "heading",
    "inches",
    "key",
    "line",
    "named",
    "picture",
    "say",
    "sign",
    "strong",
]
