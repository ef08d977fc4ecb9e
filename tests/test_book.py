"""What the built book promises: whole, linked, numbered, described. Reads `_build/html`."""

import re

import pytest
from reader import ROOT

from secdilemma import data
from secdilemma.case import load_case
from secdilemma.theory import Scenario

CASE = load_case("baltic")

CHAPTERS = [
    *("ten-minutes", "puzzle", "uncertainty", "interpretation", "response", "sensibility"),
    *("scenarios", "worlds", "criteria", "reading-russia", "capabilities", "answer", "verdict"),
    *("since-2017", "reading-signals", "choosing", "spiral", "trust", "limits"),
]


@pytest.fixture(scope="module")
def ids(pages):
    """Every id of every page."""
    return {name: {tag["id"] for tag in page.find_all(id=True)} for name, page in pages.items()}


def article(page):
    return page.select_one("article.bd-article")


def test_every_claim_of_the_ledger_points_to_an_anchor_that_exists(ids):
    for claim in data.load_claims(CASE).itertuples():
        page, anchor = claim.anchor.split("#")
        assert anchor in ids[f"{page}.html"], claim.key


def test_the_book_leads_from_each_claim_to_the_ledger_and_back(pages):
    ledger = pages["chapters/claims.html"]
    back = {a["href"] for a in article(ledger).select("a[href]")}
    for claim in data.load_claims(CASE).itertuples():
        name = claim.key.lower()
        assert f"{claim.chapter}.html#claim-{name}" in back
        forth = article(pages[f"chapters/{claim.chapter}.html"]).select(".claim a[href]")
        assert f"claims.html#ledger-{name}" in {a["href"] for a in forth}


def test_scenarios_criteria_and_events_have_their_anchors(ids):
    assert {f"scenario-{s}" for s in Scenario} <= ids["chapters/scenarios.html"]
    assert {f"criterion-{n}" for n in data.load_criteria(CASE)["criterion"]} <= ids[
        "chapters/criteria.html"
    ]
    events = {f"event-{name}" for name in data.load_signals(CASE)["event_id"]}
    assert events <= ids["chapters/timeline.html"]
    assert {f"footnote-{n}" for n in range(1, 65)} <= ids["chapters/claims.html"]


def test_no_citation_is_left_unresolved(pages):
    for name, page in pages.items():
        text = article(page).get_text() if article(page) else ""
        assert "{cite" not in text, name
        assert not re.search(r"\[\?\]|\{ref\}|\{claim\}|\{glue", text), name


def test_no_markup_is_left_in_the_text(pages):
    left = re.compile(r"\$[^$\n]{1,60}\$|\{[a-z:]+\}`|\]\(\w+\.md")
    read = 0
    for name, page in pages.items():
        if article(page) is None:
            continue
        for text in article(page).find_all(string=True):
            if text.find_parent(["pre", "code", "script", "style", "annotation"]) is None:
                read += 1
                assert not left.search(text), (name, text)
    assert read > 10_000


def test_every_work_of_the_bibliography_is_printed(pages):
    printed = {
        tag["id"] for tag in pages["chapters/bibliography.html"].select(".citation [id], [id]")
    }
    entries = pages["chapters/bibliography.html"].select(".citation, dl.citation dt, div.citation")
    assert len(entries) >= len(data.references(CASE)), len(printed)


def test_every_picture_is_numbered(pages):
    shown = 0
    for name in ["index", *(f"chapters/{chapter}" for chapter in CHAPTERS)]:
        for picture in article(pages[f"{name}.html"]).select("svg.picture"):
            if picture.find_parent(class_="explorer"):
                continue
            caption = picture.find_parent("figure").figcaption
            assert re.match(r"Fig\. \d+", caption.get_text().strip()), name
            shown += 1
    assert shown >= 12


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_chapter_is_a_whole_lesson(pages, chapter):
    page = article(pages[f"chapters/{chapter}.html"])
    assert page.select_one(".lesson-question")
    assert re.match(r"\d+ minutes", page.select_one(".lesson-minutes").get_text())
    assert len(page.select(".lesson li")) >= 3
    assert len(page.select(".predict input[type=radio]")) >= 3
    assert page.select_one(".predict details summary")
    assert page.select_one("svg.picture, table, .cell_output")
    assert page.select_one(".key-points li")
    assert "Sources." in page.get_text()


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_chapter_keeps_to_its_length(chapter):
    text = (ROOT / "chapters" / f"{chapter}.md").read_text("utf-8")
    text = re.sub(r"^---.*?^---", "", text, count=1, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"```\{code-cell\}.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"\{[\w:-]+\}`[^`]*`|^```.*$|^:\w+:.*$", "", text, flags=re.MULTILINE)
    assert 800 <= len(re.findall(r"\w[\w’'-]*", text)) <= 1900


def test_code_is_folded_away_from_readers(pages):
    for chapter in CHAPTERS:
        for cell in article(pages[f"chapters/{chapter}.html"]).select(".cell_input"):
            assert cell.find_parent("details"), chapter


def test_the_welcome_page_says_that_no_python_is_needed(pages):
    assert "You need no Python" in article(pages["index.html"]).get_text()


def test_additions_and_reconstructions_are_labelled(pages):
    assert (
        "Nothing in this chapter is in the article" in pages["chapters/since-2017.html"].get_text()
    )
    for chapter, figure in (("sensibility", "fig-spectrum"), ("scenarios", "fig-scenarios")):
        caption = pages[f"chapters/{chapter}.html"].find(id=figure).figcaption.get_text()
        assert "Reconstruction" in caption


@pytest.mark.parametrize(
    ("chapter", "correction"),
    [
        ("puzzle", "60 hours"),
        ("response", "1930s"),
        ("answer", "rotational"),
        ("answer", "3,500"),
        ("puzzle", "The two levels are Booth and Wheeler’s"),
        ("answer", "current and foreseeable security environment"),
        ("capabilities", "depends on the launch point"),
        ("capabilities", "One row fails"),
    ],
)
def test_each_correction_stands_in_its_chapter(pages, chapter, correction):
    assert correction in article(pages[f"chapters/{chapter}.html"]).get_text()
