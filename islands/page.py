"""An explorer on a static page: native controls that switch pictures drawn while building."""

import json
from html import escape

from islands import markup
from islands.controls import Choice, Control, Reveal, Slider, slug
from islands.definition import Definition
from islands.frame import Frame
from islands.store import pack

FEW = 24
"""Up to this many states are also listed in words."""


def _control(explorer: Definition, control: Control) -> str:
    """Write a control; every field says in ``data-control`` what it sets."""
    name, sets = f"{explorer.name}-{control.name}", f'data-control="{control.name}"'
    label, start = escape(control.label), explorer.default[control.name]
    opening = f'<p class="{markup.CONTROL}">'
    labelled = f'{opening}<label for="{name}">{label}</label> '
    if isinstance(control, Reveal):
        return (
            f'{opening}<button type="button" class="{markup.REVEAL}" {sets} '
            f'aria-pressed="false">{label}</button></p>'
        )
    if isinstance(control, Slider):
        most, at = len(control.words) - 1, control.values.index(start)
        words = escape(control.words[start])
        return (
            f'{labelled}<input type="range" id="{name}" {sets} min="0" max="{most}" step="1" '
            f'value="{at}" aria-valuetext="{words}"> '
            f'<span class="{markup.VALUE}" aria-hidden="true">{words}</span></p>'
        )
    if isinstance(control, Choice) and control.many:
        options = "".join(
            f'<option value="{slug(value)}"{" selected" if value == start else ""}>'
            f"{escape(words)}</option>"
            for value, words in control.words.items()
        )
        return f'{labelled}<select id="{name}" {sets}>{options}</select></p>'
    options = "".join(
        f'<label><input type="radio" name="{name}" {sets} value="{slug(value)}"'
        f"{' checked' if value == start else ''}> <span>{escape(words)}</span></label>"
        for value, words in control.words.items()
    )
    return f'<fieldset class="{markup.CONTROL}"><legend>{label}</legend>{options}</fieldset>'


def _table(explorer: Definition) -> str:
    """List all states in words, where they are few and nothing is held back."""
    shown = [
        (state, frame)
        for state, frame in zip(explorer.states(), explorer.frames(), strict=True)
        if isinstance(frame, Frame)
    ]
    if len(shown) > FEW or explorer.reveals:
        return ""
    heads = "".join(f'<th scope="col">{escape(c.label)}</th>' for c in explorer.controls)
    rows = "".join(
        "<tr>"
        + "".join(f"<td>{escape(c.words[state[c.name]])}</td>" for c in explorer.controls)
        + f"<td>{escape(frame.sentence)}</td></tr>\n"
        for state, frame in shown
    )
    return (
        f'<details class="{markup.TABLE}"><summary>All states in words</summary>'
        f'<div class="table-scroll" role="region" tabindex="0" aria-label="All states of '
        f'{escape(explorer.title)}"><table class="sd-table"><thead><tr>{heads}'
        f'<th scope="col">What it shows</th></tr></thead><tbody>{rows}</tbody></table></div>'
        "</details>"
    )


def _record(explorer: Definition) -> str:
    """Make room for the reader's moves, where they are recorded."""
    if not explorer.record:
        return ""
    return (
        f'<div class="{markup.RECORD}" hidden><p>Your moves so far</p>'
        '<table class="sd-table"><thead><tr></tr></thead><tbody></tbody></table>'
        f'<p class="{markup.PATTERN}"></p></div>'
    )


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
    name = explorer.name
    first = explorer.frames()[explorer.states().index(explorer.default)]
    assert isinstance(first, Frame)  # a meaningless default is refused
    controls = "\n".join(_control(explorer, control) for control in explorer.controls)
    data = json.dumps(pack(explorer), ensure_ascii=False, separators=(",", ":"))
    data = data.replace("<", "\\u003c")
    return (
        f'<figure class="{markup.EXPLORER}" data-explorer="{name}" aria-labelledby="{name}-title">'
        f'\n<figcaption id="{name}-title">{escape(explorer.title)}</figcaption>\n'
        f'<div class="{markup.CONTROLS}" hidden>\n{controls}\n</div>\n'
        f'<div class="{markup.PLACE}">{first.svg}</div>\n'
        f'<output class="{markup.READING}" id="{explorer.label}" aria-live="polite">'
        f"{escape(first.sentence)}</output>\n"
        f'<p class="{markup.NOTE}">The controls of this figure need JavaScript.</p>\n'
        f'<p class="{markup.TOOLS}" hidden>'
        f'<button type="button" class="{markup.RESET}">Reset</button>'
        f'<button type="button" class="{markup.LINK}">Copy link to this state</button>'
        f'<span class="{markup.SAID}" role="status"></span></p>\n'
        f"{_record(explorer)}{_table(explorer)}\n"
        f'<script type="application/json" class="{markup.DATA}">{data}</script>\n'
        "</figure>"
    )
