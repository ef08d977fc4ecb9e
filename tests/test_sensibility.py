"""What Figure 1 promises."""

import pytest
from drawing import drawn

from secdilemma.pictures.sensibility import describe_spectrum, draw_spectrum


def heights(share):
    """Say how high a share is at its left end and at its right end."""
    corners = share.get_xy()
    ends = [corners[corners[:, 0] == x][:, 1] for x in (corners[:, 0].min(), corners[:, 0].max())]
    return [end.max() - end.min() for end in ends]


@pytest.mark.parametrize("wide", [False, True])
def test_neither_policy_ever_vanishes_and_the_sentence_says_which_grows(wide):
    _, (zone, unseen, deterrence, reassurance) = drawn(draw_spectrum, wide=wide)
    assert min(*heights(deterrence), *heights(reassurance)) > 0.03
    left = zone.get_extent()[0]
    assert {share.get_xy()[:, 0].min() for share in (deterrence, reassurance)} == {left}
    assert min(unseen.get_xdata()) == left  # where trust is least
    words = [
        f"{name} {'grows' if right > left else 'shrinks'}"
        for name, (left, right) in (
            ("deterrence", heights(deterrence)),
            ("reassurance", heights(reassurance)),
        )
    ]
    assert f"{' and '.join(words)} from left to right" in describe_spectrum()
