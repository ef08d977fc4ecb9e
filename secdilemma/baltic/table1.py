"""Table 1 of the article, military strength in 1986 and 2014: as printed, checked, and measured."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from pydantic.dataclasses import dataclass

from secdilemma.case import EXACT, Case, Word
from secdilemma.checks import fail, matching, one_of, optional, read_csv, text
from secdilemma.data import of_case
from secdilemma.tables import Table

YEARS = (1986, 2014)
_UNITS = {"million": 1_000_000, "one": 1}
_HEADS = {"NATO": "NATO, total", "East": "East, total", "Russia": "Russia, total"}
"""What the columns are called where it is not the actor's name."""


@dataclass(frozen=True, config=EXACT)
class Row:
    """What is counted in a row of the table, and what is to be said of it."""

    of: Literal["persons", "pieces"]
    caveat: Word


@dataclass(frozen=True, config=EXACT)
class Printed:
    """What ``case.toml`` says of the table: its words, its columns and rows in their order.

    Attributes
    ----------
    caption, note : str
        As printed.
    columns : mapping
        By year the actors, each with the bloc under which it stands.
    rows : mapping of str to Row
        By indicator.
    doubts : mapping of str to str
        What is to be said of one number instead: by year and indicator.
    """

    caption: Word
    note: Word
    columns: dict[int, dict[Word, Literal["West", "East"]]]
    rows: dict[Word, Row]
    doubts: dict[Word, Word]


def described(case: Case) -> Printed:
    """Return what the case says of its table.

    Parameters
    ----------
    case : Case
        With a Table 1.

    Returns
    -------
    Printed
        Words, columns and rows.

    Raises
    ------
    DataError
        If an entry is missing or has another form.
    """
    return case.part("table1", Printed)


@of_case("table1.csv")
def load_table1(case: Case, path: Path) -> pd.DataFrame:
    """Load the article's Table 1, exactly as printed.

    Parameters
    ----------
    case : Case
        Its description names rows and columns.
    path : path, optional
        A CSV file with the same columns; the case's own by default.

    Returns
    -------
    pandas.DataFrame
        One row per printed cell: ``year`` (int), ``bloc`` (West, East), ``actor``, ``indicator``,
        ``value`` (float, in ``unit``), ``unit`` (``million`` or ``one``, of persons or pieces),
        ``note``, and two columns made on loading: ``printed`` (the number as it stands on the page)
        and ``count`` (float, persons or pieces). The column "Warsaw Pact" counts the members other
        than the Soviet Union; "NATO" includes the United States.

    Raises
    ------
    DataError
        If a cell is not a printed number, a category is unknown, a cell stands twice, or one of
        those that rows and columns make is missing.

    Notes
    -----
    Source: Kerstens and Noll (2017), Table 1, which names no source of its own.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> table1 = load_table1(load_case("baltic"))
    >>> row = table1.query("year == 2014 and actor == 'Russia' and indicator == 'tanks'")
    >>> row["printed"].item()
    '2,750'
    """
    columns, counted = described(case).columns, described(case).rows
    blocs = {actor: bloc for actors in columns.values() for actor, bloc in actors.items()}
    table = read_csv(
        path,
        {
            "year": one_of(map(str, columns)),
            "bloc": one_of(("West", "East")),
            "actor": one_of(blocs),
            "indicator": one_of(counted, ": a row of [table1.rows] in case.toml"),
            "value": matching(
                r"(0|[1-9][0-9]{0,2}(,[0-9]{3})*)(\.[0-9])?",
                "a number as printed in English, such as 2.1 or 24,094",
            ),
            "unit": one_of(_UNITS),
            "note": optional(text),
        },
        unique=("year", "actor", "indicator"),
    )
    table["year"] = table["year"].astype(int)
    for row, cell in enumerate(table.to_dict("records"), start=2):
        actors, thing = columns[cell["year"]], cell["indicator"]
        if cell["actor"] not in actors:
            raise fail(path, row, "actor", cell["actor"], "one of " + ", ".join(actors))
        if cell["unit"] == "one" and "." in cell["value"]:
            expected = "a whole number, because the unit is one"
            raise fail(path, row, "value", cell["value"], expected)
        if cell["unit"] == "million" and counted[thing].of != "persons":
            raise fail(path, row, "unit", cell["unit"], f"'one', because {thing} are pieces")
        if cell["bloc"] != blocs[cell["actor"]]:
            raise fail(path, row, "bloc", cell["bloc"], blocs[cell["actor"]])
    present = set(table[["year", "actor", "indicator"]].itertuples(index=False, name=None))
    for key in ((y, a, i) for y in columns for a in columns[y] for i in counted):
        if key not in present:
            expected = "a row for " + " / ".join(map(str, key))
            raise fail(path, len(table) + 2, "indicator", "", expected)
    table["printed"] = table["value"]
    table["value"] = [float(number.replace(",", "")) for number in table["printed"]]
    table["count"] = table["value"] * table["unit"].map(_UNITS)
    return table


