"""What the printed book promises: whole, in order, linked, numbered; and a page that is printed.

`make test` prints some pages, as one may, and `make sweep` the whole book.
"""

import copy
import os
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from reader import ROOT, by_one_worker, explorers, pdf_texts, show, written

from secdilemma import data
from secdilemma.case import load_case
from tools import paper, pdf
from tools.pages import in_text, title

PRINTED = pytest.mark.xdist_group("pdf")  # printed once, by one worker
SOME = ["chapters/documents", "chapters/response"]  # links out; an explorer, self-checks, a table

CASE = load_case("baltic")

MILLIMETRE = 72 / 25.4
OF_THE_SITE = "OTS-derived-font"  # Chromium's word for a web font without a name, as ours are
TWO_LINES = 45  # points: what has to stand below a heading, itself included


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(SOME, id="some", marks=PRINTED),
        pytest.param([], id="book", marks=[PRINTED, pytest.mark.sweep]),
    ],
)
def only(request):
    """The pages that are printed; none stand for all."""
    return request.param


@pytest.fixture(scope="module")
def page(only):
    """They as one page, as it goes to print."""
    return pdf.compose(only)


@pytest.fixture(scope="module")
def printed_pages(pages, only):
    """The built pages that are printed."""
    return {f"{n}.html": pages[f"{n}.html"] for _, some in pdf.contents(only) for n in some}


@pytest.fixture(scope="module")
def source(page):
    """The same, taken apart; nobody changes it."""
    return BeautifulSoup(page, "html.parser")


@pytest.fixture(scope="module")
def printed(page, tmp_path_factory):
    target = tmp_path_factory.mktemp("pdf") / "book.pdf"
    with ThreadPoolExecutor(1) as other:  # the tests' own browser keeps this thread's loop
        target.write_bytes(other.submit(pdf.settled, page).result())
    return target


@pytest.fixture(scope="module")
def book(printed):
    return PdfReader(printed)


@pytest.fixture(scope="module")
def texts(printed):
    """What each sheet says."""
    return pdf_texts(printed)


@pytest.fixture(scope="module")
def text(texts):
    """All that it says, without white space."""
    return squeeze("".join(texts))


@pytest.fixture(scope="module")
def everything(book):
    """Every object of the file."""
    found = (book.get_object(n) for n in range(1, book.trailer["/Size"]))
    return [thing for thing in found if isinstance(thing, DictionaryObject)]


def squeeze(text):
    """Leave out white space, which a line break may add or take, and brackets set by the style."""
    return re.sub(r"[\s\[\]]", "", text)


def entries(outline, depth=0):
    """Every entry of the outline, in order, with its depth."""
    for entry in outline:
        if isinstance(entry, list):
            yield from entries(entry, depth + 1)
        else:
            yield depth, entry


@pytest.fixture(scope="module")
def parts(pages, only):
    """Depth and title of all that stands in the table of contents, in its order."""
    (_, (root,)), *others = pdf.contents(only)
    entries = [(0, title(pages[f"{root}.html"]))]
    for caption, names in others:
        entries += [(0, caption), *((1, title(pages[f"{name}.html"])) for name in names)]
    return entries


@pytest.fixture(scope="module")
def placed(book, parts):
    """Title and page, from 1, of parts and chapters, as the outline has them."""
    listed = [(d, e) for d, e in entries(book.outline) if (d, e["/Title"]) in parts]
    return [(e["/Title"], book.get_destination_page_number(e) + 1) for _, e in listed]


def test_every_page_of_the_table_of_contents_is_in_the_outline_in_order(placed, parts):
    assert [name for name, _ in placed] == [name for _, name in parts]


def test_each_title_stands_on_the_page_to_which_outline_and_contents_point(placed, texts):
    for name, number in placed:
        assert squeeze(name) in squeeze(texts[number - 1]), name
    first = next(n for n, text in enumerate(texts) if re.search("^Contents$", text, re.MULTILINE))
    sheets = enumerate(texts[first : placed[0][1] - 1], first + 1)
    listed = "".join(squeeze(text).removeprefix(str(number)) for number, text in sheets)
    assert listed == "Contents" + "".join(f"{squeeze(name)}{number}" for name, number in placed)


def test_every_sheet_carries_its_number(texts, placed, only):
    captions = {caption for caption, _ in pdf.contents(only)}
    bare = {number for name, number in placed if name in captions} | {1, 2}
    for number, text in enumerate(texts, 1):
        assert bool(re.search(rf"^{number}$", text, re.MULTILINE)) == (number not in bare), number


