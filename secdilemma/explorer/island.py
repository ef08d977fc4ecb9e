"""An explorer on a static page: native controls that switch pictures drawn while building."""

import json
import re
from html import escape
from typing import Any

from secdilemma.explorer.controls import Choice, Control, Reveal, Slider, slug
from secdilemma.explorer.explorer import Explorer

TABLE = 24
"""Up to this many states are also listed in words."""


def runs(numbers: list[int]) -> list[int]:
    """Write a list of numbers as pairs: where a run of consecutive ones starts, how long.

    Parameters
    ----------
    numbers : list of int
        Any numbers.

    Returns
    -------
    list of int
        ``start, length, start, length, ...``

    Examples
    --------
    >>> runs([0, 1, 2, 7, 4, 5])
    [0, 3, 7, 1, 4, 2]
    """
    packed: list[int] = []
    for number in numbers:
        if packed and packed[-2] + packed[-1] == number:
            packed[-1] += 1
        else:
            packed += [number, 1]
    return packed


def pieces(svg: str) -> list[str]:
    r"""Split a picture into its elements, the letters of one text taken together.

    Parameters
    ----------
    svg : str
        As `secdilemma.render.Sheet.svg` writes it.

    Returns
    -------
    list of str
        Joined by line breaks they are the picture again.

    Examples
    --------
    >>> pieces('<path d="M 0 0"/><g><use href="#a"/><use href="#b"/></g>')
    ['<path d="M 0 0"/>', '<g><use href="#a"/><use href="#b"/></g>']
    """
    element = r"(?:<g>\s*)*(?:(?:<use[^<]*)+|<[^/][^<]*)(?:</[^<]*)*"  # what closes goes with it
    return [piece.removesuffix("\n") for piece in re.findall(element, svg)]


def pack(explorer: Explorer) -> dict[str, Any]:
    """Store all states of an explorer: pictures share their elements.

    Parameters
    ----------
    explorer : Explorer
        Its states are drawn if they were not yet.

    Returns
    -------
    dict
        ``lines`` (every different element of the pictures), ``frames`` (per state the runs of its
        elements, a reference to an earlier state, or the reason why it is meaningless), ``words``
        (per state its sentence), ``controls`` and ``start``.
    """
    numbers: dict[str, int] = {}
    frames: list[Any] = []
    words: list[str] = []
    seen: dict[tuple[int, ...], int] = {}
    drawn = explorer.frames()
    for state in explorer.states():
        frame = drawn.get(tuple(state.values()))
        if frame is None:
            frames.append(str(explorer.unavailable(**state)))
            words.append("")
            continue
        packed = runs([numbers.setdefault(p, len(numbers)) for p in pieces(frame.svg)])
        known = seen.setdefault(tuple(packed), len(frames))
        frames.append(packed if known == len(frames) else known)
        words.append(frame.sentence)
    controls = [
        {
            "name": control.name,
            "label": control.label,
            "values": [slug(value) for value in control.values],
            "words": list(control.words.values()),
            "kind": type(control).__name__.lower(),
        }
        for control in explorer.controls
    ]
    start = [c.values.index(explorer.default[c.name]) for c in explorer.controls]
    return {
        "lines": list(numbers),
        "frames": frames,
        "words": words,
        "controls": controls,
        "start": start,
        "record": [c.name for c in explorer.controls if c.name in explorer.record],
    }


