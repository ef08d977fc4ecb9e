"""What strangers write in data, questions and bibliography is text, on every page."""

import re
import shutil

import pytest
from small import build, dump, entry, every_type, small_book
from trial import TRIAL, plant

from bank.load import load_answers, load_questions
from secdilemma.case import load_case
from secdilemma.checks import DataError, foreign
from secdilemma.data import load_claims, load_signals, references


@TRIAL
def test_markup_in_data_and_questions_is_shown_and_never_obeyed(trial):
    page = (trial / "_build/html/index.html").read_text("utf-8")
    assert page.count("&lt;script&gt;window.slipped") >= 12
    outside = re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.DOTALL)
    assert not re.search(r"<(script>window|img src=x|b onclick)", outside)
    assert "<script>window" not in page


READS = """
```{literalinclude} _config.yml
```

```{include} README.md
```

```{csv-table} A table
:file: data/glossary.csv
```

```{eval-rst}
.. include:: pyproject.toml
.. automodule:: antigravity
.. autofunction:: os.getcwd
.. py:module:: os
.. autofunction:: getlogin
.. autofunction:: secdilemma.words.sentence
```
"""


@pytest.mark.slow
def test_no_page_prints_a_file_or_imports_what_is_not_the_books(tmp_path):
    folder = small_book(tmp_path, READS)
    result = build(folder)
    assert result.returncode == 1
    faults = re.findall(r"index\.md:\d+: (?:WARNING|ERROR): (.*?)(?:\x1b|$)", result.stderr, re.M)
    *files, module, function, relative = faults
    assert [re.findall("disabled|deactivated", fault) != [] for fault in files] == [True] * 4
    for fault, name in ((module, "antigravity"), (function, "os.getcwd"), (relative, "getlogin")):
        assert fault == f"{name!r}; expected a name in secdilemma or game or islands"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://x.org/"])
def test_an_address_that_is_none_of_the_web_is_refused_with_its_entry(address, tmp_path):
    case = tmp_path / "case"
    shutil.copytree(load_case("baltic").folder, case)
    entry = f"@misc{{odd2020, title = {{Odd}}, author = {{Odd, A}}, url = {{{address}}}}}\n"
    (case / "references.bib").write_text(entry, "utf-8")
    with pytest.raises(DataError, match=r"references\.bib, entry 'odd2020', field 'url': '\w+:"):
        references(load_case(case))


WAYS = {
    "```{literalinclude} /instructor/puzzle.yml\n```": "```{literalinclude}",
    "~~~~ {include} /proc/self/environ": "~~~~ {include}",
    "> - ```{csv-table} x\n:file: /etc/passwd\n```": "```{csv-table}",
    "```{eval-rst}\n.. automodule:: antigravity\n```": "```{eval-rst}",
    "```{eval-rst}\n.. meta::\n   :http-equiv=refresh: 0; url=//x.org\n```": "```{eval-rst}",
    ":::{card} A title\n:link: data:text/html,x\n:::": ":::{card}",
    "See {built}`https://x.org`.": "{built}`",
    "See {download}``/instructor/puzzle.yml``.": "{download}`",
    "See ![a picture](https://x.org/x.png).": "![",
    "See [a file](path:/etc/passwd).": "](path:/etc/passwd)",
    "See [a file](../instructor/puzzle.yml).": "](../instructor/puzzle.yml)",
    "See [a script]( javascript:alert(1)).": "](",
    "See [a page](<data:text/html,x>).": "](<data:text/html,x>)",
    "See <path:/etc/passwd>.": "<path:/etc/passwd>",
    "> [a\\]b]: path:/etc/passwd": "> [a\\]b]:",
    "See [all of it](#top){.stretched-link}.": "){.stretched-link}",
}
"""What a text may try, and the piece of it that the refusal names."""

FINE = (
    "See {claim}`A1 A2`, {cite:t}`kerstens2017`, {numref}`fig-chain` and {ref}`A1 <ledger-a1>`.",
    "See [the ledger](claims.md), [a word](claims.md#a), [below](#below), [us](../index.md).",
    "See <https://example.org> and [a page](https://example.org/a_(b)).",
    "*One*, **two**, `{'three': 3}`, $\\sqrt[3]{x_{1}} < y$; he said […]: yes.",
    "```python\n{'a': [1]}\n```\n\n> quoted\n\n- ~~~\n  code\n  ~~~\n",
)


@pytest.mark.parametrize("words", FINE)
def test_what_a_text_may_say_is_not_refused(words):
    assert foreign(words) == ""


@pytest.mark.parametrize(("words", "piece"), WAYS.items())
def test_a_cell_with_markup_that_reads_runs_or_asks_is_refused_by_name(words, piece, tmp_path):
    case = load_case("baltic")
    for load, column in ((load_claims, "editor_note"), (load_signals, "event")):
        file = tmp_path / f"{load.__name__.removeprefix('load_')}.csv"
        shutil.copy(case.folder / file.name, file)
        plant(file, column, lambda cell: words.replace("\n", " "))
        with pytest.raises(DataError) as refused:
            load(case, file)
        assert str(refused.value).startswith(f"{file.name}, row 2, column {column!r}: ")
        assert str(refused.value).endswith(f", not {piece!r}")


def of_type(kind):
    """Give the item of a type, as a file of the bank has it."""
    return next(item for item in every_type() if item["type"] == kind)


@pytest.mark.parametrize(("words", "piece"), WAYS.items())
def test_a_question_with_such_markup_is_refused_by_name(words, piece, tmp_path):
    said = []
    item = of_type("choice")
    for field in ("prompt", "explanation"):
        raw = [{**item, field: f"So.\n\n{words}"}]
        with pytest.raises(DataError) as refused:
            load_questions(dump(tmp_path, raw, "index.yml"), tmp_path / "none")
        said.append((field, item["id"], str(refused.value)))
    item["options"][1]["feedback"] = words
    with pytest.raises(DataError) as refused:
        load_questions(dump(tmp_path, [item], "index.yml"), tmp_path / "none")
    said.append(("options[2].feedback", item["id"], str(refused.value)))
    task = of_type("essay")
    bank = load_questions(dump(tmp_path, [task], "index.yml"), tmp_path / "none")
    answer = {**entry(task["id"]), "answer": words}
    with pytest.raises(DataError) as refused:
        load_answers(dump(tmp_path, [answer], "index.yml"), bank)
    said.append(("answer", task["id"], str(refused.value)))
    for field, name, told in said:
        assert told.startswith(f"index.yml, id {name!r}, field {field!r}: ")
        assert told.endswith(f", not {piece!r}")


def test_python_in_a_question_shows_any_markup_but_cannot_end_its_block(tmp_path):
    task = of_type("code")
    for starter in ("x = {'a': [print]}['a'][0](1)", "'```{include} x'"):
        raw = dump(tmp_path, [{**task, "starter": starter}], "index.yml")
        assert load_questions(raw, tmp_path / "none")[0].starter == starter
    block = 'x = """\n``````\n```{include} x\n```\n"""'
    raw = dump(tmp_path, [{**task, "starter": block}], "index.yml")
    with pytest.raises(DataError, match=r"'starter': .*; expected Python without six backticks"):
        load_questions(raw, tmp_path / "none")
    bank = load_questions(dump(tmp_path, [task], "index.yml"), tmp_path / "none")
    raw = dump(tmp_path, [{**entry(task["id"]), "code": block}], "index.yml")
    with pytest.raises(DataError, match=r"'code': .*; expected Python without six backticks"):
        load_answers(raw, bank)
