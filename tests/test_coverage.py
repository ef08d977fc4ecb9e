import re
from pathlib import Path

import pytest

from secdilemma.case import load_case
from secdilemma.data import (
    load_claims,
    load_criteria,
    load_footnotes,
    load_glossary,
    load_signals,
    load_since,
    references,
)

CASE = load_case("baltic")
ROOT = Path(__file__).parent.parent
CHAPTERS = sorted((ROOT / "chapters").glob("*.md"))
PAGES = [*CHAPTERS, ROOT / "index.md"]

KEY_LIST = """
A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11
B1 B2 B3 B4
C1 C2
D1 D2 D3 D4 D5 D6 D7 D8 D9
E1 E2 E3 E4 E5 E6
F1 F2 F3 F4 F5
G1 G2 G3 G4
H1 H2 H3
I1 I2 I3
J1 J2 J3
K1 K2 K3 K4 K5
L0 L1 L2 L3 L4 L5
N1 N2 N3 N4
O1 O2 O3 O4 O5 O6 O7 O8 O9 O10
P1 P2 P3 P4
Q1 Q2
R1 R2 R3
S1
T1
U1 U2 U3 U4 U5
V1 V2 V3 V4 V5
W1 W2 W3
X1 X2 X3
Y1 Y2
Z1 Z2 Z3
AA1 AA2 AA3 AA4 AA5
"""
KEYS = KEY_LIST.split()

# Each event with the date that the article gives and the one that the editors supply.
EVENTS = {
    "latvia-founded": ("1918-11-18", ""),
    "latvia-soviet-occupation-1940": ("1940/1941", ""),
    "latvia-german-occupation-1941": ("1941/1945", ""),
    "latvia-soviet-occupation-1945": ("1945/1991", ""),
    "appeasement-of-germany": ("", "1935/1939"),
    "herz-security-dilemma": ("1950", "1950"),
    "butterfield-predicament": ("1950", "1951"),
    "gorbachev-reforms": ("", ""),
    "east-west-thaw": ("1985", ""),
    "table-1-snapshot-1986": ("1986", ""),
    "two-plus-four-treaty": ("", "1990-09-12"),
    "founding-act": ("1997-05-27", ""),
    "nato-russia-council": ("2002", "2002-05-28"),
    "putin-deplores-soviet-collapse": ("2015", "2005-04-25"),
    "national-security-strategy-2009": ("2009-05-12", ""),
    "military-doctrine-2010": ("2010-02-05", ""),
    "baltops-2013": ("2013", ""),
    "rasmussen-munich": ("2014-02-01", ""),
    "rasmussen-troops-near-ukraine": ("2014-02-27", ""),
    "crimea": ("2014", ""),
    "putin-crimea-address": ("2014-03-18", ""),
    "poland-requests-10000": ("", "2014-04-01"),
    "nato-declines-10000": ("", ""),
    "little-green-men": ("2014-04", ""),
    "nuclear-threats-over-crimea": ("2014-07-11", ""),
    "vershbow-new-strategic-reality": ("2014-09-02", ""),
    "wales-vjtf": ("2014-09-05", "2014-09-04"),
    "vershbow-very-real-threat": ("2014-09-18", ""),
    "lavrov-un-assembly": ("2014-09-27", ""),
    "stoltenberg-negative-spiral": ("2014", ""),
    "military-doctrine-2014": ("2014-12-25", ""),
    "vershbow-prospects": ("2015-02-02", ""),
    "vershbow-esdp": ("2015-03-05", ""),
    "brussels-forum-zero-sum": ("2015-03-20", ""),
    "aiv-report-94": ("2015-04", ""),
    "nato-arms-control-page": ("2015-06-09", ""),
    "nato-exercises-2015": ("2015", ""),
    "baltic-bison": ("2015", ""),
    "nato-russia-the-facts": ("2015-12-17", ""),
    "aegis-ashore-romania": ("2015-12-18", ""),
    "derix-nrc-putin": ("2016-01-13", ""),
    "stoltenberg-no-imminent-threat": ("2016-02-11", ""),
    "vershbow-a2ad": ("2016-02-14", ""),
    "rand-report": ("2016", "2016-01-29"),
    "nato-counter-narrative": ("2016", ""),
    "nato-russia-council-reopened": ("", "2016-04-20"),
    "warsaw-efp": ("2016-07", "2016-07-08"),
    "a-10-estonia": ("2016", ""),
    "silver-arrow": ("2016", ""),
    "jit-report-mh17": ("", "2016-09-28"),
    "russian-reaction-to-jit": ("", ""),
    "russia-syria": ("", ""),
    "trump-remarks-on-putin": ("", ""),
    "atlantic-resolve": ("2017-01", ""),
    "efp-in-place": ("2017", ""),
    "netherlands-f-16s": ("2017", ""),
}

