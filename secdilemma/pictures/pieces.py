"""Pieces of the pages of the played dilemma: elements, tables, sections, a stage for decisions."""

from html import escape

from secdilemma.play.codes import INTENTS, POLICIES
from secdilemma.play.rules import RULES
from secdilemma.play.words import words
from secdilemma.theory import Intent, Policy


def tag(kind: str, inside: str, **attributes: str) -> str:
    """Write an element.

    Parameters
    ----------
    kind : str
        Such as ``p``.
    inside : str
        HTML.
    **attributes : str
        With ``_`` for ``-``, and one at the end of a word that is Python's.

    Returns
    -------
    str
        HTML.
    """
    given = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
    )
    return f"<{kind}{given}>{inside}</{kind}>"


def text(pattern: str, **values: object) -> str:
    """Fill in a sentence, as HTML.

    Parameters
    ----------
    pattern : str
        With names in braces.
    **values : object
        For the names.

    Returns
    -------
    str
        HTML.
    """
    for name, value in values.items():
        pattern = pattern.replace(f"{{{name}}}", str(value))
    return escape(pattern, quote=False)


def part(title: str, *inside: str, kind: str = "play-part") -> str:
    """Write a section with a heading that takes the focus.

    Parameters
    ----------
    title : str
        Of the section; may name the neighbour as ``{them}``.
    *inside : str
        HTML.
    kind : str
        Its classes.

    Returns
    -------
    str
        HTML.
    """
    heading = tag("h2", text(title, them=words()["names"]["neighbour"]), tabindex="-1")
    return tag("section", heading + "".join(inside), class_=kind)


def slot(kind: str, name: str, inside: str = "") -> str:
    """Write an element that a script fills in.

    Parameters
    ----------
    kind : str
        Such as ``p``.
    name : str
        Its class, without the ``play-`` before it.
    inside : str
        HTML that stands in it from the beginning.

    Returns
    -------
    str
        HTML.
    """
    return tag(kind, inside, class_=f"play-{name}")


def table_of(caption: str, head: list[str], rows: str, kind: str) -> str:
    """Write a table with its caption and the headers of its columns.

    Parameters
    ----------
    caption : str
        Shown above it.
    head : list of str
        A header for each column; an empty one makes an empty cell.
    rows : str
        HTML of the rows of its body; may be empty.
    kind : str
        Its class, without the ``play-`` before it.

    Returns
    -------
    str
        HTML.
    """
    columns = "".join(tag("th", text(one), scope="col") if one else "<td></td>" for one in head)
    return tag(
        "table",
        tag("caption", tag("span", text(caption)))
        + tag("thead", tag("tr", columns))
        + tag("tbody", rows),
        class_=f"sd-table play-{kind}",
    )


def _radios(name: str, legend: str, values: tuple[Intent | Policy, ...], labels: list[str]) -> str:
    fields = "".join(
        f'<label><input type="radio" name="{name}" value="{value}"> '
        f"{tag('span', text(label))}</label>"
        for value, label in zip(values, labels, strict=True)
    )
    return tag("fieldset", tag("legend", text(legend)) + fields)


def stage(prefix: str = "") -> str:
    """Write a stage: a year, what is seen, and two decisions.

    Parameters
    ----------
    prefix : str
        Before the names of the decisions, where a page has a second stage.

    Returns
    -------
    str
        HTML with empty places that the script fills in.
    """
    said = words()["turn"]
    mark = f"play-{prefix}"
    fields = _radios(f"{prefix}reading", said["reading"], INTENTS, said["readings"])
    fields += _radios(f"{prefix}policy", said["policy"], POLICIES, said["policies"])
    button = f'<button type="submit" class="{mark}next" disabled>{text(said["next"])}</button>'
    year = text(said["year"], year=1, years=RULES.turns)
    heading = tag("h3" if prefix else "h2", year, class_=f"{mark}turn", tabindex="-1")
    seen = tag("p", "", class_=f"{mark}demand") + tag("p", "", class_=f"{mark}sight")
    live = tag("div", seen, aria_live="polite", class_="play-seen")
    return tag("div", heading + live + tag("form", fields + button), class_=f"{mark}stage")
