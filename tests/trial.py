"""A small book that is built once: formulas, and markup that strangers wrote."""

import csv
from pathlib import Path

import pytest
import yaml
from small import CELL, build, small_book

TRIAL = pytest.mark.xdist_group("trial")  # built once, by one worker

SCRIPT = "<script>window.slipped = 1</script> <img src=x onerror=alert(1)> <b onclick=go()>b</b>"
SHOWN = f"""
import pandas as pd
from secdilemma.case import load_case
from secdilemma.pages import Page
from secdilemma.baltic.since_2017 import since_2017
from secdilemma.tables import Table
display(Page("A claim. {SCRIPT}"), Page("{SCRIPT}"))
display(Table(pd.DataFrame({{"a {SCRIPT}": ["{SCRIPT}"]}}, index=["{SCRIPT}"]), "{SCRIPT}"))
since_2017(load_case("baltic"))
"""
ITEM = {
    **{"id": "index-0", "title": "Trial", "role": "self-check", "type": "choice"},
    **{"objective": "know", "bloom": "apply", "minutes": 1, "mode": "alone", "python": False},
    **{"status": "draft", "prompt": SCRIPT, "explanation": f"{SCRIPT}\n\n{SCRIPT}"},
    "options": [
        {"text": f"One {SCRIPT}", "right": True, "feedback": SCRIPT},
        {"text": "Two", "feedback": SCRIPT},
    ],
}
MATHS = r"""
A belief $p'_{ij} \ge \frac{1}{2}$ changes as {eq}`bayes` says.

```{math}
:label: bayes
P(o \mid s) = \left(\frac{\frac{1}{P(s \mid o)}}{\sum_{i=1}^{n} P(s \mid i)}\right)
```

$$
\dot x &= k y - \alpha x + g \\
\dot y &= l x - \beta y + h
$$

$$
\begin{pmatrix} -\alpha & k \\ l & -\beta \end{pmatrix} \iff \frac{\partial f}{\partial x}
= \begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}, \qquad x \propto y
$$
"""


def plant(file, column, put):
    """Put something in the place of every cell of a column."""
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.reader(text))
    at = rows[0].index(column)
    rows[1:] = [[*row[:at], put(row[at]), *row[at + 1 :]] for row in rows[1:]]
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text, lineterminator="\n").writerows(rows)


@pytest.fixture(scope="session")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of that book; nobody changes it."""
    check = "```{self-check} index-0\n```"
    body = "\n\n".join([MATHS, check, SCRIPT, CELL.format(code=SHOWN)])
    folder = small_book(tmp_path_factory.mktemp("trial") / "book", body)
    plant(folder / "data/cases/baltic/since.csv", "event", lambda cell: f"{cell} {SCRIPT}")
    (folder / "bank/questions/index.yml").write_text(yaml.safe_dump([ITEM]), "utf-8")
    result = build(folder)
    assert result.returncode == 0, result.stderr
    return folder
