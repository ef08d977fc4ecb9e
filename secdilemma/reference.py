"""The reference pages, written from data: ledger, footnotes, timeline, glossary, data notes.

Each function returns a `Page`, whose Markdown carries the links and citations of the book; a live
notebook shows the same text without them.
"""

import csv
from dataclasses import dataclass
from datetime import date

import pandas as pd

from secdilemma import data
from secdilemma.prose import in_book, plain


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
        text = self.markdown if in_book() else plain(self.markdown)
        return {"text/markdown": text, "text/plain": text}


_NOTE = "\n:::{{admonition}} Editor’s note\n:class: editors-note\n{}\n:::\n"


def _cited(sources: tuple[str, ...]) -> str:
    return f"{{cite:t}}`{','.join(sources)}`" if sources else ""


def _claims(keys: tuple[str, ...]) -> str:
    return ", ".join(f"{{ref}}`{key} <ledger-{key.lower()}>`" for key in keys)


def _notes(numbers: tuple[int, ...]) -> str:
    links = ", ".join(f"{{ref}}`{n} <footnote-{n}>`" for n in numbers)
    return f"{'note' if len(numbers) == 1 else 'notes'} {links}" if numbers else ""


def ledger(chapter: str) -> Page:
    """Write the claims that one chapter makes, each with its sources and a link to its place.

    Parameters
    ----------
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
    >>> "(ledger-g3)=" in ledger("interpretation").markdown
    True
    """
    claims = data.load_claims()
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


def footnotes() -> Page:
    """Write the article's 64 footnotes: what each cites, where, and what it adds.

    Returns
    -------
    Page
        One entry per footnote.

    Examples
    --------
    >>> footnotes().markdown.count("(footnote-")
    64
    """
    entries = []
    for note in data.load_footnotes().itertuples():
        cited = f" {_cited(note.sources)}" if note.sources else ""
        place = f", {note.locator}" if note.locator else ""
        stop = "." if cited or place else ""
        entries.append(
            f"(footnote-{note.number})=\n**{note.number}.**{cited}{place}{stop} {note.note}\n"
        )
    return Page("\n".join(entries))


_MONTHS = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]


def in_words(when: str) -> str:
    """Write an ISO date at its own precision in English.

    Parameters
    ----------
    when : str
        ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or ``YYYY/YYYY``.

    Returns
    -------
    str
        Such as ``18 December 2015``, ``July 2016`` or ``1940–1941``.

    Examples
    --------
    >>> in_words("2016-07"), in_words("1940/1941")
    ('July 2016', '1940–1941')
    """
    if "/" in when:
        return when.replace("/", "–")
    year, *rest = when.split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


_ACTORS = {"both": "NATO and Russia", "others": ""}
JUDGES = {"NATO": "NATO", "Russia": "Russia", "authors": "the authors", "us": "this book"}
"""Who ascribes an effect, in words."""


