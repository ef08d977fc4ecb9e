"""What an explorer is: a checked definition, its states, and each of them drawn and said."""

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from islands.controls import Control
from islands.frame import Frame, State
from islands.honesty import refuse_idle_controls, refuse_one_sentence_for_two_pictures
from islands.look import Look
from islands.many import in_order
from islands.parts import Handle
from islands.sheet import Describe, Draw, Sheet, unwrapped
from islands.store import Store

HEAVIEST = 150_000
"""Bytes that the states of an explorer may add to a page, compressed: it has to stay light."""

WEIGHED = 250
"""So many states are drawn between two looks at the scales."""


@dataclass(eq=False)
class Definition:
    """What is drawn and said for every state; `Explorer` describes what it takes."""

    name: str
    title: str
    controls: Sequence[Control]
    draw: Draw
    describe: Describe
    default: Any = None  # a mapping or nothing; from then on a whole state
    _: KW_ONLY
    look: Look
    height: float | None = None
    unavailable: Callable[..., str | None] = field(default_factory=lambda: lambda **_: None)
    files: Sequence[Path] = ()

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.name):
            raise ValueError(f"explorer {self.name!r}: expected lower-case words joined by hyphens")
        self._check_controls()
        for function, skip in ((self.draw, 1), (self.describe, 0), (self.unavailable, 0)):
            self._check_function(function, skip)
        self.default = self._checked_default(self.default or {})

    def _check_controls(self) -> None:
        names = [control.name for control in self.controls]
        if not names or len(set(names)) < len(names):
            raise ValueError(f"explorer {self.name!r}: control names {names}; expected each once")

    def _check_function(self, function: Callable[..., Any], skip: int) -> None:
        """Refuse a function that does not take what the controls give."""
        names = [control.name for control in self.controls]
        taken = list(inspect.signature(function).parameters.values())[skip:]
        if any(p.kind is p.VAR_KEYWORD for p in taken):
            return
        needed = {p.name for p in taken if p.default is p.empty}
        known = {p.name for p in taken}
        if not needed <= set(names) <= known:
            odd = sorted(needed - set(names)) + sorted(set(names) - known)
            called = unwrapped(function).__name__.replace("<lambda>", "unavailable")
            raise ValueError(
                f"explorer {self.name!r}: {called}() and the controls differ in {odd}; "
                f"the controls are {names}"
            )

    def _checked_default(self, given: Mapping[str, Any]) -> State:
        for name, value in given.items():
            control = next((c for c in self.controls if c.name == name), None)
            if control is None or value not in control.words:
                allowed = control.values if control else [c.name for c in self.controls]
                raise ValueError(
                    f"explorer {self.name!r}: default {name}={value!r}; expected one of {allowed}"
                )
        state = {c.name: given.get(c.name, c.values[0]) for c in self.controls}
        reason = self.unavailable(**state)
        if reason:
            raise ValueError(f"explorer {self.name!r}: its default is meaningless: {reason}")
        return state

    @property
    def size(self) -> int:
        """The number of states."""
        return prod(len(control.words) for control in self.controls)

    @property
    def label(self) -> str:
        """The id of the element with the words for the picture, its alternative text."""
        return f"{self.name}--in-words"

    def states(self) -> list[State]:
        """List every state, the last control turning fastest.

        Returns
        -------
        list of dict
            Value by control name; meaningless states included.
        """
        names = [control.name for control in self.controls]
        turns = product(*(control.values for control in self.controls))
        return [dict(zip(names, values, strict=True)) for values in turns]

    def sentence(self, state: State) -> str:
        """Say what a state shows.

        Parameters
        ----------
        state : dict
            Value by control name.

        Returns
        -------
        str
            Never empty.

        Raises
        ------
        ValueError
            If ``describe`` returns nothing.
        """
        text = self.describe(**state)
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"explorer {self.name!r}: describe returns nothing for {state}")
        return text

    def sheet(self) -> Sheet:
        """Take a sheet to draw states on.

        Returns
        -------
        Sheet
            A blank one.
        """
        return Sheet(self.name, self.draw, self.look, self.height)

    def frame(self, state: State, sheet: Sheet | None = None) -> Frame:
        """Draw one state for a page, whether or not the page has it.

        Parameters
        ----------
        state : dict
            Value by control name.
        sheet : Sheet, optional
            Where to draw; a new one if none is given.

        Returns
        -------
        Frame
            Picture and sentence.
        """
        sheet = sheet or self.sheet()
        pieces = sheet.svg(f"#{self.label}", state, text=True)
        self._check_handles(sheet.handles())
        pieces[-1:-1] = sheet.grips()
        return Frame(tuple(pieces), self.sentence(state))

    def _check_handles(self, handles: Sequence[Handle]) -> None:
        """Refuse a handle of what no control sets, and a second one of the same control."""
        values = {control.name: control.words for control in self.controls}
        for place, handle in enumerate(handles):
            if handle.control not in values:
                raise ValueError(
                    f"explorer {self.name!r}: no control for handle {handle.control!r}"
                )
            if handle.control in [other.control for other in handles[:place]]:
                raise ValueError(f"explorer {self.name!r}: two handles for {handle.control!r}")
            odd = [value for value in handle.places if value not in values[handle.control]]
            if odd:
                raise ValueError(
                    f"explorer {self.name!r}: handle {handle.control!r} has places for {odd}, "
                    "which are no values of its control"
                )

    def frames(self) -> Sequence[Frame | str]:
        """Draw every state for a page.

        Returns
        -------
        sequence of Frame or str
            In the order of `states`; a state that means nothing has the reason in its place.

        Raises
        ------
        ValueError
            If two states differ in picture and not in words, a control changes neither, a handle
            does not fit its control, or the page would become too heavy.
        """
        sheet, states = self.sheet(), self.states()

        def draw(number: int) -> Frame | str:
            state = states[number]
            return self.unavailable(**state) or self.frame(state, sheet)

        store, drawn = Store(), []
        for frame in in_order(draw, len(states)):
            drawn.append(frame)
            store.add(frame)
            if len(drawn) % WEIGHED == 0 or len(drawn) == len(states):
                self._check_weight(store.weight(), len(drawn))
        pairs = zip(states, drawn, strict=True)
        shown = [(state, frame) for state, frame in pairs if isinstance(frame, Frame)]
        refuse_one_sentence_for_two_pictures(self.name, shown)
        refuse_idle_controls(self.name, shown)
        return drawn

    def _check_weight(self, weight: int, drawn: int) -> None:
        if weight > HEAVIEST:
            sizes = " x ".join(str(len(control.words)) for control in self.controls)
            raise ValueError(
                f"explorer {self.name!r} would weigh too much: {weight / 1000:,.0f} kB compressed "
                f"after {drawn:,} of its {self.size:,} states ({sizes}), more than "
                f"{HEAVIEST / 1000:,.0f} kB; let states share more of what is drawn, give a slider "
                "fewer steps, or make two explorers"
            )
