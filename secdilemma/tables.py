"""Tables of the book: Table 1 as printed, its checks and ratios, and the theory in rows."""

import re
from dataclasses import dataclass
from html import escape

import pandas as pd

from secdilemma.data import ACTORS, INDICATORS
from secdilemma.theory import worlds

CAPTION = "NATO’s conventional military capabilities amply exceed Russia’s."
"""The article's caption to Table 1, in English."""

NOTE = (
    "* Including British and French nuclear weapons. Because the figures for the Warsaw Pact in "
    "1986 are estimates, there are rounding errors."
)
"""The article's note to Table 1, in English."""

_HEADS = {
    "United States": "United States",
    "NATO": "NATO, total",
    "East": "East, total",
    "Warsaw Pact": "Warsaw Pact",
    "Soviet Union": "Soviet Union",
    "Russia": "Russia, total",
}


def table1_printed(table1: pd.DataFrame, year: int) -> pd.DataFrame:
    """Lay out one year of Table 1 as the article prints it.

    Parameters
    ----------
    table1 : pandas.DataFrame
        As `secdilemma.data.load_table1` returns it.
    year : {1986, 2014}
        Which half.

    Returns
    -------
    pandas.DataFrame of str
        Six rows (indicators), five or three columns (actors); cells such as ``"2.1 million"`` and
        ``"24,094*"``.

    Raises
    ------
    ValueError
        If the table has no such year.

    Examples
    --------
    >>> from secdilemma.data import load_table1
    >>> table1_printed(load_table1(), 2014).loc["Nuclear weapons", "NATO, total"]
    '5,325*'
    """
    half = table1[table1["year"] == year]
    if half.empty:
        raise ValueError(f"Table 1 has no year {year!r}; it has 1986 and 2014")
    million = half["unit"].map({"million": " million", "one": ""})
    star = half["note"].map(lambda note: "*" if note else "")
    cells = half.assign(cell=half["printed"] + million + star)
    wide = cells.pivot(index="indicator", columns="actor", values="cell")
    wide = wide.loc[list(INDICATORS), list(ACTORS[year])]
    return wide.rename(index=INDICATORS, columns=_HEADS).rename_axis(index=None, columns=None)


def _plain_latex(text: str) -> str:
    """Escape what LaTeX would take for a command."""
    return re.sub(r"([%&#$_{}])", r"\\\1", text)


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

        def cell(tag: str, value: object) -> str:
            return f"<{tag}>{escape(str(value))}</{tag.split()[0]}>"

        head = "".join(cell('th scope="col"', name) for name in (self.corner, *self.frame.columns))
        rows = "".join(
            "<tr>"
            + cell('th scope="row"', row[0])
            + "".join(cell("td", value) for value in row[1:])
            + "</tr>\n"
            for row in self.frame.itertuples()
        )
        note = f'<p class="table-note">{escape(self.note)}</p>' if self.note else ""
        return (
            '<div class="table-scroll" role="region" tabindex="0" '
            f'aria-label="{escape(self.caption)}">'
            f'<table class="sd-table"><caption><span>{escape(self.caption)}</span></caption>\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table></div>{note}"
        )

    def latex(self) -> str:
        """Return the same table for LaTeX, with booktabs rules.

        Returns
        -------
        str
            A ``table`` environment with caption and note.
        """
        safe = self.frame.rename_axis(index=self.corner or None).reset_index(names=self.corner)
        style = (
            safe.style.hide(axis="index")
            .format(escape="latex")
            .format_index(escape="latex", axis=1)
        )
        body = style.to_latex(hrules=True, column_format="l" + "r" * (safe.shape[1] - 1))
        note = f"\\par\\footnotesize {_plain_latex(self.note)}\n" if self.note else ""
        return (
            f"\\begin{{table}}\n\\centering\n\\caption{{{_plain_latex(self.caption)}}}\n{body}{note}"
            "\\end{table}\n"
        )

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {
            "text/html": self.html(),
            "text/latex": self.latex(),
            "text/plain": self.frame.to_string(),
        }