def _control(explorer: Explorer, control: Control) -> str:
    name = f"{explorer.name}-{control.name}"
    label, start = escape(control.label), explorer.default[control.name]
    if isinstance(control, Reveal):
        return (
            f'<p class="explorer-control"><button type="button" class="explorer-reveal" '
            f'name="{control.name}" aria-pressed="false">{label}</button></p>'
        )
    if isinstance(control, Slider):
        most = len(control.words) - 1
        at = control.values.index(start)
        words = escape(control.words[start])
        return (
            f'<p class="explorer-control"><label for="{name}">{label}</label> '
            f'<input type="range" id="{name}" name="{control.name}" min="0" max="{most}" step="1" '
            f'value="{at}" aria-valuetext="{words}"> '
            f'<span class="explorer-value" aria-hidden="true">{words}</span></p>'
        )
    if isinstance(control, Choice) and control.many:
        options = "".join(
            f'<option value="{slug(value)}"{" selected" if value == start else ""}>'
            f"{escape(words)}</option>"
            for value, words in control.words.items()
        )
        return (
            f'<p class="explorer-control"><label for="{name}">{label}</label> '
            f'<select id="{name}" name="{control.name}">{options}</select></p>'
        )
    options = "".join(
        f'<label><input type="radio" name="{name}" data-control="{control.name}" '
        f'value="{slug(value)}"{" checked" if value == start else ""}> <span>{escape(words)}</span>'
        "</label>"
        for value, words in control.words.items()
    )
    return f'<fieldset class="explorer-control"><legend>{label}</legend>{options}</fieldset>'


def _table(explorer: Explorer) -> str:
    """List all states in words, where they are few and nothing is held back."""
    states = [s for s in explorer.states() if not explorer.unavailable(**s)]
    if len(states) > TABLE or explorer.reveals:
        return ""
    heads = "".join(f'<th scope="col">{escape(c.label)}</th>' for c in explorer.controls)
    drawn = explorer.frames()
    rows = "".join(
        "<tr>"
        + "".join(f"<td>{escape(c.words[state[c.name]])}</td>" for c in explorer.controls)
        + f"<td>{escape(drawn[tuple(state.values())].sentence)}</td></tr>\n"
        for state in states
    )
    return (
        '<details class="explorer-table"><summary>All states in words</summary>'
        f'<div class="table-scroll" role="region" tabindex="0" aria-label="All states of '
        f'{escape(explorer.title)}"><table class="sd-table"><thead><tr>{heads}'
        f'<th scope="col">What it shows</th></tr></thead><tbody>{rows}</tbody></table></div>'
        "</details>"
    )


def island(explorer: Explorer) -> str:
    """Write an explorer as HTML that lives without kernel, network or module loader.

    Parameters
    ----------
    explorer : Explorer
        What to show.

    Returns
    -------
    str
        One ``<figure class="explorer">``. Without JavaScript it shows the default state.
    """
    name = explorer.name
    first = explorer.frames()[tuple(explorer.default.values())]
    controls = "\n".join(_control(explorer, control) for control in explorer.controls)
    data = json.dumps(pack(explorer), ensure_ascii=False, separators=(",", ":"))
    data = data.replace("<", "\\u003c")
    record = (
        '<div class="explorer-record" hidden><p>Your moves so far</p>'
        '<table class="sd-table"><thead><tr></tr></thead><tbody></tbody></table>'
        '<p class="explorer-pattern"></p></div>'
        if explorer.record
        else ""
    )
    return (
        f'<figure class="explorer" data-explorer="{name}" aria-labelledby="{name}-title">\n'
        f'<figcaption id="{name}-title">{escape(explorer.title)}</figcaption>\n'
        f'<div class="explorer-controls" hidden>\n{controls}\n</div>\n'
        f'<div class="explorer-picture">{first.svg}</div>\n'
        f'<output class="explorer-reading" id="{name}--in-words" aria-live="polite">'
        f"{escape(first.sentence)}</output>\n"
        f'<p class="explorer-note">The controls of this figure need JavaScript.</p>\n'
        '<p class="explorer-tools" hidden>'
        '<button type="button" class="explorer-reset">Reset</button>'
        '<button type="button" class="explorer-link">Copy link to this state</button>'
        '<span class="explorer-said" role="status"></span></p>\n'
        f"{record}{_table(explorer)}\n"
        f'<script type="application/json" class="explorer-data">{data}</script>\n'
        "</figure>"
    )
