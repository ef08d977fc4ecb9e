"""Interactive figures: one Python definition, alive in a notebook and on a static page."""

from secdilemma.explorer.controls import Choice, Control, Reveal, Slider
from secdilemma.explorer.explorer import Explorer

__all__ = ["Choice", "Control", "Explorer", "Reveal", "Slider"]
