"""An explorer: a drawing with controls, shown as a page's island or as a live widget."""

import base64
from typing import TYPE_CHECKING, Any

from islands.drawing import Drawing
from islands.where import in_page

if TYPE_CHECKING:
    from islands.live import Live


class Explorer(Drawing):
    """An interactive figure.

    Parameters
    ----------
    name : str
        Lower-case words joined by hyphens; it stands in links.
    title : str
        Shown above the controls.
    controls : sequence of Control
        At least one; their order is the tab order.
    draw : callable
        ``draw(ax, **state)`` draws a state and returns artists.
    describe : callable
        ``describe(**state)`` says in a sentence what the picture shows.
    default : mapping, optional
        The state to begin with; the first value of each control where it says nothing.
    look : Look
        The look to draw in.
    height : float, optional
        Inches; if it is not given, the ``height`` of ``draw``.
    wide : float, optional
        Inches; the height of a second drawing, for a wide page.
    unavailable : callable, optional
        ``unavailable(**state)`` returns the reason why a state is meaningless, or None. Such
        choices are shown disabled.

    Raises
    ------
    ValueError
        If its name cannot stand in a link, a control's name stands twice, the default is unknown
        or meaningless, or ``draw``, ``describe`` or ``unavailable`` do not take what the controls
        give.

    Examples
    --------
    >>> from islands import Choice, Look
    >>> side = Choice("side", "Side", ["left", "right"])
    >>> say = lambda side: f"A line on the {side}."
    >>> look = Look(palette={}, width=5, prefix="my")
    >>> Explorer("line", "A line", [side], lambda ax, side: ax.plot([0, 1]), say, look=look).size
    2
    """

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.controls:
            raise ValueError(f"figure {self.name!r}: no controls; a `Picture` needs none")

    def widget(self) -> "Live":
        """Make the ipywidgets widget of a live kernel.

        Returns
        -------
        Live
            The controls, the picture and the sentence.
        """
        from islands.live import Live  # pages are built without a kernel's widgets

        return Live(self)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        if not in_page():
            return self.widget()._repr_mimebundle_(**options)
        from islands.page import island  # a live kernel needs no Jinja

        return {
            "text/html": island(self),
            "image/png": base64.b64encode(self.to_png(self.figure(self.default))).decode(),
            "text/plain": self.sentence(self.default),
        }