def _wide(case: Case, cells: pd.DataFrame, columns: Any, values: str) -> pd.DataFrame:
    """Lay cells out with a row for each indicator, in the article's order."""
    return cells.pivot(index="indicator", columns=columns, values=values).loc[
        list(described(case).rows)
    ]


def printed(case: Case, year: int) -> pd.DataFrame:
    """Lay out one year of Table 1 as the article prints it.

    Parameters
    ----------
    case : Case
        With a Table 1.
    year : {1986, 2014}
        Which half.

    Returns
    -------
    pandas.DataFrame of str
        A row per indicator, five or three columns (actors); cells such as ``"2.1 million"`` and
        ``"24,094*"``.

    Raises
    ------
    ValueError
        If the table has no such year.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> printed(load_case("baltic"), 2014).loc["Nuclear weapons", "NATO, total"]
    '5,325*'
    """
    if year not in YEARS:
        raise ValueError(f"Table 1 has no year {year!r}; it has 1986 and 2014")
    table1 = load_table1(case)
    half = table1[table1["year"] == year]
    million = half["unit"].map({"million": " million", "one": ""})
    star = half["note"].map(lambda note: "*" if note else "")
    cells = half.assign(cell=half["printed"] + million + star)
    wide = _wide(case, cells, "actor", "cell")[list(described(case).columns[year])]
    return wide.rename(index=str.capitalize, columns=_HEADS).rename_axis(index=None, columns=None)


def in_one_unit(case: Case, year: int) -> pd.DataFrame:
    """Lay out one year of Table 1 with the unit of each row in its header: plain digits in cells.

    Parameters
    ----------
    case : Case
        With a Table 1.
    year : {1986, 2014}
        Which half.

    Returns
    -------
    pandas.DataFrame of str
        As `printed`; a row that has millions anywhere in the table is in millions throughout.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> in_one_unit(load_case("baltic"), 2014).loc["Armed forces, millions", "Russia, total"]
    '0.8'
    """
    shown, cells = printed(case, year), load_table1(case)
    heads = {}
    for indicator in set(cells.loc[cells["unit"] == "million", "indicator"]):
        head = str(indicator).capitalize()
        heads[head] = f"{head}, millions"
        shown.loc[head] = [_in_millions(cell) for cell in shown.loc[head]]
    return shown.rename(index=heads)


def _in_millions(cell: str) -> str:
    """Write a printed number of persons in millions, with its star if it has one."""
    number, million, _ = cell.partition(" million")
    if million:
        return number + "*" * cell.endswith("*")
    digits = number.rstrip("*")
    return f"{float(digits.replace(',', '')) / 1e6:g}" + "*" * number.endswith("*")


class Halves(Table):
    """A table of several halves under one caption: each has columns of its own, all are aligned.

    Parameters
    ----------
    halves : mapping of str to pandas.DataFrame
        What to show, by the header of its row headers; a later half fills the first columns that
        the first one has, or those of its own name.
    caption, note : str
        As `Table` takes them.
    """

    def __init__(self, halves: Mapping[str, pd.DataFrame], caption: str, note: str = "") -> None:
        super().__init__(pd.concat(dict(halves)), caption, note)
        self.halves = dict(halves)

    def html(self) -> str:
        """Return an HTML table with a body for each half; numbers stand right, one under another.

        Returns
        -------
        str
            As `Table.html`.
        """
        wide = max(len(half.columns) for half in self.halves.values())
        return self.framed("halves.html", halves=self.halves, wide=wide)


