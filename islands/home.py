"""Explorers on pages of others: what has to stand there once, before the first of them."""

import os
from pathlib import Path

from islands.look import Look

HOST = ("ink", "muted", "rule", "paper", "panel", "accent")
"""Meanings of a palette that also colour what stands round a picture, where a palette has them."""


class Home:
    """Style, script and colours of explorers, as one output of a notebook.

    Parameters
    ----------
    look : Look
        Whose colours the page should know.
    dark : str
        A CSS selector that holds where the page is dark.
    """

    def __init__(self, look: Look, dark: str) -> None:
        self.look, self.dark = look, dark

    def _colours(self, shade: str) -> str:
        pairs = (
            f"--{self.look.prefix}-{meaning}:{getattr(both, shade)}"
            for meaning, both in self.look.palette.items()
        )
        return ";".join(pairs)

    def _repr_html_(self) -> str:
        folder = Path(__file__).parent
        style, script = ((folder / f"explorer.{kind}").read_text("utf-8") for kind in ("css", "js"))
        host = ";".join(
            f"--island-{name}:{self.look.variable(name)}"
            for name in HOST
            if name in self.look.palette
        )
        colours = (
            f":root{{{self._colours('light')}}}{self.dark}{{{self._colours('dark')}}}"
            f"figure.explorer[data-explorer]{{{host}}}"
        )
        return f"<style>{style}\n{colours}</style><script>{script}</script>"


def here(look: Look, dark: str = 'html[data-theme="dark"]') -> Home:
    """Make a notebook's outputs for a page, and bring what its explorers need.

    To be shown once, as the last line of a cell before the first explorer; a builder that brings
    style and script itself sets ``ISLANDS=page`` instead. Nothing is fetched from anywhere.

    Parameters
    ----------
    look : Look
        The look of the explorers on the page.
    dark : str
        A CSS selector that holds where the page is dark; by default that of PyData's theme.

    Returns
    -------
    Home
        An output of HTML.
    """
    os.environ["ISLANDS"] = "page"
    return Home(look, dark)
