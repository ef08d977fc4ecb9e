"""What the figures of the theory promise: each scenario in its place, with its risk."""

import numpy as np
import pytest
from drawing import drawn, said
from matplotlib.colors import to_hex

from secdilemma.pictures.interpretation import describe_two_dilemmas, draw_two_dilemmas
from secdilemma.pictures.scenarios import RISKS, describe_scenarios, draw_scenarios
from secdilemma.style import colour
from secdilemma.theory import FAILING, Dilemma, Intent, Policy, Scenario, judge


def test_figure_2_names_each_scenario_once_with_its_risk():
    ax, lines = drawn(draw_scenarios)
    assert len(lines) == 4
    words = said(ax)
    for scenario, world in FAILING.items():
        assert words.count(scenario.capitalize()) == 1
        assert RISKS[world.outcome] in words
        wrong = world.dilemma is Dilemma.INTERPRETATION
        assert ("a wrong reading" if wrong else "a right reading, a wrong answer") in words
        cell = f"read as {world.reading}, {world.policy}, {world.outcome} if it is in fact"
        assert f"{scenario.capitalize()}: {cell} {world.actual}" in describe_scenarios()


def test_figure_2_puts_deterrence_left_and_the_defensive_reading_on_top():
    _, lines = drawn(draw_scenarios)
    x, y = ({s: line.get_xydata()[-1][i] for s, line in zip(Scenario, lines, strict=True)}
            for i in (0, 1))  # fmt: skip
    assert x["fatalist"] == x["realist"] < x["liberal"] == x["constructivist"]
    assert y["fatalist"] == y["liberal"] > y["realist"] == y["constructivist"]


def test_a_line_has_two_colours_and_a_word_where_the_reading_is_wrong():
    ax, lines = drawn(draw_scenarios)
    for world, line in zip(FAILING.values(), lines, strict=True):
        (sent,) = (
            one for one in ax.lines if tuple(one.get_xydata()[-1]) == tuple(line.get_xydata()[0])
        )
        colours = [to_hex(one.get_color()) for one in (sent, line)]
        assert colours == [colour(world.actual), colour(world.reading)]
        wrong = world.dilemma is Dilemma.INTERPRETATION
        assert (colours[0] != colours[1]) == wrong
        change = line.get_xydata()[0]
        away = [np.hypot(*(change - one.get_position())) for one in ax.texts
                if one.get_text() == "wrong"]  # fmt: skip
        assert (min(away) < 0.2) == wrong


@pytest.mark.parametrize("wide", [False, True])
def test_the_crossing_of_the_two_dilemmas_ends_in_the_scenario_of_its_branch(wide):
    ax, marks = drawn(draw_two_dilemmas, wide=wide)
    heights = {}
    for word in ax.texts:
        heights.setdefault(word.get_text(), []).append(word.get_position()[1])
    for intent, (landing, *answers) in zip(
        Intent, zip(*[iter(marks)] * 3, strict=True), strict=True
    ):
        ends, names = [], []
        for policy, answer in zip(Policy, answers, strict=True):
            scenario = judge(intent, intent, policy).scenario
            x, y = answer.get_xydata()[0]
            near = {text: min(abs(y - at) for at in ats) for text, ats in heights.items()}
            assert max(near[scenario.capitalize()], near[policy]) < 0.25
            filled = to_hex(answer.get_markerfacecolor()) != colour("paper")
            assert filled == (policy is Policy.DETERRENCE)
            (does,) = (t for t in ax.texts if t.get_text().startswith("we ")
                       and abs(t.get_position()[1] - y) < 0.3)  # fmt: skip
            assert (does.get_text() == "we arm") == filled
            ends.append(y)
            names.append(scenario)
        reading_x, reading_y = landing.get_xydata()[0]
        assert to_hex(landing.get_color()) == colour(intent)
        assert x < reading_x
        assert sum(ends) / 2 == pytest.approx(reading_y)
        assert f"{' and '.join(names)} under the {intent}" in describe_two_dilemmas()
