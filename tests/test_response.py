"""What the chain of the security paradox promises."""

from drawing import EVERY, drawn

from secdilemma.pictures.response import draw_paradox_chain
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