def table1(data: pd.DataFrame, year: int) -> Table:
    """Show one year of Table 1 with the article's caption and note.

    Parameters
    ----------
    data : pandas.DataFrame
        As `secdilemma.data.load_table1` returns it.
    year : {1986, 2014}
        Which half.

    Returns
    -------
    Table
        For a page or for print.

    Raises
    ------
    ValueError
        If the table has no such year.

    Examples
    --------
    >>> from secdilemma.data import load_table1
    >>> table1(load_table1(), 1986).html().count("<tr>")
    7
    """
    return Table(table1_printed(data, year), f"{CAPTION} {year}", NOTE, corner=str(year))


def table1_checks(table1: pd.DataFrame) -> pd.DataFrame:
    """Hold each printed total of 1986 against its parts, and ask whether rounding explains it.

    A number printed to n decimals may stand for anything within half a unit of its last decimal.
    The total and its two parts together can therefore differ by the sum of their half units; a
    larger difference is not rounding. Figures that end in two zeros count as rounded to hundreds.

    Parameters
    ----------
    table1 : pandas.DataFrame
        As `secdilemma.data.load_table1` returns it.

    Returns
    -------
    pandas.DataFrame
        One row per indicator: ``parts`` (Warsaw Pact plus Soviet Union), ``total`` (as printed),
        ``difference`` (total minus parts) and ``rounding`` (the largest difference that rounding
        allows), all in persons or pieces, and ``explained`` (bool).

    Examples
    --------
    >>> from secdilemma.data import load_table1
    >>> checks = table1_checks(load_table1())
    >>> checks.index[~checks["explained"]].tolist()
    ['combat aircraft']
    """
    east = table1[(table1["year"] == 1986) & (table1["bloc"] == "East")]
    wide = east.pivot(index="indicator", columns="actor", values="count").loc[list(INDICATORS)]
    slack = (
        east.assign(half=[_half_unit(cell.printed, cell.unit) for cell in east.itertuples()])
        .pivot(index="indicator", columns="actor", values="half")
        .loc[list(INDICATORS)]
    )
    checks = pd.DataFrame({"parts": wide["Warsaw Pact"] + wide["Soviet Union"]})
    checks["total"] = wide["East"]
    checks["difference"] = (checks["total"] - checks["parts"]).round(3)
    checks["rounding"] = slack.sum(axis="columns")
    checks["explained"] = checks["difference"].abs() <= checks["rounding"]
    return checks.rename_axis(index=None)


def _half_unit(printed: str, unit: str) -> float:
    """Half a unit of the last digit that carries information, in persons or pieces."""
    if unit == "million":
        decimals = len(printed.partition(".")[2])
        return float(0.5e6 / 10**decimals)
    digits = printed.replace(",", "")
    if digits == "0":
        return 0.0
    return 50.0 if digits.endswith("00") else 0.5


def table1_allies_nuclear(table1: pd.DataFrame) -> pd.Series:
    """Derive the British and French nuclear weapons that the NATO total includes.

    Parameters
    ----------
    table1 : pandas.DataFrame
        As `secdilemma.data.load_table1` returns it.

    Returns
    -------
    pandas.Series of int
        NATO's printed total less the American one, in weapons, by year.

    Examples
    --------
    >>> from secdilemma.data import load_table1
    >>> table1_allies_nuclear(load_table1()).to_dict()
    {1986: 777, 2014: 325}
    """
    nuclear = table1[table1["indicator"] == "nuclear weapons"]
    wide = nuclear.pivot(index="year", columns="actor", values="count")
    return (wide["NATO"] - wide["United States"]).astype(int)


