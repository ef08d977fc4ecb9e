"""The reference pages, written from data: ledger, footnotes, timeline, glossary, data notes.

Each function returns a `Page`, whose Markdown carries the links and citations of the book; a live
notebook shows the same text without them.
"""

import csv
from dataclasses import dataclass

from islands import in_page
from secdilemma.case import Case, data_folder
from secdilemma.data import (
    load_claims,
    load_columns,
    load_footnotes,
    load_glossary,
    load_move,
    load_signals,
    load_since,
)
from secdilemma.prose import plain
from secdilemma.words import in_words, sentence, when


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


_NOTE = "\n:::{{admonition}} Editor’s note\n:class: editors-note\n{}\n:::\n"


def _cited(sources: tuple[str, ...]) -> str:
    return f"{{cite:t}}`{','.join(sources)}`" if sources else ""


def _claims(keys: tuple[str, ...]) -> str:
    return ", ".join(f"{{ref}}`{key} <ledger-{key.lower()}>`" for key in keys)


def _notes(numbers: tuple[int, ...]) -> str:
    links = ", ".join(f"{{ref}}`{n} <footnote-{n}>`" for n in numbers)
    return f"{'note' if len(numbers) == 1 else 'notes'} {links}" if numbers else ""


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
    claims = load_claims(case)
    mine = claims[claims["chapter"] == chapter]
    if mine.empty:
        known = ", ".join(claims["chapter"].unique())
        raise ValueError(f"no claims of a chapter {chapter!r}; the ledger has {known}")
    entries = []
    for claim in mine.itertuples():
        name = claim.key.lower()
        parts = [_notes(claim.footnotes), _cited(claim.sources)]
        where = f"{{ref}}`in the book <claim-{name}>`"
        line = "; ".join(part for part in (*parts, where) if part)
        entry = f"(ledger-{name})=\n**{claim.key}.** {claim.claim}\n[{line}]{{.ledger-sources}}\n"
        if claim.editor_note:
            entry += _NOTE.format(claim.editor_note)
        entries.append(entry)
    return Page("\n".join(entries))


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
    entries = []
    for note in load_footnotes(case).itertuples():
        cited = f" {_cited(note.sources)}" if note.sources else ""
        place = f", {note.locator}" if note.locator else ""
        stop = "." if cited or place else ""
        entries.append(
            f"(footnote-{note.number})=\n**{note.number}.**{cited}{place}{stop} {note.note}\n"
        )
    return Page("\n".join(entries))


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
    entries = []
    signals = load_signals(case)
    for event_id, rows in signals.groupby("event_id", sort=False):
        event = rows.iloc[0]
        exact = event["precision"] in ("day", "month", "year", "span")
        printed = str(event["date_printed"])
        given = in_words(event["date"]) if exact else sentence(printed)
        supplied = event["date_supplied"]
        ours = f" ({in_words(supplied)}, supplied by us)" if supplied else ""
        told = [
            f"{row.effect} {'its allies' if row.addressee == 'allies' else 'its adversary'}, "
            f"as {case.judges[row.judged_by]} {'has' if row.judged_by != 'authors' else 'have'} it"
            for row in rows.itertuples()
            if row.effect != "none stated"
        ]
        effects = "; ".join(told)
        effect = f" *{sentence(effects)}.*" if told else ""
        parts = [
            {"both": " and ".join(case.sides), "others": ""}.get(event["actor"], event["actor"]),
            _claims(event["claims"]),
            _notes(event["footnotes"]),
            _cited(event["sources"]),
        ]
        entry = (
            f"(event-{event_id})=\n**{given}**{ours}. {event['event']}.{effect}\n"
            f"[{'; '.join(part for part in parts if part)}]{{.ledger-sources}}\n"
        )
        if event["editor_note"]:
            entry += _NOTE.format(event["editor_note"])
        entries.append(entry)
    return Page("\n".join(entries))


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
    events = load_since(case).sort_values("date", kind="stable")
    return Page(
        "\n".join(
            f"(since-{e.event_id})=\n**{in_words(e.date)}.** {e.event} "
            f"{{cite:p}}`{','.join(e.sources)}`\n"
            for e in events.itertuples()
        )
    )


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
    entries = []
    for term in load_glossary(case).itertuples():
        parts = [_claims(term.claims), _cited(term.sources)]
        line = "; ".join(part for part in parts if part)
        tail = f"\n[{line}]{{.ledger-sources}}" if line else ""
        plain = term.dutch.replace(" (", "; ").strip("()")  # one pair of brackets is enough
        dutch = f"({plain})" if term.dutch.startswith("(") else f"(*{plain}*)"
        entries.append(f"**{term.english}** {dutch}. {term.definition}{tail}\n")
    return Page("\n".join(entries))


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
    parts = []
    for folder in (case.folder, data_folder()):
        for file, rows in load_columns(folder).groupby("file", sort=False):
            path = folder / str(file)
            size = f"{path.stat().st_size / 1000:.0f} kB"
            if path.suffix == ".csv":
                with path.open(encoding="utf-8", newline="") as lines:
                    size = f"{sum(1 for _ in csv.reader(lines)) - 1} rows"
            table = "\n".join(
                f"| `{row.column}` | {row.meaning} | {row.unit or '—'} "
                f"| {row.source} | {row.licence} | {row.retrieved} |"
                for row in rows.itertuples()
            )
            heads = f"| Column | Meaning | Unit | Source | Licence | Retrieved |\n{'|---' * 6}|"
            parts.append(f"**{file}** ({size})\n\n{heads}\n{table}\n")
    return Page("\n".join(parts))


def cards(case: Case) -> Page:
    """Write the cards of *your move* for printing: a set of six for each seat.

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
    sets = []
    for side, seat in case.seats.items():
        made = []
        for number in range(1, len(seat.moves) + 1):
            event = load_move(case, side, number)
            made.append(
                f":::{{container}} move-card\n{seat.card} reads · {number} of {len(seat.moves)}\n\n"
                f"**{sentence(when(event))}**\n\n{event['event']}.\n\n"
                f"[{_claims(event['claims'])}]{{.ledger-sources}}\n:::"
            )
        sets.append(":::::{container} move-cards\n" + "\n\n".join(made) + "\n:::::\n")
    return Page("\n".join(sets))
