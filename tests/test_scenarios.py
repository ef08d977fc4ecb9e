"""What the figures of the theory promise: each scenario in its place, with its risk."""

import pytest
from drawing import drawn, said

from secdilemma.pictures.interpretation import describe_two_dilemmas, draw_two_dilemmas
from secdilemma.pictures.scenarios import describe_scenarios, draw_scenarios
from secdilemma.theory import FAILING, Intent, Policy, Scenario, judge


def test_figure_2_names_each_scenario_once_with_its_risk():
    ax, boxes = drawn(draw_scenarios)
    assert len(boxes) == 4
    words = said(ax)
    for scenario, world in FAILING.items():
        assert words.count(scenario.capitalize()) == 1
        assert world.outcome.value in words
        cell = f"read as {world.reading}, {world.policy}, {world.outcome}"
        assert f"{scenario.capitalize()}: {cell}" in describe_scenarios()


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


def test_the_tree_of_the_two_dilemmas_ends_in_the_scenario_of_its_branch():
    _, words = drawn(draw_two_dilemmas)
    across = {}
    for word in words:
        across.setdefault(word.get_text(), []).append(word.get_position()[0])
    for intent in Intent:
        (reading,) = across[f"read as {intent}"]
        ends, names = [], []
        for policy in Policy:
            scenario = judge(intent, intent, policy).scenario
            (end,) = across[scenario.capitalize()]
            assert end in across[policy]
            ends.append(end)
            names.append(scenario)
        assert ends[0] < reading < ends[1]
        assert sum(ends) / 2 == pytest.approx(reading)
        assert f"{' and '.join(names)} under the {intent}" in describe_two_dilemmas()
