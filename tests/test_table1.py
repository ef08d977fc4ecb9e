"""Table 1 as the article prints it, what is computed from it, and that another case has its own."""

import re
import shutil

import pytest
from bs4 import BeautifulSoup
from drawing import drawn, said
from hypothesis import given, settings
from hypothesis import strategies as st
from reader import ROOT
from test_data import refusal_of_case

from secdilemma import table1
from secdilemma.case import load_case
from secdilemma.checks import DataError
from secdilemma.explorers import explorers
from secdilemma.kit.figure import headed, picture
from secdilemma.pictures.capabilities import ROW, describe_ratios, draw_ratios
from secdilemma.tables import worlds_table

CASE = load_case("baltic")
CELLS = table1.load_table1(CASE)


def soup(shown):
    return BeautifulSoup(shown.html(), "html.parser")


def amount(cell: str, millions: bool = False) -> float:
    """What a printed cell counts, in persons or pieces."""
    number = float(cell.removesuffix("*").removesuffix(" million").replace(",", ""))
    return number * (1e6 if millions or "million" in cell else 1)


@pytest.mark.parametrize("year", table1.described(CASE).years)
def test_a_year_is_laid_out_as_the_article_prints_it_and_counted_so(year):
    shown, layout = table1.printed(CASE, year), table1.described(CASE)
    cells = CELLS[CELLS["year"] == year]
    assert shown.index.tolist() == [row.capitalize() for row in layout.rows]
    assert len(cells) == shown.size
    for cell in cells.itertuples():
        words = shown.at[cell.indicator.capitalize(), layout.heads.get(cell.actor, cell.actor)]
        assert words.removesuffix(" million").removesuffix("*") == cell.printed
        assert words.endswith("*") == bool(cell.note)
        assert cell.count == pytest.approx(amount(words))


def test_a_year_that_the_article_does_not_print_is_refused():
    with pytest.raises(ValueError, match=r"2000.*1986 and 2014"):
        table1.printed(CASE, 2000)


def test_the_page_shows_every_cell_in_one_unit_a_row():
    page, layout, changed = soup(table1.table(CASE)), table1.described(CASE), set()
    assert page.caption.get_text() == page.div["aria-label"] == layout.caption
    assert page.select_one(".table-note").get_text() == layout.note
    assert page.div["tabindex"] == "0"
    assert not page.select("th:not([scope])")
    for half, year in zip(page.select("tbody"), layout.years, strict=True):
        before, after = table1.printed(CASE, year), table1.in_one_unit(CASE, year)
        head, *rows = ([cell.get_text() for cell in tr("th") + tr("td")] for tr in half("tr"))
        assert {len(row) for row in rows} == {len(head)}
        assert list(filter(None, head)) == [str(year), *after.columns]
        for row, shown in zip(rows, after.itertuples(), strict=True):
            assert row[: len(shown)] == list(shown)
        for unit, *cells in zip(after.index, before.values, after.values, strict=True):
            for cell, shown in zip(*cells, strict=True):
                assert amount(shown, "millions" in unit) == pytest.approx(amount(cell))
                assert shown.endswith("*") == cell.endswith("*")
                changed |= {shown} - {cell.removesuffix(" million")}
    assert changed == {"0.8", "0.84"}  # printed as 800,000 and 840,000


def test_the_digits_of_a_column_end_where_those_of_others_do():
    for cell in soup(table1.table(CASE)).select("td.number"):
        star = cell.select_one(".star")
        digits = cell.get_text().removesuffix(star.get_text()) if star else ""
        assert re.fullmatch(r"[\d,.]*", digits)


# ------------------------------------------------------------------ what is computed from it


def test_each_total_is_explained_by_its_parts_where_the_table_of_checks_says_so():
    checks = table1.checks(CASE, 1986, "East")
    assert checks.index[~checks["explained"]].tolist() == ["combat aircraft"]
    numbers = checks.loc["combat aircraft", ["parts", "total", "difference", "rounding"]]
    assert numbers.tolist() == [13_700, 11_300, -2_400, 150]
    shown = table1.checks_table(CASE, 1986, "East").frame["Explained"]
    assert shown.tolist() == ["yes" if explained else "no" for explained in checks["explained"]]


def test_a_total_without_parts_is_refused_with_those_that_have_some():
    with pytest.raises(ValueError, match=r"no parts of NATO in 2014 .* those of East in 1986"):
        table1.checks(CASE, 2014, "NATO")


OTHER = load_case("baltic")
"""A case of its own, in which other numbers may stand."""


