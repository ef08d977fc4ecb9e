"""What the chain of the security paradox promises."""

import pytest
from drawing import EVERY, drawn

from secdilemma.pictures.response import describe_paradox_chain, draw_paradox_chain
from secdilemma.theory import PARADOX_CHAIN

CHAIN = EVERY["paradox-chain"]


def test_the_chain_frames_exactly_the_steps_at_which_somebody_reads_somebody_else():
    assert [link.breaks for link in PARADOX_CHAIN] == [True, False, True, False, True, False]
    _, artists = drawn(draw_paradox_chain, step=len(PARADOX_CHAIN), broken=0)
    framed = [box.get_edgecolor()[3] > 0 for box in artists[: len(PARADOX_CHAIN)]]
    assert framed == [link.breaks for link in PARADOX_CHAIN]


def test_the_explorer_opens_with_the_whole_chain_in_picture_and_words():
    assert CHAIN.default == {"step": len(PARADOX_CHAIN), "broken": 0}
    sentence = CHAIN.sentence(CHAIN.default)
    assert all(link.text in sentence for link in PARADOX_CHAIN)


def test_the_chain_stops_where_the_sentence_says_that_it_breaks():
    for state in CHAIN.states():
        ax, artists = drawn(draw_paradox_chain, **state)
        broken = [n for n, text in enumerate(ax.texts[: len(PARADOX_CHAIN)], start=1)
                  if "afraid" in text.get_text()]  # fmt: skip
        sentence = describe_paradox_chain(**state)
        assert sentence.startswith(f"Step {broken[0] if broken else state['step']}")
        assert ("breaks the chain here" in sentence) == bool(broken)
        arrows = len(ax.patches) - len(PARADOX_CHAIN)
        loop = artists[-1].get_gid() == "loop"
        assert arrows == (broken[0] if broken else state["step"]) - 1 + loop, state
        assert loop == ("fifth step feeds the second" in sentence and not state["broken"])


def test_the_loop_leads_from_the_step_that_feeds_another_back_to_it():
    _, artists = drawn(draw_paradox_chain, step=len(PARADOX_CHAIN), broken=0)
    boxes, loop = artists[: len(PARADOX_CHAIN)], artists[-1]
    start, end = (y for _, y in loop._posA_posB)
    middles = [box.get_y() + box.get_height() / 2 for box in boxes]
    assert [start, end] == pytest.approx([middles[4], middles[1]])
