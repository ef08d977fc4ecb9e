"""Interactive figures: one Python definition, alive in a notebook and on a static page."""

from islands.controls import Choice, Control, Reveal, Slider
from islands.explorer import Explorer
from islands.look import Look, Shade
from islands.picture import Picture
from islands.svg import halo
from islands.where import in_page

__all__ = [
    "Choice",
    "Control",
    "Explorer",
    "Look",
    "Picture",
    "Reveal",
    "Shade",
    "Slider",
    "halo",
    "in_page",
]
