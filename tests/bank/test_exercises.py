"""What whoever looks for an exercise is promised: all are listed, and the list narrows."""

from collections import Counter

import pytest
from browser import find
from reader import opened, pdf_texts
from small import bare

from bank import load
from bank.schema import MODES
from secdilemma.case import load_case
from secdilemma.data import load_signals
from secdilemma.pages import cards
from secdilemma.prose import plain
from secdilemma.words import in_words

CASE = load_case("baltic")

BANK = load.bank()


def name_of(pages, chosen):
    """Return the one page that has something."""
    (name,) = (name for name, page in pages.items() if page.select_one(chosen))
    return name


def test_one_page_lists_every_item_with_its_facts_and_a_link_that_leads_to_it(pages):
    rows = pages[name_of(pages, ".exercise-table")].select(".exercise-table tbody tr")
    for row in rows:
        page, _, target = row.select_one("td a")["href"].partition("#")
        question, item = BANK[target], pages[f"chapters/{page}"].find(id=target)
        assert item, target
        title, chapter, *facts = row.select("td")
        assert chapter.a["href"] == page
        assert bare(question.title) in bare(title.get_text())
        minutes, python = str(question.minutes), "yes" if question.python else "no"
        wanted = [question.role, question.bloom, minutes, MODES[question.mode], python]
        assert [fact.get_text(" ", strip=True) for fact in facts] == wanted
        if question.role == "assignment":
            facts = item.select_one(".assignment-facts").get_text().split(" · ")
            assert facts[:2] == [f"{minutes} minutes", MODES[question.mode]]
            assert facts[-1] == ("Python" if question.python else "no Python")
    links = [row.select_one("td a")["href"].partition("#")[2] for row in rows]
    assert sorted(links) == sorted(BANK)


@pytest.fixture
def finder(read, pages):
    return read(name_of(pages, ".exercise-table"))


def shown(view):
    links = view.locator(".exercise-table tbody tr:visible td:first-child a")
    return set(links.evaluate_all("all => all.map(e => e.getAttribute('href').split('#')[1])"))


def control(view, label):
    return view.locator(f"form.exercise-filter label:has(> span:text-is('{label}')) [data-column]")


FACTS = {
    "Kind": lambda q, _: q.role,
    "Level": lambda q, _: q.bloom,
    "Mode": lambda q, _: MODES[q.mode],
    "Python": lambda q, _: "yes" if q.python else "no",
    "Chapter": lambda q, titles: titles[q.chapter],
}


def test_each_list_narrows_the_table_to_what_is_chosen(finder, pages):
    heads = {q.chapter: pages[f"chapters/{q.chapter}.html"].h1 for q in BANK.values()}
    titles = {name: head.get_text().removesuffix("#").strip() for name, head in heads.items()}
    for label, fact in FACTS.items():
        choices = control(finder, label).locator("option").all_inner_texts()
        assert {fact(question, titles) for question in BANK.values()} <= set(choices)
        for choice in choices[1:]:
            control(finder, label).select_option(label=choice)
            wanted = {name for name, q in BANK.items() if fact(q, titles) == choice}
            assert shown(finder) == wanted
            said = finder.locator(".exercise-count[role=status]").inner_text()
            assert said.split()[0] == str(len(wanted))
        control(finder, label).select_option(index=0)


def test_minutes_and_words_narrow_and_show_all_brings_everything_back(finder):
    minutes = control(finder, "Minutes, at most")
    minutes.fill("5")
    assert shown(finder) == {n for n, q in BANK.items() if q.minutes <= 5}
    words = control(finder, "Words of title or objective")
    some = next(iter(BANK.values()))
    words.fill(some.objective.upper().replace("'", "’"))
    minutes.fill("")
    assert shown(finder) == {n for n, q in BANK.items() if q.objective == some.objective}
    words.fill("no such word anywhere")
    assert shown(finder) == set()
    assert finder.locator(".exercise-count").inner_text().startswith("0 of ")
    finder.get_by_role("button", name="Show all").focus()
    finder.keyboard.press("Enter")
    finder.wait_for_function("document.querySelector('.exercise-count').textContent[0] != '0'")
    assert shown(finder) == set(BANK)


def test_several_controls_narrow_together_and_all_by_keyboard(finder):
    some = max(BANK.values(), key=lambda question: question.minutes)
    control(finder, "Kind").focus()
    for words in (some.role[:4], some.bloom[:4], str(some.minutes)):
        finder.keyboard.type(words)
        finder.keyboard.press("Tab")
    alike = {n: q for n, q in BANK.items() if (q.role, q.bloom) == (some.role, some.bloom)}
    assert shown(finder) == {n for n, q in alike.items() if q.minutes <= some.minutes}


def test_without_scripts_the_whole_table_stands_and_no_dead_control(read, pages):
    view = read(name_of(pages, ".exercise-table"), java_script_enabled=False)
    assert shown(view) == set(BANK)
    assert not any(part.is_visible() for part in view.locator("form.exercise-filter *").all())


def test_the_signature_exercises_are_listed_once_and_have_samples(pages):
    wanted = {name for name, q in BANK.items() if getattr(q, "signature", False)}
    assert wanted
    links = Counter(
        a["href"].partition("#")[2] for a in pages["chapters/teach.html"].select("article li > p a")
    )
    assert {name: links[name] for name in wanted} == dict.fromkeys(wanted, 1)
    assert not (set(links) & set(BANK)) - wanted


# The cards


def test_a_card_for_each_move_of_each_seat_tells_date_and_event(pages):
    events = load_signals(CASE).drop_duplicates("event_id").set_index("event_id")
    sets = pages[name_of(pages, ".move-card")].select(".move-cards")
    for seat, made in zip(CASE.seats.values(), sets, strict=True):
        for event_id, card in zip(seat.moves, made.select(".move-card"), strict=True):
            event, text = events.loc[event_id], bare(card.get_text())
            assert bare(in_words(event["date"]) or event["date_printed"]) in text
            assert bare(event["event"]) in text


def test_in_a_live_notebook_the_cards_are_plain_text():
    assert ":::" not in plain(cards(CASE).markdown)
    assert "{" not in plain(cards(CASE).markdown)


def test_on_paper_a_set_has_a_sheet_of_its_own(browser, pages, tmp_path):
    file = tmp_path / "cards.pdf"
    path = find("chromium")  # the one that prints the book
    printer = browser.browser_type.launch(executable_path=path, args=["--no-sandbox"])
    opened(printer, name_of(pages, ".move-card"), 794).pdf(path=file, prefer_css_page_size=True)
    printer.close()
    sheets = pdf_texts(file)
    for seat in ("NATO", "Moscow"):
        counts = [sheet.count(f"{seat} reads") for sheet in sheets]
        assert max(counts) == 6
        assert counts.count(6) == 1
