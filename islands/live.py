"""An explorer in a live kernel: real ipywidgets, computing as the reader moves them."""

import traceback
from collections import Counter
from html import escape
from typing import Any

import ipywidgets

from islands.controls import Choice, Control, Reveal, Slider
from islands.definition import Definition
from islands.frame import State


def _input(control: Control, value: Any) -> Any:
    """Make the widget of one control."""
    given: dict[str, Any] = {"value": value, "description": control.label}
    if isinstance(control, Reveal):
        return ipywidgets.ToggleButton(**given)
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


def _pattern(explorer: Definition, moves: list[State]) -> str:
    """Count what a reader committed to, for each value of the first control, without judging it."""
    seat, said = explorer.controls[0], []
    for value, words in seat.words.items():
        mine = [move for move in moves if move[seat.name] == value]
        told = []
        for control in explorer.controls:
            times = Counter(move[control.name] for move in mine)
            counts = [f"{name} {times[one]}" for one, name in control.words.items() if times[one]]
            if control.name in explorer.record:
                told.append(f"{control.label.lower()} {', '.join(counts)}")
        if mine:
            said.append(f"{words}: {'; '.join(told)}.")
    return " ".join(["Your pattern.", *said])


class Live(ipywidgets.VBox):  # type: ignore[misc]
    """An explorer as an ipywidgets box.

    An error of ``draw`` or ``describe`` stands where the sentence would be.

    Parameters
    ----------
    explorer : Definition
        What to show.

    Attributes
    ----------
    inputs : dict of str to widget
        One for each control, by its name.
    picture, reading, pattern : ipywidgets.HTML
        The drawing, its sentence and, where the explorer records, the reader's pattern.
    """

    def __init__(self, explorer: Definition) -> None:
        self._explorer, self._sheet = explorer, explorer.sheet()
        self._moves: dict[tuple[Any, ...], State] = {}
        self.inputs = {c.name: _input(c, explorer.default[c.name]) for c in explorer.controls}
        self.picture = ipywidgets.HTML(layout={"width": "100%", "max_width": "36rem"})
        self.reading, self.pattern = ipywidgets.HTML(), ipywidgets.HTML()
        self._reveals = [self.inputs[c.name] for c in explorer.controls if isinstance(c, Reveal)]
        title = ipywidgets.HTML(f"<strong>{escape(explorer.title)}</strong>")
        ours = [self.pattern] if explorer.record else []
        super().__init__([title, *self.inputs.values(), self.picture, self.reading, *ours])
        for field in self.inputs.values():
            field.observe(self._moved, names="value")
        self._show()

    def _moved(self, change: Any) -> None:
        owner = change["owner"]
        for reveal in self._reveals:  # another move holds back again
            if reveal is not owner:
                reveal.value = False
        state = self._show()
        if state and self._explorer.record and owner in self._reveals and owner.value:
            self._remember(state)

    def _show(self) -> State | None:
        """Draw and say what the inputs are set to; return it if that could be done."""
        state = {name: field.value for name, field in self.inputs.items()}
        picture = ""
        try:
            reason = self._explorer.unavailable(**state)
            said = reason or self._explorer.sentence(state)
            if not reason:
                picture = "\n".join(self._sheet.svg(said, state, text=False))
            reading = escape(said)
        except Exception:
            reason, reading = "an error", f"<pre>{escape(traceback.format_exc())}</pre>"
        self.picture.value, self.reading.value = picture, reading
        return None if reason else state

    def _remember(self, state: State) -> None:
        told = {c.name for c in self._explorer.controls if isinstance(c, Reveal)}
        told |= {*self._explorer.record}
        key = tuple(value for name, value in state.items() if name not in told)
        self._moves.setdefault(key, state)  # the first commitment stands
        self.pattern.value = escape(_pattern(self._explorer, list(self._moves.values())))
