"""What the built book promises: whole, linked, numbered, described. Reads `_build/html`."""

import re

import pytest
from reader import ROOT

from secdilemma import data
from secdilemma.case import load_case
from secdilemma.theory import Scenario
from tools.measure import chapters, measure

CASE = load_case("baltic")
CHAPTERS = chapters()


@pytest.fixture(scope="module")
def articles(pages):
    """The article of every page that has one."""
    every = {name: page.select_one("article.bd-article") for name, page in pages.items()}
    return {name: article for name, article in every.items() if article}


def test_the_book_leads_from_each_claim_to_the_ledger_and_back(articles, pages):
    ledger = articles["chapters/claims.html"]
    back = {a["href"] for a in ledger.select("a[href]")}
    for claim in data.load_claims(CASE).itertuples():
        name, (page, anchor) = claim.key.lower(), claim.anchor.split("#")
        assert pages[f"{page}.html"].find(id=anchor), claim.key
        assert f"{claim.chapter}.html#claim-{name}" in back
        forth = articles[f"chapters/{claim.chapter}.html"].select(".claim a[href]")
        assert f"claims.html#ledger-{name}" in {a["href"] for a in forth}


def test_scenarios_criteria_events_notes_and_works_have_their_anchors(pages):
    anchors = {
        "scenarios": [f"scenario-{scenario}" for scenario in Scenario],
        "criteria": [f"criterion-{name}" for name in data.load_criteria(CASE)["criterion"]],
        "timeline": [f"event-{name}" for name in data.load_signals(CASE)["event_id"]],
        "claims": [f"footnote-{number}" for number in data.load_footnotes(CASE)["number"]],
    }
    for name, wanted in anchors.items():
        assert set(wanted) <= {tag["id"] for tag in pages[f"chapters/{name}.html"].select("[id]")}
    works = pages["chapters/bibliography.html"].select("div.citation")
    assert len(works) >= len(data.references(CASE))


def test_no_markup_is_left_in_the_text(articles):
    left = re.compile(r"\$[^$\n]{1,60}\$|\{[a-z:]+\}`|\]\(\w+\.md|\[\?\]|\{(ref|claim|glue|cite)")
    read = 0
    for name, article in articles.items():
        for text in article.find_all(string=True):
            if text.find_parent(["pre", "code", "script", "style", "annotation"]) is None:
                read += 1
                assert not left.search(text), (name, text)
    assert read > 10_000


def test_no_line_ends_between_a_formula_and_its_stop(pages):
    texts = {name: str(page) for name, page in pages.items()}
    assert sum("</math>\N{WORD JOINER}" in text for text in texts.values()) > 3
    assert [name for name, text in texts.items() if re.search(r"</math>[.,;:)?]", text)] == []


def test_every_picture_of_a_chapter_is_numbered(articles):
    captions = [
        picture.find_parent("figure").figcaption.get_text().strip()
        for name in ["index", *(f"chapters/{chapter}" for chapter in CHAPTERS)]
        for picture in articles[f"{name}.html"].select("figure svg.picture")
        if not picture.find_parent(class_="explorer")
    ]
    assert len(captions) >= 12
    assert [caption for caption in captions if not re.match(r"Fig\. \d+", caption)] == []


@pytest.mark.parametrize("chapter", sorted(CHAPTERS.keys() - {"played"}))  # which is a game
def test_each_chapter_is_a_whole_lesson(articles, chapter):
    page = articles[f"chapters/{chapter}.html"]
    assert page.select_one(".lesson-question")
    assert re.match(r"\d+ minutes", page.select_one(".lesson-minutes").get_text())
    assert len(page.select(".lesson li")) >= 3
    assert len(page.select(".predict input[type=radio]")) >= 3
    assert page.select_one(".predict details summary")
    assert page.select_one("svg.picture, table, .cell_output")
    assert page.select_one(".key-points li")
    assert "Sources." in page.get_text()
    assert all(cell.find_parent("details") for cell in page.select(".cell_input"))
    text = (ROOT / "chapters" / f"{chapter}.md").read_text("utf-8")
    text = re.sub(r"^---.*?^---", "", text, count=1, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"```\{code-cell\}.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"\{[\w:-]+\}`[^`]*`|^```.*$|^:\w+:.*$", "", text, flags=re.MULTILINE)
    assert 800 <= len(re.findall(r"\w[\w’'-]*", text)) <= 1900


def test_the_welcome_page_says_that_no_python_is_needed(articles):
    assert "You need no Python" in articles["index.html"].get_text()


def test_additions_and_reconstructions_are_labelled(pages):
    since = pages["chapters/since-2017.html"].get_text()
    assert "Nothing in this chapter is in the article" in since
    for chapter, figure in (("sensibility", "fig-spectrum"), ("scenarios", "fig-scenarios")):
        caption = pages[f"chapters/{chapter}.html"].find(id=figure).figcaption.get_text()
        assert "Reconstruction" in caption


def test_each_correction_stands_in_its_chapter(articles):
    claims = data.load_claims(CASE).query("editor_note != ''")
    assert len(claims) > 30
    for claim in claims.itertuples():
        words = re.split(r"[{*`\[$]", claim.editor_note)[0].split()
        assert " ".join(words) in " ".join(
            articles[f"chapters/{claim.chapter}.html"].get_text().split()
        )
    assert "One row fails" in articles["chapters/capabilities.html"].get_text()


# ------------------------------------------------------------------ its prose


def test_what_stands_open_from_the_checks_on_is_at_most_a_quarter_of_a_chapter():
    assert len(CHAPTERS) > 20
    assert {name: one for name in CHAPTERS if (one := measure(name).after) > 0.25} == {}


def test_parts_one_and_two_speak_of_the_article_once_in_six_hundred_words_at_most():
    asked = [name for name, part in CHAPTERS.items() if part.startswith(("I. ", "II. "))]
    assert len(asked) == 5
    for name in asked:
        assert measure(name).article <= measure(name).words / 600, name
