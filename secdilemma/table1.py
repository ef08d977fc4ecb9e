"""Table 1 of a case's article, the strength of two sides over years: as printed, and measured.

Years, columns, rows and what is to be said of them stand in ``case.toml``: see `Printed`.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Self

import pandas as pd
from pydantic import Field, ValidationInfo, model_validator
from pydantic.dataclasses import dataclass

from secdilemma.case import EXACT, Case, Words
from secdilemma.checks import Maybe, Natural, Row, Text, among, fail, fault, read_csv, shaped
from secdilemma.data import of_case
from secdilemma.tables import Table
from secdilemma.words import listed

_UNITS = {"million": 1_000_000, "one": 1}


@dataclass(frozen=True, config=EXACT)
class Year:
    """What is printed for one year.

    Attributes
    ----------
    columns : mapping of str to str
        The actors in their order, each with the bloc under which it stands.
    sides : tuple of str
        Who is measured, and against whom.
    sums : mapping of str to tuple of str
        Totals, each with the columns that it is the sum of.
    """

    columns: dict[Text, Text]
    sides: tuple[Text, Text]
    sums: dict[Text, Words] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        parts = (part for total, parts in self.sums.items() for part in (total, *parts))
        for field, names in (("sides", self.sides), ("sums", parts)):
            for name in names:
                if name not in self.columns:
                    raise fault(field, name, "one of " + ", ".join(self.columns))
        return self


@dataclass(frozen=True, config=EXACT)
class Counted:
    """What is counted in a row of the table, and what is to be said of it."""

    of: Literal["persons", "pieces"]
    caveat: Text


@dataclass(frozen=True, config=EXACT)
class ExcludableActor:
    """An actor that can be taken out of the first side's totals, by its name and a shorter one."""

    actor: Text
    name: Text
    short: Text

    @property
    def measure(self) -> str:
        """The key of the measure that takes it out, such as ``without us``."""
        return f"without {self.short.removeprefix('the ').lower()}"


@dataclass(frozen=True, config=EXACT)
class Printed:
    """What ``case.toml`` says of the table: its words, its years, its rows in their order.

    Attributes
    ----------
    caption, note : str
        As printed.
    years : mapping of int to Year
        By year, the earliest first.
    rows : mapping of str to Counted
        By indicator.
    heads : mapping of str to str
        What a column is called, where it is not the actor's name.
    names : mapping of str to str
        What an actor is called in a sentence, where it is not its name.
    adjectives : mapping of str to str
        Such as ``Russian``, for what an actor has.
    doubts : mapping of str to str
        What is to be said of one number instead: by year and indicator.
    inhabitants : str
        The row that others are divided by, per head; empty where there is none.
    apart : ExcludableActor or None
        Whom the first side's totals can do without.
    """

    caption: Text
    note: Text
    years: dict[int, Year] = Field(min_length=1)
    rows: dict[Text, Counted] = Field(min_length=1)
    heads: dict[Text, Text] = Field(default_factory=dict)
    names: dict[Text, Text] = Field(default_factory=dict)
    adjectives: dict[Text, Text] = Field(default_factory=dict)
    doubts: dict[Text, Text] = Field(default_factory=dict)
    inhabitants: str = ""
    apart: ExcludableActor | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if list(self.years) != sorted(self.years):
            raise fault("years", list(self.years), "years, the earliest first")
        numbers = {f"{year} {indicator}" for year in self.years for indicator in self.rows}
        for key in self.doubts:
            if key not in numbers:
                raise fault("doubts", key, "a year and a row, such as " + repr(min(numbers)))
        if self.inhabitants and self.inhabitants not in self.rows:
            raise fault("inhabitants", self.inhabitants, "one of " + ", ".join(self.rows))
        if self.apart and not all(self.apart.actor in year.columns for year in self.years.values()):
            raise fault("apart", self.apart.actor, "a column of each year")
        return self

    def named(self, actor: str) -> str:
        """Return what an actor is called in a sentence.

        Parameters
        ----------
        actor : str
            A column.

        Returns
        -------
        str
            Such as ``the East``.
        """
        return self.names.get(actor, actor)

    def doubt(self, year: int, indicator: str) -> str:
        """Return what is to be said of a number.

        Parameters
        ----------
        year : int
            One of the table's.
        indicator : str
            A row.

        Returns
        -------
        str
            A sentence without its full stop: that of the row, or one of its own.
        """
        return self.doubts.get(f"{year} {indicator}", self.rows[indicator].caveat)


