"""What an explorer promises in a live kernel: its widgets compute what the reader sets."""

import json
import os
import re
import shutil
import sys
from functools import partial
from html import escape
from urllib.parse import urlsplit

import ipywidgets
import pytest
from drawing import EVERY
from host import at_work, free_port
from playwright.sync_api import expect
from reader import ROOT

import islands
from islands import Choice, Slider
from islands.drawing import Drawing

LAB = pytest.mark.xdist_group("lab")  # started once, by one worker
ALL = pytest.mark.parametrize("explorer", EVERY.values(), ids=lambda explorer: explorer.name)

LOOK = islands.Look(palette={"ink": islands.Shade("#111111", "#eeeeee")}, width=5, prefix="my")
Explorer = partial(islands.Explorer, look=LOOK)


def draw(ax, **state):
    ax.set_title(repr(state))
    return ()


def describe(**state):
    return f"The state <is> {state}."


SIDE = Choice("side", "Side", ["left", "right"])
SIZE = Slider("size", "Size", [1, 2, 3])


def shown(box):
    return box.picture.value, box.reading.value


def widget(draw=draw, controls=(SIDE,), default=None, **options):
    """Make a widget of an explorer of this file."""
    return Explorer("mine", "Mine", controls, draw, describe, default, **options).widget()


def picture(explorer, state):
    """A state as a kernel shows it, where no page brings the face."""
    return "\n".join(explorer.to_svg(explorer.figure(state), explorer.sentence(state), text=False))


def state_of(box):
    return {name: field.value for name, field in box.inputs.items()}


# ------------------------------------------------------------------ without a kernel


@ALL
def test_a_widget_begins_with_the_default_shows_it_and_is_labelled_in_words(explorer):
    box = explorer.widget()
    assert state_of(box) == explorer.default
    assert box.picture.value == picture(explorer, explorer.default) != ""
    assert box.reading.value == escape(explorer.sentence(explorer.default))
    title, *inputs = box.children[: 1 + len(box.inputs)]
    assert escape(explorer.title) in title.value
    assert inputs == list(box.inputs.values())
    assert box.children[1 + len(inputs) :] == (box.picture, box.reading)
    for control in explorer.controls:
        field = box.inputs[control.name]
        assert field.description == control.label
        if hasattr(field, "options"):
            assert [words for words, _ in field.options] == list(control.words.values())


@ALL
def test_every_value_of_every_control_is_said_and_asked_to_be_drawn(explorer, monkeypatch):
    """The drawing notes what it is to draw: that a state's picture shows it, others look at."""

    def noted(_, state, label, *, text):
        return [label, repr((state, text))]

    monkeypatch.setattr(Drawing, "figure", lambda _, state: state)
    monkeypatch.setattr(Drawing, "to_svg", noted)
    box = explorer.widget()
    for control in explorer.controls:
        for value in control.words:
            field, before = box.inputs[control.name], box.reading.value
            if value == field.value:
                continue
            field.value = value
            state = state_of(box)
            assert state[control.name] == value
            reason = explorer.unavailable(**state)
            said = reason or explorer.sentence(state)
            assert box.reading.value == escape(said) != before
            assert box.picture.value == ("" if reason else f"{said}\n{(state, False)}")
        box.inputs[control.name].value = explorer.default[control.name]


def test_an_error_while_drawing_stands_where_the_sentence_would_be():
    def fails_on_the_right(ax, *, side):
        if side == "right":
            raise LookupError("no <such> side")
        return ()

    box = widget(fails_on_the_right)
    before = shown(box)
    assert "<svg" in before[0]
    assert before[1] == escape(describe(side="left"))
    box.inputs["side"].value = "right"
    failing = widget(fails_on_the_right, default={"side": "right"})  # which cannot be drawn
    for one in (box, failing):
        assert one.picture.value == ""
        for words in ("Traceback (most recent call last)", "fails_on_the_right"):
            assert words in one.reading.value
        assert "LookupError: no &lt;such&gt; side" in one.reading.value
        one.inputs["side"].value = "left"
        assert shown(one) == before


def test_a_fine_slider_takes_any_number_of_its_range():
    size = Slider("size", "Size", [1.0, 2.0, 3.0], fine=(0.5, 4.5, 0.25))
    box = widget(controls=[size], default={"size": 2.0})
    field = box.inputs["size"]
    assert isinstance(field, ipywidgets.FloatSlider)
    assert (field.min, field.max, field.step, field.value) == (0.5, 4.5, 0.25, 2.0)
    before = box.picture.value
    field.value = 2.25  # a number that the book does not have
    assert box.reading.value == escape(describe(size=2.25))
    assert box.picture.value != before


def test_the_kind_of_a_control_decides_its_widget():
    several = Choice("several", "Several", ["a", "b"], many=True)
    kinds = [type(field) for field in widget(controls=[SIDE, several, SIZE]).inputs.values()]
    assert kinds == [ipywidgets.RadioButtons, ipywidgets.Dropdown, ipywidgets.SelectionSlider]


