"""The prose makes every claim of the ledger where it says so, as hedged as the article does."""

import re
from itertools import pairwise

import pytest
from reader import ROOT

from secdilemma.case import load_case
from secdilemma.data import load_claims, load_criteria, load_footnotes, load_signals
from secdilemma.table1 import load_table1

CASE = load_case("baltic")
PAGES = [*sorted((ROOT / "chapters").glob("*.md")), ROOT / "index.md"]

# Note 26 gives the sources of the criteria, which are questions and not claims.
NOTES_OF_NO_CLAIM = {26}


def all_of(column):
    return {item for items in column for item in items}


def test_no_key_of_the_ledger_is_skipped():
    claims = load_claims(CASE)
    numbers = claims["key"].str.extract(r"(\d+)", expand=False).astype(int)
    for before, after in pairwise(zip(claims["section"], numbers, strict=True)):
        one, other = ((len(section), section) for section, _ in (before, after))
        assert after[1] == before[1] + 1 if one == other else one < other and after[1] < 2, after


HEDGES = re.compile(
    r"\b(may|might|can|could|would|seem\w*|appear\w*|perhaps|apparently|possib\w*|likely|some\w*|"
    r"part of|partly|mostly|mainly|largely|often|readily|risk\w*|degree|try|tries|attempt|if|"
    r"reluctan\w*|hesitat\w*|slow to|able|judged|difficult\w*|hard|exclude|think|thought|"
    r"believed|felt|experienced|helped|conceivable|resembl\w*|impl\w*|qualif\w*|nuance|soon|leaves)\b",
    re.IGNORECASE,
)
"""Words by which a sentence says less than that something is so."""


def passages(key):
    """What stands before each mark of a claim, up to the mark before it, in its own chapter."""
    chapter = load_claims(CASE).set_index("key").at[key, "chapter"]
    text = (ROOT / "chapters" / f"{chapter}.md").read_text("utf-8").replace("*", "")
    before = ""
    for piece in re.split(r"(\{claim\}`[^`]*`)", text):
        if piece.startswith("{claim}"):
            if key in piece[8:-1].split():
                yield before
        elif piece.strip(" .,;:)"):
            before = piece.rsplit("\n\n", 1)[-1] if "\n\n" in piece.rstrip() else piece


def test_what_the_article_hedges_the_ledger_and_the_prose_hedge_too():
    hedged = load_claims(CASE).query("hedge != ''")
    assert len(hedged) > 40
    bare = {
        f"{claim.key}: the source has {claim.hedge!r}"
        for claim in hedged.itertuples()
        if not HEDGES.search(claim.claim) or not any(map(HEDGES.search, passages(claim.key)))
    }
    assert bare == set()


def test_every_footnote_belongs_to_a_claim_except_the_one_on_the_criteria():
    notes, prose = load_footnotes(CASE).set_index("number"), "chapters/criteria.md"
    assert set(notes.index) - all_of(load_claims(CASE)["footnotes"]) == NOTES_OF_NO_CLAIM
    for number in NOTES_OF_NO_CLAIM:
        assert notes.at[number, "sources"]
        for source in notes.at[number, "sources"]:
            assert source in (ROOT / prose).read_text("utf-8")


def test_a_claim_cites_no_work_that_its_footnotes_do_not_cite():
    cited = load_footnotes(CASE).set_index("number")["sources"]
    for claim in load_claims(CASE).itertuples():
        allowed = all_of(cited[number] for number in claim.footnotes)
        assert set(claim.sources) <= allowed, claim.key


def test_each_criterion_has_evidence_on_both_sides_the_one_on_norms_by_implication():
    criteria = load_criteria(CASE).set_index("criterion")
    assert criteria[list(CASE.between)].map(len).min(axis="columns").min() > 0
    assert criteria.set_index("short").at["norms and values", "answered"] == "by implication"


def test_every_event_rests_on_a_claim_or_on_a_caption():
    signals = load_signals(CASE)
    bare = signals[signals["claims"].str.len() == 0]
    assert bare["basis"].str.contains("caption").all()


def test_an_effect_that_the_book_ascribes_is_marked_as_inferred():
    signals = load_signals(CASE)
    ours = signals["judged_by"] == "us"
    assert (signals["basis"].str.startswith("Inferred from") == ours).all()


TABLE = load_table1(CASE)
BIG_NUMBERS = sorted({number for number in TABLE["printed"] if "," in number})

# The same figures count soldiers elsewhere: those of the VJTF and of Atlantic Resolve.
ALSO_TROOPS = r"(?!\s+(?:troops|soldiers|men))"


def prose_of(page):
    """Return a page without its code cells."""
    return re.sub(r"(?ms)^```\{code-cell\}.*?^```\s*$", "", page.read_text("utf-8"))


def typed_numbers(text):
    spelled = (number.replace(",", "[,.\u00a0\u2009\u202f ]?") for number in BIG_NUMBERS)
    anyone = rf"(?<![\d,.#])(?:{'|'.join(spelled)})(?!\d|[,.]\d)"
    return re.findall(anyone + ALSO_TROOPS, text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_page_types_a_number_of_table_1(page):
    assert typed_numbers(prose_of(page)) == []


TYPED = ("with 69,000 tanks", "12,000 weapons.", "some 12000", "5.325,", "NATO (24,094*)")
OTHER = ("5,000 troops", "112,000", "12,000,000", "in 2014", "23,500")


@pytest.mark.parametrize("text", [*TYPED, *OTHER])
def test_a_typed_number_of_table_1_would_be_found_and_no_other(text):
    assert len(typed_numbers(text)) == (text in TYPED)
