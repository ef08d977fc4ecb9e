"""Text of a page that is computed: numbers glued into a sentence, and markup made plain."""

import re
from typing import Any

from IPython.core.formatters import format_display_data
from IPython.display import display

_HIDDEN = "application/papermill.record/"


def glue(name: str, value: Any) -> None:
    """Give a value a name, under which the text prints it: ``{glue:text}`name` ``.

    Parameters
    ----------
    name : str
        Used once in a chapter.
    value : object
        Formatted as it should stand in the text.

    Returns
    -------
    None
        The value is left where the build picks it up.

    Notes
    -----
    It leaves what MyST-NB's own function leaves. That one would make whoever runs a chapter's
    notebook install the tools that build the book.

    Examples
    --------
    >>> from unittest.mock import patch
    >>> with patch("secdilemma.prose.display") as display:
    ...     glue("parties", 2)
    >>> display.call_args.kwargs["metadata"]["scrapbook"]["name"]
    'parties'
    """
    bundle, metadata = format_display_data(value)  # type: ignore[no-untyped-call]
    metadata["scrapbook"] = {"name": name, "mime_prefix": _HIDDEN}
    record = {_HIDDEN + kind: content for kind, content in bundle.items()}
    display(record, raw=True, metadata=metadata)  # type: ignore[no-untyped-call]


def glue_all(prefix: str, form: str = "g", /, **values: Any) -> None:
    """Give several values names that begin alike.

    Parameters
    ----------
    prefix : str
        What the names begin with, before an underscore; they stand alone where it is empty.
    form : str
        How numbers are written, as Python formats them.
    **values
        By the rest of the name; a text stays as it is, and a minus is a true one.

    Returns
    -------
    None
        The values are left where the build picks them up.

    Examples
    --------
    >>> from unittest.mock import patch
    >>> with patch("secdilemma.prose.glue") as glued:
    ...     glue_all("spiral", ".2f", less=-0.5)
    >>> glued.call_args.args
    ('spiral_less', '−0.50')
    """
    for name, value in values.items():
        text = value if isinstance(value, str) else f"{value:{form}}".replace("-", "−")
        glue(f"{prefix}_{name}" if prefix else name, text)


_MYST = {
    r"^\([\w-]+\)=\n": "",
    r"^:::\{admonition\} (.+)\n:class: .+\n(.+)\n:::$": r"> **\1.** \2",
    r"^:{3,}(\{container} [\w-]+)?$": "",
    r"\{ref\}`([^<`]+) <[^>`]+>`": r"\1",
    r"\{cite:[pt]\}`([^`]+)`": r"[\1]",
    r"^\[(.*)\]\{\.[\w-]+\}$": r"\1",
}


def plain(markdown: str) -> str:
    """Return the text of a page as plain Markdown, without the markup of the book.

    Parameters
    ----------
    markdown : str
        MyST Markdown: labels, references, citations, editor's notes, lines with a class.

    Returns
    -------
    str
        Plain Markdown. A citation becomes the key of its work.

    Examples
    --------
    >>> plain("So {cite:t}`booth2008`, {ref}`note 3 <footnote-3>`.")
    'So [booth2008], note 3.'
    """
    for markup, plain_form in _MYST.items():
        markdown = re.sub(markup, plain_form, markdown, flags=re.MULTILINE)
    return markdown
