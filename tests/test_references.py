"""What the bibliography promises: works that can be found, are cited, and are told apart."""

import re
from pathlib import Path

from bibliography import BookStyle
from pybtex.database import parse_file

from secdilemma import data
from secdilemma.case import data_folder, load_case

CASE = load_case("baltic")
ROOT = Path(__file__).parent.parent
ENTRIES = parse_file(str(data_folder() / "references.bib")).entries

WITH_SOURCES = [
    *(data.load_claims, data.load_signals, data.load_footnotes),
    *(data.load_glossary, data.load_since),
]
TEXTS = {".md", ".csv", ".yml", ".toml"}
PUBLIC = ("chapters", "data", "bank/questions")

PLACE = re.compile(r"pp?\. \d|paragraph \d|points? \d")
NO_PLACE = re.compile(r"no (pages?|paragraphs?|passages?)( or paragraphs)? given")


def texts(*folders):
    """Every text of some folders, by its path."""
    found = [ROOT / "index.md"]
    for folder in folders:
        found += [path for path in (ROOT / folder).rglob("*") if path.suffix in TEXTS]
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in sorted(found)}


def cited_in(text):
    cited = re.findall(r"\{cite:\w+\}`([\w, ]*\w)`", text)
    return {key.strip() for keys in cited for key in keys.split(",")}


def of_columns():
    return {key for load in WITH_SOURCES for keys in load(CASE)["sources"] for key in keys}


def places(note):
    """Say of each work of a footnote where in it, as far as the article prints that."""
    parts = note.locator.split("; ")
    if len(note.sources) == 1 or len(parts) == 1:
        return dict.fromkeys(note.sources, note.locator)
    named = [part.split(" ", 1) for part in parts]
    assert len(dict(named)) == len(parts)
    return dict(named)


def labels():
    """The label of every work, as the book prints it."""
    style = BookStyle()
    works = style.sort(list(ENTRIES.values()))
    return dict(zip([work.key for work in works], style.format_labels(works), strict=True))


def test_every_doi_is_well_formed_belongs_to_one_work_and_stands_in_its_field():
    dois = [work.fields["doi"] for work in ENTRIES.values() if "doi" in work.fields]
    assert len(dois) >= 12
    for doi in dois:
        assert re.fullmatch(r"10\.\d{4,9}/[^\s{}\\]*\w", doi), doi
    assert len({doi.casefold() for doi in dois}) == len(dois)
    assert [key for key, work in ENTRIES.items() if "doi.org" in work.fields.get("url", "")] == []


def test_every_work_is_cited_where_the_public_can_read_it():
    prose = {key for text in texts(*PUBLIC).values() for key in cited_in(text)}
    assert set(ENTRIES) == (prose | of_columns())


def test_every_citation_names_a_work():
    read = texts(*PUBLIC, "instructor")
    assert sum(bool(cited_in(text)) for text in read.values()) > 20
    for name, text in read.items():
        assert cited_in(text) <= data.references(CASE), name


def test_every_work_of_a_footnote_has_a_place_or_says_that_none_is_given():
    for note in data.load_footnotes(CASE).itertuples():
        found = places(note) if note.sources else {}
        assert set(found) == set(note.sources), note.number
        for key, place in found.items():
            assert PLACE.search(place) or NO_PLACE.match(place), (note.number, key, place)


def test_every_place_in_the_prose_is_one_that_the_article_gives():
    given = {}
    for note in data.load_footnotes(CASE).itertuples():
        for key, place in (places(note) if note.sources else {}).items():
            given.setdefault(key, set()).update(re.findall(r"\d+(?:–\d+)?", place))
    found = 0
    pattern = r"\{cite:\w+\}`(\w+)`,? \(?pp?\. (\d[\d–]*(?:(?:, | and )\d[\d–]*)*)"
    for name, text in texts("chapters").items():
        for key, pages in re.findall(pattern, text):
            found += 1
            assert set(re.split(", | and ", pages)) <= given[key], (name, key)
    assert found >= 9


def test_no_mark_of_a_page_stands_without_a_page():
    for name, text in texts(*PUBLIC, "instructor").items():
        printed = re.sub("“[^”]*”", "", text)  # what the article prints may be wrong
        assert not re.search(r"(?<![\w.])pp?\.(?!\s?\d)[\s),;]", printed), name


def test_no_two_works_print_alike_and_each_has_the_letter_that_the_article_gives_it():
    printed = labels()
    assert len(set(printed.values())) == len(printed)
    lettered = {key: w.fields["letter"] for key, w in ENTRIES.items() if "letter" in w.fields}
    assert len(lettered) > 10
    for key, letter in lettered.items():
        shared = re.fullmatch(r".*, \d{4}([a-z])", printed[key])
        assert shared is None or shared[1] == letter, key


def test_a_citation_leads_to_the_work_of_the_same_names_year_and_letter(pages):
    listed = {
        entry["id"]: entry.select_one(".label").get_text().strip("[]")
        for entry in pages["chapters/bibliography.html"].select(".citation")
    }
    assert len(listed) == len(ENTRIES)
    found = set()
    for name, page in pages.items():
        for link in page.select(".bibtex-citation a"):
            label = listed[link["href"].partition("#")[2]]
            assert label.endswith(link.get_text()), (name, link)
            found.add(label)
    assert {"NATO, 2016b", "Russian Federation, 2021b"} <= found
