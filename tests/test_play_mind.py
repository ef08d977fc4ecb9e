"""What a mind of one's own promises: dials that answer in words, with the numbers of Python."""

import re

import pytest
from axe import in_both_themes
from playing import (
    assert_whole,
)
from reader import opened, show, until

from game import MINDS, OPENINGS, WORLDS, Ending, mind_code
from game.codes import DIALS, mind_of
from game.minds import LATER
from game.page.tables import MANY, fares, odds, tables_of_minds
from game.rules import play_many
from game.study import ANY, OPENED, PRESSED, SAFE, cell, fate
from game.words import words

MIND = words()["mind"]
SAID = tables_of_minds()["said"]
MINDS_PAGE = "chapters/one-misreading.html"


@pytest.fixture(scope="module")
def bench(browser, host):
    view = opened(browser, host + MINDS_PAGE, reduced_motion="reduce")
    view.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield view
    assert view.faults == []
    view.context.close()


def test_dials_answer_by_keyboard_in_words_and_with_the_numbers_that_python_has(bench):
    bench.click(".mind-presets button >> nth=1")
    for dial, presses in (("prior", 3), ("bar", 2), ("reckons", 1)):
        bench.focus(f"#mind-{dial}")
        for _ in range(presses):
            bench.keyboard.press("ArrowRight")
    bench.check("[name=tests]")
    bench.select_option(".mind-where [name=world]", "1")
    bench.select_option(".mind-where [name=opening]", "1")
    calm = MINDS["calm"]
    mind = type(calm)("mine", calm.prior + 3, calm.bar + 2, 1, True)
    until(bench, "(code) => document.querySelector('.play-mind .play-code').textContent === code",
          mind_code(mind))  # fmt: skip
    for name in ("prior", "bar"):
        told = SAID[name][getattr(mind, name) - DIALS[name].start]
        assert bench.get_attribute(f"#mind-{name}", "aria-valuetext") == told
        assert told in bench.inner_text(f"label[for=mind-{name}]")
    pairs = [((mind, other), SAFE) for other in MINDS.values()] + [((mind, calm), PRESSED)]
    fates = [fate(pair, aims, WORLDS[1], OPENINGS[1], range(MANY)) for pair, aims in pairs]
    told = re.sub(r"\\{\w+\\}", r"(\\d+)", re.escape(MIND["told"]))
    numbers = re.fullmatch(told, bench.inner_text(".mind-answer output")).groups()
    shares = [sum(one.restraint for one in fates[:-1]) / len(MINDS), fates[-1].safe]
    for number, share in zip(numbers, shares, strict=True):
        assert int(number) == pytest.approx(100 * share, abs=0.501)
    rows = bench.locator(".mind-bars tbody .play-quiet").all_text_contents()
    for text, (pair, aims) in zip(rows, pairs, strict=True):
        endings = play_many(pair, aims, range(MANY), WORLDS[1], OPENINGS[1]).endings()
        shares = [100 * (endings == place).mean() for place in range(len(Ending))]
        assert [int(one) for one in re.findall(r"\d+", text)] == pytest.approx(shares, abs=0.501)
    bench.click(".mind-take")
    bench.locator(".mind-taken:not(:empty)").wait_for(state="attached")
    assert mind_of(bench.evaluate("navigator.clipboard.readText()"), "mine") == mind


