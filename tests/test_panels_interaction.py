"""What the figures of the spiral and of trust promise, read back from what they drew."""

from itertools import pairwise, product

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from secdilemma import explorers, models, style
from secdilemma import panels_interaction as panels
from secdilemma.explorer.island import pieces
from secdilemma.render import Picture

SPIRAL, TRUST = explorers.spiral.states(), explorers.trust.states()
STATIC = {
    "security": (panels.draw_security, panels.describe_security),
    "reassurance": (panels.draw_reassurance, panels.describe_reassurance),
}
PICTURES = [
    *((panels.draw_spiral, state) for state in SPIRAL[::4]),
    *((panels.draw_trust, state) for state in TRUST[::5]),
    *((draw, {}) for draw, _ in STATIC.values()),
]


def drawn(draw, **state):
    with style.look():
        figure = Figure(figsize=(style.WIDTH, draw.height))
        FigureCanvasAgg(figure)
        ax = figure.add_axes((0, 0, 1, 1))
        return ax, draw(ax, **state)


def values(plot, line):
    """What a line on a sheet stands for."""
    x = (np.asarray(line.get_xdata()) - plot.left) / plot.width * plot.right_value
    share = (np.asarray(line.get_ydata()) - plot.bottom) / plot.height
    return np.array([x, plot.bottom_value + share * (plot.top_value - plot.bottom_value)])


def plane(state):
    """What the plane of a spiral shows, by name; and its race."""
    _, (_, _, *artists) = drawn(panels.draw_spiral, **state)
    named = {artist.get_gid(): values(panels._PLANE, artist) for artist in artists}
    assert len(named) == len(artists)
    race = panels.spiral_race(state["k"], state["a"], state["grievance"])
    return named, race


def pace(race, arms):
    x, y = arms
    return race.k * y - race.a * x + race.g, race.l * x - race.b * y + race.h


# ------------------------------------------------------------------ all of them


def test_texts_are_large_enough_inside_the_sheet_and_apart():
    for draw, state in PICTURES:
        ax, artists = drawn(draw, **state)
        assert artists
        renderer, sheet = ax.figure.canvas.get_renderer(), ax.figure.bbox.padded(1)
        texts = [text for text in ax.findobj(Text) if text.get_text().strip()]
        boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in texts]
        assert len(boxes) > 5
        assert min(text.get_fontsize() for text in texts) >= style.SMALL
        for number, (words, box) in enumerate(boxes):
            assert sheet.x0 <= box.x0 < box.x1 <= sheet.x1, (words, state)
            assert sheet.y0 <= box.y0 < box.y1 <= sheet.y1, (words, state)
            for other, second in boxes[number + 1 :]:
                assert not box.padded(-1).overlaps(second.padded(-1)), (words, other, state)


def test_every_colour_comes_from_the_palette():
    known = {shade.light for shade in style.PALETTE.values()}
    for draw, state in PICTURES[::3]:
        ax, _ = drawn(draw, **state)
        found = {mpl.colors.to_hex(line.get_color()) for line in ax.lines}
        found |= {mpl.colors.to_hex(text.get_color()) for text in ax.texts}
        assert found <= known


@pytest.mark.parametrize(("draw", "describe"), STATIC.values(), ids=STATIC)
def test_static_figures_have_words(draw, describe):
    text = Picture(draw, describe).text
    assert 40 < len(text) < 900
    assert text[0].isupper()
    assert text.endswith(".")
    assert "reader should see" in draw.__doc__
    assert "Addition" in draw.__doc__


def test_a_picture_is_its_pieces():
    svg = explorers.trust.frame(explorers.trust.default).svg
    found = pieces(svg)
    assert "\n".join(found) == svg
    assert len(found) < svg.count("\n") / 2
    assert not any(
        one.startswith("<use") and two.startswith("<use") for one, two in pairwise(found)
    )


# ------------------------------------------------------------------ the spiral


def test_the_states_of_the_spiral_meet_every_case():
    kinds = {
        (
            panels.spiral_race(s["k"], s["a"], s["grievance"]).stability(),
            s["grievance"],
            panels.follow(*s.values()).end,
        )
        for s in SPIRAL
    }
    stable, saddle, edge = models.Stability
    assert {kind for kind, _, _ in kinds} == {stable, saddle, edge}
    assert {end for *_, end in kinds} == {"zero", "edge", "time"}
    assert {(saddle, "goodwill", "zero"), (saddle, "goodwill", "edge")} <= kinds
    assert {
        (edge, "goodwill", "zero"),
        (edge, "none", "time"),
        (edge, "grievance", "edge"),
    } <= kinds


