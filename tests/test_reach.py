"""What the map promises: distances that are right, and a circle that agrees with its sentence."""

import numpy as np
import pytest
from drawing import CASE, drawn, read, said

from secdilemma.baltic import land, reach
from secdilemma.data import load_claims, load_places, load_since
from secdilemma.geodesy import distance
from secdilemma.kit.figure import headed
from secdilemma.style import WIDTH, colour

GROUND = land.settings(CASE)


def place(name):
    row = load_places(CASE).set_index("name").loc[name]
    return (row["lon"], row["lat"])


@pytest.mark.parametrize(
    ("start", "end", "kilometres"),
    [
        ("Tallinn", "Chernyakhovsk", 564),
        ("Tallinn", "Kaliningrad", 585),
        ("Tallinn", "Kaliningrad oblast, northern edge", 504),
        ("Riga", "Kaliningrad", 335),
        ("Vilnius", "Kaliningrad", 306),
        ("Vilnius", "Chernyakhovsk", 222),
    ],
)
def test_distances_between_places_are_right_to_two_kilometres(start, end, kilometres):
    assert distance(place(start), place(end)) == pytest.approx(kilometres, abs=2)


SIZES = pytest.mark.parametrize("wide", [False, True])


@SIZES
@pytest.mark.parametrize("launch", GROUND.launch)
def test_circle_names_and_sentence_agree_on_what_a_range_takes_in(launch, wide):
    met = set()
    for km in map(float, reach.RANGES[::3]):
        state = {"case": CASE, "launch": launch, "reach": km}
        ax, (*capitals, circle) = drawn(reach.draw_reach, wide=wide, **state)
        weights = {text.get_text().split("\n")[0]: text.get_fontweight() for text in ax.texts}
        inside = {}
        for mark in capitals:
            away = np.hypot(*np.subtract(mark.get_xydata()[0], circle.get_center()))
            inside[str(mark.get_gid())] = bool(away <= circle.get_radius())
        assert {town: weights[town] == 600 for town in inside} == inside
        words = reach.describe_reach(**state)
        assert words.startswith(headed(reach.draw_reach, state))
        within, _, beyond = words.partition(" take in ")[2].partition(". ")[0].partition(", not ")
        for town in ("Tallinn", "Riga", "Vilnius"):
            assert (town in within) == inside[town], (town, km)
            assert town in within + beyond or within == "no capital", (town, km)
        met |= set(inside.values())
    assert met == {True, False}


def test_each_system_is_named_at_its_own_range_and_nowhere_else():
    systems = GROUND.systems
    assert set(systems.values()) <= set(reach.RANGES)
    state = {"case": CASE, "launch": "Chernyakhovsk"}
    words = {km: reach.describe_reach(reach=float(km), **state) for km in reach.RANGES}
    for km, sentence in words.items():
        ax, _ = drawn(reach.draw_reach, reach=float(km), **state)
        for where in (sentence, " ".join(said(ax))):
            assert {name for name in systems if name in where} == {
                name for name in systems if systems[name] == km
            }
    assert "200 km from Chernyakhovsk take in no capital." in words[200]  # as FOI has it
    assert "FOI" in words[200]
    assert "take in Vilnius and Riga, not" in words[400]


def test_beside_a_wide_map_lengths_are_to_one_scale_and_a_system_sets_its_range():
    state = {"case": CASE, "launch": "Luga", "reach": 450.0}
    ax, _ = drawn(reach.draw_reach, wide=True, **state)
    (edge,) = (one.get_xdata()[0] for one in ax.lines if one.get_gid() == "range")
    ends = {one.get_gid(): one.get_xdata() for one in ax.lines if len(one.get_xdata()) == 2}
    for system, km in GROUND.systems.items():
        start, end = ends[f"how far {system} reaches"]
        assert end - start == pytest.approx((edge - start) * km / 450)
        for part in (f"how far {system} reaches", system):
            (found,) = (one for one in ax.get_children() if one.get_gid() == part)
            assert found.get_gid().sets == {"reach": float(km)}
    for town, km in zip(("Tallinn", "Riga", "Vilnius"), (302, 395, 530), strict=True):
        assert {town, f"{km} km"} <= set(said(ax))


def test_kaliningrad_lies_between_two_allies_and_touches_nothing_else():
    beside = land.neighbours(CASE, "Kaliningrad (Russia)")
    assert beside == ["Lithuania", "Poland"]
    assert set(beside) <= set(land.allies(CASE))


def test_the_gap_is_the_border_of_two_allies_from_the_exclave_to_belarus():
    border = land.gap(CASE)
    outline = land.load_map(CASE)
    for name in ("Poland", "Lithuania"):
        assert set(border) <= {point for ring in outline[name] for point in ring}
    for end in GROUND.ends:
        assert set(border) & {point for ring in outline[end] for point in ring}
    assert 60 < land.width_of_gap(CASE) < 75


def test_the_alliance_of_the_map_grows_on_the_days_that_the_events_have():
    dates = load_since(CASE).set_index("event_id")["date"]
    before, after = "2023-04-03", dates["finland"]
    assert set(land.states(CASE, after)) - set(land.states(CASE, before)) == {"Finland"}
    assert set(land.states(CASE, dates["sweden"])) - set(land.states(CASE, after)) == {"Sweden"}
    assert set(land.allies(CASE)) | set(GROUND.joined) <= set(land.load_map(CASE))


def test_the_battlegroups_are_those_of_the_article():
    forces = GROUND.forces
    claim = load_claims(CASE).set_index("key").at["Y1", "claim"]
    spots = load_places(CASE).set_index("name")
    assert set(spots.loc[list(forces), "kind"]) == {"garrison"}
    assert set(spots.loc[list(forces), "country"]) == {"Estonia", "Latvia", "Lithuania", "Poland"}
    assert all(f"{force.troops:,}" in claim for force in forces.values())
    leads = {"UK": "United Kingdom", "US": "United States"}
    for force in forces.values():
        assert leads.get(force.led, force.led) in claim
    words = said(drawn(reach.draw_region, case=CASE)[0])
    told = {f"{place}: {force.led}, {force.troops:,}" for place, force in forces.items()}
    assert told <= set(words)


def test_the_region_has_a_mark_for_each_battlegroup_in_its_place_and_names_the_gap():
    ax, squares = drawn(reach.draw_region, case=CASE)
    ground = land.Ground(land.MIDDLE, 0, 0, WIDTH)
    expected = [ground.at(place(town)) for town in GROUND.forces]
    assert [read(mark).at for mark in squares] == expected
    assert any(words.startswith("Suwałki gap about") for words in said(ax))


def test_the_name_of_a_country_has_the_colour_of_its_side():
    ax, _ = drawn(reach.draw_region, case=CASE)
    names = {text.get_text().replace("\n", " "): text.get_color() for text in ax.texts}
    for country in GROUND.names:
        side = "other" if country in GROUND.russia else "muted"
        side = "reader" if country in land.allies(CASE) else side
        assert names[country] == colour(side), country
