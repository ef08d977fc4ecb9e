"""What the map promises: distances that are right, and a circle that agrees with its sentence."""

import numpy as np
import pytest
from drawing import CASE, drawn, read, said

from secdilemma.baltic import land, reach
from secdilemma.data import load_claims, load_places, load_since
from secdilemma.geodesy import distance
from secdilemma.kit.figure import headed

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


@pytest.mark.parametrize("launch", GROUND.launch)
def test_circle_marks_and_sentence_agree_on_what_a_range_takes_in(launch):
    met = set()
    for km in map(float, reach.RANGES[::3]):
        _, (*capitals, circle) = drawn(reach.draw_reach, case=CASE, launch=launch, reach=km)
        inside = {}
        for artist in capitals:
            mark = read(artist)
            away = np.hypot(*np.subtract(mark.at, circle.get_center()))
            inside[artist.get_gid()] = mark.filled == "full"
            assert inside[artist.get_gid()] == (away <= circle.get_radius()), artist.get_gid()
        words = reach.describe_reach(case=CASE, launch=launch, reach=km)
        state = {"case": CASE, "launch": launch, "reach": km}
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
    words = {km: reach.describe_reach(case=CASE, reach=float(km)) for km in reach.RANGES}
    for km, sentence in words.items():
        assert {name for name in systems if name in sentence} == {
            name for name in systems if systems[name] == km
        }
    assert "200 km from Chernyakhovsk take in no capital." in words[200]  # as FOI has it
    assert "FOI" in words[200]
    assert "take in Riga and Vilnius, not" in words[400]


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
    words = said(drawn(reach.draw_reach, case=CASE, reach="forces")[0])
    assert {f"{place}, {force.led}" for place, force in forces.items()} <= set(words)


def test_each_layer_adds_to_the_one_before():
    sheets = [drawn(reach.draw_reach, case=CASE, reach=layer)[0] for layer in reach.LAYERS]
    counts = [len(sheet.lines) for sheet in sheets]
    assert counts == sorted(set(counts))


def test_no_square_of_a_garrison_covers_the_ring_of_a_town_and_gap_and_star_are_named():
    ax, towns = drawn(reach.draw_reach, case=CASE, reach="forces")
    squares = [one for one in ax.lines if one.get_marker() == "s"]
    assert len(squares) == len(GROUND.forces) + 1  # and one in the key
    for square in squares:
        for town in towns:
            away = square.get_xydata()[0] - town.get_xydata()[0]
            size = (square.get_markersize() + town.get_markersize()) / 2 / 72
            assert max(abs(away)) > size
    assert {"battlegroup", "launch site"} < set(said(ax))
    assert any(words.startswith("Suwałki gap") for words in said(ax))
