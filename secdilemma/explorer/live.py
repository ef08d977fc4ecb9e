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


def _pattern(explorer: Explorer, moves: list[dict[str, Any]]) -> str:
    """Count what a reader committed to, for each value of the first control, without judging it."""
    seat = explorer.controls[0]
    said = []
    for value, words in seat.words.items():
        mine = [move for move in moves if move[seat.name] == value]
        counts = [
            f"{control.label.lower()} "
            + ", ".join(
                f"{control.words[choice]} {times}"
                for choice in control.words
                if (times := sum(move[control.name] == choice for move in mine))
            )
            for control in explorer.controls
            if control.name in explorer.record
        ]
        if mine:
            said.append(f"{words}: {'; '.join(counts)}.")
    return " ".join(["Your pattern.", *said])


def widget(explorer: Explorer) -> ipywidgets.VBox:
    """Show an explorer as an ipywidgets box.

    Parameters
    ----------
    explorer : Explorer
        What to show.

    Returns
    -------
    ipywidgets.VBox
        Its children are the title, one widget per control, the picture, the sentence and, where
        the explorer records, the reader's pattern. An error of ``draw`` or ``describe`` stands
        where the sentence would be.
    """
    inputs = {c.name: _input(c, explorer.default[c.name]) for c in explorer.controls}
    picture = ipywidgets.HTML(layout={"width": "100%", "max_width": "36rem"})
    reading, pattern = ipywidgets.HTML(), ipywidgets.HTML()
    moves: dict[tuple[Any, ...], dict[str, Any]] = {}

    def remember(state: dict[str, Any]) -> None:
        told = {c.name for c in explorer.controls if isinstance(c, Reveal)} | {*explorer.record}
        key = tuple(value for name, value in state.items() if name not in told)
        moves.setdefault(key, state)  # the first commitment stands
        pattern.value = escape(_pattern(explorer, list(moves.values())))

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
            owner = change["owner"] if change is not None else None
            if explorer.record and any(
                owner is inputs[c.name] and owner.value
                for c in explorer.controls
                if isinstance(c, Reveal)
            ):
                remember(state)
        except Exception:
            picture.value = ""
            reading.value = f"<pre>{escape(traceback.format_exc())}</pre>"

    for field in inputs.values():
        field.observe(show, names="value")
    show()
    title = ipywidgets.HTML(f"<strong>{escape(explorer.title)}</strong>")
    ours = [pattern] if explorer.record else []
    box = ipywidgets.VBox([title, *inputs.values(), picture, reading, *ours])
    box.inputs, box.picture, box.reading, box.pattern = inputs, picture, reading, pattern
    return box
