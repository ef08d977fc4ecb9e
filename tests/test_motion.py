"""What moves in explorers and can be taken hold of: found on the built pages by markup alone."""

import re
from functools import partial
from pathlib import Path

import pytest
from reader import by_one_worker, explorers, soup

import islands
from islands import Choice, Slider, halo, handle, part
from islands.page import island

LOOK = islands.Look(
    palette={"ink": islands.Shade("#111111", "#eeeeee")}, width=5, prefix="my", family="DejaVu Sans"
)
Explorer = partial(islands.Explorer, look=LOOK)
FOUND = [by_one_worker(page, name) for page, names in explorers().items() for name in names]
EACH = pytest.mark.parametrize(("page", "name"), FOUND)

# ------------------------------------------------------------------ what Python says


def draw(ax, *, side, size):
    ax.set(xlim=(0, 5), ylim=(0, 3.5))
    ax.set_axis_off()
    part(ax.plot([0, size], [0, 1])[0], "line", f"{size} long")
    part(ax.text(size, 2, f"{size} of 1,500"), "count")
    ax.text(1, 3, side)
    handle(ax, "size", {value: (value, 1) for value in (1, 2, 3)})
    return ax.lines


def describe(*, side, size):
    return f"A line on the {side}, {size} long."


SIDE, SIZE = Choice("side", "Side", ["left", "right"]), Slider("size", "Size", [1, 2, 3, 4])


def small(**changes):
    given = {"name": "small", "title": "A small one", "controls": [SIDE, SIZE]}
    return Explorer(**{**given, "draw": draw, "describe": describe, **changes})


def test_a_part_has_its_words_and_a_handle_its_places_in_points_of_the_picture():
    svg = small().frame({"side": "left", "size": 2}).svg
    assert '<g data-part="line" data-words="2 long">' in svg
    # 5 by 3.5 inches, from the upper left corner: one inch is 72 points
    places = "1:72.0,180.0 2:144.0,180.0 3:216.0,180.0"
    assert f'<g data-handle="size" data-places="{places}"/>' in svg


def test_words_with_an_edge_may_be_a_part_whichever_is_said_first():
    for dress in (
        lambda text: part(halo(text, "ink"), "word"),
        lambda text: halo(part(text, "word"), "ink"),
    ):
        explorer = small(
            draw=lambda ax, side, size, dress=dress: [dress(ax.text(0.1 * size, 0.5, side))]
        )
        svg = explorer.frame({"side": "left", "size": 1}).svg
        assert re.search(r'<g data-part="word"><text [^>]*stroke:var\(--my-ink,#111111\)', svg)


def test_a_name_that_is_none_is_refused():
    with pytest.raises(ValueError, match="expected a name"):
        part(None, "")


@pytest.mark.parametrize(
    ("handles", "said"),
    [
        ([("shape", {})], r"handle 'shape': no control; expected one of \['side', 'size'\]"),
        ([("size", {1: (0, 0)}), ("size", {})], "handle 'size': stands twice"),
        ([("size", {9: (0, 0)})], r"handle 'size': places for \[9\]"),
    ],
)
def test_a_handle_that_fits_no_control_is_refused(handles, said):
    def held(ax, *, side, size):
        for control, places in handles:
            handle(ax, control, places)
        return draw_plain(ax, side, size)

    def draw_plain(ax, side, size):
        return ax.plot([0, size], [0, 1 if side == "left" else 2])

    with pytest.raises(ValueError, match=said):
        island(small(draw=held))


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
  const seen = [], told = [];
  const rest = () => new Promise((done) => setTimeout(done, 100));
  async function settled() {
    while (figure.querySelector(".explorer-motion")) await new Promise(requestAnimationFrame);
  }
  for (const control of figure.querySelectorAll(".explorer-control")) {
    if (!still) await rest();          // steps that come sooner are a drag
    const radio = control.querySelector("input[type=radio]:not(:checked):enabled");
    const range = control.querySelector("input[type=range]");
    const list = control.querySelector("select");
    if (radio) radio.click();
    else if (range) {
      range.value = range.value === range.max ? 0 : Number(range.value) + 1;
      range.dispatchEvent(new Event("input"));
    }
    else if (list) {
      list.selectedIndex = 1;
      list.dispatchEvent(new Event("change"));
    } else control.querySelector("button").click();
    seen.push(!!figure.querySelector(".explorer-motion"));
    await settled();
    told.push(figure.outerHTML);
  }
  return [seen, told];
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


