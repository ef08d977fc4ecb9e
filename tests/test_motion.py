"""What moves in explorers and can be taken hold of: found on the built pages by markup alone."""

import math
from pathlib import Path

import pytest
from playwright.sync_api import expect
from reader import by_one_worker, explorers, soup
from toy import small

import islands
from islands.page import island

FOUND = [by_one_worker(page, name) for page, names in explorers().items() for name in names]
EACH = pytest.mark.parametrize(("page", "name"), FOUND)

# ------------------------------------------------------------------ what Python says


def test_a_part_has_its_words_and_a_handle_its_places_in_points_of_the_picture():
    svg = small().frame({"side": "left", "size": 2}).svg
    assert '<g data-part="line" data-words="2 long">' in svg
    # 5 by 3.5 inches, from the upper left corner: one inch is 72 points
    places = "1:72.0,180.0 2:144.0,180.0 3:216.0,180.0"
    assert f'<g data-handle="size" data-places="{places}"/>' in svg


# ------------------------------------------------------------------ on a page


def alone(read, tmp_path, explorer, **options):
    """Open a page with one explorer and nothing else."""
    folder = Path(islands.__file__).parent
    style, script = ((folder / f"explorer.{kind}").read_text("utf-8") for kind in ("css", "js"))
    text = f"<title>x</title><style>{style}</style>{island(explorer)}<script>{script}</script>"
    (tmp_path / "page.html").write_text(f'<!doctype html><html lang="en">{text}', "utf-8")
    return read((tmp_path / "page.html").as_uri(), **options)


def test_a_slider_stops_where_a_state_means_nothing_and_says_why(read, tmp_path):
    explorer = small(
        unavailable=lambda side, size: "no room" if (side, size) == ("left", 3) else None
    )
    view = alone(read, tmp_path, explorer, reduced_motion="reduce")
    slider = view.locator("input[type=range]")
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "2"
    assert view.locator(".explorer-said").inner_text() == "No further: no room."
    view.locator("input[value=right]").check()
    slider.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "3"
    assert view.locator(".explorer-grip").is_visible()
    slider.press("ArrowRight")  # a value that has no place
    assert not view.locator(".explorer-grip").is_visible()


def test_a_wide_page_shows_the_drawing_made_for_it_also_after_its_size_has_changed(read, tmp_path):
    view = alone(read, tmp_path, small(wide=2), reduced_motion="reduce")
    picture = view.locator(".explorer-picture > svg")
    view.set_viewport_size({"width": 1200, "height": 720})
    expect(picture).to_have_attribute("viewBox", "0 0 720 144")
    view.locator("input[value=right]").check()
    expect(picture).to_contain_text("right")
    for event, box in (("beforeprint", "0 0 360 252"), ("afterprint", "0 0 720 144")):
        view.evaluate("event => { dispatchEvent(new Event(event)); }", event)
        expect(picture).to_have_attribute("viewBox", box)
    view.set_viewport_size({"width": 390, "height": 720})
    expect(picture).to_have_attribute("viewBox", "0 0 360 252")
    expect(picture).to_contain_text("right")


def test_a_part_that_sets_a_control_is_pressed_and_the_control_has_the_focus(read, tmp_path):
    view = alone(read, tmp_path, small(), reduced_motion="reduce")
    view.locator(".explorer-picture").get_by_text("left").click()
    right = view.locator("input[value=right]")
    expect(right).to_be_checked()
    expect(right).to_be_focused()
    expect(view.locator("output")).to_contain_text("on the right")


def test_a_meaningless_choice_is_disabled_with_its_reason_and_a_link_to_it_opens_the_default(
    read, tmp_path
):
    explorer = small(
        unavailable=lambda side, size: "no room" if (side, size) == ("right", 2) else None
    )
    view = alone(read, tmp_path, explorer, reduced_motion="reduce")
    view.locator("input[type=range]").press("ArrowRight")
    choice = view.locator("input[value=right]")
    assert choice.is_disabled()
    assert choice.locator("xpath=following-sibling::span").inner_text() == "right (no room)"
    linked = read(f"{view.url.partition('#')[0]}#small:side=right,size=2")
    assert linked.locator("output").inner_text() == explorer.sentence(explorer.default)


MIDWAY = """async () => {
  const slider = document.querySelector("input[type=range]"), frames = [];
  slider.value = 2;
  slider.dispatchEvent(new Event("input"));
  for (;;) {
    const layer = document.querySelector(".explorer-motion");
    if (!layer) return frames;
    const path = layer.querySelector("[data-part=line] path").getAttribute("d");
    const text = layer.querySelector("[data-part=count]").textContent;
    frames.push([Number(path.match(/[\\d.]+/g)[2]), text]);
    await new Promise(requestAnimationFrame);
  }
}"""