def table(case: Case) -> Table:
    """Show Table 1 with the article's caption and note.

    Parameters
    ----------
    case : Case
        With a Table 1.

    Returns
    -------
    Table
        For a page: both years, one above the other.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> table(load_case("baltic")).html().count("<tr")
    14
    """
    told = described(case)
    halves = {str(year): in_one_unit(case, year) for year in YEARS}
    return Halves(halves, told.caption, told.note)


def checks(case: Case) -> pd.DataFrame:
    """Hold each printed total of 1986 against its parts, and ask whether rounding explains it.

    A number printed to n decimals may stand for anything within half a unit of its last decimal.
    The total and its two parts together can therefore differ by the sum of their half units; a
    larger difference is not rounding. Figures that end in two zeros count as rounded to hundreds.

    Parameters
    ----------
    case : Case
        With a Table 1.

    Returns
    -------
    pandas.DataFrame
        One row per indicator: ``parts`` (Warsaw Pact plus Soviet Union), ``total`` (as printed),
        ``difference`` (total minus parts) and ``rounding`` (the largest difference that rounding
        allows), all in persons or pieces, and ``explained`` (bool).

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> found = checks(load_case("baltic"))
    >>> found.index[~found["explained"]].tolist()
    ['combat aircraft']
    """
    table1 = load_table1(case)
    east = table1[(table1["year"] == 1986) & (table1["bloc"] == "East")]
    east = east.assign(half=[_half_unit(cell.printed, cell.unit) for cell in east.itertuples()])
    counts = _wide(case, east, "actor", "count")
    found = pd.DataFrame({"parts": counts["Warsaw Pact"] + counts["Soviet Union"]})
    found["total"] = counts["East"]
    found["difference"] = (found["total"] - found["parts"]).round(3)
    found["rounding"] = _wide(case, east, "actor", "half").sum(axis="columns")
    found["explained"] = found["difference"].abs() <= found["rounding"]
    return found.rename_axis(index=None)


def _half_unit(number: str, unit: str) -> float:
    """Half a unit of the last digit that carries information, in persons or pieces."""
    if unit == "million":
        return float(0.5e6 / 10 ** len(number.partition(".")[2]))
    digits = number.replace(",", "")
    return 0.0 if digits == "0" else 50.0 if digits.endswith("00") else 0.5


def checks_table(case: Case) -> Table:
    """Show `checks` as a table.

    Parameters
    ----------
    case : Case
        With a Table 1.

    Returns
    -------
    Table
        A row per indicator; whole numbers, and whether rounding explains the difference.
    """
    found = checks(case).rename(index=str.capitalize)
    shown = found.map(lambda n: f"{n:,.0f}".replace("-", "−") if isinstance(n, float) else n)
    shown["explained"] = found["explained"].map({True: "yes", False: "no"})
    parts = ["Sum of parts", "Total as printed", "Difference", "Rounding allows", "Explained"]
    caption = "Totals for the East in 1986, in persons or pieces"
    return Table(shown.set_axis(parts, axis="columns"), caption, corner="Indicator")


def allies_nuclear(case: Case) -> pd.Series:
    """Derive the British and French nuclear weapons that the NATO total includes.

    Parameters
    ----------
    case : Case
        With a Table 1.

    Returns
    -------
    pandas.Series of int
        NATO's printed total less the American one, in weapons, by year.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> allies_nuclear(load_case("baltic")).to_dict()
    {1986: 777, 2014: 325}
    """
    table1 = load_table1(case)
    nuclear = table1[table1["indicator"] == "nuclear weapons"]
    wide = nuclear.pivot(index="year", columns="actor", values="count")
    return (wide["NATO"] - wide["United States"]).astype(int)


def ratios(case: Case) -> pd.DataFrame:
    """Divide NATO's printed totals by those of its adversary.

    Parameters
    ----------
    case : Case
        With a Table 1.

    Returns
    -------
    pandas.DataFrame of float
        One row per indicator, columns 1986 (NATO : East) and 2014 (NATO : Russia); 1 is parity,
        above 1 NATO has more. ``without_us`` is the ratio of 2014 without the United States.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> ratios(load_case("baltic")).loc["tanks"].round(2).tolist()
    [0.47, 2.73, 1.89]
    """
    wide = _wide(case, load_table1(case), ["year", "actor"], "count")
    nato, us, russia = wide[2014, "NATO"], wide[2014, "United States"], wide[2014, "Russia"]
    found = pd.DataFrame({1986: wide[1986, "NATO"] / wide[1986, "East"], 2014: nato / russia})
    return found.assign(without_us=(nato - us) / russia).rename_axis(index=None)