def test_each_mind_of_the_book_can_be_taken_and_each_value_is_said(bench):
    for place, mind in enumerate(MINDS.values()):
        bench.click(f".mind-presets button >> nth={place}")
        assert bench.text_content(".play-mind .play-code") == mind_code(mind)
        taken = bench.locator(".mind-presets button[aria-pressed=true]")
        assert taken.all_inner_texts() == [words()["labels"][mind.name]]
        for world, later in zip(WORLDS, (0, 0, LATER, LATER), strict=True):
            bench.select_option(".mind-where [name=world]", str(WORLDS.index(world)))
            until(bench, "(told) => document.querySelector('#mind-bar').ariaValueText === told",
                  SAID["bar"][mind.bar + later - DIALS["bar"].start])  # fmt: skip
    bench.focus("#mind-prior")
    bench.keyboard.press("ArrowRight")
    bench.locator(".mind-presets:not(:has([aria-pressed=true]))").wait_for()  # its own by now
    assert all(len(set(told)) == len(told) for told in SAID.values())
    assert (odds(0), odds(8)) == (MIND["even"], MIND["bets"][1].format(odds="4 to 1"))
    unless, once = (text.format(odds="2 to 1") for text in MIND["arms"])  # four steps
    bars = {bar: SAID["bar"][bar - DIALS["bar"].start] for bar in (-3, 4)}
    assert bars == {-3: unless, 4: once}  # at its bar a mind arms, one step below it does not


def test_without_a_script_the_minds_of_the_book_stand_in_a_table(read):
    view = read(MINDS_PAGE, java_script_enabled=False)
    assert view.locator(".mind-bench").is_hidden()
    rows = view.locator(".play-minds tbody tr").all_inner_texts()
    for text, (name, shares) in zip(rows, fares().items(), strict=True):
        assert text.split("\t") == [name, *(str(round(one)) for one in shares)]
        assert shares[0] == 100 * cell(name, name, WORLDS[0], OPENED["nobody"]).race
        assert shares[3] == 100 * cell(name, ANY, WORLDS[0], OPENED["nobody"]).coerced


SEEN = """(lines) => {
  document.querySelector(".play-mind").scrollIntoView();
  const output = document.querySelector(".mind-answer output");
  const parts = document.querySelectorAll(".mind-bench :is(output, td, input, select, button)");
  const hidden = Array.from(parts).filter(function (part) {
    const { left, right, top, bottom } = part.getBoundingClientRect();
    const across = [top + 2, (top + bottom) / 2, bottom - 2];
    return !across.every((y) => part.contains(document.elementFromPoint((left + right) / 2, y)));
  });
  const { lineHeight } = getComputedStyle(output);
  const words = new Range();
  words.selectNodeContents(output);
  const tall = words.getBoundingClientRect().height / parseFloat(lineHeight);
  return [hidden.map((one) => one.outerHTML), Math.round(tall) <= lines];
}"""

UNDER = """() => {
  const way = document.querySelector("#pst-back-to-top");
  const bench = document.querySelector(".mind-bench");
  bench.scrollIntoView({ block: "end" });
  way.style.display = "block";
  const { left, right, top } = way.getBoundingClientRect();
  return bench.contains(document.elementFromPoint((left + right) / 2, top + 2));
}"""

TALL = """() => {
  const { said } = JSON.parse(document.querySelector(".play-mind .play-data").textContent);
  return Object.entries(said).map(function ([dial, told]) {
    const label = document.querySelector("[for=mind-" + dial + "]");
    const heights = told.map(function (text) {
      label.lastElementChild.textContent = text;
      return label.offsetHeight;
    });
    return new Set(heights).size;
  });
}"""


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 720)])
def test_answer_and_dials_are_seen_together_and_nothing_is_covered(bench, width, height):
    bench.set_viewport_size({"width": width, "height": height})
    for name in range(len(MINDS)):
        bench.click(f".mind-presets button >> nth={name}")
        for world in range(len(WORLDS)):
            bench.select_option(".mind-where [name=world]", str(world))
            assert bench.evaluate(SEEN, 2) == [[], True]
    assert width > 390 or bench.evaluate(UNDER)  # the way to the top of a phone
    assert bench.evaluate(TALL) == [1, 1, 1]  # nothing moves while a dial is moved


def test_a_workshop_shuts_nobody_out_and_fits_a_phone(bench):
    assert in_both_themes(bench, ".play-mind") == []
    for text in ("100%", "200%"):
        show(bench, 320, text=text)
        assert_whole(bench)
    show(bench)
