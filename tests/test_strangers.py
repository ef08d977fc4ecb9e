"""What strangers write in data, questions and bibliography is text, on every page."""

import csv
import re
import shutil

import pytest
import yaml
from small import CELL, build, small_book

from secdilemma.case import load_case
from secdilemma.checks import DataError
from secdilemma.data import references

pytestmark = pytest.mark.slow

SCRIPT = "<script>window.slipped = 1</script> <img src=x onerror=alert(1)> <b onclick=go()>b</b>"
SHOWN = f"""
import pandas as pd
from secdilemma.case import load_case
from secdilemma.pages import Page
from secdilemma.pictures.puzzle import your_move
from secdilemma.tables import Table
display(Page("A claim. {SCRIPT}"), Page("{SCRIPT}"))
display(Table(pd.DataFrame({{"a {SCRIPT}": ["{SCRIPT}"]}}, index=["{SCRIPT}"]), "{SCRIPT}"))
your_move(load_case("baltic"))
"""


def plant(file, column):
    """Put markup at the end of every cell of a column."""
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.reader(text))
    at = rows[0].index(column)
    rows[1:] = [[*row[:at], f"{row[at]} {SCRIPT}", *row[at + 1 :]] for row in rows[1:]]
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text, lineterminator="\n").writerows(rows)


def test_markup_in_data_and_questions_is_shown_and_never_obeyed(tmp_path):
    item = {
        **{"id": "index-0", "title": "Trial", "role": "self-check", "type": "choice"},
        **{"objective": "know", "bloom": "apply", "minutes": 1, "mode": "alone", "python": False},
        **{"status": "draft", "prompt": SCRIPT, "explanation": f"{SCRIPT}\n\n{SCRIPT}"},
        "options": [
            {"text": f"One {SCRIPT}", "right": True, "feedback": SCRIPT},
            {"text": "Two", "feedback": SCRIPT},
        ],
    }
    body = f"```{{self-check}} index-0\n```\n\n{SCRIPT}\n\n{CELL.format(code=SHOWN)}"
    folder = small_book(tmp_path, body)
    plant(folder / "data/cases/baltic/signals.csv", "event")
    (folder / "bank/questions/index.yml").write_text(yaml.safe_dump([item]), "utf-8")
    result = build(folder)
    assert result.returncode == 0, result.stderr
    page = (folder / "_build/html/index.html").read_text("utf-8")
    assert page.count("&lt;script&gt;window.slipped") >= 12
    outside = re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.DOTALL)
    assert not re.search(r"<(script>window|img src=x|b onclick)", outside)
    assert "<script>window" not in page


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://x.org/"])
def test_an_address_that_is_none_of_the_web_is_refused_with_its_entry(address, tmp_path):
    case = tmp_path / "case"
    shutil.copytree(load_case("baltic").folder, case)
    entry = f"@misc{{odd2020, title = {{Odd}}, author = {{Odd, A}}, url = {{{address}}}}}\n"
    (case / "references.bib").write_text(entry, "utf-8")
    with pytest.raises(DataError, match=r"references\.bib, entry 'odd2020', field 'url': '\w+:"):
        references(load_case(case))
