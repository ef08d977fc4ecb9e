"""Blank sheets to draw on: each state gets one of its own, so that nothing is left of another."""

import pickle
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from islands.look import Look


class _Axes(Axes):
    """Axes as large as their sheet; what is added does not move limits that are set."""

    def add_patch(self, p: Any) -> Any:
        return super().add_patch(p) if self._follows() else self.add_artist(p)

    def add_line(self, line: Any) -> Any:
        return super().add_line(line) if self._follows() else self.add_artist(line)

    def _follows(self) -> bool:
        return self.get_autoscalex_on() or self.get_autoscaley_on()


class Sheets:
    """Sheets of one size, all alike.

    Parameters
    ----------
    look : Look
        The look to draw in.
    width, height : float
        Inches.
    """

    def __init__(self, look: Look, width: float, height: float) -> None:
        with look.applied():
            figure = Figure(figsize=(width, height), dpi=72)
            figure.add_axes(_Axes(figure, (0.0, 0.0, 1.0, 1.0)))
        self._blank = pickle.dumps(figure)  # a copy takes a third of the time of a new one

    def take(self) -> Figure:
        """Return a blank sheet.

        Returns
        -------
        matplotlib.figure.Figure
            Of 72 dots per inch; its only axes are as large as itself.
        """
        figure: Figure = pickle.loads(self._blank)
        return figure