def test_a_meaningless_state_shows_its_reason_and_no_picture():
    reasons = {"left": "", "right": "3 > 2 on the right"}
    box = widget(unavailable=lambda side: reasons[side])
    first = shown(box)
    box.inputs["side"].value = "right"
    assert shown(box) == ("", "3 &gt; 2 on the right")
    box.inputs["side"].value = "left"
    assert shown(box) == first


# ------------------------------------------------------------------ in JupyterLab


def quiet(port):
    """Set up a server for a test: no token, nothing fetched from elsewhere."""
    return {
        "ServerApp": {"open_browser": False, "port": port},
        "IdentityProvider": {"token": ""},
        "LabApp": {
            "check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
            "extension_manager": "readonly",
        },
    }


SILENT = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}
PLACES = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
PLACES += ("JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of `make lab`, run on a copy of the chapters with settings of its own."""
    place, port = tmp_path_factory.mktemp("lab"), free_port()
    shutil.copytree(ROOT / "chapters", place / "chapters", ignore=shutil.ignore_patterns(".*"))
    own = {name: str(place / name) for name in PLACES}
    settings = {
        "jupyter_server_config.json": quiet(port),
        "labconfig/default_setting_overrides.json": SILENT,
    }
    for name, content in settings.items():
        file = place / PLACES[0] / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(content), "utf-8")
    other = ("JUPYTER", "MAKE", "MFLAGS", "ISLANDS")  # of the shell, and of `make test`
    inherited = {name: v for name, v in os.environ.items() if not name.startswith(other)}
    old = [f"--old-file={sys.prefix}/{name}" for name in ("ready", "complete")]
    make = ["make", "--file", str(ROOT / "Makefile"), f"VENV={sys.prefix}", *old, "lab"]
    with at_work(port, *make, cwd=place, env=inherited | own):
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture
def chapter(lab, read):
    """Open a chapter with a double click and run it; return the box of its explorer."""

    def run(name, explorer):
        page = read(f"{lab}lab?reset", 1400)
        page.locator(f'.jp-DirListing-item[title^="Name: {name}"]').dblclick()
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
        kernel = page.locator("jp-button.jp-Toolbar-kernelName")
        expect(kernel).to_contain_text("Python 3")  # it starts without a question
        expect(page.locator(".jp-Dialog")).to_have_count(0)
        idle = page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
        idle.wait_for(state="attached")  # a kernel that is still starting would lose the cells
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        box = page.locator(".widget-vbox", has_text=explorer.title)
        box.wait_for()
        assert {urlsplit(url).netloc for url in page.asked if url.startswith("http")} == {
            urlsplit(lab).netloc
        }
        page.faults.clear()  # JupyterLab's own
        return box

    return run


SAME_DRAWING = """(shown, svg) => {
    const wanted = document.createElement("div");
    wanted.innerHTML = svg;
    return shown.innerHTML === wanted.querySelector("svg").innerHTML;
}"""


def expect_state(box, explorer, **changes):
    """Expect exactly the picture and the sentence of a state; return the picture."""
    state = {**explorer.default, **changes}
    sentence = explorer.sentence(state)
    expect(box.locator(".widget-html").last).to_have_text(sentence)
    svg = box.get_by_role("img", name=sentence, exact=True)
    assert svg.evaluate(SAME_DRAWING, picture(explorer, state)), state
    return svg.evaluate("svg => svg.innerHTML")


def moved(box, control):
    """Set a control to another value as a reader does; return that value."""
    if isinstance(control, Slider):
        box.get_by_role("slider").press("ArrowRight")
        return control.values[1]
    group = box.locator(".widget-radio").filter(has_text=control.label)
    group.get_by_label(list(control.words.values())[-1], exact=True).check()
    return control.values[-1]


@LAB
def test_moving_a_radio_or_a_slider_in_jupyterlab_changes_picture_and_sentence(chapter):
    explorer = EVERY["reach"]
    box = chapter("capabilities.md", explorer)
    pictures, changes = [expect_state(box, explorer)], {}
    for control in explorer.controls:
        changes[control.name] = moved(box, control)
        pictures.append(expect_state(box, explorer, **changes))
    assert len(set(pictures)) == len(pictures) > 2
    box.get_by_role("slider").press("ArrowLeft")  # it opened at the beginning
    assert expect_state(box, explorer, **{**changes, "reach": explorer.default["reach"]})


@LAB
def test_every_chapter_opens_with_all_its_cells(lab, browser):
    request = browser.new_context().request
    counted = {}
    for path in sorted((ROOT / "chapters").glob("*.md")):
        answer = request.get(f"{lab}api/contents/{path.name}?type=notebook&content=1")
        cells = answer.json()["content"]["cells"]
        counted[path.name] = sum(cell["cell_type"] == "code" for cell in cells)
        written = re.findall(r"^```\{code-cell\}", path.read_text("utf-8"), re.MULTILINE)
        assert counted[path.name] == len(written), path.name
    assert sum(counted.values()) > 20


@LAB
def test_a_chapter_is_saved_only_when_somebody_saves_it(lab, browser):
    request = browser.new_context().request
    answer = request.get(f"{lab}lab/api/settings/@jupyterlab/docmanager-extension:plugin")
    assert answer.json()["schema"]["properties"]["autosave"]["default"] is False
