"""A chapter as it stands in its file: its text, and what its hidden cell computes."""

import re
from functools import cache
from types import SimpleNamespace
from unittest.mock import patch

from reader import ROOT


def text_of(name: str) -> str:
    """Return the source of a chapter."""
    return (ROOT / "chapters" / f"{name}.md").read_text("utf-8")


@cache
def hidden_cell(name: str) -> tuple[SimpleNamespace, dict[str, str]]:
    """Run the cell that computes what the prose says: its names, and what the prose prints.

    It runs once; nobody changes what it gave.
    """
    code = re.search(r"tags: \[remove-cell\]\n---\n(.*?)\n```", text_of(name), re.DOTALL)[1]
    names, printed = {}, {}
    with patch("secdilemma.prose.glue", printed.__setitem__):
        exec(compile(code, f"chapters/{name}.md", "exec"), names)
    del names["__builtins__"]
    return SimpleNamespace(**names), printed