def table1_ratios(table1: pd.DataFrame) -> pd.DataFrame:
    """Divide NATO's printed totals by those of its adversary.

    Parameters
    ----------
    table1 : pandas.DataFrame
        As `secdilemma.data.load_table1` returns it.

    Returns
    -------
    pandas.DataFrame of float
        One row per indicator, columns 1986 (NATO : East) and 2014 (NATO : Russia); 1 is parity,
        above 1 NATO has more. ``without_us`` is the ratio of 2014 without the United States.

    Examples
    --------
    >>> from secdilemma.data import load_table1
    >>> table1_ratios(load_table1()).loc["tanks"].round(2).tolist()
    [0.47, 2.73, 1.89]
    """
    wide = table1.pivot(index="indicator", columns=["year", "actor"], values="count")
    wide = wide.loc[list(INDICATORS)]
    nato, us, russia = wide[2014, "NATO"], wide[2014, "United States"], wide[2014, "Russia"]
    ratios = pd.DataFrame({1986: wide[1986, "NATO"] / wide[1986, "East"], 2014: nato / russia})
    return ratios.assign(without_us=(nato - us) / russia).rename_axis(index=None)


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


MEASURES = {
    "absolute": "as printed",
    "ratio": "as a ratio",
    "per head": "per thousand inhabitants",
    "without us": "without the United States",
}
"""The measures of `table1_measure`, and the words for them."""


@dataclass(frozen=True)
class Measured:
    """One row of Table 1, by one measure.

    Attributes
    ----------
    name : str
        What is measured.
    unit : str
        In what it is measured.
    nato : float
        NATO's value.
    adversary : float
        The other side's value.
    nato_name : str
        Who the first side is.
    adversary_name : str
        Who the other side is.
    caveat : str
        What the measure leaves out; ends in a space.
    """

    name: str
    unit: str
    nato: float
    adversary: float
    nato_name: str
    adversary_name: str
    caveat: str

    def words(self, value: float) -> str:
        """Write a value: large ones with thousands, small ones with two digits.

        Parameters
        ----------
        value : float
            In the unit of the measure.

        Returns
        -------
        str
            Such as ``3,600,000`` or ``0.44``.
        """
        return f"{value:,.0f}" if value >= 100 else f"{value:.2g}"


def table1_measure(table1: pd.DataFrame, year: int, indicator: str, measure: str) -> Measured:
    """Measure NATO and its adversary on one row of Table 1.

    Parameters
    ----------
    table1 : pandas.DataFrame
        As `secdilemma.data.load_table1` returns it.
    year : {1986, 2014}
        Which half.
    indicator : str
        A row.
    measure : str
        A key of `MEASURES`.

    Returns
    -------
    Measured
        Both values with unit, names and caveat.

    Raises
    ------
    ValueError
        If the measure is unknown, or population is to be divided by population.

    Examples
    --------
    >>> from secdilemma.data import load_table1
    >>> found = table1_measure(load_table1(), 2014, "tanks", "ratio")
    >>> found.words(found.nato)
    '2.7'
    """
    if measure not in MEASURES:
        raise ValueError(f"unknown measure {measure!r}; allowed: {', '.join(MEASURES)}")
    if measure == "per head" and indicator == "population":
        raise ValueError("population per head of population is always one")
    count = table1.set_index(["year", "actor", "indicator"])["count"]
    other = "East" if year == 1986 else "Russia"
    nato = float(count[year, "NATO", indicator])
    us = float(count[year, "United States", indicator])
    adversary = float(count[year, other, indicator])
    people = {who: float(count[year, who, "population"]) for who in ("NATO", other)}
    unit = "persons" if indicator in ("population", "armed forces", "reserve") else "pieces"
    name, caveat = "NATO", "Totals as printed. "
    if measure == "ratio":
        nato, adversary, unit = nato / adversary, 1.0, f"as a multiple of {other}"
        caveat = "A ratio hides how large both sides are. "
    elif measure == "per head":
        nato, adversary = 1000 * nato / people["NATO"], 1000 * adversary / people[other]
        unit = f"{unit} per thousand inhabitants"
        caveat = "Per head, size disappears. "
    elif measure == "without us":
        nato, name = nato - us, "NATO without the US"
        caveat = "The article’s total counts the US; this takes it out. "
    return Measured(INDICATORS[indicator], unit, nato, adversary, name, other, caveat)
