"""An explorer in a live kernel: real ipywidgets, computing as the reader moves them."""

import traceback
from html import escape
from typing import Any

import ipywidgets

from secdilemma.explorer.controls import Choice, Control, Reveal, Slider
from secdilemma.explorer.explorer import Explorer


def _input(control: Control, value: Any) -> Any:
    """Make the widget of one control."""
    options = [(words, option) for option, words in control.words.items()]
    wide = {"description_width": "initial"}
    common = {"description": control.label, "style": wide, "layout": {"width": "max-content"}}
    if isinstance(control, Reveal):
        return ipywidgets.ToggleButton(value=value, description=control.label)
    if isinstance(control, Slider):
        common["layout"] = {"width": "26rem"}
        if control.fine:
            low, high, step = control.fine
            return ipywidgets.FloatSlider(
                value=value, min=low, max=high, step=step, continuous_update=True, **common
            )
        return ipywidgets.SelectionSlider(
            options=options, value=value, continuous_update=True, **common
        )
    if isinstance(control, Choice) and control.many:
        return ipywidgets.Dropdown(options=options, value=value, **common)
    return ipywidgets.RadioButtons(options=options, value=value, **common)


def widget(explorer: Explorer) -> ipywidgets.VBox:
    """Show an explorer as an ipywidgets box.

    Parameters
    ----------
    explorer : Explorer
        What to show.

    Returns
    -------
    ipywidgets.VBox
        Its children are the title, one widget per control, the picture and the sentence. An error
        of ``draw`` or ``describe`` stands where the sentence would be.
    """
    inputs = {c.name: _input(c, explorer.default[c.name]) for c in explorer.controls}
    picture = ipywidgets.HTML(layout={"width": "100%", "max_width": "36rem"})
    reading = ipywidgets.HTML()

    def show(change: Any = None) -> None:
        for control in explorer.controls:  # another move holds back again
            held = isinstance(control, Reveal) and change is not None
            if held and change["owner"] is not inputs[control.name]:
                inputs[control.name].value = False
        state = {name: field.value for name, field in inputs.items()}
        try:
            reason = explorer.unavailable(**state)
            if reason:
                picture.value, reading.value = "", escape(reason)
                return
            frame = explorer.frame(state)
            said = escape(frame.sentence)
            pointer = f'aria-labelledby="{explorer.label[1:]}"'  # no such element in a notebook
            picture.value = frame.svg.replace(pointer, f'aria-label="{said}"', 1)
            reading.value = said
        except Exception:
            picture.value = ""
            reading.value = f"<pre>{escape(traceback.format_exc())}</pre>"

    for field in inputs.values():
        field.observe(show, names="value")
    show()
    title = ipywidgets.HTML(f"<strong>{escape(explorer.title)}</strong>")
    box = ipywidgets.VBox([title, *inputs.values(), picture, reading])
    box.inputs, box.picture, box.reading = inputs, picture, reading
    return box
