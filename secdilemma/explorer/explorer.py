"""The explorer itself: it checks its definition, draws its states and shows them where it is."""

import base64
import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from math import prod
from typing import Any

from secdilemma.explorer.controls import Control, Reveal
from secdilemma.prose import in_book
from secdilemma.render import Sheet

MOST = 300
"""More states than this are refused: a page has to stay light."""

State = dict[str, Any]


@dataclass(frozen=True)
class Frame:
    """One drawn state.

    Attributes
    ----------
    svg : str
        The picture, one element a line.
    sentence : str
        What it shows.
    """

    svg: str
    sentence: str


def _root(function: Callable[..., Any]) -> Callable[..., Any]:
    return _root(function.func) if isinstance(function, partial) else function


class Explorer:
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
        ``draw(ax, **state)`` draws a state and returns artists, as in `secdilemma.figures`.
    describe : callable
        ``describe(**state)`` says in a sentence what the picture shows.
    default : mapping, optional
        The state to begin with; the first value of each control where it says nothing.
    unavailable : callable, optional
        ``unavailable(**state)`` returns the reason why a state is meaningless, or None. Such
        choices are shown disabled.
    record : sequence of str
        Controls whose values are listed for the reader, once revealed, for each setting of the
        others. For explorers with a `Reveal`.

    Raises
    ------
    ValueError
        If its name cannot stand in a link, a control's name stands twice, the default is unknown
        or meaningless, there are more than `MOST` states, or ``draw``, ``describe`` or
        ``unavailable`` do not take what the controls give.

    Examples
    --------
    >>> from secdilemma.explorers import scenario_map
    >>> scenario_map.size
    8
    """

    def __init__(
        self,
        name: str,
        title: str,
        controls: Sequence[Control],
        draw: Callable[..., Any],
        describe: Callable[..., str],
        default: Mapping[str, Any] | None = None,
        *,
        unavailable: Callable[..., str | None] | None = None,
        record: Sequence[str] = (),
    ) -> None:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
            raise ValueError(f"explorer {name!r}: expected lower-case words joined by hyphens")
        self.name, self.title, self.controls = name, title, tuple(controls)
        self.draw, self.describe, self.record = draw, describe, tuple(record)
        self.unavailable = unavailable or (lambda **_: None)
        self._check_controls()
        self.default = self._checked_default(default or {})
        self._frames: dict[tuple[Any, ...], Frame] | None = None

    def _check_controls(self) -> None:
        names = [control.name for control in self.controls]
        if not names or len(set(names)) < len(names):
            raise ValueError(f"explorer {self.name!r}: control names {names}; expected each once")
        if self.size > MOST:
            sizes = " x ".join(str(len(control.words)) for control in self.controls)
            raise ValueError(
                f"explorer {self.name!r} has {self.size} states ({sizes}), more than {MOST}; "
                "give a slider fewer steps, or make two explorers"
            )
        for function, skip in ((self.draw, 1), (self.describe, 0), (self.unavailable, 0)):
            taken = list(inspect.signature(function).parameters.values())[skip:]
            if any(p.kind is p.VAR_KEYWORD for p in taken):
                continue
            needed = {p.name for p in taken if p.default is p.empty}
            known = {p.name for p in taken}
            if not needed <= set(names) <= known:
                odd = sorted(needed - set(names)) + sorted(set(names) - known)
                called = _root(function).__name__.replace("<lambda>", "unavailable")
                raise ValueError(
                    f"explorer {self.name!r}: {called}() and the controls differ in {odd}; "
                    f"the controls are {names}"
                )
        for recorded in self.record:
            if recorded not in names:
                raise ValueError(f"explorer {self.name!r}: no control {recorded!r} to record")

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
    def height(self) -> float:
        """The height of the picture in inches."""
        return float(getattr(_root(self.draw), "height", 3.5))

    @property
    def label(self) -> str:
        """Where the words for the picture stand: the sentence is its alternative text."""
        return f"#{self.name}--in-words"

    @property
    def reveals(self) -> bool:
        """Whether it holds something back."""
        return any(isinstance(control, Reveal) for control in self.controls)

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

    def frames(self) -> dict[tuple[Any, ...], Frame]:
        """Draw every state that means something, once.

        Returns
        -------
        dict
            Frame by the values of a state.

        Raises
        ------
        ValueError
            If two states differ in picture and not in words, or a control changes neither.
        """
        if self._frames is None:
            sheet, drawn = Sheet(self.name, self.height), {}
            said: dict[str, tuple[str, State]] = {}
            for state in self.states():
                if self.unavailable(**state):
                    continue
                frame = Frame(sheet.svg(self.draw, self.label, **state), self.sentence(state))
                known, other = said.setdefault(frame.sentence, (frame.svg, state))
                if known != frame.svg:
                    raise ValueError(
                        f"explorer {self.name!r}: {other} and {state} look different, and both say "
                        f"{frame.sentence!r}"
                    )
                drawn[tuple(state.values())] = frame
            self._check_effects(drawn)
            self._frames = drawn
        return self._frames

    def _check_effects(self, drawn: Mapping[tuple[Any, ...], Frame]) -> None:
        """Refuse a control that changes nothing, whatever the others say."""
        for place, control in enumerate(self.controls):
            seen: dict[tuple[Any, ...], set[Frame]] = {}
            for values, frame in drawn.items():
                others = (*values[:place], *values[place + 1 :])
                seen.setdefault(others, set()).add(frame)
            if all(len(frames) == 1 for frames in seen.values()):
                raise ValueError(
                    f"explorer {self.name!r}: control {control.name!r} changes neither picture nor "
                    "sentence"
                )

    def frame(self, state: State) -> Frame:
        """Draw one state, whether or not the book has it.

        Parameters
        ----------
        state : dict
            Value by control name.

        Returns
        -------
        Frame
            Picture and sentence.
        """
        svg = Sheet(self.name, self.height).svg(self.draw, self.label, **state)
        return Frame(svg, self.sentence(state))

    def widget(self) -> Any:
        """Make the ipywidgets widget of a live kernel.

        Returns
        -------
        ipywidgets.VBox
            The controls, the picture and the sentence.
        """
        from secdilemma.explorer.live import widget

        return widget(self)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        if not in_book():
            return self.widget()._repr_mimebundle_(**options)
        from secdilemma.explorer.island import island

        png = Sheet(self.name, self.height).png(self.draw, **self.default)
        return {
            "text/html": island(self),
            "image/png": base64.b64encode(png).decode(),
            "text/plain": self.sentence(self.default),
        }