# Note 26 gives the sources of the criteria, which are questions and not claims.
NOTES_OF_NO_CLAIM = {26}

# Notes that cite nothing in full, or at all: 9 argues, 56 sketches the background.
NOTES_OF_DISCUSSION = {9, 56}


def all_of(column):
    return {item for items in column for item in items}


def claims_made(page):
    marks = re.findall(r"\{claim\}`([^`]*)`", page.read_text("utf-8"))
    return all_of(mark.split() for mark in marks)


def test_the_ledger_holds_every_claim_of_the_article_once_and_in_order():
    assert len(KEYS) == len(set(KEYS)) == 112
    assert load_claims(CASE)["key"].tolist() == KEYS


def test_every_claim_points_to_a_chapter_that_makes_it():
    for claim in load_claims(CASE).itertuples():
        assert claim.key in claims_made(ROOT / "chapters" / f"{claim.chapter}.md"), claim.key
        assert claim.anchor == f"chapters/{claim.chapter}#claim-{claim.key.lower()}"


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


def test_every_claim_that_a_chapter_cites_stands_in_the_ledger():
    for page in PAGES:
        assert claims_made(page) <= set(KEYS), page.name


def test_all_64_footnotes_are_listed_in_order():
    assert load_footnotes(CASE)["number"].tolist() == list(range(1, 65))


def test_every_footnote_belongs_to_a_claim_except_the_one_on_the_criteria():
    assert set(range(1, 65)) - all_of(load_claims(CASE)["footnotes"]) == NOTES_OF_NO_CLAIM


def test_the_note_on_the_criteria_is_cited_where_the_criteria_stand():
    notes = load_footnotes(CASE).set_index("number")
    prose = (ROOT / "chapters" / "criteria.md").read_text("utf-8")
    for number in NOTES_OF_NO_CLAIM:
        assert notes.at[number, "sources"]
        assert all(source in prose for source in notes.at[number, "sources"])


def test_only_two_footnotes_discuss_without_citing():
    notes = load_footnotes(CASE)
    discussing = notes.loc[notes["kind"] == "discussion", "number"]
    assert set(discussing) == NOTES_OF_DISCUSSION
    assert set(notes.loc[notes["sources"].str.len() == 0, "number"]) == {9}


def test_a_claim_cites_no_work_that_its_footnotes_do_not_cite():
    cited = load_footnotes(CASE).set_index("number")["sources"]
    for claim in load_claims(CASE).itertuples():
        allowed = all_of(cited[number] for number in claim.footnotes)
        assert set(claim.sources) <= allowed, claim.key


@pytest.mark.parametrize(
    "load", [load_claims, load_signals, load_footnotes, load_glossary, load_since]
)
def test_every_source_key_resolves(load):
    assert all_of(load(CASE)["sources"]) <= references(CASE)


def test_every_work_cited_in_an_editors_note_resolves():
    notes = [*load_claims(CASE)["editor_note"], *load_signals(CASE)["editor_note"]]
    cited = all_of(
        found.split(",") for note in notes for found in re.findall(r"\{cite:\w+\}`([^`]*)`", note)
    )
    assert cited
    assert cited <= references(CASE)


def test_every_work_cited_in_a_chapter_resolves():
    for page in PAGES:
        for found in re.findall(r"\{cite:\w+\}`([^`]*)`", page.read_text("utf-8")):
            keys = {key.strip() for key in found.split(",")}
            assert keys <= references(CASE), page.name