def test_a_part_moves_through_what_lies_between_and_its_numbers_count(read, tmp_path):
    view = alone(read, tmp_path, small())
    frames = view.evaluate(MIDWAY)
    ends = [x for x, _ in frames]
    assert ends == sorted(ends)
    assert ends[0] == pytest.approx(72)
    assert 72 < ends[-1] <= 216
    assert all(text.endswith(" of 1,500") and text[0] in "123" for _, text in frames)


TURN = """() => {
  document.querySelector("input[value=right]").click();
  const layer = document.querySelector(".explorer-motion");
  const lines = Array.from(layer.querySelectorAll("[data-part=line]"));
  return lines.map((e) => e.parentNode.getAttribute("opacity"));
}"""


def test_a_choice_fades_and_what_both_pictures_share_stands_still(read, tmp_path):
    view = alone(read, tmp_path, small())
    assert view.evaluate(TURN) == ["1"]


def test_a_part_tells_its_words_to_a_pointer_and_by_a_button(read, tmp_path):
    view = alone(read, tmp_path, small(), reduced_motion="reduce")
    words, line = view.locator(".explorer-words"), view.locator("[data-part=line]")
    assert not words.is_visible()
    line.hover()
    assert words.inner_text() == "1 long"
    view.mouse.move(0, 0)
    assert not words.is_visible()
    view.get_by_role("button", name="Next point in the picture").press("Enter")
    assert words.inner_text() == view.locator(".explorer-said").inner_text() == "1 long"


# ------------------------------------------------------------------ every explorer of the book


STATES = """async ([name, still]) => {
  const figure = document.querySelector(`figure.explorer[data-explorer="${name}"]`);
  const moving = [], states = [];
  for (const control of figure.querySelectorAll(".explorer-control")) {
    if (!still) await new Promise((done) => setTimeout(done, 100));  // sooner, it is a drag
    const radio = control.querySelector("input:not(:checked):enabled");
    const field = control.querySelector("select, input[type=range]");
    if (field?.type === "range") field.value = field.value === field.max ? 0 : +field.value + 1;
    else if (field) field.selectedIndex = 1;
    else radio.click();
    for (const kind of ["input", "change"]) field?.dispatchEvent(new Event(kind));
    moving.push(!!figure.querySelector(".explorer-motion"));
    while (figure.querySelector(".explorer-motion")) await new Promise(requestAnimationFrame);
    states.push(figure.outerHTML);
  }
  return [moving, states];
}"""


@EACH
def test_motion_ends_in_exactly_the_drawn_state_and_reduced_motion_has_none(seen, page, name):
    moved, there = seen(page, "no-preference").evaluate(STATES, [name, False])
    stood, drawn = seen(page).evaluate(STATES, [name, True])
    assert there == drawn
    assert all(moved)
    assert not any(stood)


@EACH
def test_a_dragged_slider_shows_each_step_at_once(seen, page, name):
    view = seen(page, "no-preference")
    left = view.evaluate(
        """name => {
          const figure = document.querySelector(`[data-explorer="${name}"]`);
          return Array.from(figure.querySelectorAll("input[type=range]")).map((range) => {
            for (const at of [range.max, 0, 1]) {
              range.value = at;
              range.dispatchEvent(new Event("input"));
            }
            return figure.querySelectorAll(".explorer-motion").length;
          });
        }""",
        name,
    )
    assert left == [0] * len(left)


GRIPS = """name => {
  const figure = document.querySelector(`figure.explorer[data-explorer="${name}"]`);
  const svg = figure.querySelector(".explorer-picture svg"), drawn = svg.getBoundingClientRect();
  const stage = figure.querySelector(".explorer-stage").getBoundingClientRect();
  const scale = drawn.width / svg.viewBox.baseVal.width;
  const { controls } = JSON.parse(figure.querySelector(".explorer-data").textContent);
  const grips = Array.from(svg.querySelectorAll("[data-handle]"), function ({ dataset }) {
    const control = dataset.handle;
    const { values } = controls.find(({ name }) => name === control);
    const fields = Array.from(figure.querySelectorAll(`[data-control="${control}"]`));
    const field = fields.find(({ checked }) => checked) ?? fields[0];
    const box = figure.querySelector(`[data-grip="${control}"]`).getBoundingClientRect();
    const places = dataset.places.split(" ").map((text) => text.split(/[:,]/))
      .map(([value, x, y]) => [value, [drawn.x + x * scale, drawn.y + y * scale]]);
    return { control, places: Object.fromEntries(places), width: box.width,
      value: field.type === "range" ? values[field.value] : field.value,
      at: [box.x + box.width / 2, box.y + box.height / 2] };
  });
  const sides = ["left", "top", "width", "height"];
  const gaps = sides.map((side) => Math.abs(drawn[side] - stage[side]));
  return [grips, Math.max(...gaps), document.activeElement.dataset.control, location.hash];
}"""
"""Return grips with the places of their values, what the stage has beside its picture, and more."""