def check_of(indicator, unit, *texts):
    """Check a row of 1986 that has other numbers: those of the two parts, and of the total."""
    changed = CELLS.set_index(["year", "actor", "indicator"], drop=False)
    for actor, text in zip(("Warsaw Pact", "Soviet Union", "East"), texts, strict=True):
        count = float(text.replace(",", "")) * (1e6 if unit == "million" else 1)
        changed.loc[(1986, actor, indicator), ["printed", "unit", "count"]] = [text, unit, count]
    OTHER.loaded["table1.csv"] = changed.reset_index(drop=True)
    return table1.checks(OTHER, 1986, "East").loc[indicator]


pieces = st.integers(0, 90_000)


@settings(deadline=None, max_examples=40)
@given(pieces, pieces, st.integers(151, 5_000))
def test_a_sum_is_always_explained_and_more_than_150_pieces_never(first, second, excess):
    parts = [f"{first:,}", f"{second:,}"]
    check = check_of("tanks", "one", *parts, f"{first + second:,}")
    assert (check["explained"], check["difference"]) == (True, 0)
    assert not check_of("tanks", "one", *parts, f"{first + second + excess:,}")["explained"]
    tenths = [f"{number / 10:,.1f}" for number in (first, second, first + second)]
    check = check_of("reserve", "million", *tenths)
    assert (check["explained"], check["difference"]) == (True, 0)


def test_a_difference_of_one_piece_is_more_than_exact_counts_allow():
    check = check_of("tanks", "one", "1,001", "1,001", "2,004")
    assert (check["difference"], check["rounding"], check["explained"]) == (2, 1.5, False)


def test_the_ratios_are_those_of_the_measures():
    for indicator, row in table1.ratios(CASE).iterrows():
        then, now = (table1.measured(CASE, y, indicator, "ratio").values[0] for y in (1986, 2014))
        ours, theirs = table1.measured(CASE, 2014, indicator, "without us").values
        assert row.to_dict() == pytest.approx({1986: then, 2014: now, "without": ours / theirs})


@pytest.mark.parametrize(
    ("year", "indicator", "measure", "nato", "adversary"),
    [
        (1986, "tanks", "absolute", 32_700, 69_000),
        (1986, "tanks", "ratio", 32_700 / 69_000, 1),
        (1986, "combat aircraft", "without us", 3_900, 11_300),
        (2014, "tanks", "per head", 7.5 / 917, 2.75 / 142.5),
        (2014, "nuclear weapons", "without us", 325, 12_000),
    ],
)
def test_each_measure_is_the_one_worked_out_by_hand(year, indicator, measure, nato, adversary):
    row = table1.measured(CASE, year, indicator, measure)
    assert row.values == pytest.approx((nato, adversary))
    assert ("per thousand" in row.unit) == (measure == "per head")


def test_every_number_has_the_caveat_of_its_row_or_its_own():
    layout = table1.described(CASE)
    for year in layout.years:
        for indicator, row in layout.rows.items():
            expected = layout.doubts.get(f"{year} {indicator}", row.caveat)
            assert layout.doubt(year, indicator) == expected


# ------------------------------------------------------------------ another case has its own


@pytest.fixture
def another(tmp_path):
    """A case with three years, two other sides, no inhabitants; nothing of it stands in code."""
    folder = shutil.copytree(ROOT / "tests" / "cases" / "two-armies", tmp_path / "case")
    shutil.copy(CASE.folder / "claims.csv", folder)
    return folder


def test_a_table_of_other_years_and_sides_is_checked_measured_and_shown(another):
    case = load_case(another)
    assert table1.ratios(case).loc["battalions"].to_dict() == pytest.approx(
        {1905: 1 / 3, 1910: 0.5, 1914: 2, "without": 1.95}
    )
    assert table1.measures(case) == ["absolute", "ratio", "without bavarians"]
    assert table1.others(case, "battalions").to_dict() == {1905: 440, 1910: 740, 1914: 2340}
    page = soup(table1.table(case))
    assert [th.get_text() for th in page.select("tr.head th:first-child")] == [
        "1905",
        "1910",
        "1914",
    ]
    held = table1.checks(case, 1914, "Entente")
    assert held["explained"].to_dict() == {"battalions": True, "soldiers": True}
    assert held.at["soldiers", "difference"] == -0.5e6
    caption = table1.checks_table(case, 1914, "Entente").caption
    assert caption.startswith("Totals for the Entente in 1914")


