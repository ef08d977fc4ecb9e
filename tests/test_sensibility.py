"""What Figure 1 promises."""

from drawing import drawn

from secdilemma.pictures.sensibility import draw_spectrum


def test_figure_1_never_lets_deterrence_or_reassurance_vanish():
    _, (zone, _, deterrence, reassurance) = drawn(draw_spectrum)
    for share in (deterrence, reassurance):
        corners = share.get_xy()
        for x in (corners[:, 0].min(), corners[:, 0].max()):
            edge = corners[corners[:, 0] == x][:, 1]
            assert edge.max() - edge.min() > 0.03
        assert corners[:, 0].min() == zone.get_x()
