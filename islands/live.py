"""An explorer in a live kernel: real ipywidgets, computing as the reader moves them."""

import traceback
from html import escape
from typing import Any

import ipywidgets

from islands.controls import Choice, Control, Slider
from islands.drawing import Drawing


def _input(control: Control, value: Any) -> Any:
    """Return the widget of one control."""
    given: dict[str, Any] = {"value": value, "description": control.label}
    given["style"] = {"description_width": "initial"}
    given["layout"] = {"width": "26rem" if isinstance(control, Slider) else "max-content"}
    if isinstance(control, Slider) and control.fine:
        low, high, step = control.fine
        return ipywidgets.FloatSlider(min=low, max=high, step=step, **given)
    given["options"] = [(words, option) for option, words in control.words.items()]
    if isinstance(control, Slider):
        return ipywidgets.SelectionSlider(**given)
    many = isinstance(control, Choice) and control.many
    return (ipywidgets.Dropdown if many else ipywidgets.RadioButtons)(**given)


class Live(ipywidgets.VBox):  # type: ignore[misc]
    """An explorer as an ipywidgets box.

    An error of ``draw`` or ``describe`` stands where the sentence would be.

    Parameters
    ----------
    explorer : Drawing
        What to show.

    Attributes
    ----------
    inputs : dict of str to widget
        One for each control, by its name.
    picture, reading : ipywidgets.HTML
        The drawing and its sentence.
    """

    def __init__(self, explorer: Drawing) -> None:
        self._explorer = explorer
        self.inputs = {c.name: _input(c, explorer.default[c.name]) for c in explorer.controls}
        self.picture = ipywidgets.HTML(layout={"width": "100%", "max_width": "36rem"})
        self.reading = ipywidgets.HTML()
        title = ipywidgets.HTML(f"<strong>{escape(explorer.title)}</strong>")
        super().__init__([title, *self.inputs.values(), self.picture, self.reading])
        for field in self.inputs.values():
            field.observe(self._show, names="value")
        self._show()

    def _show(self, _change: Any = None) -> None:
        """Draw and say what the inputs are set to."""
        state = {name: field.value for name, field in self.inputs.items()}
        picture = ""
        try:
            reason = self._explorer.unavailable(**state)
            sentence = reason or self._explorer.sentence(state)
            if not reason:
                figure = self._explorer.figure(state)
                picture = "\n".join(self._explorer.to_svg(figure, sentence, text=False))
            reading = escape(sentence)
        except Exception:
            reading = f"<pre>{escape(traceback.format_exc())}</pre>"
        self.picture.value, self.reading.value = picture, reading