@pytest.mark.parametrize(
    ("load", "column"),
    [
        (load_signals, "claims"),
        (load_criteria, "realist"),
        (load_criteria, "constructivist"),
        (load_glossary, "claims"),
    ],
)
def test_every_claim_referred_to_stands_in_the_ledger(load, column):
    referred = all_of(load(CASE)[column])
    assert referred
    assert referred <= set(KEYS)


def test_no_claim_is_evidence_for_both_sides_of_one_criterion():
    for criterion in load_criteria(CASE).itertuples():
        assert not set(criterion.realist) & set(criterion.constructivist), criterion.criterion


def test_each_criterion_has_evidence_on_both_sides_the_one_on_norms_by_implication():
    criteria = load_criteria(CASE).set_index("criterion")
    assert criteria.index.tolist() == list(range(1, 14))
    assert criteria[list(CASE.between)].map(len).min(axis="columns").min() > 0
    assert criteria.at[12, "answered"] == "by implication"


def test_the_third_and_the_last_criteria_are_not_answered_explicitly():
    answered = load_criteria(CASE).set_index("criterion")["answered"]
    assert answered[3] != "explicitly"
    assert answered[13] != "explicitly"


@pytest.mark.parametrize(("event", "dates"), EVENTS.items(), ids=EVENTS)
def test_every_dated_event_stands_in_the_signals_with_its_date(event, dates):
    signals = load_signals(CASE)
    rows = signals[signals["event_id"] == event]
    assert len(rows) >= 1
    assert set(rows[["date", "date_supplied"]].itertuples(index=False, name=None)) == {dates}


def test_every_event_rests_on_a_claim_or_on_a_caption():
    signals = load_signals(CASE)
    bare = signals[signals["claims"].str.len() == 0]
    assert bare["basis"].str.contains("caption").all()


def test_allies_are_assured_and_adversaries_reassured():
    signals = load_signals(CASE)
    assert set(signals.loc[signals["effect"] == "assures", "addressee"]) == {"allies"}
    assert set(signals.loc[signals["effect"] == "reassures", "addressee"]) == {"adversary"}


def test_an_effect_that_the_book_ascribes_is_marked_as_inferred():
    signals = load_signals(CASE)
    ours = signals["judged_by"] == "us"
    assert (signals["basis"].str.startswith("Inferred from") == ours).all()


BIG_NUMBER_LIST = """
14,300 32,700 69,000 14,500 54,500 7,200 11,100 11,300 2,300 11,400 23,317 24,094 45,000
800,000 840,000 7,500 2,750 3,500 5,900 1,571 5,000 5,325 12,000
"""
BIG_NUMBERS = BIG_NUMBER_LIST.split()

# The same figures count soldiers elsewhere: those of the VJTF and of Atlantic Resolve.
ALSO_TROOPS = r"(?!\s+(?:troops|soldiers|men))"


def prose_of(page):
    """Return a page without its code cells."""
    return re.sub(r"(?ms)^```\{code-cell\}.*?^```\s*$", "", page.read_text("utf-8"))


def typed_numbers(text):
    found = []
    for number in BIG_NUMBERS:
        digits = number.replace(",", "[,.\u00a0\u2009\u202f ]?")
        pattern = rf"(?<![\d,.#]){digits}(?![\d]|[,.]\d)"
        if number in ("3,500", "5,000"):
            pattern += ALSO_TROOPS
        found += re.findall(pattern, text)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_page_types_a_number_of_table_1(page):
    assert typed_numbers(prose_of(page)) == []


@pytest.mark.parametrize(
    "text", ["with 69,000 tanks", "12,000 weapons.", "some 12000", "5.325,", "NATO (24,094*)"]
)
def test_a_typed_number_of_table_1_would_be_found(text):
    assert len(typed_numbers(text)) == 1


@pytest.mark.parametrize("text", ["5,000 troops", "112,000", "12,000,000", "in 2014", "23,500"])
def test_other_numbers_are_left_alone(text):
    assert typed_numbers(text) == []
