"""The reference pages, written from data: ledger, footnotes, timeline, glossary, data notes.

Each function returns a `Page`, whose Markdown carries the links and citations of the book; a live
notebook shows the same text without them.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass

from islands import in_page
from secdilemma import data
from secdilemma.case import Case, data_folder
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


def _page(entries: Iterable[str]) -> Page:
    return Page("\n".join(entries))


def _note(words: str) -> str:
    head = "\n:::{admonition} Editor’s note\n:class: editors-note\n"
    return f"{head}{words}\n:::\n" if words else ""


def _line(*parts: str) -> str:
    """Write the small line below an entry, of the parts that have something to say."""
    return f"\n[{'; '.join(part for part in parts if part)}]{{.ledger-sources}}" * any(parts)


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
    claims = data.load_claims(case)
    mine = claims[claims["chapter"] == chapter]
    if mine.empty:
        known = ", ".join(claims["chapter"].unique())
        raise ValueError(f"no claims of a chapter {chapter!r}; the ledger has {known}")
    entries = []
    for claim in mine.itertuples():
        name = claim.key.lower()
        where = f"{{ref}}`in the book <claim-{name}>`"
        line = _line(_notes(claim.footnotes), _cited(claim.sources), where)
        entry = f"(ledger-{name})=\n**{claim.key}.** {claim.claim}{line}\n"
        entries.append(entry + _note(claim.editor_note))
    return _page(entries)


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
    for note in data.load_footnotes(case).itertuples():
        cited = f" {_cited(note.sources)}" if note.sources else ""
        place = f", {note.locator}" if note.locator else ""
        head = f"(footnote-{note.number})=\n**{note.number}.**{cited}{place}"
        entries.append(f"{head}{'.' if cited or place else ''} {note.note}\n")
    return _page(entries)


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
    for event_id, rows in data.load_signals(case).groupby("event_id", sort=False):
        event = rows.iloc[0]
        exact = event["precision"] in ("day", "month", "year", "span")
        given = in_words(event["date"]) if exact else sentence(str(event["date_printed"]))
        supplied = event["date_supplied"]
        ours = f" ({in_words(supplied)}, supplied by us)" if supplied else ""
        effects = "; ".join(
            f"{row.effect} {'its allies' if row.addressee == 'allies' else 'its adversary'}, "
            f"as {case.judges[row.judged_by]} {'has' if row.judged_by != 'authors' else 'have'} it"
            for row in rows.itertuples()
            if row.effect != "none stated"
        )
        effect = f" *{sentence(effects)}.*" if effects else ""
        line = _line(
            {"both": " and ".join(case.sides), "others": ""}.get(event["actor"], event["actor"]),
            _claims(event["claims"]),
            _notes(event["footnotes"]),
            _cited(event["sources"]),
        )
        entry = f"(event-{event_id})=\n**{given}**{ours}. {event['event']}.{effect}{line}\n"
        entries.append(entry + _note(event["editor_note"]))
    return _page(entries)


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
    return _page(
        f"(since-{e.event_id})=\n**{in_words(e.date)}.** {e.event} "
        f"{{cite:p}}`{','.join(e.sources)}`\n"
        for e in events.itertuples()
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
    for term in data.load_glossary(case).itertuples():
        plain = term.dutch.replace(" (", "; ").strip("()")  # one pair of brackets is enough
        dutch = f"({plain})" if term.dutch.startswith("(") else f"(*{plain}*)"
        line = _line(_claims(term.claims), _cited(term.sources))
        entries.append(f"**{term.english}** {dutch}. {term.definition}{line}\n")
    return _page(entries)


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
        for file, rows in data.load_columns(case, folder).groupby("file", sort=False):
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
    return _page(parts)


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
    sets = []
    for side, seat in case.seats.items():
        made = []
        for number in range(1, len(seat.moves) + 1):
            event = data.load_move(case, side, number)
            made.append(
                f":::{{container}} move-card\n{seat.card} reads · {number} of {len(seat.moves)}\n\n"
                f"**{sentence(when(event))}**\n\n{event['event']}.\n{_line(_claims(event['claims']))}\n:::"
            )
        sets.append(":::::{container} move-cards\n" + "\n\n".join(made) + "\n:::::\n")
    return _page(sets)
