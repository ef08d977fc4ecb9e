"""Tables of the book: how one is shown, and the theory in rows."""

import re

import pandas as pd

from secdilemma.case import Case
from secdilemma.data import load_criteria, load_signals, named
from secdilemma.forms import fill_in
from secdilemma.models.trust import WORLDS
from secdilemma.theory import UNCERTAINTIES, Intent, Policy, judge, worlds
from secdilemma.words import sentence

NUMBER = re.compile(r"[−-]?\d[\d,.]*( million)?\*?|–|—")
"""How tables print a number, or that there is none."""

MANY = 5
"""Columns, beside the row headers, of which a phone cannot show more when they hold words."""


class Table:
    """A table for pages, print and plain text: headers with scope, a caption, a note.

    Parameters
    ----------
    frame : pandas.DataFrame
        What to show; its index holds the row headers.
    caption : str
        Shown above it.
    note : str
        Shown below it; may be empty.
    corner : str
        The header of the row headers' column.
    """

    def __init__(self, frame: pd.DataFrame, caption: str, note: str = "", corner: str = "") -> None:
        self.frame, self.caption, self.note, self.corner = frame, caption, note, corner

    def html(self) -> str:
        """Return an HTML table whose headers name their scope.

        Returns
        -------
        str
            A scrollable region that keyboards reach, with the table and its note.
        """
        columns = [
            {"name": str(name), "numbers": all(NUMBER.fullmatch(str(cell)) for cell in cells)}
            for name, cells in self.frame.items()
        ]
        stacks = len(columns) > MANY and not all(column["numbers"] for column in columns)
        rows = self.frame.itertuples()
        return self.framed("table.html", columns=columns, rows=rows, stacks=stacks)

    def framed(self, form: str, /, **values: object) -> str:
        """Fill in a form of tables, which extends ``frame.html``.

        Parameters
        ----------
        form : str
            Of `secdilemma.forms`.
        **values
            What it mentions beside caption, note and corner.

        Returns
        -------
        str
            A scrollable region that keyboards reach.
        """
        words = {"caption": self.caption, "note": self.note, "corner": self.corner}
        return fill_in(form, **words, **values)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.frame.to_string()}


def worlds_table() -> Table:
    """Show all eight worlds, one row each, with the inferred ones marked.

    Returns
    -------
    Table
        Scenario, reading, policy, actual intent, outcome, explaining dilemma, whose statement.

    Examples
    --------
    >>> worlds_table().frame["Stated by"].tolist().count("inferred")
    4
    """
    rows = [
        {
            "Scenario": world.scenario.capitalize(),
            "Reading": world.reading,
            "Policy": world.policy,
            "If the intent is": world.actual,
            "Outcome": world.outcome,
            "Explained by the dilemma of": world.dilemma or "—",
            "Stated by": "the article" if world.basis == "article" else "inferred",
        }
        for world in worlds()
    ]
    frame = pd.DataFrame(rows).set_index("Scenario").rename_axis(index=None)
    return Table(frame, "The eight worlds of the four scenarios", corner="Scenario")


def outcomes_table() -> Table:
    """Show what each policy risks or achieves, by the other's actual intent.

    Returns
    -------
    Table
        A row per policy, a column per intent.

    Examples
    --------
    >>> outcomes_table().frame.shape
    (2, 2)
    """
    rows = {
        policy.capitalize(): {
            f"if in fact {actual}": judge(actual, actual, policy).outcome for actual in Intent
        }
        for policy in Policy
    }
    caption = "What each policy risks or achieves, by the other's actual intent"
    return Table(pd.DataFrame(rows).T, caption, corner="Policy")


def uncertainties_table() -> Table:
    """Show the sources of doubt.

    Returns
    -------
    Table
        What each says, and whether it strengthens the others.

    Examples
    --------
    >>> uncertainties_table().frame["Kind"].tolist().count("fundamental")
    2
    """
    kinds = {True: "strengthens the others", False: "fundamental"}
    rows = {u.name.capitalize(): (u.meaning, kinds[u.reinforces]) for u in UNCERTAINTIES}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["What it says", "Kind"])
    caption = "The three uncertainties, as the article takes them from Booth and Wheeler"
    return Table(frame, caption, corner="Uncertainty")


def jervis_table() -> Table:
    """Show Jervis's four worlds.

    Returns
    -------
    Table
        By who has the advantage, and by whether arms can be told apart.

    Examples
    --------
    >>> jervis_table().frame.iloc[0, 0]
    '1: the dilemma at its sharpest'
    """
    rows: dict[str, dict[str, str]] = {}
    for world in sorted(WORLDS, key=lambda w: (not w.offence_advantage, w.distinguishable)):
        side = "offence" if world.offence_advantage else "defence"
        ability = "can" if world.distinguishable else "cannot"
        row = rows.setdefault(f"{side} has the advantage", {})
        row[f"arms {ability} be told apart"] = f"{world.number}: {world.words}"
    return Table(pd.DataFrame(rows).T, "Jervis's four worlds, paraphrased")


def criteria_table(case: Case) -> Table:
    """Show the criteria of a case, with the article's answers and the evidence.

    Parameters
    ----------
    case : Case
        With criteria.

    Returns
    -------
    Table
        One row per criterion.
    """
    criteria = load_criteria(case)
    names = criteria["criterion"].map("{}. ".format) + criteria["question"]
    cells = criteria["answered"].map(sentence) + ": " + criteria["answer"]
    for side in case.between:
        pulls = criteria[side].map(lambda keys: named(case, keys) or "no claim")
        cells += f" Towards the {side}: " + pulls + "."
    caption = (
        "The criteria with the article's answers (by implication: in our reading) and the claims "
        "of the ledger that pull each way, as this book sorts them"
    )
    frame = pd.DataFrame({"How the article answers, and what pulls which way": cells})
    return Table(frame.set_axis(names), caption, corner="Criterion")


def _counted(signals: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count events by a column and by the effect ascribed to them."""
    return signals.groupby([by, "effect"])["event_id"].nunique().unstack(fill_value=0)


def reading_table(case: Case) -> Table:
    """Count the signals that speak to interpretation, by side and by effect.

    Parameters
    ----------
    case : Case
        With signals.

    Returns
    -------
    Table
        A row per side.
    """
    signals = load_signals(case)
    about = signals["dilemma"].isin(["interpretation", "both"]) & (signals["kind"] == "signal")
    caption = (
        "Signals in the article that speak to interpretation, by actor and ascribed effect (an "
        "event counts once under each effect that somebody ascribes to it)"
    )
    frame = _counted(signals[about], "actor").loc[list(case.sides)]
    return Table(frame, caption, corner="Actor")


def effects_table(case: Case) -> Table:
    """Count the signals of the reading side and its members, by who ascribes which effect.

    Parameters
    ----------
    case : Case
        With signals.

    Returns
    -------
    Table
        A row per judge.
    """
    signals, reader = load_signals(case), case.sides[0]
    ours = signals["actor"].map(case.actors) == reader  # an act of both sides is neither's alone
    sent = signals[(signals["kind"] == "signal") & (signals["effect"] != "none stated") & ours]
    caption = (
        f"Signals of {reader} and its members, by the effect ascribed to them and by who ascribes "
        "it; the article's selection"
    )
    return Table(_counted(sent, "judged_by").rename(case.judges), caption, corner="Ascribed by")