def timeline() -> Page:
    """Write every dated event of the article with the effects ascribed to it.

    Returns
    -------
    Page
        One entry per event, in the order of the data.

    Examples
    --------
    >>> "(event-crimea)=" in timeline().markdown
    True
    """
    entries = []
    signals = data.load_signals()
    for event_id, rows in signals.groupby("event_id", sort=False):
        event = rows.iloc[0]
        exact = event["precision"] in ("day", "month", "year", "span")
        printed = str(event["date_printed"])
        given = in_words(event["date"]) if exact else printed[0].upper() + printed[1:]
        supplied = event["date_supplied"]
        ours = f" ({in_words(supplied)}, supplied by us)" if supplied else ""
        told = [
            f"{row.effect} {'its allies' if row.addressee == 'allies' else 'its adversary'}, "
            f"as {JUDGES[row.judged_by]} {'has' if row.judged_by != 'authors' else 'have'} it"
            for row in rows.itertuples()
            if row.effect != "none stated"
        ]
        effects = "; ".join(told)
        effect = f" *{effects[0].upper()}{effects[1:]}.*" if told else ""
        parts = [
            _ACTORS.get(event["actor"], event["actor"]),
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


def since2017() -> Page:
    """Write what happened after the article, each entry with its source.

    Returns
    -------
    Page
        One entry per event, by date.

    Examples
    --------
    >>> since2017().markdown.startswith("(since-")
    True
    """
    events = data.load_since2017().sort_values("date", kind="stable")
    return Page(
        "\n".join(
            f"(since-{e.event_id})=\n**{in_words(e.date)}.** {e.event} "
            f"{{cite:p}}`{','.join(e.sources)}`\n"
            for e in events.itertuples()
        )
    )


def glossary() -> Page:
    """Write the glossary, English to Dutch.

    Returns
    -------
    Page
        One entry per term, by the English.

    Examples
    --------
    >>> "veiligheidsparadox" in glossary().markdown
    True
    """
    entries = []
    for term in data.load_glossary().itertuples():
        parts = [_claims(term.claims), _cited(term.sources)]
        line = "; ".join(part for part in parts if part)
        tail = f"\n[{line}]{{.ledger-sources}}" if line else ""
        plain = term.dutch.replace(" (", "; ").strip("()")  # one pair of brackets is enough
        dutch = f"({plain})" if term.dutch.startswith("(") else f"(*{plain}*)"
        entries.append(f"**{term.english}** {dutch}. {term.definition}{tail}\n")
    return Page("\n".join(entries))


def data_notes() -> Page:
    """Write what stands in every column of every data file, with source and licence.

    Returns
    -------
    Page
        A section of text and a table per file.

    Raises
    ------
    secdilemma.data.DataError
        If a file has a column that ``columns.csv`` does not describe, or the reverse.

    Examples
    --------
    >>> "table1.csv" in data_notes().markdown
    True
    """
    columns = data.load_columns()
    parts = []
    for file, rows in columns.groupby("file", sort=False):
        path = data.data_folder() / str(file)
        size = f"{path.stat().st_size / 1000:.0f} kB"
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as lines:
                size = f"{sum(1 for _ in csv.reader(lines)) - 1} rows"
        table = "\n".join(
            f"| `{row.column}` | {row.meaning} | {row.unit or '—'} "
            f"| {row.source} | {row.licence} | {row.retrieved} |"
            for row in rows.itertuples()
        )
        parts.append(
            f"**{file}** ({size})\n\n| Column | Meaning | Unit | Source | Licence | Retrieved |\n"
            f"|---|---|---|---|---|---|\n{table}\n"
        )
    return Page("\n".join(parts))


MOVES = {
    "NATO": (
        *("crimea", "putin-crimea-address", "little-green-men", "nuclear-threats-over-crimea"),
        *("lavrov-un-assembly", "military-doctrine-2014"),
    ),
    "Russia": (
        *("wales-vjtf", "nato-exercises-2015", "aegis-ashore-romania"),
        *("stoltenberg-no-imminent-threat", "warsaw-efp", "atlantic-resolve"),
    ),
}
"""Six dated signals to read from either seat; NATO's seat reads Russia's, and the reverse."""

_SEATS = {"NATO": "NATO", "Russia": "Moscow"}


def cards() -> Page:
    """Write the cards of *your move* for printing: a set of six for each seat.

    Returns
    -------
    Page
        Two sets, each a container of containers; the style sheet of print puts a set on a sheet.

    Examples
    --------
    >>> cards().markdown.count("{container} move-card")
    14
    """
    signals = data.load_signals().drop_duplicates("event_id").set_index("event_id")
    sets = []
    for seat, moves in MOVES.items():
        made = []
        for number, event_id in enumerate(moves, start=1):
            event = signals.loc[event_id]
            when = in_words(event["date"]) if event["date"] else event["date_printed"]
            made.append(
                f":::{{container}} move-card\n{_SEATS[seat]} reads · {number} of {len(moves)}\n\n"
                f"**{when[0].upper()}{when[1:]}**\n\n{event['event']}.\n\n"
                f"[{_claims(event['claims'])}]{{.ledger-sources}}\n:::"
            )
        sets.append(":::::{container} move-cards\n" + "\n\n".join(made) + "\n:::::\n")
    return Page("\n".join(sets))


def timeline_events(signals: pd.DataFrame) -> pd.DataFrame:
    """Pick the events that the timeline figure shows and gather their effects.

    Parameters
    ----------
    signals : pandas.DataFrame
        As `secdilemma.data.load_signals` returns it.

    Returns
    -------
    pandas.DataFrame
        One row per event that has a short label and one acting side: ``when``, ``actor``,
        ``short``, ``effects`` (tuple, without "none stated"), by date.

    Examples
    --------
    >>> events = timeline_events(data.load_signals())
    >>> bool(events["when"].is_monotonic_increasing)
    True
    """
    labelled = (signals["short"] != "") & (signals["when"] != "")
    shown = signals[labelled & ~signals["actor"].isin(["both"])]
    events = shown.groupby("event_id", sort=False).agg(
        when=("when", "first"),
        actor=("actor", "first"),
        short=("short", "first"),
        effects=("effect", lambda effects: tuple(e for e in effects if e != "none stated")),
    )
    return events[events["when"] >= "2009"].sort_values("when", kind="stable")
