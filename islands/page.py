"""An explorer on a static page: native controls that switch pictures drawn while building.

`page.html` is its form, which Jinja fills in: whatever builds pages from notebooks brings it.
"""

from pathlib import Path
from typing import Any

from jinja2 import Template

from islands.controls import slug
from islands.definition import Definition
from islands.frame import Frame, State
from islands.store import Store, compact

FEW = 24
"""Up to this many states are also listed in words."""


TALL = 0.85
"""A picture narrower than this share of its height leaves a phone one line of its sentence."""


def _told(explorer: Definition) -> list[tuple[State, Frame]]:
    """List the states that stand in words: all, where they are few."""
    drawn = zip(explorer.states(), explorer.frames(), strict=True)
    shown = [(state, frame) for state, frame in drawn if isinstance(frame, Frame)]
    return [] if len(shown) > FEW else shown


def pack(explorer: Definition) -> dict[str, Any]:
    """Store all states of an explorer, with what a page has to know of its controls.

    Parameters
    ----------
    explorer : Definition
        Its states are drawn if they were not yet.

    Returns
    -------
    dict
        As `Store.stored`, and ``controls`` and ``start``.
    """
    store = Store()
    for frame in explorer.frames():
        store.add(frame)
    controls = [
        {
            "name": control.name,
            "label": control.label,
            "values": [slug(value) for value in control.values],
            "words": list(control.words.values()),
            "kind": control.kind,
            "moves": control.moves,
        }
        for control in explorer.controls
    ]
    return {
        **store.stored(),
        "controls": controls,
        "start": [c.values.index(explorer.default[c.name]) for c in explorer.controls],
    }


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
    width, height = explorer.sheet().figure.get_size_inches()
    made: str = form.render(
        explorer=explorer,
        first=explorer.frames()[explorer.states().index(explorer.default)],
        told=_told(explorer),
        data=compact(pack(explorer)),
        ratio=f"{width / height:.4g}",
        lines=1 if width < TALL * height else 2,
        slug=slug,
    )
    return made
