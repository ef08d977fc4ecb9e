"""What the chain of the security paradox promises."""

import numpy as np
import pytest
from drawing import EVERY, drawn
from matplotlib.colors import to_hex

from secdilemma.pictures.response import describe_paradox_chain, draw_paradox_chain
from secdilemma.style import colour
from secdilemma.theory import PARADOX_CHAIN

CHAIN = EVERY["paradox-chain"]
WHOLE = {"step": len(PARADOX_CHAIN), "broken": 0}
READS = [n for n, link in enumerate(PARADOX_CHAIN, start=1) if link.breaks]
SIZES = pytest.mark.parametrize("wide", [False, True])


def crosses(artist):
    """Tell a reading, which crosses the river, from an act, a mark that does not."""
    return len(artist.get_xdata()) > 1


@SIZES
def test_what_crosses_the_river_is_exactly_where_one_side_reads_the_other(wide):
    assert READS == [1, 3, 5]
    _, (*steps, _) = drawn(draw_paradox_chain, wide=wide, **WHOLE)
    assert [n for n, step in enumerate(steps, start=1) if crosses(step)] == READS
    landed = [steps[n - 1].get_xdata()[-1] for n in READS]
    assert landed[0] == landed[2] < landed[1]  # A reads at the left, B at the right


def test_the_explorer_opens_at_the_first_step_with_the_words_of_all():
    assert CHAIN.default == {"step": 1, "broken": 0}
    ax, artists = drawn(draw_paradox_chain, **CHAIN.default)
    assert len(artists) == 1
    words = " ".join(text.get_text().replace("\n", " ") for text in ax.texts)
    assert all(link.text in words for link in PARADOX_CHAIN)


@SIZES
def test_the_chain_stops_where_the_sentence_says_that_it_breaks(wide):
    for state in CHAIN.states():
        ax, artists = drawn(draw_paradox_chain, wide=wide, **state)
        asked = [text for text in ax.texts if "afraid" in text.get_text()]
        end = state["broken"] if asked else state["step"]
        sentence = describe_paradox_chain(**state)
        assert sentence.startswith(f"Step {end}")
        assert len(sentence) <= 220
        assert ("breaks here" in sentence) == bool(asked) == (0 < state["broken"] <= state["step"])
        loop = artists[-1].get_gid() == "loop"
        assert len(artists) == min(end, 5) + loop, state
        assert loop == ("fifth step feeds the second" in sentence)
        last = [step for step in artists[:5] if crosses(step)][-1]
        read = "defensive" if asked else "offensive"
        assert to_hex(last.get_color()) == colour(read)


@SIZES
def test_the_loop_leads_from_the_step_that_feeds_another_back_to_it(wide):
    _, artists = drawn(draw_paradox_chain, wide=wide, **WHOLE)
    arms, confirmed, loop = artists[1], artists[4], artists[5]
    start, end = (y for _, y in loop._posA_posB)
    ends = [confirmed.get_ydata()[-1], arms.get_ydata()[0]]
    assert [start, end] == pytest.approx(ends, abs=0.15)


@SIZES
def test_a_reading_that_is_pressed_breaks_the_chain_there_and_once_more_lets_it_go_on(wide):
    for state in CHAIN.states():
        ax, _ = drawn(draw_paradox_chain, wide=wide, **state)
        sets = {str(p.get_gid()): p.get_gid().sets for p in ax.patches if p.get_gid() != "loop"}
        for number in range(1, len(PARADOX_CHAIN)):
            there = {"step": number}
            if number in READS:
                broken = 0 if state["broken"] == number else number
                there = {"step": max(state["step"], number), "broken": broken}
            assert sets[f"step {number}"] == there
        (last,) = (text for text in ax.texts if text.get_gid() == "step 6")
        assert last.get_gid().sets == {"step": 6}
        crossed = {str(one.get_gid()): one for one in ax.lines if one.get_gid()}
        for number in READS:  # from bank to bank: the whole crossing can be pressed
            assert crossed[f"crossing {number}"].get_gid().sets == sets[f"step {number}"]
            assert np.ptp(crossed[f"crossing {number}"].get_xdata()) > 1.2
