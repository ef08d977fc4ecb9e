"""The reference pages, written from data: ledger, footnotes, timeline, glossary, data notes.

How each is written stands in its form, in ``forms/``. Each function returns a `Page`, whose
Markdown carries the links and citations of the book; a live notebook shows the text without them.
"""

import csv
from dataclasses import dataclass

from islands import in_page
from secdilemma import data
from secdilemma.case import Case, data_folder
from secdilemma.forms import fill_in
from secdilemma.prose import plain


@dataclass(frozen=True)
class Page:
    """A stretch of MyST Markdown.

    Attributes
    ----------
    markdown : str
        What a page of the book renders.
    """

    markdown: str

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        text = self.markdown if in_page() else plain(self.markdown)
        return {"text/markdown": text, "text/plain": text}


def _page(form: str, /, **values: object) -> Page:
    return Page(fill_in(f"{form}.md", **values) + "\n")


def ledger(case: Case, chapter: str) -> Page:
    """Write the claims that one chapter makes, each with its sources and a link to its place.

    Parameters
    ----------
    case : Case
        Whose ledger.
    chapter : str
        A file name in ``chapters/`` without its ending.

    Returns
    -------
    Page
        One entry per claim, in the ledger's order.

    Raises
    ------
    ValueError
        If the ledger names no such chapter.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> "(ledger-g3)=" in ledger(load_case("baltic"), "interpretation").markdown
    True
    """
    claims = data.load_claims(case)
    mine = claims[claims["chapter"] == chapter]
    if mine.empty:
        known = ", ".join(claims["chapter"].unique())
        raise ValueError(f"no claims of a chapter {chapter!r}; the ledger has {known}")
    return _page("ledger", claims=mine.itertuples())


def footnotes(case: Case) -> Page:
    """Write the article's footnotes: what each cites, where, and what it adds.

    Parameters
    ----------
    case : Case
        With footnotes.

    Returns
    -------
    Page
        One entry per footnote.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> footnotes(load_case("baltic")).markdown.count("(footnote-")
    64
    """
    return _page("footnotes", notes=data.load_footnotes(case).itertuples())


def timeline(case: Case) -> Page:
    """Write every dated event of the article with the effects ascribed to it.

    Parameters
    ----------
    case : Case
        With signals.

    Returns
    -------
    Page
        One entry per event, in the order of the data.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> "(event-crimea)=" in timeline(load_case("baltic")).markdown
    True
    """
    groups = data.load_signals(case).groupby("event_id", sort=False)
    return _page("timeline", case=case, events=[list(rows.itertuples()) for _, rows in groups])


def since2017(case: Case) -> Page:
    """Write what happened after the article, each entry with its source.

    Parameters
    ----------
    case : Case
        With events after its article.

    Returns
    -------
    Page
        One entry per event, by date.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> since2017(load_case("baltic")).markdown.startswith("(since-")
    True
    """
    events = data.load_since(case).sort_values("date", kind="stable")
    return _page("since2017", events=events.itertuples())


def glossary(case: Case) -> Page:
    """Write the glossary, English to Dutch.

    Parameters
    ----------
    case : Case
        Whose claims the terms stand in.

    Returns
    -------
    Page
        One entry per term, by the English.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> "veiligheidsparadox" in glossary(load_case("baltic")).markdown
    True
    """
    return _page("glossary", terms=data.load_glossary(case).itertuples())


def data_notes(case: Case) -> Page:
    """Write what stands in every column of every data file, with source and licence.

    Parameters
    ----------
    case : Case
        Whose files.

    Returns
    -------
    Page
        A section of text and a table per file.

    Raises
    ------
    DataError
        If a file has a column that ``columns.csv`` does not describe, or the reverse.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> "table1.csv" in data_notes(load_case("baltic")).markdown
    True
    """
    files = []
    for folder in (case.folder, data_folder()):
        for file, rows in data.load_columns(case, folder).groupby("file", sort=False):
            path = folder / str(file)
            size = f"{path.stat().st_size / 1000:.0f} kB"
            if path.suffix == ".csv":
                with path.open(encoding="utf-8", newline="") as lines:
                    size = f"{sum(1 for _ in csv.reader(lines)) - 1} rows"
            files.append((file, size, list(rows.itertuples())))
    return _page("data-notes", files=files)


def cards(case: Case) -> Page:
    """Write the cards of the ninety minutes for printing: a set of six for each seat.

    Parameters
    ----------
    case : Case
        With seats and signals.

    Returns
    -------
    Page
        Two sets, each a container of containers; the style sheet of print puts a set on a sheet.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> cards(load_case("baltic")).markdown.count("{container} move-card")
    14
    """
    seats = [
        (seat, [data.load_move(case, side, n) for n in range(1, len(seat.moves) + 1)])
        for side, seat in case.seats.items()
    ]
    return _page("cards", seats=seats)