def numbers(case: Case) -> dict[str, str]:
    """Write the numbers of Table 1 that a chapter mentions.

    Parameters
    ----------
    case : Case
        With a Table 1.

    Returns
    -------
    dict of str to str
        Ratios as ``<indicator>_<year>`` and ``<indicator>_without_us``, the total of the East's
        aircraft against its parts, the allies' nuclear weapons, Russia's.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> numbers(load_case("baltic"))["tanks_2014"]
    '2.7'
    """
    found = {
        f"{indicator}_{column}".replace(" ", "_"): f"{ratio:.1f}"
        for indicator, row in ratios(case).iterrows()
        for column, ratio in row.items()
    }
    cell = load_table1(case).set_index(["year", "actor", "indicator"])
    aircraft = checks(case).loc["combat aircraft"]
    by_parts = cell["count"][1986, "NATO", "combat aircraft"] / aircraft["parts"]
    return found | {
        "aircraft_parts": f"{aircraft['parts']:,.0f}",
        "aircraft_total": f"{aircraft['total']:,.0f}",
        "aircraft_gap": f"{-aircraft['difference']:,.0f}",
        "aircraft_slack": f"{aircraft['rounding']:,.0f}",
        "aircraft_soviet": cell["printed"][1986, "Soviet Union", "combat aircraft"],
        "aircraft_by_parts": f"{by_parts:.1f}",
        "warheads_russia": cell["printed"][2014, "Russia", "nuclear weapons"],
        **{f"allies_{year}": f"{count:,}" for year, count in allies_nuclear(case).items()},
    }


MEASURES = {
    "absolute": "as printed",
    "ratio": "as a ratio",
    "per head": "per thousand inhabitants",
    "without us": "without the United States",
}
"""The measures of `measured`, and the words for them."""


@dataclass(frozen=True)
class Measured:
    """One row of Table 1, by one measure.

    Attributes
    ----------
    unit : str
        In what it is measured.
    names : tuple of str
        NATO as it is counted, and its adversary.
    values : tuple of float
        Of the one and of the other, in the unit.
    caveats : tuple of str
        What the measure leaves out, and what is to be said of the row; a sentence each.
    """

    unit: str
    names: tuple[str, str]
    values: tuple[float, float]
    caveats: tuple[str, str]

    @property
    def words(self) -> tuple[str, str]:
        """Both values: large ones with thousands, small ones with two digits."""
        one, other = (f"{v:,.0f}" if v >= 100 else f"{v:.2g}" for v in self.values)
        return one, other


def measured(case: Case, year: int, indicator: str, measure: str) -> Measured:
    """Measure NATO and its adversary on one row of Table 1.

    Parameters
    ----------
    case : Case
        With a Table 1.
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
    >>> from secdilemma.case import load_case
    >>> measured(load_case("baltic"), 2014, "tanks", "ratio").words
    ('2.7', '1')
    """
    if measure not in MEASURES:
        raise ValueError(f"unknown measure {measure!r}; allowed: {', '.join(MEASURES)}")
    if measure == "per head" and indicator == "population":
        raise ValueError("population per head of population is always one")
    count = load_table1(case).set_index(["year", "actor", "indicator"])["count"]
    told = described(case)
    row = told.rows[indicator]
    other = "East" if year == 1986 else "Russia"
    nato, adversary = float(count[year, "NATO", indicator]), float(count[year, other, indicator])
    unit, name, caveat = str(row.of), "NATO", "Totals as printed."
    if measure == "ratio":
        nato, adversary, unit = nato / adversary, 1.0, f"as a multiple of {other}"
        caveat = "A ratio hides how large both sides are."
    elif measure == "per head":
        nato, adversary = (
            1000 * value / float(count[year, who, "population"])
            for value, who in ((nato, "NATO"), (adversary, other))
        )
        unit, caveat = f"{unit} per thousand inhabitants", "Per head, size disappears."
    elif measure == "without us":
        nato, name = nato - float(count[year, "United States", indicator]), "NATO without the US"
        caveat = "The article’s total counts the US; this takes it out."
    said = told.doubts.get(f"{year} {indicator}", row.caveat)
    return Measured(unit, (name, other), (nato, adversary), (caveat, f"{said}."))
