"""What a cell or a field may hold, and the error that says where one breaks its promise.

A check takes text and returns its value, or raises ValueError with what was expected. Nothing is
dropped, guessed or coerced. Rows are counted as a spreadsheet does, the header being row 1.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd


class DataError(ValueError):
    """A data file breaks a promise; the message names file, row, column, value and expectation."""


Check = Callable[[str], Any]
"""Takes the text of a cell; returns its value, or raises ValueError with what was expected."""


def text(cell: str) -> str:
    """Accept one line of text without hidden characters or spaces around it."""
    if not cell.strip():
        raise ValueError("some text")
    if cell != cell.strip():
        raise ValueError("text without spaces around it")
    if odd := hidden(cell):
        raise ValueError(f"text on one line without hidden characters such as {odd!r}")
    if odd := foreign(cell):
        raise ValueError(f"{PLAIN}, not {odd!r}")
    return cell


_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
"""Categories of Unicode that show nothing, change what stands around them, or mean nothing."""


def hidden(words: str, allowed: str = "") -> str:
    """Return the first character that a reader cannot see for what it is, or nothing.

    It is a control, a mark of direction, a soft hyphen, a character without a meaning, or a letter
    taken apart into letter and accent, which no search finds.
    """
    if not unicodedata.is_normalized("NFC", words):
        whole = unicodedata.normalize("NFC", words)
        return next(one for one, two in zip(words, whole + " ", strict=False) if one != two)
    odd = (c for c in words if c not in allowed and unicodedata.category(c) in _UNSEEN)
    return next(odd, "\ufffd" if "\ufffd" in words else "")


ROLES = ("claim", "cite:t", "cite:p", "ref", "numref")
"""What text from outside may refer to: claims, works, and places of the book."""

PLAIN = "text whose only markup is emphasis, lists, code, formulas, links to the web or to a page, "
PLAIN += "and " + ", ".join(f"{{{role}}}" for role in ROLES)

_FOREIGN = re.compile(
    rf"""
      [`~:]{{3,}}[^\S\n]*\{{[^\s{{}}`]*\}}?  # a directive; in quotes and lists too
    | \{{(?!(?:{"|".join(ROLES)})\}})[\w:+-]+\}}`  # a role
    | !\[  # an image
    | \]\((?!https?://|\#|(?:\.\./)*[\w-]+(?:/[\w-]+)*\.md[)\#])[^\s)]*\)?  # a link
    | <(?!https?://)[a-z][a-z0-9+.-]*:[^\s<>]*>  # a link in angle brackets
    | ^(?:[^\w\[\n]|\d)*\[(?s:.*?)\]:  # where a link leads, told elsewhere than in it
    | [\])`]\{{\s*(?:[.\#%][a-z]|[a-z-]+=)[^\s}}]*\}}?  # a class, a name or an attribute
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
"""Everything in MyST Markdown that reads a file, runs something, or asks another site."""


def foreign(words: str) -> str:
    """Return the first piece of markup that text from outside may not bring, or nothing.

    A directive could print any file of the machine that builds the book, or run a module there; an
    image or a link with a scheme of its own could lead a reader's browser elsewhere. So text has no
    directive, no image, no role but `ROLES`, and links only to the web, to a place or to a page.

    Parameters
    ----------
    words : str
        MyST Markdown, of one line or several.

    Returns
    -------
    str
        As it stands there, at most 80 characters of it; empty where there is none.

    Examples
    --------
    >>> foreign("See {claim}`A1` and [the ledger](claims.md).")
    ''
    >>> foreign("> ~~~ {include} /etc/hostname")
    '~~~ {include}'
    """
    found = _FOREIGN.search(words)
    return found[0].strip()[:80] if found else ""


def needs(expected: str, holds: Callable[[str], object], make: Check = str) -> Check:
    """Accept what a condition holds for, as ``make`` reads it; ``expected`` says what that is."""

    def parse(cell: str) -> Any:
        if not holds(cell):
            raise ValueError(expected)
        return make(cell)

    return parse


def label(limit: int) -> Check:
    """Accept text of at most ``limit`` characters, so that a figure has room for it."""
    expected = f"at most {limit} characters, for figures"
    return needs(expected, lambda cell: len(cell) <= limit, text)


def optional(parse: Check) -> Check:
    """Accept an empty cell, or what another check accepts."""
    return lambda cell: parse(cell) if cell else ""


def integer(low: int, high: int) -> Check:
    """Accept a whole number from ``low`` to ``high``."""

    def fits(cell: str) -> bool:
        return re.fullmatch(r"0|[1-9][0-9]*", cell) is not None and low <= int(cell) <= high

    return needs(f"a whole number from {low} to {high}", fits, int)


def degrees(low: float, high: float) -> Check:
    """Accept decimal degrees from ``low`` to ``high``."""

    def fits(cell: str) -> bool:
        return bool(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell)) and low <= float(cell) <= high

    return needs(f"decimal degrees from {low:g} to {high:g}", fits, float)


def one_of(allowed: Iterable[str], where: str = "") -> Check:
    """Accept one of a closed list of words; ``where`` may say what else to do about others."""
    words = tuple(map(str, allowed))
    return needs("one of " + ", ".join(map(repr, words)) + where, words.__contains__)


def many(parse: Check) -> Check:
    """Accept items between single spaces, each once, as a tuple; an empty cell has none."""

    def parse_one(item: str) -> Any:
        try:
            return parse(item)
        except ValueError as error:
            raise ValueError(f"{error}, which {item!r:.120} is not") from None

    def parse_all(cell: str) -> tuple[Any, ...]:
        items = tuple(parse_one(item) for item in cell.split(" ")) if cell else ()
        if len(set(items)) < len(items):
            raise ValueError("each item once")
        return items

    return parse_all


def matching(pattern: str, expected: str) -> Check:
    """Accept what matches a pattern whole; ``expected`` says in words what that is."""
    return needs(expected, re.compile(pattern).fullmatch)


YEARS = (1900, 2100)
"""No event of this book lies outside them."""


def day(cell: str) -> str:
    """Accept YYYY, YYYY-MM, YYYY-MM-DD or YYYY/YYYY, if such a date exists."""
    form = "YYYY, YYYY-MM, YYYY-MM-DD or YYYY/YYYY"
    if not re.fullmatch(r"[0-9]{4}((-[0-9]{2}){0,2}|/[0-9]{4})", cell):
        raise ValueError(f"a date that exists: {form}")
    years = [int(part[:4]) for part in cell.split("/")]
    if years != sorted(set(years)):
        raise ValueError("a span that ends after it starts")
    if not YEARS[0] <= min(years) <= max(years) <= YEARS[1]:
        words = "a year" if len(years) == 1 else "years"
        raise ValueError(f"{words} from {YEARS[0]} to {YEARS[1]}")
    try:
        date.fromisoformat(f"{cell.partition('/')[0]}-01-01"[:10])
    except ValueError:
        raise ValueError(f"a date that exists: {form}") from None
    return cell


def slug(cell: str) -> str:
    """Accept lower-case words joined by hyphens."""
    return str(matching(r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case words joined by hyphens")(cell))


def fail(path: Path, row: int, column: str, value: str, expected: str) -> DataError:
    """Word a fault of a CSV file; of a long value its beginning."""
    shown = value if len(value) <= 300 else f"{value[:300]}…"
    return DataError(f"{path.name}, row {row}, column {column!r}: {shown!r}; expected {expected}")


def csv_lines(path: Path) -> list[list[str]]:
    """Read the cells of a CSV file, header first."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise fail(path, row, "?", repr(content[error.start]), "UTF-8 text") from error
    lines: list[list[str]] = []
    try:
        lines.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        row = len(lines) + 1
        raise fail(path, row, "?", str(error), "valid CSV") from error
    return lines or [[]]


def read_csv(path: Path, columns: Mapping[str, Check], unique: tuple[str, ...]) -> pd.DataFrame:
    """Read a CSV file in which every cell keeps its column's promise."""
    lines = csv_lines(path)
    header = lines[0]
    for name in columns:
        if name not in header:
            raise fail(path, 1, name, ", ".join(header), "a header that has this column")
    for name in header:
        if name not in columns or header.count(name) > 1:
            raise fail(path, 1, name, name, "only, and once, " + ", ".join(columns))
    records = []
    for row, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(header):
            # too few: the first missing column; too many: the last column
            column = header[min(len(cells), len(header) - 1)]
            raise fail(path, row, column, f"{len(cells)} cells", f"{len(header)} cells")
        record = {}
        for name, cell in zip(header, cells, strict=True):
            try:
                record[name] = columns[name](cell)
            except DataError:  # another file, which the check has to look into
                raise
            except ValueError as error:
                raise fail(path, row, name, cell, str(error)) from None
        records.append(record)
    if not records:
        raise fail(path, 2, header[0], "", "at least one row")
    seen: dict[tuple[Any, ...], int] = {}
    for row, record in enumerate(records, start=2):
        key = tuple(record[name] for name in unique)
        if key in seen:
            value = " / ".join(map(str, key))
            expected = f"a value not yet used; row {seen[key]} has it"
            raise fail(path, row, unique[-1], value, expected)
        seen[key] = row
    return pd.DataFrame(records, columns=list(columns))


def whole(
    path: Path, table: pd.DataFrame, column: str, name: str, wanted: Iterable[Any]
) -> pd.DataFrame:
    """Return a table that has a row for everything wanted; refuse one that has not."""
    present = set(table[column])
    for one in wanted:
        if one not in present:
            raise fail(path, len(table) + 2, column, "", f"a row for {name} {one}")
    return table
