"""What Figure 1 promises."""

from drawing import drawn

from secdilemma.pictures.sensibility import describe_spectrum, draw_spectrum


def test_figure_1_never_lets_deterrence_or_reassurance_vanish():
    _, (zone, _, deterrence, reassurance) = drawn(draw_spectrum)
    for share in (deterrence, reassurance):
        corners = share.get_xy()
        for x in (corners[:, 0].min(), corners[:, 0].max()):
            edge = corners[corners[:, 0] == x][:, 1]
            assert edge.max() - edge.min() > 0.03
        assert corners[:, 0].min() == zone.get_x()


def test_the_words_for_figure_1_say_which_share_grows():
    _, (_, _, deterrence, reassurance) = drawn(draw_spectrum)

    def high(share, edge):
        corners = share.get_xy()
        at = corners[corners[:, 0] == edge(corners[:, 0])][:, 1]
        return at.max() - at.min()

    assert high(deterrence, min) > high(deterrence, max)
    assert high(reassurance, min) < high(reassurance, max)
    assert "deterrence shrinks and reassurance grows from left to right" in describe_spectrum()
