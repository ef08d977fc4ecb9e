"""What the formal companion promises: labelled, computed, one meaning for each symbol."""

import gzip
import pkgutil
import re

import pytest
import yaml
from chapter import hidden_cell, text_of
from reader import ROOT
from test_domains import DOMAINS

from secdilemma import models

PART = next(
    part
    for part in yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))["parts"]
    if part["caption"] == "Formal companion"
)
TEXTS = {
    name: text_of(name)
    for name in (entry["file"].removeprefix("chapters/") for entry in PART["chapters"])
}
MODELLED = [
    file.name.replace("_", "-")
    for file in pkgutil.iter_modules(models.__path__)
    if file.name != "domains"
]
"""The chapters with a model of their own, which bear its name."""


def prose(text):
    """The words of a chapter: no header, no cells, no mathematics, no roles."""
    text = re.sub(r"\A---.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(r"```\{code-cell\}.*?\n```", "", text, flags=re.DOTALL)
    text = re.sub(r"\$\$.*?\$\$|\$[^$]+\$|\{[a-z:]+\}`[^`]*`|`[^`]*`", "", text, flags=re.DOTALL)
    return re.sub(r"\]\([^)]*\)|^:minutes:.*$", "", text, flags=re.MULTILINE)


TITLED = {re.search(r"^# (.+)$", text, re.MULTILINE)[1]: text for text in TEXTS.values()}


def symbols():
    """The rows of the table of symbols: chapter, symbols, names in code."""
    table = re.search(r"\(symbols\)=\n(.*?)\n\n", TEXTS["limits"], re.DOTALL)[1]
    chapter = ""
    for row in table.splitlines()[2:]:
        title, signs, names, _ = (cell.strip() for cell in row.strip("|").split(" | ", 3))
        chapter = title.strip("| ") or chapter
        yield chapter, re.findall(r"\$([^$]+)\$", signs), re.findall(r"`([^`]+)`", names)


@pytest.mark.parametrize("name", TEXTS)
def test_each_chapter_is_labelled_as_an_addition_before_its_first_sentence(name):
    opening = TEXTS[name].split("```{code-cell}")[0]
    assert re.search(r"\n```\n\n```\{admonition\} Addition\n:class: addition\n", opening)


@pytest.mark.parametrize("name", TEXTS)
def test_no_number_of_a_model_is_typed_in_the_prose(name):
    found = re.findall(r"(?<![\w.])\d+\.\d+|\b[2-9]\d*\b", prose(TEXTS[name]))
    years = {"2022", "1980"}
    assert [number for number in found if number not in years] == []


@pytest.mark.parametrize("name", [*MODELLED, "one-misreading"])
def test_what_the_prose_prints_is_computed_and_what_is_computed_is_printed(name):
    _, printed = hidden_cell(name)
    assert set(printed) == set(re.findall(r"\{glue:text\}`([^`]+)`", text_of(name)))


def test_every_parameter_of_a_model_stands_in_the_table_of_symbols():
    """That `DOMAINS` has all parameters, its own test says."""
    known = {name for _, _, names in symbols() for name in names}
    words = {"alarms", "lens", "pi_T", "pi_U", "advantage", "arms", "seen"}
    assert {name for takes in DOMAINS.values() for name in takes} - words - known == set()


def test_the_table_of_symbols_names_what_its_chapter_writes():
    rows = list(symbols())
    assert len(rows) > 15
    for chapter, signs, names in rows:
        assert not names or len(signs) == len(names) or signs[1:] == [f"{signs[0]}^*"], signs
        mathematics = " ".join(re.findall(r"\$+([^$]+)\$+", TITLED[chapter]))
        for sign in signs:
            assert re.search(rf"(?<![a-zA-Z\\]){re.escape(sign)}(?![a-zA-Z])", mathematics), sign


def test_every_letter_of_a_displayed_formula_stands_in_the_table_of_symbols():
    greek = r"\\(?:alpha|beta|lambda|mu|rho|sigma|delta|kappa|pi)(?:_[TU])?"
    letter = greek + r"|[A-Za-z](?:_\w+|'|\^\\circ)?"
    signs_between = r"\\(?:frac|text\{[^}]*\}|dot|[gl]e|iff|qquad|cdot|sqrt|ln|log_2|approx)\b|[{}]"
    known, shown = {}, 0
    for chapter, signs, _ in symbols():
        known.setdefault(chapter, set()).update(sign.removesuffix("^*") for sign in signs)
    for chapter, signs in known.items():
        for formula in re.findall(r"\$\$\n(.*?)\$\$", TITLED[chapter], re.DOTALL):
            found = set(re.findall(letter, re.sub(signs_between, " ", formula)))
            assert found <= signs, (chapter, found - signs)
            shown += len(found)
    assert shown > 40


def test_the_explorers_of_a_page_keep_their_weight(pages):
    weighed = 0
    for name, page in pages.items():
        figures = [str(figure).encode() for figure in page.select("figure[data-explorer]")]
        weighed += len(figures)
        assert sum(map(len, figures)) <= 600_000, name
        assert sum(len(gzip.compress(figure)) for figure in figures) <= 100_000, name
    assert weighed > 10