def off(grip):
    """Return how many pixels a grip lies from the mark of its value, if that has one."""
    return math.dist(grip["at"], grip["places"].get(grip["value"], grip["at"]))


@EACH
def test_every_handle_takes_its_control_to_each_value_that_has_a_place(seen, page, name):
    view = seen(page)
    figure = view.locator(f'[data-explorer="{name}"]')
    for number in range(len(view.evaluate(GRIPS, name)[0])):
        for value in view.evaluate(GRIPS, name)[0][number]["places"]:
            figure.locator(".explorer-reset").click()
            figure.evaluate("e => e.scrollIntoView()")
            grip = view.evaluate(GRIPS, name)[0][number]
            assert grip["width"] >= 24
            view.mouse.move(*grip["at"])
            view.mouse.down()
            view.mouse.move(*grip["places"][value], steps=3)
            view.mouse.up()
            grips, _, focus, link = view.evaluate(GRIPS, name)
            assert (grips[number]["value"], focus) == (value, grip["control"])  # keys go on there
            assert off(grips[number]) <= 2, value
            assert f"{focus}={value}" in link  # what is seen
    assert view.faults == []


SIZES = ((1280, 720), (1440, 900), (390, 844), (320, 640))


@EACH
def test_a_picture_fills_its_stage_and_each_grip_lies_on_its_mark(seen, page, name):
    view = seen(page)
    figure = view.locator(f'[data-explorer="{name}"]')

    def check(where):
        grips, gap, *_ = view.evaluate(GRIPS, name)
        assert max(map(off, grips), default=0) <= 2, where
        assert gap <= 2, where

    for width, height in SIZES:
        view.set_viewport_size({"width": width, "height": height})
        check((width, height))
    view.set_viewport_size({"width": 1280, "height": 720})
    figure.evaluate("e => e.requestFullscreen()")
    check("filled screen")
    view.evaluate("document.exitFullscreen()")
    view.emulate_media(media="print")
    assert view.evaluate(GRIPS, name)[1] <= 2
    on_it = figure.locator(".explorer-grip, .explorer-spots, .explorer-words")
    assert not any(on_it.evaluate_all("all => all.map((e) => e.checkVisibility())"))
    view.emulate_media(media="screen")


def test_the_figures_that_ought_to_be_taken_hold_of_can_be():
    for name in ("spiral", "choosing", "trust", "reach", "since-2017", "verdict"):
        (page,) = (page for page, names in explorers().items() if name in names)
        assert soup(page).select(f'[data-explorer="{name}"] [data-handle]'), name


SEEN = """([name, top]) => {
  const figure = document.querySelector(`figure.explorer[data-explorer="${name}"]`);
  const box = (e) => { const b = e.getBoundingClientRect(); return [b.top, b.bottom]; };
  return Array.from(figure.querySelectorAll(".explorer-control"), function (control) {
    scrollBy(0, figure.querySelector(".explorer-body").getBoundingClientRect().top - top);
    const [, end] = box(control);
    if (end > innerHeight) scrollBy(0, end - innerHeight + 4);
    const both = [".explorer-picture svg", "output"].map((s) => figure.querySelector(s));
    return [...both, control].map(box);
  });
}"""


@EACH
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_picture_sentence_and_control_are_in_view_together(seen, page, name, width, height):
    view = seen(page)
    view.set_viewport_size({"width": width, "height": height})
    bar = view.evaluate(
        "() => document.querySelector('.bd-header-article')?.getBoundingClientRect().height ?? 0"
    )
    for picture, sentence, control in view.evaluate(SEEN, [name, bar]):
        for top, bottom in (picture, sentence, control):
            assert bar - 1 <= top < bottom <= height
        if width < 600:  # elsewhere it may stand beside the picture
            assert picture[1] <= sentence[0] + 1
            assert sentence[1] <= control[0] + 1


def test_a_phrase_that_speaks_of_parts_lights_them_while_the_pointer_rests_on_it(read):
    view = read("chapters/worlds.html", 1280, reduced_motion="reduce")
    phrase = view.locator(".lights-world-0")
    lit = view.locator(".explorer-picture .part-lit")
    expect(lit).to_have_count(0)
    phrase.hover()
    expect(lit).to_have_count(2)
    for part in lit.all():
        assert "actual=defensive" in part.get_attribute("data-sets")
        assert "policy=deterrence" in part.get_attribute("data-sets")
    view.mouse.move(1, 1)
    expect(lit).to_have_count(0)
