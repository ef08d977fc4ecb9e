"""What strangers write in data, questions and bibliography is text, on every page."""

import re
import shutil

import pytest
from small import build, dump, entry, every_type, small_book
from trial import TRIAL, plant

from bank.load import load_answers, load_questions
from secdilemma.case import load_case
from secdilemma.checks import DataError, foreign
from secdilemma.data import load_claims, load_signals


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


def assert_refused(place, piece, load, *given):
    """Assert that what is loaded is refused with its place and a piece of markup."""
    with pytest.raises(DataError) as refused:
        load(*given)
    assert str(refused.value).startswith(f"{place}: ")
    assert str(refused.value).endswith(f", not {piece!r}")


@pytest.mark.parametrize(("words", "piece"), WAYS.items())
def test_a_cell_with_markup_that_reads_runs_or_asks_is_refused_by_name(words, piece, tmp_path):
    case = load_case("baltic")
    for load, column in ((load_claims, "editor_note"), (load_signals, "event")):
        file = tmp_path / f"{load.__name__.removeprefix('load_')}.csv"
        shutil.copy(case.folder / file.name, file)
        plant(file, column, lambda cell: words.replace("\n", " "))
        assert_refused(f"{file.name}, row 2, column {column!r}", piece, load, case, file)


def of_type(kind):
    """Give the item of a type, as a file of the bank has it."""
    return next(item for item in every_type() if item["type"] == kind)


@pytest.mark.parametrize(("words", "piece"), WAYS.items())
def test_a_question_with_such_markup_is_refused_by_name(words, piece, tmp_path):
    item, task, none = of_type("choice"), of_type("essay"), tmp_path / "none"
    first, second, *_ = item["options"]
    for field, changes in {
        "prompt": {"prompt": f"So.\n\n{words}"},
        "explanation": {"explanation": f"So.\n\n{words}"},
        "options[2].feedback": {"options": [first, {**second, "feedback": words}]},
    }.items():
        path = dump(tmp_path, [{**item, **changes}], "index.yml")
        place = f"index.yml, id {item['id']!r}, field {field!r}"
        assert_refused(place, piece, load_questions, path, none)
    bank = load_questions(dump(tmp_path, [task], "index.yml"), none)
    path = dump(tmp_path, [{**entry(task["id"]), "answer": words}], "index.yml")
    place = f"index.yml, id {task['id']!r}, field 'answer'"
    assert_refused(place, piece, load_answers, path, bank)


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