def test_every_link_leads_to_a_place_that_exists_or_to_a_public_address(book, source):
    notes = [note.get_object() for sheet in book.pages for note in sheet.get("/Annots", [])]
    links = [note for note in notes if note["/Subtype"] == "/Link"]
    places = {name.removeprefix("/") for name in book.named_destinations}
    inside = {str(link["/Dest"]).removeprefix("/") for link in links if "/Dest" in link}
    assert inside <= places
    assert {a["href"][1:] for a in source.select('a[href^="#"]')} == inside
    out = [link["/A"]["/URI"] for link in links if "/A" in link]
    assert len(out) > 5
    assert all(re.match(r"https?://|mailto:", address) for address in out)


def test_marks_lead_to_the_ledger_and_the_ledger_back(source, only):
    if only:
        pytest.skip("the ledger is none of these pages")
    links = {a["href"] for a in source.select("a[href]")}
    for claim in data.load_claims(CASE).itertuples():
        assert f"#chapters-claims--ledger-{claim.key.lower()}" in links
        assert f"#chapters-{claim.chapter}--claim-{claim.key.lower()}" in links


def test_every_id_stands_once(page):
    times = Counter(re.findall(r'\sid="([^"]+)"', page))
    assert [name for name, count in times.items() if count > 1] == []


def test_nothing_is_a_picture_of_dots(everything):
    found = [thing for thing in everything if thing.get("/Subtype") == "/Image"]
    sizes = [(image["/Width"], image["/Height"]) for image in found]
    assert [size for size in sizes if size[1] > 1] == []  # a gradient is one row, stretched


def test_every_font_is_ours_and_embedded(everything):
    """As a file; or, of letters with an edge, as Chromium draws a figure's, as procedures."""
    fonts = [thing for thing in everything if thing.get("/Type") == "/Font"]
    filed, drawn = set(), set()
    for font in fonts:
        match font["/Subtype"]:
            case "/CIDFontType2":
                assert "/FontFile2" in font["/FontDescriptor"]
                filed.add(font["/FontDescriptor"]["/FontName"])
            case "/Type3":  # PDF 32000-1, 9.6.5: its glyphs are streams of the file
                names = {n for n in font["/Encoding"]["/Differences"] if isinstance(n, str)}
                assert names
                assert names <= set(font["/CharProcs"])
                drawn.add(font["/FontDescriptor"]["/FontName"])
            case kind:
                assert kind == "/Type0"
    assert filed
    assert drawn <= filed
    ours = {TTFont(file)["name"].getDebugName(6) for file in paper.FACES.values()}
    assert {name.partition("+")[2] for name in filed} <= {*ours, OF_THE_SITE}


def sheets_of(part):
    """The sheets on which a part of the document's structure lies."""
    found = {part["/Pg"].get_object()["/StructParents"]} if "/Pg" in part else set()
    kids = part.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if isinstance(kid.get_object(), DictionaryObject):
            found |= sheets_of(kid.get_object())
    return found


def test_no_figure_is_cut_in_two(everything, source):
    figures = [thing for thing in everything if thing.get("/S") == "/Figure"]
    assert len(figures) >= len(source.select("figure, svg.picture[role=img]:not(.picture-wide)"))
    for figure in figures:
        assert len(sheets_of(figure)) == 1, figure.get("/Alt")


def test_no_heading_stands_at_the_bottom_of_a_sheet(book):
    bottom = margins()[2] * MILLIMETRE
    found = list(entries(book.outline))
    assert len(found) > 10
    for _, entry in found:
        assert entry["/Top"] - bottom > TWO_LINES, entry["/Title"]


def margins():
    """Top, side and bottom margin of a sheet in millimetres."""
    style = (ROOT / "tools" / "pdf.css").read_text("utf-8")
    return [int(n) for n in re.search(r"margin: (\d+)mm (\d+)mm (\d+)mm;", style).groups()]


def test_nothing_is_wider_than_the_text(read, page, tmp_path):
    """Chromium would shrink the whole book to make it fit."""
    file = tmp_path / "book.html"
    file.write_text(page, encoding="utf-8")
    width = int((210 - 2 * margins()[1]) / 25.4 * 96)
    tab = read(file.as_uri(), width)
    tab.emulate_media(media="print")
    wide = tab.evaluate(
        """width => Array.from(document.querySelectorAll("body *"))
            .filter((e) => !e.closest("svg *") && e.getBoundingClientRect().right > width + 1)
            .map((e) => e.outerHTML.slice(0, 120))""",
        width,
    )
    assert wide == []


