"""What the verdict promises: a band, never a point, and first the article's."""

from drawing import CASE, drawn, said

from secdilemma.kit.figure import headed
from secdilemma.pictures.verdict import draw_placement, verdict
from secdilemma.style import WIDTH

DEFAULT = verdict(CASE).default


def test_the_verdict_is_a_band_over_both_scenarios():
    ax, (band,) = drawn(draw_placement, case=CASE, **DEFAULT)
    left, right = band.get_x(), band.get_x() + band.get_width()
    assert right - left > WIDTH / 4
    places = {text.get_text(): text.get_position()[0] for text in ax.texts}
    assert left < (places["Realist"] + places["Constructivist"]) / 2 < right


def test_the_figure_opens_with_the_verdict_of_the_article_and_says_whose_another_place_is():
    near = headed(draw_placement, {"case": CASE, **DEFAULT})
    assert near == "NATO’s conduct lies between the realist and the constructivist scenario"
    for state in verdict(CASE).states():
        told = headed(draw_placement, {"case": CASE, **state})
        at = state["reading"] in CASE.verdict.readings and state["mix"] in CASE.verdict.mixes
        assert (told == near) == at
        assert told.startswith("Yours: ") != at
    assert any(
        word.startswith("NATO’s conduct")
        for word in said(drawn(draw_placement, case=CASE, **DEFAULT)[0])
    )


def test_the_width_of_the_band_is_said_to_be_drawn_below_all_claims():
    for state in verdict(CASE).states():
        ax, _ = drawn(draw_placement, case=CASE, **state)
        renderer = ax.figure.canvas.get_renderer()
        boxes = {text.get_text(): text.get_window_extent(renderer) for text in ax.texts}
        note = boxes.pop("the band’s width is drawn, not measured")
        assert not any(note.overlaps(box) for box in boxes.values()), state