@pytest.mark.parametrize("state", SPIRAL[::7], ids=lambda s: "-".join(map(str, s.values())))
def test_both_lines_over_time_are_the_arms_of_the_solver(state):
    _, (one, other, *_) = drawn(panels.draw_spiral, **state)
    race = panels.spiral_race(state["k"], state["a"], state["grievance"])
    times, x = values(panels._TIME, one)
    _, y = values(panels._TIME, other)
    assert len(times) > 100
    assert times[0] == 0
    solved = race.path(*panels.STARTS[state["start"]], times)
    reached = solved.shape[1]
    assert reached >= len(times) - 1
    assert np.array([x, y])[:, :reached] == pytest.approx(solved, abs=1e-6)
    assert one.get_linestyle() != other.get_linestyle()


def test_a_path_ends_exactly_where_its_sentence_says():
    for state in SPIRAL:
        course = panels.follow(*state.values())
        said = panels.describe_spiral(**state)
        last = course.arms[:, -1]
        if course.end == "zero":
            assert last.min() == pytest.approx(0, abs=1e-9)
            assert "disarms: after" in said
            assert "the model stops" in said
        elif course.end == "edge":
            assert last.max() == pytest.approx(panels.MOST_ARMS)
            assert "runs away" in said
        else:
            assert course.times[-1] == panels.HORIZON
            assert "settles" in said or "ever less" in said
        assert course.arms.min() >= 0
        assert course.arms.max() <= panels.MOST_ARMS


@pytest.mark.parametrize("state", SPIRAL[::5], ids=lambda s: "-".join(map(str, s.values())))
def test_on_its_line_a_state_holds_still(state):
    named, race = plane(state)
    for name, side in (("one", 0), ("other", 1)):
        if name in named:
            assert pace(race, named[name])[side] == pytest.approx([0, 0], abs=1e-7)
            at_edge = np.isclose(named[name], 0) | np.isclose(named[name], panels.MOST_ARMS)
            assert at_edge.any(axis=0).all()
    assert named["path"][:, 0] == pytest.approx(panels.STARTS[state["start"]])
    assert named["start"][:, 0] == pytest.approx(named["path"][:, 0])


def test_balance_and_dividing_line_stand_where_the_model_puts_them_and_only_there():
    seen = set()
    for state in (s for s in SPIRAL if s["start"] == "unequal"):
        named, race = plane(state)
        kind = race.stability()
        reachable = kind != "degenerate" and min(map(float, race.equilibrium())) >= 0
        seen.add((kind, reachable))
        assert ("balance" in named) == reachable
        assert ("dividing" in named) == (kind == "saddle" and state["grievance"] == "goodwill")
        if reachable:
            assert named["balance"][:, 0] == pytest.approx(race.equilibrium())
        if "dividing" in named:
            (x, y), shift = named["dividing"], 1e-6
            assert race.side(x + shift, y + shift).tolist() == [1, 1]
            assert race.side(x - shift, y - shift).tolist() == [-1, -1]
    assert len(seen) == 5


def test_the_sentence_names_the_side_of_the_dividing_line_and_the_fate_follows_it():
    sides = []
    for state in SPIRAL:
        said = panels.describe_spiral(**state)
        if "dividing line" not in said:
            continue
        race = panels.spiral_race(state["k"], state["a"], state["grievance"])
        above = bool(race.side(*panels.STARTS[state["start"]]) > 0)
        sides.append(above)
        assert ("lies above" in said) == above
        assert ("runs away" in said) == above
        assert ("disarms" in said) != above
    assert {True, False} == set(sides)


def test_the_sentence_compares_kl_with_ab():
    for state in SPIRAL:
        said = panels.describe_spiral(**state)
        kl, ab = state["k"] ** 2, state["a"] ** 2
        word = "below" if kl < ab else "above" if kl > ab else "equals"
        assert f" {word} ab" in said
        assert said.count("unstable") == (kl > ab)


# ------------------------------------------------------------------ arms and security


def test_the_same_arms_raise_security_where_rho_is_below_one_and_lower_it_above():
    _, (arms, *safe) = drawn(panels.draw_security)
    assert len(safe) == len(panels.ADVANTAGE) == 2
    _, x = values(panels._ARMS, arms)
    assert (np.diff(x) > 0).all()
    for line, rho in zip(safe, panels.ADVANTAGE.values(), strict=True):
        _, y = values(panels._SAFE, line)
        assert y == pytest.approx((1 - rho) * x)
        assert (np.sign(np.diff(y)) == np.sign(1 - rho)).all()
    text = panels.describe_security()
    assert "defence has the advantage (ρ = 0.5), the security of each rises" in text
    assert "offence has the advantage (ρ = 1.5), the security of each falls" in text


# ------------------------------------------------------------------ trust


