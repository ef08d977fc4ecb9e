"""Interactive figures: one Python definition, alive in a notebook and on a static page."""

from islands.controls import Choice, Control, Slider
from islands.explorer import Explorer
from islands.home import here
from islands.look import Look, Shade
from islands.parts import halo, handle, part, pick
from islands.picture import Picture
from islands.where import in_page

__all__ = [
    "Choice",
    "Control",
    "Explorer",
    "Look",
    "Picture",
    "Shade",
    "Slider",
    "halo",
    "handle",
    "here",
    "in_page",
    "part",
    "pick",
]
