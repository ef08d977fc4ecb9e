"""What the chain of the security paradox promises."""

import pytest
from drawing import EVERY, drawn

from secdilemma.pictures.response import describe_paradox_chain, draw_paradox_chain
from secdilemma.theory import PARADOX_CHAIN


def test_the_chain_can_be_broken_wherever_somebody_reads_somebody_else():
    assert [link.breaks for link in PARADOX_CHAIN] == [True, False, True, False, True, False]


def test_the_chain_frames_exactly_the_steps_that_sensibility_can_break():
    _, artists = drawn(draw_paradox_chain, step=len(PARADOX_CHAIN), broken=0)
    boxes = artists[: len(PARADOX_CHAIN)]
    framed = [box.get_edgecolor()[3] > 0 for box in boxes]
    assert framed == [link.breaks for link in PARADOX_CHAIN]


def test_the_explorer_opens_with_the_whole_chain_in_picture_and_words():
    explorer = EVERY["paradox-chain"]
    assert explorer.default == {"step": len(PARADOX_CHAIN), "broken": 0}
    sentence = explorer.sentence(explorer.default)
    assert all(link.text in sentence for link in PARADOX_CHAIN)


def test_the_loop_leads_from_the_step_that_feeds_another_back_to_it():
    _, artists = drawn(draw_paradox_chain, step=len(PARADOX_CHAIN), broken=0)
    boxes, loop = artists[: len(PARADOX_CHAIN)], artists[-1]
    start, end = (y for _, y in loop._posA_posB)
    middles = [box.get_y() + box.get_height() / 2 for box in boxes]
    assert [start, end] == pytest.approx([middles[4], middles[1]])
    assert "the fifth" in describe_paradox_chain(step=len(PARADOX_CHAIN), broken=0).lower()
