"""What the verdict promises: a band, never a point."""

from drawing import CASE, drawn

from secdilemma.pictures.verdict import draw_verdict
from secdilemma.style import WIDTH


def test_the_verdict_is_a_band_over_both_scenarios():
    _, (band, realist, constructivist) = drawn(draw_verdict, case=CASE)
    left, right = band.get_x(), band.get_x() + band.get_width()
    assert right - left > WIDTH / 4
    assert left < (realist.get_position()[0] + constructivist.get_position()[0]) / 2 < right