def test_an_explorer_prints_its_sentence_and_where_it_moves_and_no_control(
    printed_pages, text, source
):
    assert not source.select("input, select, button, fieldset, script, details, summary")
    printed = {figure["data-explorer"]: figure for figure in source.select("figure.explorer")}
    for page, built in printed_pages.items():
        for figure in built.select("article figure.explorer"):
            name = figure["data-explorer"]
            assert squeeze(figure.select_one(".explorer-reading").get_text()) in text
            assert squeeze(f"{page}#{name}") in text
            left = squeeze(printed[name].get_text())
            for control in figure.select("button, .explorer-note"):
                assert squeeze(control.get_text()) not in left, name


def test_guesses_and_what_to_compare_them_with_are_printed(printed_pages, text):
    on_paper = [in_text(copy.copy(source)) for source in printed_pages.values()]
    found = [frame for source in on_paper for frame in source.select("article .predict")]
    assert found
    for frame in found:
        for words in (*frame.select("label"), *frame.select("details > p:not(:has(math))")):
            assert squeeze(words.get_text()) in text


def test_self_checks_print_what_they_ask_and_not_what_they_answer(printed_pages, text, source):
    checks = [c for page in printed_pages.values() for c in page.select("article .self-check")]
    assert checks
    for check in checks:
        for words in check.select("legend, label span, option[value='']:first-child ~ option"):
            assert words.find("math") or squeeze(words.get_text()) in text, check["id"]
        for words in check.select(":scope > details p:not(.check-name)"):
            short = len(words.get_text()) <= 60
            assert short or squeeze(words.get_text()) not in text, check["id"]
    printed = source.select(".self-check [class^=blank-]")
    assert len(printed) == sum(len(check.select("input, select")) for check in checks)


def test_folded_code_is_left_out_and_code_of_the_text_is_not(printed_pages, text):
    for name, source in printed_pages.items():
        for code in source.select("article .cell_input pre"):
            folded = code.find_parent("details") is not None
            assert (squeeze(code.get_text()) in text) != folded, name


def test_addresses_are_whole_where_the_book_says_where_it_is(monkeypatch):
    monkeypatch.setenv("BOOK_URL", "https://example.org/book/")
    name = next(name.removesuffix(".html") for name in explorers())
    article = pdf.read(name, {name}, deeper=True).article
    moves = article.select_one(".moves a")["href"]
    assert moves.startswith(f"https://example.org/book/{name}.html#")
    others = [a["href"] for a in article.select("a[href]") if "chapters/" in a["href"]]
    assert all(a.startswith("https://example.org/book/chapters/") for a in others)


def test_the_title_page_says_what_the_citation_file_says(texts):
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    first = squeeze(texts[0]).lower()
    for words in (*cff["title"].split(": "), cff["version"], cff["authors"][0]["name"]):
        assert squeeze(words).lower() in first
    assert squeeze(cff["references"][0]["title"]).lower() in first


@pytest.mark.parametrize("only", [pytest.param(SOME, id="some", marks=PRINTED)], indirect=True)
def test_a_print_elsewhere_is_the_same_bytes(only, printed, tmp_path):
    again = tmp_path / "again.pdf"
    elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-m", "tools.pdf", str(again), *only]
    subprocess.run(command, check=True, env=elsewhere, cwd=ROOT)
    assert again.read_bytes() == printed.read_bytes()


MOVING = [by_one_worker(name) for name in written(r'class="(?:predict|explorer)\b')]


@pytest.mark.parametrize("visited", MOVING, indirect=True)
def test_a_single_page_prints_without_chrome_in_ink_on_white(view):
    show(view, theme="dark")
    view.emulate_media(media="print")
    seen = view.evaluate(
        """() => {
          const seen = (e) => e.checkVisibility() && e.getBoundingClientRect().height > 0;
          const all = (s) => Array.from(document.querySelectorAll(s));
          return {
            chrome: all("nav, aside, header, footer, [role=search], details.hide")
              .concat(all("button:not(.claim-key)"))
              .filter(seen).map((e) => e.outerHTML.slice(0, 100)),
            closed: all(".predict details > *").filter((e) => !seen(e)).length,
            background: getComputedStyle(document.body).backgroundColor,
            ink: getComputedStyle(document.querySelector("section > p")).color,
            titles: all("h1").filter(seen).length,
          };
        }"""
    )
    view.emulate_media(media="screen")
    assert seen["chrome"] == []
    assert seen["closed"] == 0
    assert seen["background"] == "rgb(255, 255, 255)"
    assert max(map(int, re.findall(r"\d+", seen["ink"])[:3])) < 80
    assert seen["titles"] == 1
