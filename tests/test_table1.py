import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from secdilemma.table1 import (
    Measured,
    allies_nuclear,
    checks,
    checks_table,
    described,
    load_table1,
    measured,
    printed,
    ratios,
    table,
)
from secdilemma.case import load_case
from secdilemma.tables import Table, worlds_table

ROWS = ["Population", "Armed forces", "Reserve", "Tanks", "Combat aircraft", "Nuclear weapons"]

PRINTED = {
    1986: {
        "United States": "241 million|2.1 million|1.7 million|14,300|7,200|23,317",
        "NATO": "642 million|5.5 million|7.4 million|32,700|11,100|24,094*",
        "East": "393 million|6.4 million|8.3 million|69,000|11,300|45,000",
        "Warsaw Pact": "114 million|1.2 million|2 million|14,500|2,300|0",
        "Soviet Union": "280 million|5.1 million|6.3 million|54,500|11,400|45,000",
    },
    2014: {
        "United States": "317 million|1.5 million|840,000|2,300|3,500|5,000",
        "NATO": "917 million|3.6 million|2.4 million|7,500|5,900|5,325*",
        "Russia": "142.5 million|800,000|2 million|2,750|1,571|12,000",
    },
}

HEADS = {
    1986: ["United States", "NATO, total", "East, total", "Warsaw Pact", "Soviet Union"],
    2014: ["United States", "NATO, total", "Russia, total"],
}

CELLS = [
    (year, actor, indicator.lower(), cell)
    for year, actors in PRINTED.items()
    for actor, cells in actors.items()
    for indicator, cell in zip(ROWS, cells.split("|"), strict=True)
]


@pytest.fixture(scope="module")
def case():
    return load_case("baltic")


@pytest.fixture(scope="module")
def told(case):
    """Caption and note."""
    return case.more["table1"]


def soup(shown):
    return BeautifulSoup(shown.html(), "html.parser")


def test_the_own_copy_of_the_table_has_48_cells(case):
    assert len(CELLS) == len(load_table1(case)) == 48


@pytest.mark.parametrize(("year", "actor", "indicator", "cell"), CELLS)
def test_each_cell_is_loaded_as_the_article_prints_it(case, year, actor, indicator, cell):
    found = load_table1(case).query("year == @year and actor == @actor and indicator == @indicator")
    row = found.iloc[0]
    assert len(found) == 1
    assert row["printed"] == cell.removesuffix("*").removesuffix(" million")
    assert row["unit"] == ("million" if cell.endswith("million") else "one")
    assert bool(row["note"]) is cell.endswith("*")
    assert row["value"] == float(row["printed"].replace(",", ""))
    assert row["count"] == pytest.approx(row["value"] * (1e6 if "million" in cell else 1))


@pytest.mark.parametrize("year", [1986, 2014])
def test_each_half_is_laid_out_as_the_article_prints_it(case, year):
    shown = printed(case, year)
    assert shown.index.tolist() == ROWS
    assert shown.columns.tolist() == HEADS[year]
    for head, cells in zip(HEADS[year], PRINTED[year].values(), strict=True):
        assert shown[head].tolist() == cells.split("|")


def test_only_the_two_nato_totals_of_nuclear_weapons_carry_an_asterisk(case):
    starred = [
        (year, head, row)
        for year in (1986, 2014)
        for head in HEADS[year]
        for row, cell in printed(case, year)[head].items()
        if "*" in cell
    ]
    assert starred == [(year, "NATO, total", "Nuclear weapons") for year in (1986, 2014)]


def test_a_year_that_the_article_does_not_print_is_refused(case):
    with pytest.raises(ValueError, match=r"2000.*1986 and 2014"):
        printed(case, 2000)


def test_only_combat_aircraft_cannot_be_explained_by_rounding(case):
    explained = checks(case)["explained"]
    assert explained.index.tolist() == [row.lower() for row in ROWS]
    assert explained[~explained].index.tolist() == ["combat aircraft"]


@pytest.mark.parametrize(
    ("indicator", "parts", "total", "difference", "rounding"),
    [
        ("population", 394e6, 393e6, -1e6, 1.5e6),
        ("armed forces", 6.3e6, 6.4e6, 1e5, 1.5e5),
        ("reserve", 8.3e6, 8.3e6, 0, 6e5),
        ("tanks", 69_000, 69_000, 0, 150),
        ("combat aircraft", 13_700, 11_300, -2_400, 150),
        ("nuclear weapons", 45_000, 45_000, 0, 100),
    ],
)
def test_each_total_is_held_against_its_parts(case, indicator, parts, total, difference, rounding):
    check = checks(case).loc[indicator]
    assert check["parts"] == pytest.approx(parts)
    assert check["total"] == pytest.approx(total)
    assert check["difference"] == pytest.approx(difference, abs=1e-6)
    assert check["rounding"] == pytest.approx(rounding)