@cache
def described(case: Case) -> Printed:
    """Return what the case says of its table.

    Parameters
    ----------
    case : Case
        With a Table 1.

    Returns
    -------
    Printed
        Words, years and rows.

    Raises
    ------
    DataError
        If the case has no such table, or an entry is missing or has another form.
    """
    case.path("table1.csv")
    return case.part("table1", Printed)


class CellRow(Row):
    """A printed cell."""

    unique = ("year", "actor", "indicator")
    year: Annotated[Natural, among(lambda case: described(case).years)]
    bloc: str
    actor: str
    indicator: Annotated[
        str,
        among(lambda case: described(case).rows, "a row of [table1.rows] in case.toml"),
    ]
    value: Annotated[
        str,
        shaped(
            r"(0|[1-9][0-9]{0,2}(,[0-9]{3})*)(\.[0-9])?",
            "a number as printed in English, such as 2.1 or 24,094",
        ),
    ]
    unit: Literal["million", "one"]
    note: Maybe[Text]

    @model_validator(mode="after")
    def _agrees(self, info: ValidationInfo) -> Self:
        table = described(info.context)
        blocs, sides = table.years[self.year].columns, table.years[self.year].sides
        if self.actor not in blocs:
            raise fault("actor", self.actor, "one of " + ", ".join(blocs))
        if self.bloc != blocs[self.actor]:
            raise fault("bloc", self.bloc, blocs[self.actor])
        if self.actor in sides and not self.value.strip("0."):
            raise fault("value", self.value, "more than nothing, as the sides are divided")
        if self.unit == "one" and "." in self.value:
            raise fault("value", self.value, "a whole number, because the unit is one")
        if self.unit == "million" and table.rows[self.indicator].of != "persons":
            raise fault("unit", self.unit, f"'one', because {self.indicator} are pieces")
        return self


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
        One row per printed cell: ``year`` (int), ``bloc``, ``actor``, ``indicator``,
        ``value`` (float, in ``unit``), ``unit`` (``million`` or ``one``, of persons or pieces),
        ``note``, and two columns made on loading: ``printed`` (the number as it stands on the page)
        and ``count`` (float, persons or pieces).

    Raises
    ------
    DataError
        If a cell is not a printed number, a category is unknown, a cell stands twice, or one of
        those that rows and columns make is missing.

    Notes
    -----
    Source in the Baltic case: Kerstens and Noll (2017), Table 1, which names no source of its own;
    its "NATO" includes the United States, its "Warsaw Pact" leaves out the Soviet Union.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> table1 = load_table1(load_case("baltic"))
    >>> row = table1.query("year == 2014 and actor == 'Russia' and indicator == 'tanks'")
    >>> row["printed"].item()
    '2,750'
    """
    table = read_csv(path, CellRow, case)
    present = set(table[list(CellRow.unique)].itertuples(index=False, name=None))
    for year, half in described(case).years.items():
        for key in ((year, actor, name) for actor in half.columns for name in described(case).rows):
            if key not in present:
                expected = "a row for " + " / ".join(map(str, key))
                raise fail(path, len(table) + 2, "indicator", "", expected)
    table["printed"] = table["value"]
    table["value"] = [float(number.replace(",", "")) for number in table["printed"]]
    table["count"] = table["value"] * table["unit"].map(_UNITS)
    return table


def _wide(case: Case, cells: pd.DataFrame, columns: Any, values: str) -> pd.DataFrame:
    """Lay cells out with a row for each indicator, in the article's order."""
    wide = cells.pivot(index="indicator", columns=columns, values=values)
    return wide.loc[list(described(case).rows)]


