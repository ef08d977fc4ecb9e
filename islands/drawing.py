"""A drawing: what is drawn and said for every state of its controls."""

import gc
import inspect
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property, partial
from itertools import product
from math import prod
from typing import Any, NamedTuple

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from islands.backend import pieces
from islands.controls import Control
from islands.look import Look
from islands.parts import grips, refuse_unknown_picks
from islands.sheet import Sheets

Draw = Callable[..., Sequence[Artist]]
Describe = Callable[..., str]

State = dict[str, Any]
"""What a drawing is given: in an explorer, value by control name."""

HEIGHT = 3.5
"""Inches, where neither a drawing nor its draw function says how high it is."""


class Frame(NamedTuple):
    """One drawn state.

    Attributes
    ----------
    pieces : tuple of str
        The picture: how its ``<svg>`` opens, its elements, how it closes.
    sentence : str
        What it shows.
    wide : tuple of str
        The picture as it is drawn for a wide page; empty where it has no such drawing.
    """

    pieces: tuple[str, ...]
    sentence: str
    wide: tuple[str, ...] = ()

    @property
    def svg(self) -> str:
        """The picture, one element a line."""
        return "\n".join(self.pieces)


def unwrapped(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function inside a ``functools.partial``.

    Parameters
    ----------
    function : callable
        Any function.

    Returns
    -------
    callable
        It has a name, and the attributes that its author gave it.
    """
    return unwrapped(function.func) if isinstance(function, partial) else function


@contextmanager
def _collected_quickly() -> Iterator[None]:
    """Keep Python from looking for garbage in all that is there already, each time figures pile up.

    Drawing otherwise takes a third longer.
    """
    frozen = gc.get_freeze_count()
    gc.freeze()
    try:
        yield
    finally:
        if not frozen:
            gc.unfreeze()


@dataclass(eq=False)
class Drawing:
    """What is drawn and said; see `Explorer` for what it takes. A `Picture` has no controls."""

    name: str
    title: str
    controls: Sequence[Control]
    draw: Draw
    describe: Describe
    default: Any = None  # a mapping or nothing; from then on a whole state
    _: KW_ONLY
    look: Look
    height: Any = None  # a number of inches or nothing; from then on a number
    wide: float | None = None
    unavailable: Callable[..., str | None] = field(default_factory=lambda: lambda **_: None)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.name):
            raise ValueError(f"figure {self.name!r}: expected lower-case words joined by hyphens")
        names = [control.name for control in self.controls]
        if len(set(names)) < len(names):
            raise ValueError(f"figure {self.name!r}: control names {names}; expected each once")
        for function, skip in ((self.draw, 1), (self.describe, 0), (self.unavailable, 0)):
            self._check_function(function, skip)
        self.default = self._checked_default(self.default or {})
        if self.height is None:
            self.height = getattr(unwrapped(self.draw), "height", HEIGHT)

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
                f"figure {self.name!r}: {called}() and the controls differ in {odd}; "
                f"the controls are {names}"
            )

    def _checked_default(self, given: Mapping[str, Any]) -> State:
        for name, value in given.items():
            control = next((c for c in self.controls if c.name == name), None)
            if control is None or value not in control.words:
                allowed = control.values if control else [c.name for c in self.controls]
                raise ValueError(
                    f"figure {self.name!r}: default {name}={value!r}; expected one of {allowed}"
                )
        state = {c.name: given.get(c.name, c.values[0]) for c in self.controls}
        reason = self.unavailable(**state)
        if reason:
            raise ValueError(f"figure {self.name!r}: its default is meaningless: {reason}")
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
        """Return every state, the last control turning fastest.

        Returns
        -------
        list of dict
            Value by control name; meaningless states included.
        """
        names = [control.name for control in self.controls]
        turns = product(*(control.values for control in self.controls))
        return [dict(zip(names, values, strict=True)) for values in turns]

    def sentence(self, state: State) -> str:
        """Return what a state shows.

        Parameters
        ----------
        state : dict
            What ``describe`` is given.

        Returns
        -------
        str
            Never empty.

        Raises
        ------
        ValueError
            If ``describe`` returns nothing: no picture without words.
        """
        text = self.describe(**state)
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"figure {self.name!r}: describe returns nothing for {state}")
        return text

    def figure(self, state: State, *, wide: bool = False) -> Figure:
        """Draw a state.

        Parameters
        ----------
        state : dict
            What ``draw`` is given.
        wide : bool
            Whether it is drawn for a wide page; ``draw`` sees that by the width of its sheet.

        Returns
        -------
        matplotlib.figure.Figure
            A new one, with 72 dots per inch.
        """
        with self.look.applied():
            figure = self._sheets[wide].take()
            self.draw(figure.axes[0], **state)
        return figure

    @cached_property
    def _sheets(self) -> list[Sheets]:
        sizes = [(self.look.width, self.height), (self.look.wide, self.wide)]
        return [Sheets(self.look, *size) for size in sizes if size[1]]

    def to_svg(self, figure: Figure, label: str, *, text: bool, wide: bool = False) -> list[str]:
        """Return a drawn figure as an ``<svg>`` element to stand inside a page.

        Parameters
        ----------
        figure : matplotlib.figure.Figure
            What `figure` has drawn.
        label : str
            The alternative text, or ``#`` and the id of the element that holds it.
        text : bool
            Whether letters are text, where the look has a family for it; else they are outlines.
        wide : bool
            Whether it was drawn for a wide page.

        Returns
        -------
        list of str
            How it opens, one element each, how it closes. Colours are CSS variables with the light
            value as fallback.

        Raises
        ------
        ValueError
            If two parts of the drawing have one name.
        """
        with self.look.applied():
            name = f"{self.name}-wide" if wide else self.name
            return pieces(figure, name, label, self.look, text=text, wide=wide)

    def to_png(self, figure: Figure, dpi: float = 200) -> bytes:
        """Return a drawn figure as a PNG for print, on white.

        Parameters
        ----------
        figure : matplotlib.figure.Figure
            What `figure` has drawn.
        dpi : float
            Dots per inch.

        Returns
        -------
        bytes
            The file's content.
        """
        file = io.BytesIO()
        with self.look.applied():
            figure.savefig(
                file, format="png", dpi=dpi, facecolor="white", metadata={"Software": None}
            )
        return file.getvalue()

    def frame(self, state: State) -> Frame:
        """Draw one state for a page, whether or not the page has it.

        Parameters
        ----------
        state : dict
            Value by control name.

        Returns
        -------
        Frame
            Picture and sentence.

        Raises
        ------
        ValueError
            If a handle does not fit its control.
        """
        sizes = [self._pieces(state, wide) for wide in ((False, True) if self.wide else (False,))]
        return Frame(sizes[0], self.sentence(state), *sizes[1:])

    def _pieces(self, state: State, wide: bool) -> tuple[str, ...]:
        figure = self.figure(state, wide=wide)
        *picture, end = self.to_svg(figure, f"#{self.label}", text=True, wide=wide)
        controls = {c.name: c.words for c in self.controls}
        refuse_unknown_picks(figure, self.name, controls)
        return (*picture, *grips(figure, self.name, controls), end)

    def frames(self) -> Iterator[Frame | str]:
        """Draw every state for a page, one after the other.

        Returns
        -------
        iterator of Frame or str
            In the order of `states`; a state that means nothing has the reason in its place.
        """
        with _collected_quickly():
            for state in self.states():
                yield self.unavailable(**state) or self.frame(state)