PLACES = """name => {
  const figure = document.querySelector(`figure.explorer[data-explorer="${name}"]`);
  figure.scrollIntoView();
  return Array.from(figure.querySelectorAll("[data-handle]"), (e) => [
    e.dataset.handle, e.dataset.places.split(" ").map((place) => place.split(":")[0])]);
}"""

SET = """([name, control, value]) => {
  const figure = document.querySelector(`figure.explorer[data-explorer="${name}"]`);
  const field = figure.querySelector(`[data-control="${control}"]`);
  const data = JSON.parse(figure.querySelector(".explorer-data").textContent);
  const at = data.controls.find((c) => c.name === control).values.indexOf(value);
  if (field.type === "range") {
    field.value = at;
    field.dispatchEvent(new Event("input"));
  } else if (field.tagName === "SELECT") {
    field.selectedIndex = at;
    field.dispatchEvent(new Event("change"));
  } else figure.querySelector(`[data-control="${control}"][value="${value}"]`).click();
  const said = figure.querySelector("output").innerText;
  return [figure.querySelector(".explorer-picture").innerHTML, said];
}"""

WHERE = """([name, control, value]) => {
  const figure = document.querySelector(`figure.explorer[data-explorer="${name}"]`);
  const grip = figure.querySelector(`[data-grip="${control}"]`).getBoundingClientRect();
  const svg = figure.querySelector(".explorer-picture svg"), box = svg.getBoundingClientRect();
  const places = svg.querySelector(`[data-handle="${control}"]`).dataset.places.split(" ");
  const [x, y] = places.find((p) => p.split(":")[0] === value).split(":")[1].split(",");
  const scale = box.width / svg.viewBox.baseVal.width;
  return [[grip.x + grip.width / 2, grip.y + grip.height / 2, grip.width],
    [box.x + x * scale, box.y + y * scale]];
}"""

NOW = """name => {
  const figure = document.querySelector(`figure.explorer[data-explorer="${name}"]`);
  const focus = document.activeElement.dataset.control;
  const said = figure.querySelector("output").innerText;
  return [[figure.querySelector(".explorer-picture").innerHTML, said], focus];
}"""


FROM = f"""([name, control, value]) => {{
  window.wanted = JSON.stringify(({SET})([name, control, value]));
  document.querySelector(`[data-explorer="${{name}}"] .explorer-reset`).click();
  return ({WHERE})([name, control, value]);
}}"""
"""Keep what a value shows; tell where from and where to one has to go for it."""

THERE = f"""name => {{
  const [shown, focus] = ({NOW})(name);
  document.querySelector(`[data-explorer="${{name}}"] .explorer-reset`).click();
  return [JSON.stringify(shown) === window.wanted, focus];
}}"""
"""Tell whether what was kept is shown, and what has the focus."""


@EACH
def test_every_handle_reaches_by_pointer_and_by_keys_what_its_control_reaches(seen, page, name):
    view = seen(page)
    for control, values in view.evaluate(PLACES, name):
        for value in values:
            (x, y, width), there = view.evaluate(FROM, [name, control, value])
            assert width >= 24
            view.mouse.move(x, y)
            view.mouse.down()
            view.mouse.move(*there, steps=3)
            view.mouse.up()
            reached, focus = view.evaluate(THERE, name)
            assert reached, (control, value)
            assert focus == control  # keys go on from where the pointer stopped
        (x, y, _), _ = view.evaluate(WHERE, [name, control, values[0]])
        view.mouse.click(x, y)
        view.evaluate(f"name => {{ window.wanted = JSON.stringify(({NOW})(name)[0]); }}", name)
        key = view.evaluate(
            "() => { const e = document.activeElement;"
            " return e.type === 'range' && e.value === e.max ? 'ArrowLeft' : 'ArrowRight'; }"
        )
        view.keyboard.press(key)
        assert not view.evaluate(THERE, name)[0], control
    assert view.faults == []