def printed(case: Case, year: int) -> pd.DataFrame:
    """Lay out one year of Table 1 as the article prints it.

    Parameters
    ----------
    case : Case
        With a Table 1.
    year : int
        One of the table's.

    Returns
    -------
    pandas.DataFrame of str
        A row per indicator, a column per actor; cells such as ``"2.1 million"`` and
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
    million = {"million": " million", "one": ""}
    return _lay_out(case, year, lambda cell: cell.printed + million[cell.unit])


def _lay_out(case: Case, year: int, write: Callable[[Any], str]) -> pd.DataFrame:
    """Lay out one year, each cell as ``write`` returns it, with a star where it has a note."""
    table1, layout = load_table1(case), described(case)
    if year not in layout.years:
        years = listed([str(year) for year in layout.years])
        raise ValueError(f"Table 1 has no year {year!r}; it has {years}")
    half = table1[table1["year"] == year]
    words = [write(cell) + "*" * bool(cell.note) for cell in half.itertuples()]
    wide = _wide(case, half.assign(cell=words), "actor", "cell")[list(layout.years[year].columns)]
    wide = wide.rename(index=str.capitalize, columns=layout.heads)
    return wide.rename_axis(index=None, columns=None)


def in_one_unit(case: Case, year: int) -> pd.DataFrame:
    """Lay out one year of Table 1 with the unit of each row in its header: plain digits in cells.

    Parameters
    ----------
    case : Case
        With a Table 1.
    year : int
        One of the table's.

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
    cells = load_table1(case)
    millions = set(cells.loc[cells["unit"] == "million", "indicator"])

    def write(cell: Any) -> str:
        if cell.indicator in millions and cell.unit == "one":
            return f"{cell.count / 1e6:g}"
        return str(cell.printed)

    heads = {name.capitalize(): f"{name.capitalize()}, millions" for name in millions}
    return _lay_out(case, year, write).rename(index=heads)


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
        For a page: the years, one above the other.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> table(load_case("baltic")).html().count("<tr")
    14
    """
    layout = described(case)
    halves = {str(year): in_one_unit(case, year) for year in layout.years}
    return Halves(halves, layout.caption, layout.note)


def checks(case: Case, year: int, total: str) -> pd.DataFrame:
    """Hold a printed total against its parts, and ask whether rounding explains the difference.

    A number printed to n decimals may stand for anything within half a unit of its last decimal.
    The total and its parts together can therefore differ by the sum of their half units; a larger
    difference is not rounding. Figures that end in two zeros count as rounded to hundreds.

    Parameters
    ----------
    case : Case
        With a Table 1.
    year : int
        One of the table's.
    total : str
        A column that the table also prints in parts.

    Returns
    -------
    pandas.DataFrame
        One row per indicator: ``parts`` (their sum), ``total`` (as printed), ``difference`` (total
        minus parts) and ``rounding`` (the largest difference that rounding allows), all in persons
        or pieces, and ``explained`` (bool).

    Raises
    ------
    ValueError
        If the table prints no such parts.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> east = checks(load_case("baltic"), 1986, "East")
    >>> east.index[~east["explained"]].tolist()
    ['combat aircraft']
    """
    years, table1 = described(case).years, load_table1(case)
    if year not in years or total not in years[year].sums:
        known = [f"{name} in {when}" for when, half in years.items() for name in half.sums]
        raise ValueError(
            f"no parts of {total} in {year} in Table 1; it has those of {listed(known)}"
        )
    parts = list(years[year].sums[total])
    cells = table1[(table1["year"] == year) & table1["actor"].isin([total, *parts])]
    cells = cells.assign(half=[_half_unit(cell.printed, cell.unit) for cell in cells.itertuples()])
    counts = _wide(case, cells, "actor", "count")
    totals = pd.DataFrame({"parts": counts[parts].sum(axis="columns"), "total": counts[total]})
    totals["difference"] = (totals["total"] - totals["parts"]).round(3)
    totals["rounding"] = _wide(case, cells, "actor", "half").sum(axis="columns")
    totals["explained"] = totals["difference"].abs() <= totals["rounding"]
    return totals.rename_axis(index=None)


def _half_unit(number: str, unit: str) -> float:
    """Half a unit of the last digit that carries information, in persons or pieces."""
    if unit == "million":
        return float(0.5e6 / 10 ** len(number.partition(".")[2]))
    digits = number.replace(",", "")
    return 0.0 if digits == "0" else 50.0 if digits.endswith("00") else 0.5


def checks_table(case: Case, year: int, total: str) -> Table:
    """Show `checks` as a table.

    Parameters
    ----------
    case, year, total
        As `checks` takes them.

    Returns
    -------
    Table
        A row per indicator; whole numbers, and whether rounding explains the difference.
    """
    totals = checks(case, year, total).rename(index=str.capitalize)
    cells = totals.map(lambda n: f"{n:,.0f}".replace("-", "−") if isinstance(n, float) else n)
    cells["explained"] = totals["explained"].map({True: "yes", False: "no"})
    heads = ["Sum of parts", "Total as printed", "Difference", "Rounding allows", "Explained"]
    caption = f"Totals for {described(case).named(total)} in {year}, in persons or pieces"
    return Table(cells.set_axis(heads, axis="columns"), caption, corner="Indicator")


def others(case: Case, indicator: str) -> pd.Series:
    """Derive what the first side's totals hold without the actor that can be taken out of them.

    Parameters
    ----------
    case : Case
        With a Table 1 that names such an actor.
    indicator : str
        A row.

    Returns
    -------
    pandas.Series of float
        The printed total less the part, in persons or pieces, by year.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> others(load_case("baltic"), "nuclear weapons").to_dict()
    {1986: 777.0, 2014: 325.0}
    """
    measure = next(key for key in measures(case) if key.startswith("without"))
    years = described(case).years
    return pd.Series({year: measured(case, year, indicator, measure).values[0] for year in years})


def ratios(case: Case) -> pd.DataFrame:
    """Divide the totals of one side by those of the other.

    Parameters
    ----------
    case : Case
        With a Table 1.

    Returns
    -------
    pandas.DataFrame of float
        One row per indicator, one column per year; 1 is parity, above 1 the first side has more.
        Where an actor can be taken out of its totals, the last column, ``without``, is the ratio of
        the last year without that actor.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> ratios(load_case("baltic")).loc["tanks"].round(2).tolist()
    [0.47, 2.73, 1.89]
    """
    layout = described(case)
    columns: dict[int | str, tuple[int, str]] = {year: (year, "ratio") for year in layout.years}
    if layout.apart:
        columns["without"] = max(layout.years), layout.apart.measure

    def ratio(indicator: str, year: int, measure: str) -> float:
        one, other = measured(case, year, indicator, measure).values
        return one / other

    table: pd.DataFrame = case.once(
        "table1 ratios",
        lambda: pd.DataFrame(
            {name: {row: ratio(row, *by) for row in layout.rows} for name, by in columns.items()}
        ),
    )
    return table.copy()


def numbers(case: Case) -> dict[str, str]:
    """Write the ratios of Table 1 for the text of a chapter.

    Parameters
    ----------
    case : Case
        With a Table 1.

    Returns
    -------
    dict of str to str
        By ``<indicator>_<year>`` and ``<indicator>_without``, to one decimal.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> numbers(load_case("baltic"))["tanks_2014"]
    '2.7'
    """
    return {
        f"{indicator}_{column}".replace(" ", "_"): f"{ratio:.1f}"
        for indicator, row in ratios(case).iterrows()
        for column, ratio in row.items()
    }


def measures(case: Case) -> list[str]:
    """List the measures of `measured`.

    Parameters
    ----------
    case : Case
        With a Table 1.

    Returns
    -------
    list of str
        Per head and without an actor only where the case says how.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> measures(load_case("baltic"))
    ['absolute', 'ratio', 'per head', 'without us']
    """
    layout = described(case)
    more = ["per head"] * bool(layout.inhabitants)
    return ["absolute", "ratio", *more, *([layout.apart.measure] if layout.apart else [])]


class Measured(NamedTuple):
    """One row of Table 1, by one measure.

    Attributes
    ----------
    unit : str
        In what it is measured.
    values : tuple of float
        Of the first side and of the other, in the unit.
    """

    unit: str
    values: tuple[float, float]


def _counts(case: Case) -> dict[tuple[int, str, str], float]:
    """Return every count by year, actor and indicator."""
    cells = load_table1(case).itertuples()
    return {(cell.year, cell.actor, cell.indicator): float(cell.count) for cell in cells}


def measured(case: Case, year: int, indicator: str, measure: str) -> Measured:
    """Measure both sides on one row of Table 1.

    Parameters
    ----------
    case : Case
        With a Table 1.
    year : int
        One of the table's.
    indicator : str
        A row.
    measure : str
        A key of `measures`.

    Returns
    -------
    Measured
        Both values with their unit.

    Raises
    ------
    ValueError
        If the measure is unknown, or the row is to be divided by itself.

    Examples
    --------
    >>> from secdilemma.case import load_case
    >>> measured(load_case("baltic"), 2014, "tanks", "without us").values
    (5200.0, 2750.0)
    """
    if measure not in measures(case):
        raise ValueError(f"unknown measure {measure!r}; allowed: {', '.join(measures(case))}")
    layout = described(case)
    if measure == "per head" and indicator == layout.inhabitants:
        raise ValueError(f"{indicator} per head of {indicator} is always one")
    count = case.once("table1 counts", lambda: _counts(case))
    unit, (one, other) = str(layout.rows[indicator].of), layout.years[year].sides
    values = count[year, one, indicator], count[year, other, indicator]
    if measure == "ratio":
        return Measured(f"as a multiple of {other}", (values[0] / values[1], 1.0))
    if measure == "per head":
        heads = [count[year, side, layout.inhabitants] / 1000 for side in (one, other)]
        values = values[0] / heads[0], values[1] / heads[1]
        unit = f"{unit} per thousand inhabitants"
    elif layout.apart and measure == layout.apart.measure:
        values = values[0] - count[year, layout.apart.actor, indicator], values[1]
    return Measured(unit, values)
