"""How works are cited and listed: by author and year, with letters where both are the same.

A work prints as ``[NATO, 2016b]`` in the text and as ``NATO (2016b).`` in the list. Letters go by
the order of the list. Where the article gives its works letters, the field ``letter`` of an entry
keeps them first, and so the same; the field is not printed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex.style.formatting import toplevel
from pybtex.style.formatting.plain import Style
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.names.lastfirst import NameStyle
from pybtex.style.sorting.author_year_title import SortingStyle
from pybtex.style.template import field, join, node, optional, optional_field, sentence
from sphinx.application import Sphinx
from sphinxcontrib.bibtex.plugin import register_plugin as register_reference_style
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

PLAIN = AuthorYearReferenceStyle()
"""How citations print names."""


def cited_as(entry: Any) -> str:
    """Return the names and the year of a work as a citation prints them, without a letter."""
    names = PLAIN.person.author_or_editor_or_title(full=False)
    return f"{names.format_data({'entry': entry, 'style': PLAIN})}, {year_of(entry)}"


def year_of(entry: Any) -> str:
    """Return the year of a work, or that it has none."""
    return str(entry.fields.get("year", "n.d."))


def dated(entry: Any, **fields: str) -> Any:
    """Return a copy of an entry with other fields: the file keeps the year without a letter."""
    copy = Entry(entry.type, {**dict(entry.fields.items()), **fields}, entry.persons)
    copy.key = entry.key
    return copy


class Order(SortingStyle):
    """By names and year; then the article's letters, then keys."""

    def sorting_key(self, entry: Any) -> tuple[str, ...]:
        """Sort institutions among persons: braces and apostrophes don't count."""
        names = re.sub("[{}’]", "", super().sorting_key(entry)[0])
        return names, year_of(entry), entry.fields.get("letter", "~"), entry.key


class Labels(BaseLabelStyle):
    """Names and year, and a letter if another work has the same."""

    def format_labels(self, sorted_entries: Iterable[Any]) -> Iterator[str]:
        """Label works in the order of the list."""
        plain = [cited_as(entry) for entry in sorted_entries]
        shared, seen = Counter(plain), Counter[str]()
        for label in plain:
            if shared[label] == 1:
                yield label
            else:
                hyphen = "-" if label.endswith(".") else ""
                yield f"{label}{hyphen}{ascii_lowercase[seen[label]]}"
                seen[label] += 1


class BookStyle(Style):
    """The plain bibliography style, with the year behind the names."""

    default_name_style = NameStyle
    default_sorting_style = Order
    default_label_style = Labels

    def format_title(self, e: Any, which_field: str, as_sentence: bool = True) -> Any:
        """Keep the title as its entry has it: names stay names without braces."""
        title = field(which_field)
        return sentence[title] if as_sentence else title

    def format_names(self, role: str, as_sentence: bool = True) -> Any:
        """Put the year behind the authors."""
        names = super().format_names(role, as_sentence=False)
        if role == "author":
            names = join[names, optional[" (", field("lettered"), ")"]]
        return sentence[names] if as_sentence else names

    def get_incollection_template(self, e: Any) -> Any:
        """Print the note of a chapter too."""
        return toplevel[super().get_incollection_template(e), sentence[optional_field("note")]]

    def format_entry(self, label: str, entry: Any, bib_data: Any = None) -> Any:
        """Name the year once: what is left of a date at its old place is the day."""
        day = entry.fields.get("month", "").replace(" ", "\N{NO-BREAK SPACE}")
        if "author" in entry.persons:
            entry = dated(entry, year="", month=day, lettered=label.rpartition(", ")[2])
        return super().format_entry(label, entry, bib_data)


@node
def lettered(children: list[Any], data: dict[str, Any]) -> Any:
    """Cite a work with the year that its label has."""
    year = data["formatted_entry"].label.rpartition(", ")[2]
    return children[0].format_data({**data, "entry": dated(data["entry"], year=year)})


@dataclass
class BookReferences(AuthorYearReferenceStyle):
    """Author and year, with the letter that the list gives."""

    def inner(self, role_name: str) -> Any:
        """Cite one work."""
        return lettered[super().inner(role_name)]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the styles."""
    register_plugin("pybtex.style.formatting", "book", BookStyle)
    register_reference_style("sphinxcontrib.bibtex.style.referencing", "book", BookReferences)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