def with_cells(indicator, unit, **texts):
    """Return a case that has other numbers in one row of 1986."""
    case = load_case("baltic")
    changed = load_table1(case)
    for actor, text in texts.items():
        row = (
            (changed["year"] == 1986)
            & (changed["actor"] == actor.replace("_", " "))
            & (changed["indicator"] == indicator)
        )
        value = float(text.replace(",", ""))
        changed.loc[row, ["printed", "unit"]] = [text, unit]
        changed.loc[row, "value"] = value
        changed.loc[row, "count"] = value * (1_000_000 if unit == "million" else 1)
    case.loaded["table1.csv"] = changed
    return case


pieces = st.integers(0, 90_000)


@settings(deadline=None, max_examples=40)
@given(pieces, pieces)
def test_a_total_that_is_the_sum_of_its_parts_is_always_explained(first, second):
    changed = with_cells(
        "tanks",
        "one",
        Warsaw_Pact=f"{first:,}",
        Soviet_Union=f"{second:,}",
        East=f"{first + second:,}",
    )
    check = checks(changed).loc["tanks"]
    assert check["explained"]
    assert check["difference"] == 0


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 9999), st.integers(0, 9999))
def test_a_sum_of_tenths_of_millions_is_always_explained(first, second):
    changed = with_cells(
        "reserve",
        "million",
        Warsaw_Pact=f"{first / 10:.1f}",
        Soviet_Union=f"{second / 10:.1f}",
        East=f"{(first + second) / 10:,.1f}",
    )
    check = checks(changed).loc["reserve"]
    assert check["explained"]
    assert check["difference"] == 0


@settings(deadline=None, max_examples=40)
@given(pieces, pieces, st.integers(151, 5_000))
def test_no_rounding_to_hundreds_explains_more_than_150_pieces(first, second, excess):
    changed = with_cells(
        "tanks",
        "one",
        Warsaw_Pact=f"{first:,}",
        Soviet_Union=f"{second:,}",
        East=f"{first + second + excess:,}",
    )
    assert not checks(changed).loc["tanks", "explained"]


def test_a_difference_of_one_piece_is_more_than_exact_counts_allow(case):
    changed = with_cells("tanks", "one", Warsaw_Pact="1,001", Soviet_Union="1,001", East="2,004")
    check = checks(changed).loc["tanks"]
    assert (check["difference"], check["rounding"]) == (2, 1.5)
    assert not check["explained"]


@pytest.mark.parametrize(
    ("indicator", "then", "now", "without_us"),
    [
        ("population", 1.63359, 6.43509, 4.21053),
        ("armed forces", 0.859375, 4.5, 2.625),
        ("reserve", 0.891566, 1.2, 0.78),
        ("tanks", 0.473913, 2.727273, 1.890909),
        ("combat aircraft", 0.982301, 3.755569, 1.527689),
        ("nuclear weapons", 0.535422, 0.44375, 0.0270833),
    ],
)
def test_the_ratios_are_those_worked_out_by_hand(case, indicator, then, now, without_us):
    found = ratios(case)
    assert found.columns.tolist() == [1986, 2014, "without_us"]
    assert found.loc[indicator].tolist() == pytest.approx([then, now, without_us], rel=1e-5)


@pytest.mark.parametrize(
    ("year", "indicator", "measure", "nato", "adversary", "words"),
    [
        (1986, "tanks", "absolute", 32_700, 69_000, ("32,700", "69,000")),
        (1986, "tanks", "ratio", 32_700 / 69_000, 1, ("0.47", "1")),
        (1986, "armed forces", "per head", 5_500 / 642, 6_400 / 393, ("8.6", "16")),
        (1986, "combat aircraft", "without us", 3_900, 11_300, ("3,900", "11,300")),
        (2014, "reserve", "absolute", 2_400_000, 2_000_000, ("2,400,000", "2,000,000")),
        (2014, "population", "ratio", 917 / 142.5, 1, ("6.4", "1")),
        (2014, "tanks", "per head", 7.5 / 917, 2.75 / 142.5, ("0.0082", "0.019")),
        (2014, "nuclear weapons", "without us", 325, 12_000, ("325", "12,000")),
    ],
)
def test_each_measure_is_the_one_worked_out_by_hand(
    case, year, indicator, measure, nato, adversary, words
):
    found = measured(case, year, indicator, measure)
    assert found.values == pytest.approx((nato, adversary))
    assert found.words == words
    assert ("per thousand" in found.unit) == (measure == "per head")
    assert ("without the US" in found.names[0]) == (measure == "without us")
    assert found.names[1] == ("East" if year == 1986 else "Russia")


@pytest.mark.parametrize(("value", "words"), [(99.4, "99"), (12.3, "12"), (100, "100")])
def test_a_number_below_a_hundred_has_two_digits(value, words):
    assert Measured("pieces", ("NATO", "East"), (value, value), ("", "")).words == (words, words)


def test_every_row_has_its_caveat_and_some_numbers_their_own(case):
    for indicator, row in described(case).rows.items():
        year = 2014 if indicator == "combat aircraft" else 1986
        assert f"{row.caveat}." in measured(case, year, indicator, "absolute").caveats
    assert "does not agree" in measured(case, 1986, "combat aircraft", "absolute").caveats[1]


