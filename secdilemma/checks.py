"""What a cell, an entry or a field may hold, and the error that says where one breaks its promise.

A row of a CSV file is a `Row`, an entry of a case a dataclass, a question a model of the bank:
pydantic checks them all, by the types and checks of this file. A check takes text and returns its
value, or raises ValueError with what was expected. Nothing is dropped, guessed or coerced. Rows are
counted as a spreadsheet does, the header being row 1.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Container, Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, ClassVar, TypeVar

import pandas as pd
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import PydanticCustomError


class DataError(ValueError):
    """A data file breaks a promise; the message names file, row, column, value and expectation."""


Check = Callable[[str], str]
"""Takes text and returns it, or raises ValueError with what was expected."""

T = TypeVar("T")


# ------------------------------------------------------------------ checks of text


def text(cell: str) -> str:
    """Accept one line of text without hidden characters or spaces around it."""
    if not cell.strip():
        raise ValueError("some text")
    if cell != cell.strip():
        raise ValueError("text without spaces around it")
    if character := hidden(cell):
        raise ValueError(f"text on one line without hidden characters such as {character!r}")
    if markup := foreign(cell):
        raise ValueError(f"{PLAIN}, not {markup!r}")
    return cell


_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
"""Categories of Unicode that show nothing, change what stands around them, or mean nothing."""


def hidden(words: str, allowed: str = "") -> str:
    """Return the first character that a reader cannot see for what it is, or nothing.

    It is a control, a mark of direction, a soft hyphen, a character without a meaning, or a letter
    taken apart into letter and accent, which no search finds.
    """
    if not unicodedata.is_normalized("NFC", words):
        composed = unicodedata.normalize("NFC", words)
        return next(old for old, new in zip(words, composed + " ", strict=False) if old != new)
    unseen = (c for c in words if c not in allowed and unicodedata.category(c) in _UNSEEN)
    return next(unseen, "\ufffd" if "\ufffd" in words else "")


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
    match = _FOREIGN.search(words)
    return match[0].strip()[:80] if match else ""


def matching(pattern: str, expected: str) -> Check:
    """Accept what a pattern fits from end to end; ``expected`` says in words what that is."""
    fits = re.compile(pattern).fullmatch

    def check(cell: str) -> str:
        if not fits(cell):
            raise ValueError(expected)
        return cell

    return check


def one_of(allowed: Iterable[str], where: str = "") -> Check:
    """Accept one of a closed list of words; ``where`` may say what else to do about others."""
    words = tuple(map(str, allowed))

    def check(cell: str) -> str:
        if cell not in words:
            raise ValueError("one of " + ", ".join(map(repr, words)) + where)
        return cell

    return check


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
    return matching(r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case words joined by hyphens")(cell)


# ------------------------------------------------------------------ types of cells and entries


def shaped(pattern: str, expected: str) -> BeforeValidator:
    """Accept what a pattern fits from end to end; ``expected`` says in words what that is."""
    return BeforeValidator(matching(pattern, expected))


def among(known: Callable[[Any], Container[Any]], expected: str = "") -> AfterValidator:
    """Accept what the case has: ``known(case)`` holds it, ``expected`` says in words what it is."""

    def check(value: Any, info: ValidationInfo) -> Any:
        words = known(info.context)
        if value not in words:
            listed = ", ".join(map(repr, map(str, words))) if isinstance(words, Iterable) else ""
            raise ValueError(expected or f"one of {listed}")
        return value

    return AfterValidator(check)


def _empty_or(cell: str, check: ValidatorFunctionWrapHandler) -> Any:
    """Accept an empty cell, or what another check accepts."""
    return check(cell) if cell else ""


def _items(cell: str) -> tuple[str, ...]:
    """Take apart what stands between single spaces; an empty cell has no items."""
    items = tuple(cell.split(" ")) if cell else ()
    if len(set(items)) < len(items):
        raise ValueError("each item once")
    return items


Text = Annotated[str, AfterValidator(text)]
"""One line, never empty."""

Slug = Annotated[str, AfterValidator(slug)]
Day = Annotated[str, AfterValidator(day)]
Natural = Annotated[int, shaped(r"[1-9][0-9]{0,3}", "a whole number from 1 on")]

Maybe = Annotated[T, WrapValidator(_empty_or)]
"""``Maybe[Day]``: an empty cell, or what the form in brackets asks for."""

Several = Annotated[tuple[T, ...], BeforeValidator(_items)]
"""``Several[Slug]``: items between single spaces, each once; an empty cell has none."""


def up_to(limit: int) -> AfterValidator:
    """Accept at most ``limit`` characters, so that a figure has room for them."""
    return AfterValidator(matching(f".{{0,{limit}}}", f"at most {limit} characters, for figures"))


# ------------------------------------------------------------------ faults


def fault(field: str, value: object, expected: str) -> PydanticCustomError:
    """Word a fault of a field that a check of several fields finds."""
    return PydanticCustomError(
        "fault", "{expected}", {"field": field, "value": value, "expected": expected}
    )


def first_fault(error: ValidationError) -> tuple[tuple[str | int, ...], Any, str]:
    """Return the place of the first fault of a model, the value there, and what was expected.

    Parameters
    ----------
    error : pydantic.ValidationError
        What pydantic raised.

    Returns
    -------
    place : tuple of str and int
        Names of fields, and positions in lists from 0.
    value : object
        What stands there; None where nothing does.
    expected : str
        In words.

    Raises
    ------
    DataError
        If a check came upon another file that is at fault.
    """
    first: Any = error.errors()[0]
    context = first.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, DataError):
        raise cause
    if first["type"] == "missing":
        return first["loc"], None, "this entry"
    place = (*first["loc"], *filter(None, [context.get("field")]))
    words = str(cause) if cause else first["msg"].removeprefix("Input should be ")
    return place, context.get("value", first["input"]), words


def fail(path: Path, row: int, column: str, value: object, expected: str) -> DataError:
    """Word a fault of a CSV file; of a long value its beginning."""
    cell = str(value)
    cell = cell if len(cell) <= 300 else f"{cell[:300]}…"
    return DataError(f"{path.name}, row {row}, column {column!r}: {cell!r}; expected {expected}")


# ------------------------------------------------------------------ files


def content_of(path: Path) -> bytes:
    """Return the bytes of a data file, if they stand in its folder.

    A link that leads elsewhere could print any file of the machine in an error, or on a page.
    """
    if path.is_symlink():
        try:
            inside = path.resolve(strict=True).is_relative_to(path.parent.resolve())
        except (OSError, RuntimeError):
            inside = False
        if not inside:
            raise DataError(f"{path.name}: a link that leads out of its folder; expected a file")
    return path.read_bytes()


def csv_lines(path: Path) -> list[list[str]]:
    """Return the cells of a CSV file, header first."""
    content = content_of(path)
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise fail(path, row, "?", repr(content[error.start]), "UTF-8 text") from error
    lines: list[list[str]] = []
    try:
        lines.extend(csv.reader(io.StringIO(decoded, newline=""), strict=True))
    except csv.Error as error:
        raise fail(path, len(lines) + 1, "?", str(error), "valid CSV") from error
    return lines or [[]]


class Row(BaseModel):
    """A row of a CSV file, a field for each column; each file has a subclass.

    Attributes
    ----------
    unique : tuple of str
        The columns by which rows differ.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    unique: ClassVar[tuple[str, ...]]