def test_a_table_of_other_years_and_sides_is_drawn_at_its_own_height(another):
    case = load_case(another)
    (steps,) = (one for one in explorers(case) if one.name == "ratios")
    assert steps.title == "From 1905 to 1914"
    (ours,) = (one for one in explorers(CASE) if one.name == "ratios")
    fewer = len(table1.described(CASE).rows) - len(table1.described(case).rows)
    assert ours.height - steps.height == pytest.approx(ROW * fewer)
    for state in steps.states():
        words = steps.sentence(state) + str(steps.frame(state))
        assert not re.search("NATO|East|Russia|1986|2014", words)
    told = [headed(draw_ratios, {"case": case, "step": step}) for step in (1, 2, 3, 4)]
    assert told == [
        "In 1905 the Entente had 3.0 battalions for each of Germany’s",
        "In 1910 the Entente had 2.0 battalions for each of Germany’s",
        "Germany has 2.0 battalions for each of the Entente’s; in 1905 it had 0.3 for each of the "
        "Entente’s",
        "Germany has 2.0 battalions for each of the Entente’s; without the Bavarian army 1.9",
    ]
    for wide in (False, True):
        ax, artists = drawn(draw_ratios, case=case, wide=wide)
        assert len(artists) == 2 * 2
        assert "Germany ahead" in said(ax)


@pytest.mark.parametrize(
    ("old", "new", "named", "expected"),
    [
        ('sides = ["Germany", "Entente"]\ncol', 'sides = ["Prussia", "Entente"]\ncol',
         "'table1.years.1905.sides': 'Prussia'", "one of Bavaria, Germany"),
        ('sums = { Entente = ["France"] }', 'sums = { Entente = ["Britain"] }',
         "'table1.years.1905.sums': 'Britain'", "one of Bavaria"),
        ("[table1.years.1914]", "[table1.years.1904]", "'table1.years'", "the earliest first"),
        ("rows.soldiers", 'inhabitants = "people"\nrows.soldiers',
         "'table1.inhabitants': 'people'", "one of battalions, soldiers"),
        ("rows.soldiers", 'doubts = { "1904 soldiers" = "Why" }\nrows.soldiers',
         "'table1.doubts': '1904 soldiers'", "a year and a row"),
        ('actor = "Bavaria"', 'actor = "Saxony"', "'table1.apart': 'Saxony'", "a column of each"),
        ('caption = "Two armies."\n', "", "'table1.caption': missing", "this entry"),
        ("caveat = ", "cavaet = ", "'table1.rows.battalions.caveat': missing", "this entry"),
    ],
)  # fmt: skip
def test_a_description_that_does_not_go_together_is_refused(another, old, new, named, expected):
    message = refusal_of_case(another, old, new)
    assert message.startswith(f"case.toml, entry {named}")
    assert expected in message


def test_a_row_of_table_1_needs_its_cells_and_one_line(another):
    cells = (another / "table1.csv").read_text()
    more = [line.replace("battalions", "guns") for line in cells.splitlines() if "batt" in line]
    (another / "table1.csv").write_text(cells + "\n".join(more) + "\n")
    with pytest.raises(DataError, match=r"'guns'; expected a row of \[table1.rows\]"):
        table1.load_table1(load_case(another))
    text = (another / "case.toml").read_text()
    line = 'rows.guns = { of = "pieces", caveat = "Guns in store count too" }\n'
    (another / "case.toml").write_text(text.replace("rows.soldiers", line + "rows.soldiers"))
    case = load_case(another)
    assert "Guns" in table1.table(case).frame.loc["1905"].index
    assert picture(draw_ratios, describe_ratios, case=case).svg()


def test_a_case_without_table_1_says_so(another):
    (another / "table1.csv").unlink()
    text = (another / "case.toml").read_text()
    (another / "case.toml").write_text(text[: text.index("[table1]")])
    case = load_case(another)
    assert "ratios" not in {explorer.name for explorer in explorers(case)}
    for ask in (table1.load_table1, table1.table, table1.ratios):
        with pytest.raises(DataError, match=r"no table1\.csv there; expected one for this"):
            ask(case)


# ------------------------------------------------------------------ any table


def test_a_table_offers_page_and_plain_text():
    shown = table1.table(CASE)
    bundle = shown._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/html"] == shown.html()
    assert "5,325*" in bundle["text/plain"]


def test_the_worlds_table_names_in_words_a_dilemma_only_where_the_article_does():
    frame = worlds_table().frame
    assert frame["Stated by"].value_counts().to_dict() == {"the article": 4, "inferred": 4}
    explained = frame["Explained by the dilemma of"] != "—"
    assert (explained == (frame["Stated by"] == "the article")).all()
    text = soup(worlds_table()).get_text(" ")
    assert "risk of appeasement and coercion" in text
    assert not re.search(r"(Intent|Policy|Outcome|Dilemma|Scenario)\.|None", text)