def test_britain_and_france_had_777_and_325_nuclear_weapons(case):
    assert allies_nuclear(case).to_dict() == {1986: 777, 2014: 325}


def test_the_page_has_one_table_with_caption_note_and_headers_with_scope(case, told):
    page = soup(table(case))
    assert len(page.select("table")) == 1
    assert page.caption.get_text() == told["caption"]
    assert page.select_one(".table-note").get_text() == told["note"]
    assert len(page.select("th:not([scope])")) == 0
    for half, (year, heads) in zip(page.select("tbody"), HEADS.items(), strict=True):
        assert [th.get_text() for th in half.select("th[scope=col]")] == [str(year), *heads]
        rows = [th.get_text() for th in half.select("th[scope=row]")]
        assert rows == [f"{row}, millions" for row in ROWS[:3]] + ROWS[3:]
        widest = max(map(len, HEADS.values()))
        assert {len(tr.find_all(["th", "td"])) for tr in half.select("tr")} == {widest + 1}


def test_the_page_shows_the_48_cells_in_one_unit_a_row(case):
    def counted(cell, millions):
        number = float(cell.removesuffix("*").removesuffix(" million").replace(",", ""))
        return round(number * (1e6 if millions else 1)), cell.endswith("*")

    shown = {
        (year, head, tr.th.get_text().removesuffix(", millions"), td.get_text())
        for half, year in zip(soup(table(case)).select("tbody"), HEADS, strict=True)
        for tr in half.select("tr:not(.head)")
        for head, td in zip(HEADS[year], tr.select("td"), strict=False)
    }
    heads = {"NATO": "NATO, total", "East": "East, total", "Russia": "Russia, total"}
    assert len(shown) == len(CELLS)
    assert {(*at, *counted(cell, at[2] in ROWS[:3])) for *at, cell in shown} == {
        (y, heads.get(a, a), i.capitalize(), *counted(cell, "million" in cell))
        for y, a, i, cell in CELLS
    }
    same = [cell for *_, cell in CELLS if cell not in ("800,000", "840,000")]
    assert sorted(cell for *_, cell in shown) == sorted(
        [cell.removesuffix(" million") for cell in same] + ["0.8", "0.84"]
    )


def test_the_digits_of_a_column_end_where_those_of_others_do(case):
    for cell in soup(table(case)).select("td.number"):
        star = cell.select_one(".star")
        digits = cell.get_text().removesuffix(star.get_text()) if star else ""
        assert re.fullmatch(r"[\d,.]*", digits)


def test_a_wide_table_can_be_reached_and_scrolled_by_keyboard(case, told):
    region = soup(table(case)).select_one("div[role=region]")
    assert region["tabindex"] == "0"
    assert region["aria-label"] == told["caption"]


HOSTILE = pd.DataFrame({"a<b & 5%": ["<i>x</i> & 7%"]}, index=["<row> & 1_2%"])


def test_the_page_escapes_markup_in_every_part():
    page = soup(Table(HOSTILE, 'on "A" <b>', note="<note> & more", corner="<c>"))
    assert page.find(["i", "b", "row", "note", "c"]) is None
    assert page.td.get_text() == "<i>x</i> & 7%"
    assert page.select_one("th[scope=row]").get_text() == "<row> & 1_2%"
    assert [th.get_text() for th in page.select("th[scope=col]")] == ["<c>", "a<b & 5%"]
    assert page.caption.get_text() == page.div["aria-label"] == 'on "A" <b>'
    assert page.select_one(".table-note").get_text() == "<note> & more"


def test_a_table_without_a_note_shows_none():
    assert "table-note" not in Table(HOSTILE, "caption").html()


def test_a_table_offers_page_and_plain_text(case):
    shown = table(case)
    bundle = shown._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/html"] == shown.html()
    assert "5,325*" in bundle["text/plain"]


def test_the_worlds_table_has_eight_rows_of_which_four_are_inferred():
    frame = worlds_table().frame
    assert len(frame) == 8
    assert frame["Stated by"].value_counts().to_dict() == {"the article": 4, "inferred": 4}


def test_the_worlds_table_names_a_dilemma_only_where_the_article_does():
    frame = worlds_table().frame
    explained = frame["Explained by the dilemma of"] != "—"
    assert (explained == (frame["Stated by"] == "the article")).all()


def test_the_worlds_table_shows_words_and_not_members():
    text = soup(worlds_table()).get_text(" ")
    assert "risk of appeasement and coercion" in text
    for leaked in ("Intent.", "Policy.", "Outcome.", "Dilemma.", "Scenario.", "None"):
        assert leaked not in text


def test_the_table_of_checks_says_no_where_rounding_does_not_explain(case):
    shown = checks_table(case).frame["Explained"]
    assert shown[shown == "no"].index.tolist() == ["Combat aircraft"]
    assert set(shown) == {"yes", "no"}