def read_csv(path: Path, form: type[Row], case: Any = None) -> pd.DataFrame:
    """Read a CSV file in which every row keeps its form.

    Parameters
    ----------
    path : Path
        The file.
    form : subclass of Row
        Its columns, and what a cell of each may hold.
    case : Case, optional
        What cells may refer to; `among` looks there.

    Returns
    -------
    pandas.DataFrame
        A row for each row, columns in the order of the form.

    Raises
    ------
    DataError
        If the file is no CSV, lacks a column or has one too many, a cell breaks its promise, or a
        row stands twice.
    """
    header, *lines = csv_lines(path)
    columns = list(form.model_fields)
    for column in columns:
        if column not in header:
            raise fail(path, 1, column, ", ".join(header), "a header that has this column")
    for column in header:
        if column not in columns or header.count(column) > 1:
            raise fail(path, 1, column, column, "only, and once, " + ", ".join(columns))
    records, first_row = [], dict[tuple[Any, ...], int]()
    for row, cells in enumerate(lines, start=2):
        if len(cells) != len(header):
            # too few: the first missing column; too many: the last column
            column = header[min(len(cells), len(header) - 1)]
            raise fail(path, row, column, f"{len(cells)} cells", f"{len(header)} cells")
        raw = dict(zip(header, cells, strict=True))
        try:
            record = dict(form.model_validate(raw, context=case))
        except ValidationError as error:
            (name, *item), value, expected = first_fault(error)
            if item:
                value, expected = raw[str(name)], f"{expected}, which {value!r:.120} is not"
            raise fail(path, row, str(name), value, expected) from None
        key = tuple(record[name] for name in form.unique)
        if key in first_row:
            expected = f"a value not yet used; row {first_row[key]} has it"
            raise fail(path, row, form.unique[-1], " / ".join(map(str, key)), expected)
        first_row[key] = row
        records.append(record)
    if not records:
        raise fail(path, 2, header[0], "", "at least one row")
    return pd.DataFrame(records, columns=columns)


def numbered(path: Path, table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return a table whose rows are numbered 1, 2, 3 and so on; refuse another."""
    for number, value in enumerate(table[column], start=1):
        if value != number:
            raise fail(path, number + 1, column, value, f"{number}: rows are numbered through")
    return table