ON_ITS_MARK = """name => {
  const figure = document.querySelector(`figure.explorer[data-explorer="${name}"]`);
  const svg = figure.querySelector(".explorer-picture svg"), drawn = svg.getBoundingClientRect();
  const stage = figure.querySelector(".explorer-stage").getBoundingClientRect();
  const scale = drawn.width / svg.viewBox.baseVal.width;
  const field = (control) => figure.querySelector(`[data-control="${control}"]`);
  const { controls } = JSON.parse(figure.querySelector(".explorer-data").textContent);
  const off = Array.from(svg.querySelectorAll("[data-handle]"), function ({ dataset }) {
    const { values } = controls.find((control) => control.name === dataset.handle);
    const one = field(dataset.handle), on = `[data-control="${dataset.handle}"]:checked`;
    const value = one.type === "range" ? values[one.value]
      : one.tagName === "SELECT" ? one.value : figure.querySelector(on).value;
    const place = dataset.places.split(" ").find((text) => text.split(":")[0] === value);
    if (!place) return 0;
    const [x, y] = place.split(":")[1].split(",");
    const grip = figure.querySelector(`[data-grip="${dataset.handle}"]`).getBoundingClientRect();
    return Math.hypot(grip.x + grip.width / 2 - drawn.x - x * scale,
      grip.y + grip.height / 2 - drawn.y - y * scale);
  });
  const sides = ["left", "top", "width", "height"];
  return [off, sides.map((side) => Math.abs(drawn[side] - stage[side]))];
}"""

SIZES = ((1280, 720), (1440, 900), (390, 844), (320, 640))


@EACH
def test_a_picture_fills_its_stage_and_each_grip_lies_on_its_mark(seen, page, name):
    view = seen(page)
    figure = view.locator(f'[data-explorer="{name}"]')

    def check(where):
        off, gaps = view.evaluate(ON_ITS_MARK, name)
        assert max(off, default=0) <= 2, (where, off)
        assert max(gaps) <= 2, (where, gaps)

    for width, height in SIZES:
        view.set_viewport_size({"width": width, "height": height})
        check((width, height))
    view.set_viewport_size({"width": 1280, "height": 720})
    figure.evaluate("e => e.requestFullscreen()")
    check("filled screen")
    view.evaluate("document.exitFullscreen()")
    view.emulate_media(media="print")
    assert max(view.evaluate(ON_ITS_MARK, name)[1]) <= 2
    on_it = figure.locator(".explorer-grip, .explorer-spots, .explorer-words")
    assert not any(on_it.evaluate_all("all => all.map((e) => e.checkVisibility())"))
    view.emulate_media(media="screen")


def test_the_figures_that_ought_to_be_taken_hold_of_can_be():
    held = {
        name
        for page, names in explorers().items()
        for name in names
        if soup(page).select(f'[data-explorer="{name}"] [data-handle]')
    }
    assert held >= {"spiral", "choosing", "trust", "timeline", "reach", "paradox-chain"}


SEEN = """([name, top]) => {
  const figure = document.querySelector(`figure.explorer[data-explorer="${name}"]`);
  const box = (e) => { const b = e.getBoundingClientRect(); return [b.top, b.bottom]; };
  return Array.from(figure.querySelectorAll(".explorer-control"), function (control) {
    scrollBy(0, figure.querySelector(".explorer-view").getBoundingClientRect().top - top);
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
        assert bar - 1 <= picture[0] < picture[1] <= sentence[0] + 1
        assert sentence[1] <= height
        assert bar - 1 <= control[0] < control[1] <= height
        if width < 600:
            assert sentence[1] <= control[0] + 1
