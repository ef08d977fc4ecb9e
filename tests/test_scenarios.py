"""What Figure 2 promises: four scenarios, each in its place, with its risk."""

import pytest
from drawing import drawn, said

from secdilemma.pictures.scenarios import draw_scenarios
from secdilemma.theory import FAILING, Scenario


def test_figure_2_names_each_scenario_once_with_its_risk():
    ax, boxes = drawn(draw_scenarios)
    assert len(boxes) == 4
    words = said(ax)
    for scenario in Scenario:
        assert words.count(scenario.capitalize()) == 1
    for profile in FAILING.values():
        assert profile.outcome.value in words


def test_figure_2_puts_deterrence_left_and_the_defensive_reading_on_top():
    _, boxes = drawn(draw_scenarios)
    place = dict(zip(Scenario, boxes, strict=True))
    x = {scenario: box.get_x() for scenario, box in place.items()}
    y = {scenario: box.get_y() for scenario, box in place.items()}
    assert x["fatalist"] == x["realist"] < x["liberal"] == x["constructivist"]
    assert y["fatalist"] == y["liberal"] > y["realist"] == y["constructivist"]


def test_a_highlighted_scenario_alone_is_framed():
    _, boxes = drawn(draw_scenarios, highlight="liberal")
    widths = [box.get_linewidth() for box in boxes]
    assert max(widths) == widths[list(Scenario).index(Scenario.LIBERAL)]
    assert sorted(widths)[-2] < max(widths)
    with pytest.raises(ValueError, match="allowed"):
        drawn(draw_scenarios, highlight="marxist")
