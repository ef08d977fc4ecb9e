"""An explorer on a static page: native controls that switch pictures drawn while building.

`page.html` is its form, which Jinja fills in: whatever builds pages from notebooks brings it.
"""

from math import ceil
from pathlib import Path
from typing import Any

from jinja2 import Template

from islands.controls import slug
from islands.drawing import Drawing, Frame
from islands.honesty import refuse_idle_controls, refuse_one_sentence_for_two_pictures
from islands.store import Store, compact

FEW = 24
"""Up to this many states are also listed in words."""

LETTERS = 50
"""A line of a sentence has room for so many letters on a phone: its height is kept free."""

HEAVIEST = 150_000
"""Bytes that the states of an explorer may add to a page, compressed: it has to stay light."""

WEIGHED = 250
"""So many states are drawn between two looks at the scales."""


def _check_weight(explorer: Drawing, store: Store, drawn: int) -> None:
    weight = store.weight()
    if weight > HEAVIEST:
        sizes = " x ".join(str(len(control.words)) for control in explorer.controls)
        raise ValueError(
            f"figure {explorer.name!r} would weigh too much: {weight / 1000:,.0f} kB compressed "
            f"after {drawn:,} of its {explorer.size:,} states ({sizes}), more than "
            f"{HEAVIEST / 1000:,.0f} kB; let states share more of what is drawn, give a slider "
            "fewer steps, or make two explorers"
        )


def _described(explorer: Drawing) -> list[dict[str, Any]]:
    """Return what the page has to know of the controls."""
    return [
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


def island(explorer: Drawing) -> str:
    """Return an explorer as HTML that lives without kernel, network or module loader.

    Parameters
    ----------
    explorer : Drawing
        What to show.

    Returns
    -------
    str
        One ``<figure class="explorer">``. Without JavaScript it shows the default state.

    Raises
    ------
    ValueError
        If two states differ in picture and not in words, a control changes neither, a handle
        does not fit its control, or the page would become too heavy.
    """
    store, frames = Store(), []
    drawn = zip(explorer.states(), explorer.frames(), strict=True)
    for number, (state, frame) in enumerate(drawn, 1):
        store.add(frame)
        if isinstance(frame, Frame):
            frames.append((state, frame))
        if number % WEIGHED == 0 or number == explorer.size:
            _check_weight(explorer, store, number)
    refuse_one_sentence_for_two_pictures(explorer.name, frames)
    refuse_idle_controls(explorer.name, frames)
    start = [c.values.index(explorer.default[c.name]) for c in explorer.controls]
    ratio = explorer.look.width / explorer.height
    form = Template(Path(__file__).with_suffix(".html").read_text("utf-8"), autoescape=True)
    wide = explorer.wide and explorer.look.wide / explorer.wide
    html: str = form.render(
        explorer=explorer,
        first=next(frame for state, frame in frames if state == explorer.default),
        listed=frames if len(frames) <= FEW else [],
        data=compact({**store.stored(), "controls": _described(explorer), "start": start}),
        ratio=f"{ratio:.4g}",
        wide=f"{wide:.4g}" if wide else "",
        lines=ceil(max(len(frame.sentence) for _, frame in frames) / LETTERS),
        slug=slug,
    )
    return html