@pytest.mark.parametrize("state", TRUST[::6], ids=lambda s: "-".join(map(str, s.values())))
def test_the_lines_are_the_expected_payoffs_and_cross_at_the_tipping_point(state):
    _, artists = drawn(panels.draw_trust, **state)
    assert len(artists) == 4 + len(models.WORLDS)
    cooperate, defect, crossing, mark = (values(panels._PAYOFF, line) for line in artists[:4])
    stakes = panels.STAKES[state["advantage"]]
    assert cooperate.tolist() == pytest.approx(np.array([[0, 1], [stakes["S"], state["gain"]]]))
    assert defect.tolist() == pytest.approx(np.array([[0, 1], [panels.P, stakes["T"]]]))
    q = models.tipping_point(state["gain"], stakes["T"], stakes["S"], panels.P)
    assert crossing[0, 0] == pytest.approx(q)
    for line in (cooperate, defect):
        assert np.interp(q, *line) == pytest.approx(crossing[1, 0])
    trust = panels.choosing(**state).trust
    assert mark[0] == pytest.approx([trust, trust])
    at_trust = [np.interp(trust, *line) for line in (cooperate, defect)]
    assert panels.choosing(**state).cooperates == (at_trust[0] >= at_trust[1])


def test_every_state_is_a_stag_hunt_and_none_sits_on_the_tipping_point():
    for state in TRUST:
        found = panels.choosing(**state)
        hunt = models.game(R=state["gain"], T=found.T, S=found.S, P=panels.P)
        assert hunt is models.Game.STAG_HUNT
        assert abs(found.trust - found.q) > 1e-3
        assert abs(found.q - 0.5) > 1e-3


def test_the_offence_raises_the_tipping_point_and_cooperation_lowers_it():
    gains = next(c for c in explorers.trust.controls if c.name == "gain").values

    def tipping(gain, advantage):
        return panels.choosing(0.5, gain, advantage, "alike", "defensive").q

    for advantage in panels.STAKES:
        points = [tipping(gain, advantage) for gain in gains]
        assert points == sorted(points, reverse=True)
        assert len(set(points)) == len(gains)
    for gain in gains:
        assert tipping(gain, "offence") > tipping(gain, "defence")


def test_only_arms_that_can_be_told_apart_move_trust():
    for state in TRUST:
        moved = panels.choosing(**state).trust - state["t"]
        if state["arms"] == "alike":
            assert moved == pytest.approx(0)
        else:
            assert (moved > 0) == (state["seen"] == "defensive")
            assert abs(moved) > 0.01
    told = dict(explorers.trust.controls[3].words)["apart"]
    right, wrong = models.rates(panels.CLARITY["apart"])
    assert f"{10 * float(right):.0f} times in 10" in told
    assert float(right + wrong) == pytest.approx(1)


@pytest.mark.parametrize(("advantage", "arms"), list(product(panels.STAKES, panels.CLARITY)))
def test_the_present_world_alone_is_framed_and_named(advantage, arms):
    state = {**explorers.trust.default, "advantage": advantage, "arms": arms}
    _, artists = drawn(panels.draw_trust, **state)
    framed = [box.get_edgecolor()[3] > 0 for box in artists[4:]]
    present = [
        (w.offence_advantage, w.distinguishable) == (advantage == "offence", arms == "apart")
        for w in models.WORLDS
    ]
    assert framed == present
    assert sum(framed) == 1
    world = models.WORLDS[framed.index(True)]
    assert f"world {world.number}: {world.words}." in panels.describe_trust(**state)


def test_the_sentence_about_trust_says_what_the_model_says():
    ends = set()
    for state in TRUST:
        found, said = panels.choosing(**state), panels.describe_trust(**state)
        ends.add((found.cooperates, found.q < 0.5))
        assert ("can both cooperate" in said) == found.cooperates == ("both defect" not in said)
        assert ("is not risk-dominant" in said) == (found.q > 0.5)
    assert len(ends) == 4


# ------------------------------------------------------------------ costly reassurance


def test_the_band_covers_exactly_the_sizes_that_only_the_trustworthy_make():
    _, artists = drawn(panels.draw_reassurance)
    found = [models.separating_costs(**case) for case in panels.GESTURES.values()]
    assert [one is None for one in found] == [False, True]
    assert len(artists) == 5
    scale = panels._SIGMA.width / panels._SIGMA.right_value
    trusty, other, band, *_ = artists
    low, high = found[0]
    assert band.get_x() == pytest.approx(panels._SIGMA.left + low * scale)
    assert band.get_width() == pytest.approx((high - low) * scale)
    assert band.get_x() == pytest.approx(other.get_x() + other.get_width())
    assert band.get_x() + band.get_width() == pytest.approx(trusty.get_x() + trusty.get_width())
    assert artists[3].get_width() < artists[4].get_width()


def test_the_sentence_about_gestures_names_the_range():
    said = panels.describe_reassurance()
    assert "from 1 to 2 only the trustworthy make it" in said
    assert "no size tells the two apart" in said
