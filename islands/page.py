"""An explorer on a static page: native controls that switch pictures drawn while building.

`page.html` is its form, which Jinja fills in: whatever builds pages from notebooks brings it.
"""

import json
from pathlib import Path

from jinja2 import Template

from islands.controls import slug
from islands.definition import Definition
from islands.frame import Frame, State
from islands.store import pack

FEW = 24
"""Up to this many states are also listed in words."""


def _told(explorer: Definition) -> list[tuple[State, Frame]]:
    """List the states that stand in words: all, where they are few and nothing is held back."""
    drawn = zip(explorer.states(), explorer.frames(), strict=True)
    shown = [(state, frame) for state, frame in drawn if isinstance(frame, Frame)]
    return [] if len(shown) > FEW or explorer.reveals else shown


def island(explorer: Definition) -> str:
    """Write an explorer as HTML that lives without kernel, network or module loader.

    Parameters
    ----------
    explorer : Definition
        What to show.

    Returns
    -------
    str
        One ``<figure class="explorer">``. Without JavaScript it shows the default state.
    """
    form = Template(Path(__file__).with_suffix(".html").read_text("utf-8"), autoescape=True)
    data = json.dumps(pack(explorer), ensure_ascii=False, separators=(",", ":"))
    made: str = form.render(
        explorer=explorer,
        first=explorer.frames()[explorer.states().index(explorer.default)],
        told=_told(explorer),
        data=data.replace("<", "\\u003c"),
        slug=slug,
    )
    return made
