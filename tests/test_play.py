"""The played dilemma: the same luck, the same history; and what is learned from one."""

import sys
from dataclasses import FrozenInstanceError, replace
from hashlib import sha256
from math import prod, sqrt

import numpy as np
import pytest
from histories import DOVE, HAWK, WRONG_CODES, YEARS, answers, history_from
from hypothesis import given
from hypothesis import strategies as st

from game import (
    MINDS,
    OPENINGS,
    RULES,
    WORLDS,
    Advantage,
    Ending,
    Move,
    Reading,
    Sight,
    Tabled,
    World,
    code,
    deal,
    decisive,
    mind_code,
    mind_of,
    play,
    play_many,
    replayed,
    restore,
    tournament,
)
from game.codes import ALPHABET, DIALS, KINDS, SEEDS, VERSION, pack, unpack
from game.minds import CERTAIN, LATER, LIMIT, probability, steps, weights
from game.observer import suspicion
from game.rules import ENDINGS, MOVES, READINGS, SIGHTS, Channel, View, throw, throws
from game.study import (
    ANY,
    LIKE_ENOUGH,
    OPENED,
    PRESSED,
    SAFE,
    differing,
    fate,
    first_difference,
    hinges,
    is_certain,
    likeness,
    study,
)
from secdilemma.models import spiral
from secdilemma.theory import Dilemma, Intent, Policy, Scenario

NOT_TOLD, TOLD = ([world for world in WORLDS if world.told_apart is told] for told in (False, True))

CHAIR, YEAR = st.integers(0, 1), st.integers(0, YEARS - 1)
AIM = st.sampled_from(Intent)
LUCK = {
    "seed": st.integers(0, SEEDS - 1),
    "world": st.sampled_from(WORLDS),
    "opening": st.sampled_from(OPENINGS),
}
TABLE = st.builds(
    Tabled, st.just("some"), *(st.integers(d.start, d.stop - 1) for d in DIALS.values())
)
ANSWERS = st.builds(
    answers,
    st.lists(st.integers(0, len(READINGS) - 1), min_size=YEARS, max_size=YEARS),
    st.lists(st.integers(0, 1), min_size=YEARS, max_size=YEARS),
)
GAME = st.fixed_dictionaries(
    {"minds": st.tuples(*[TABLE | ANSWERS] * 2), "intents": st.tuples(AIM, AIM), **LUCK}
)
READER = st.fixed_dictionaries(
    {
        "seed": LUCK["seed"],
        "seat": CHAIR,
        "readings": st.lists(st.integers(0, 3), min_size=YEARS, max_size=YEARS),
        "policies": st.lists(CHAIR, min_size=YEARS, max_size=YEARS),
    }
)


# Luck


def test_the_die_is_the_mixer_of_32_bits_that_any_language_has():
    def scramble(x):
        x = (x + 0x9E3779B9) % 2**32
        x = (x ^ x >> 16) * 0x21F0AAAD % 2**32
        x = (x ^ x >> 15) * 0x735A2D97 % 2**32
        return x ^ x >> 15

    for seed, year, chair in ((0, 0, 0), (1, 2, 1), (2**32 - 1, 7, 0), (123456789, 3, 1)):
        x = seed
        for part in (year, chair, Channel.SIGHT):
            x = scramble(x) ^ part
        assert throw(seed, year, chair, Channel.SIGHT, 20) == scramble(x) % 20


@pytest.mark.parametrize("channel", Channel)
def test_the_die_is_fair_and_every_channel_has_luck_of_its_own(channel):
    thrown = throws(range(20_000), 3, 1, channel, 20)
    assert np.all(np.abs(np.bincount(thrown, minlength=20) - 1000) < 5 * sqrt(1000))
    for other in set(Channel) - {channel}:
        same = thrown == throws(range(20_000), 3, 1, other, 20)
        assert abs(same.mean() - 0.05) < 5 * sqrt(0.05 / 20_000)


def test_each_world_opening_intent_and_mind_is_dealt_about_equally_often():
    dealt = [deal(seed) for seed in range(2000)]
    facts = [[(d.world, d.opening) for d in dealt]]
    facts += [[(d.intents[chair], d.minds[chair].name) for d in dealt] for chair in (0, 1)]
    facts += [[(d.world, d.intents[1]) for d in dealt], [d.intents for d in dealt]]
    for drawn, kinds in zip(facts, (16, 8, 8, 8, 4), strict=True):
        counts = [drawn.count(kind) for kind in set(drawn)]
        assert len(counts) == kinds
        assert max(abs(n - 2000 / kinds) for n in counts) < 5 * sqrt(2000 / kinds)


@given(GAME, YEAR, CHAIR)
def test_what_is_put_straight_changes_nothing_before_and_no_other_luck(game, year, chair):
    before = play(**game)
    assert before == play(**game)
    after = play(**game, straight=[(year, chair)])
    assert before.years[:year] == after.years[:year]
    for number in range(year, min(len(before.years), len(after.years))):
        one, two = before.years[number], after.years[number]
        for seat in (0, 1):
            if one.sent[1 - seat] is two.sent[1 - seat] and (number, seat) != (year, chair):
                assert one.sights[seat] is two.sights[seat]
    assert (year, chair) not in after.bent
    if (year, chair) not in before.bent:
        assert after.years == before.years


@given(GAME, st.lists(LUCK["seed"], min_size=1, max_size=5), CHAIR)
def test_a_history_is_its_row_among_many_and_a_table_answers_as_the_function_that_it_is(
    game, seeds, chair
):
    minds = list(game["minds"])
    if isinstance(minds[chair], Tabled):
        minds[chair] = lambda view, table=minds[chair]: table(view)
    many = play_many(**{k: v for k, v in game.items() if k not in ("seed", "minds")},
                     minds=minds, seeds=[*seeds, game["seed"]])  # fmt: skip
    history = play(**game)
    played = len(history.years)
    assert many.played[-1] == played
    words = {"sent": SIGHTS, "sights": SIGHTS, "readings": READINGS, "moves": MOVES}
    for name in ("sent", "sights", "readings", "moves", "demands", "forces"):
        rows = getattr(many, name)[-1]
        kinds = words.get(name, range(RULES.most + 1))
        told = [[kinds[int(one)] for one in row] for row in rows[:played]]
        assert told == [list(getattr(year, name)) for year in history.years]
        assert not rows[played:].any()
    assert ENDINGS[many.endings()[-1]] is history.ending
    assert bool(many.war[-1]) == (history.ending is Ending.WAR)


# Rules, by hand


def scripted(monkeypatch, luck):
    """Let the die fall as written: by channel and chair, a throw for each year."""
    rows = {channel: [luck.get((channel, c), [0] * YEARS) for c in (0, 1)] for channel in Channel}
    monkeypatch.setattr(
        "game.rules.throws",
        lambda seeds, year, chair, channel, sides: np.array([rows[channel]]).swapaxes(1, 2),
    )


def told(history):
    """Return a history in figures: for each year both sights, readings, moves, demands, forces."""
    return [
        "".join(
            str(kinds.index(one))
            for kinds, pair in (
                (SIGHTS, year.sights),
                (READINGS, year.readings),
                (MOVES, year.moves),
                ((False, True), year.demands),
                (range(7), year.forces),
            )
            for one in pair
        )
        for year in history.years
    ]


def test_a_history_by_hand_where_attack_is_ahead_and_arms_cannot_be_told_apart(monkeypatch):
    """A fearful mind begins at -1 and arms from -3; arms seen move it by 3, restraint by -5."""
    luck = {
        (Channel.SIGHT, 0): [18, 5, 1, 0, 0, 0, 19, 0],
        (Channel.SIGHT, 1): [0, 0, 11, 12, 0, 0, 0, 0],
        (Channel.PRESS, 1): [12, 11, 16, 0, 0, 0, 0, 0],
        (Channel.WAR, 0): [0, 2, 4, 0, 0, 0, 3, 0],
    }
    scripted(monkeypatch, luck)
    history = play((MINDS["fearful"], DOVE), PRESSED, 1, WORLDS[0], OPENINGS[0])
    assert told(history) == [
        "2020100020",  # restraint is seen as a spear: 2, and it arms; the other's die says no
        "0010110031",  # -3 is just enough; its arms are seen as restraint; no war, 2 is too much
        "1210110042",  # even odds are read as defensive; war needs a throw below 2 times 2
        "0210010033",  # arms are seen as restraint: -5, and it holds back
        "0000010024",  # -10 is surely
        "0000011015",  # it holds back, and the other was two storeys ahead: a demand
        "2030110026",  # every doubt is gone; 3 is below 2 times 2, and war breaks out
    ]
    assert (history.ending, history.paid(0), history.paid(1)) == (Ending.WAR, 4, 6)
    assert history.bent == ((0, 0), (1, 1), (3, 0), (4, 0), (5, 0))
    assert (history.security(0, -1), history.security(0)) == (-0.5, -7.0)


def test_a_history_by_hand_where_defence_is_ahead_and_arms_can_be_told_apart(monkeypatch):
    """Here it arms from 1 on; a shield moves it by -1, a spear by 8, restraint by -5."""
    luck = {
        (Channel.POSTURE, 1): [13, 14, 0, 0, 0, 0, 0, 14],
        (Channel.SIGHT, 0): [4, 0, 0, 1, 0, 0, 4, 0],
        (Channel.SIGHT, 1): [17, 1, 1, 0, 0, 0, 0, 1],
        (Channel.PRESS, 1): [16, 17, 0, 0, 0, 0, 12, 17],
        (Channel.WAR, 0): [3, 0, 0, 0, 0, 0, 0, 0],
    }
    scripted(monkeypatch, luck)
    history = play((MINDS["fearful"], DOVE), PRESSED, 1, WORLDS[3], OPENINGS[3])
    assert told(history) == [
        "2220110033",  # a spear: 7, one short of surely; war needs a throw below 1 times 3
        "0120100042",  # shields, seen as restraint: 2
        "0110010033",  # -3
        "1010010024",  # spears, seen as shields: -4
        "0000010015",  # two storeys are not enough where defence is ahead
        "0000011006",  # four are; no tower falls below the ground
        "2030100015",  # the die has its own row for each sight: 12 is no throw below 12
        "0130100024",  # 19
    ]
    assert (history.ending, history.paid(0), history.paid(1)) == (Ending.COERCION, 4, 5)
    assert history.bent == ((0, 1), (1, 0), (3, 0), (4, 0), (5, 0))
    assert [year.sent for year in history.years[:3]] == [
        (Sight.SHIELD, Sight.SPEAR),
        (Sight.SHIELD, Sight.SHIELD),
        (Sight.SHIELD, Sight.RESTRAINT),
    ]
    assert (history.security(0, -1), history.security(0)) == (1.0, 0.0)


@given(GAME)
def test_war_breaks_out_only_where_both_armed_and_nothing_follows_it(game):
    history = play(**game)
    assert (len(history.years) < YEARS) <= (history.ending is Ending.WAR)
    if history.ending is Ending.WAR:
        assert history.years[-1].moves == (Move.ARMED, Move.ARMED)


@given(GAME, st.sampled_from((RULES.asks, RULES.sides)))
def test_a_demand_is_made_by_who_wants_more_of_who_holds_back_and_is_behind(game, asks):
    history = play(**game, rules=replace(RULES, asks=asks))
    ahead = {Advantage.ATTACK: RULES.ahead[0], Advantage.DEFENCE: RULES.ahead[1]}
    before = tuple(1 + (move is Move.ARMED) for move in game["opening"])
    for year in history.years:
        for chair in (0, 1):
            expected = (
                game["intents"][1 - chair] is Intent.OFFENSIVE
                and year.moves[chair] is Move.HELD_BACK
                and before[1 - chair] - before[chair] >= ahead[game["world"].advantage]
            )
            assert year.demands[chair] <= expected
            if asks == RULES.sides:
                assert year.demands[chair] == expected
        before = year.forces
    demanded = any(any(year.demands) for year in history.years)
    assert demanded <= (history.ending in (Ending.COERCION, Ending.WAR))


@given(GAME)
def test_forces_rise_and_fall_by_a_storey_and_safety_is_the_measure_of_the_spiral(game):
    history = play(**game)
    before = tuple(1 + (move is Move.ARMED) for move in game["opening"])
    rho = RULES.weight[game["world"].advantage is Advantage.DEFENCE]
    for number, year in enumerate(history.years):
        steps = [1 if move is Move.ARMED else -1 for move in year.moves]
        raised = [max(0, min(6, one + step)) for one, step in zip(before, steps, strict=True)]
        assert list(year.forces) == raised
        measured = [float(one) for one in spiral.security(*year.forces, rho)]
        assert [history.security(chair, number) for chair in (0, 1)] == measured
        before = year.forces


@pytest.mark.parametrize("late", range(RULES.last + 1))
@pytest.mark.parametrize("later", range(RULES.last + 1))
def test_a_history_without_war_or_demand_is_judged_by_how_often_both_armed_at_its_end(late, later):
    wanted = [Ending.RESTRAINT] * 2 + [Ending.UNEASE] * 3 + [Ending.RACE] * 2
    pair = [answers([0] * YEARS, [0] * (YEARS - n) + [1] * n) for n in (late, later)]
    history = play(pair, SAFE, 1, rules=replace(RULES, war=(0, 0)))
    assert history.ending is wanted[late + later]


# Looks


@given(ANSWERS, ANSWERS, LUCK["seed"], st.sampled_from(NOT_TOLD), LUCK["opening"])
def test_where_arms_cannot_be_told_apart_no_look_depends_on_an_intent(
    one, two, seed, world, opening
):
    looks = set()
    for aims in ((a, b) for a in Intent for b in Intent):
        history = play((one, two), aims, seed, world, opening, free=True)
        looks.add(tuple((year.sent, year.sights) for year in history.years))
    assert len(looks) == 1


@given(ANSWERS, ANSWERS, LUCK["seed"], st.sampled_from(WORLDS), LUCK["opening"])
def test_in_no_world_does_restraint_look_by_intent_and_defenders_send_shields(
    one, two, seed, world, opening
):
    calm, pressed = (
        play((one, two), aims, seed, world, opening, free=True) for aims in (SAFE, PRESSED)
    )
    for safe, hard in zip(calm.years, pressed.years, strict=True):
        assert Sight.SPEAR not in (*safe.sent, hard.sent[0])
        for chair in (0, 1):
            if safe.sent[1 - chair] is Sight.RESTRAINT:
                assert safe.sights[chair] is hard.sights[chair]


@pytest.mark.parametrize("world", WORLDS, ids=str)
@pytest.mark.parametrize("aim", Intent)
def test_sights_come_as_often_as_the_tables_say(world, aim):
    rows = {0: RULES.held, 1: RULES.shields if world.told_apart else RULES.arms, 2: RULES.spears}
    many = play_many((DOVE, HAWK), (Intent.DEFENSIVE, aim), range(3000), world, free=True)
    going = many.played[:, None] > np.arange(YEARS)
    shows = RULES.shows / RULES.sides if world.told_apart and aim is Intent.OFFENSIVE else 0
    armed = many.sent[:, 1:, 1][going[:, 1:]]
    assert abs((armed == 2).mean() - shows) < 5 * sqrt(0.25 / len(armed))
    for sent, row in rows.items():
        seen = many.sights[:, :, 0][(many.sent[:, :, 1] == sent) & going]
        if len(seen):
            shares = np.bincount(seen, minlength=3) / len(seen)
            assert np.all(np.abs(shares - np.array(row) / RULES.sides) < 5 * sqrt(0.25 / len(seen)))


def test_who_wants_more_presses_by_what_it_sees_whatever_its_mind():
    for place, chance in enumerate(RULES.presses):
        rules = replace(RULES, held=tuple(20 * (one == place) for one in range(3)))
        many = play_many((DOVE, HAWK), PRESSED, range(3000), rules=rules)
        assert abs(many.moves[:, :, 1].mean() - chance / 20) < 5 * sqrt(0.25 / 3000)
    fates = [fate((MINDS["calm"], mind), PRESSED, WORLDS[1], OPENINGS[1], range(50))
             for mind in (HAWK, DOVE, *MINDS.values())]  # fmt: skip
    assert set(fates) == {fates[0]}


# Minds


def test_weights_by_hand():
    """Four steps to a doubling of how much likelier a sight is to come from who wants more."""
    shield_and_spear_alike, told = weights(WORLDS[0], 0.30), weights(WORLDS[1], 0.30)
    # restraint: 0.75*1 + 0.25*16 = 4.75 twentieths against 0.3*1 + 0.7*16 = 11.5, in every world
    assert {shield_and_spear_alike[0], told[0]} == {round(4 * np.log2(4.75 / 11.5))} == {-5}
    # a spear: 0.75*(0.7*16 + 0.3*3) + 0.25*2 = 9.575 against 0.3*3 + 0.7*2 = 2.3
    assert told[2] == round(4 * np.log2(9.575 / 2.3)) == 8
    assert shield_and_spear_alike[1:] == (3, 3)
    assert weights(WORLDS[2], 0.75)[1:] == (0, 0)  # both arm as often, and arms say nothing


@given(st.integers(-LIMIT, LIMIT), GAME)
def test_a_belief_is_read_in_four_steps_and_a_mind_arms_from_its_bar_on(belief, game):
    assert steps(probability(belief)) == belief
    history = play((mind := replace(MINDS["fearful"], prior=belief), HAWK), SAFE, game["seed"],
                   game["world"], game["opening"])  # fmt: skip
    first = mind.beliefs(history.view(0, 0))[1]
    likely = probability(first)
    expected = READINGS[(likely > 0.2) + (likely > 0.5) + (likely >= probability(CERTAIN))]
    assert history.years[0].readings[0] is expected
    bar = mind.bar + LATER * (game["world"].advantage is Advantage.DEFENCE)
    assert (history.years[0].moves[0] is Move.ARMED) == (first >= bar)


def test_a_tester_holds_back_once_after_two_years_of_arming_unless_it_is_sure():
    wary, sure = (replace(MINDS["tester"], prior=prior, bar=-24) for prior in (0, 24))
    rules = replace(RULES, war=(0, 0))
    arms = play((wary, HAWK), SAFE, 5, WORLDS[1], OPENINGS[3], rules=rules).moves(0)[1:]
    held = [at for at, move in enumerate(arms) if move is Move.HELD_BACK]
    assert held[:2] == [2, 5]
    assert Move.HELD_BACK not in play((sure, HAWK), SAFE, 5, rules=rules).moves(0)[1:]


def reachable(thing):
    """Yield whatever the attributes and elements of a thing lead to; a word leads nowhere."""
    yield thing
    if isinstance(thing, Intent | Policy | Sight | Reading | Move | Advantage | bool):
        return
    inner = [*vars(thing).values()] if hasattr(thing, "__dict__") else []
    for one in [*inner, *(thing if isinstance(thing, tuple) else ())]:
        yield from reachable(one)


def test_a_mind_is_handed_what_its_chair_has_seen_and_nothing_leads_from_there_to_the_world():
    views = []

    def mine(view):
        views.append(view)
        return Intent.DEFENSIVE, Policy.REASSURANCE

    history = play((HAWK, mine), PRESSED[::-1], 2_000_003, WORLDS[3], OPENINGS[1], free=True)
    assert views == [history.view(year, 1) for year in range(YEARS)]
    assert any(views[-1].demands)
    assert [len(view.sights) for view in views] == list(range(1, YEARS + 1))
    assert {view.opening for view in views} == {Move.ARMED}
    kinds = {type(one) for view in views for one in reachable(view)}
    assert kinds == {View, World, Advantage, Move, tuple, Sight, Reading, Policy, bool}
    public = {name for name in dir(views[0]) if name[0] != "_"}
    assert public == {"world", "opening", "sights", "readings", "policies", "demands"}


@given(GAME, CHAIR)
def test_a_mind_that_writes_on_its_view_changes_nothing(game, chair):
    def honest(view):
        arms = view.sights[-1] is Sight.SPEAR
        return Intent.DEFENSIVE, Policy.DETERRENCE if arms else Policy.REASSURANCE

    def cheat(view):
        given = honest(view)
        with pytest.raises(FrozenInstanceError):
            view.sights = ()
        for name in list(vars(view)):  # by force
            object.__setattr__(view, name, (Sight.SPEAR,) * 8)
        return given

    pairs = [(mind, HAWK)[:: -1 if chair else 1] for mind in (honest, cheat)]
    one, two = (play(**{**game, "minds": pair}) for pair in pairs)
    assert one.years == two.years


@pytest.mark.parametrize("given", [("offensive", "deterrence"), ["rather to attack", "deterrence"]])
def test_a_mind_may_answer_in_plain_words(given):
    rather = answers([2] * YEARS, [1] * YEARS)
    plain = play((lambda view: given, HAWK), SAFE, 5)
    assert plain.years == play((rather, HAWK), SAFE, 5).years


@pytest.mark.parametrize(
    "answer",
    [
        *(None, (), "arm", 7, {"offensive": "deterrence"}, ("offensive",), ([], {})),
        *(("offensive", "deterrence", "again"), ("deterrence", "offensive")),
    ],
    ids=repr,
)
@pytest.mark.parametrize("aim", Intent)
@pytest.mark.parametrize("chair", [0, 1])
def test_an_answer_that_is_none_is_refused_with_year_chair_and_value(answer, aim, chair):
    def breaks(view):
        return answer if len(view.sights) == 3 else (Intent.DEFENSIVE, Policy.REASSURANCE)

    minds, aims = [DOVE, DOVE], list(SAFE)
    minds[chair], aims[chair] = breaks, aim
    with pytest.raises(ValueError, match="expected a pair") as refused:
        play(minds, aims, 5)
    message = str(refused.value)
    assert message.startswith(f"year 3, chair {chair}: a mind answered {answer!r};")
    assert "a reading (defensive, offensive, surely to defend," in message


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (((HAWK,), SAFE, 1), "expected two of each"),
        (((HAWK, HAWK), ("peaceful", "defensive"), 1), "peaceful"),
        (((answers([1], [1]), DOVE), SAFE, 1), "no answer is recorded for year 2"),
    ],
)
def test_what_cannot_be_played_is_refused(arguments, expected):
    with pytest.raises(ValueError, match=expected):
        play(*arguments)


def test_a_year_is_judged_as_the_theory_does():
    history = play((DOVE, HAWK), PRESSED, 4)
    judged = history.judge(0, 0)
    assert (judged.scenario, judged.dilemma) == (Scenario.LIBERAL, Dilemma.INTERPRETATION)
    assert history.judge(0, 1).scenario is Scenario.REALIST


# Codes


@st.composite
def packed(draw):
    """Draw a kind of code, and values that it can hold, the largest and smallest included."""
    kind = draw(st.sampled_from(list(KINDS)))
    return kind, tuple(draw(st.integers(0, size - 1)) for size in KINDS[kind].fields)


@given(packed(), st.data())
def test_a_code_gives_back_what_it_holds_and_one_wrong_character_or_two_swapped_never_pass(
    held, data
):
    kind, values = held
    written = pack(kind, values)
    for typed in (written, written.lower().replace("-", " "), written.replace("Q", "o")):
        assert unpack(kind, typed) == values
    plain = written.replace("-", "")
    place, other = data.draw(st.tuples(*[st.integers(0, len(plain) - 1)] * 2))
    letter = data.draw(st.sampled_from(ALPHABET))
    swapped = list(plain)
    swapped[place], swapped[other] = swapped[other], swapped[place]
    for wrong in {plain[:place] + letter + plain[place + 1 :], "".join(swapped)} - {plain}:
        with pytest.raises(ValueError, match="is no code"):
            unpack(kind, wrong)
    for beyond in range(len(values)):
        with pytest.raises(ValueError, match="expected 0 to"):
            pack(kind, [*values[:beyond], KINDS[kind].fields[beyond], *values[beyond + 1 :]])


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_code_has_a_length_of_its_own_and_room_for_versions(kind):
    known = KINDS[kind]
    assert [one.letters for one in KINDS.values()].count(known.letters) == 1
    assert (VERSION + 1) * prod(known.fields) <= len(ALPHABET) ** known.letters


@given(READER)
def test_a_code_restores_the_whole_history(state):
    history = history_from(state)
    again = restore(code(history))
    assert (again.years, again.intents, again.minds[1 - again.seat]) == (
        history.years,
        history.intents,
        history.minds[1 - again.seat],
    )
    facts = (again.seat, again.seed, again.world, again.opening)
    dealt = deal(state["seed"])
    assert facts == (state["seat"], state["seed"], dealt.world, dealt.opening)
    assert again.intents[again.seat] is Intent.DEFENSIVE
    assert again.intents[1 - again.seat] is dealt.intents[1 - again.seat]


@given(TABLE)
def test_a_code_restores_a_mind(mind):
    assert mind_of(mind_code(mind), "some") == mind


@pytest.mark.parametrize(("wrong", "expected"), WRONG_CODES.items())
def test_a_wrong_code_gets_a_sentence(wrong, expected):
    with pytest.raises(ValueError, match=expected):
        restore(wrong)


def test_what_the_luck_of_a_code_does_not_give_gets_none():
    dealt = deal(7)
    history = history_from({"seed": 7, "seat": 0, "readings": [0] * 8, "policies": [0] * 8})
    for changes in (
        {"world": WORLDS[WORLDS.index(dealt.world) - 2]},
        {"opening": OPENINGS[OPENINGS.index(dealt.opening) - 3]},
        {"straight": history.bent},
        {"rules": replace(RULES, held=(0, 0, 20))},
    ):
        game = {"world": dealt.world, "opening": dealt.opening, **changes}
        with pytest.raises(ValueError, match="a history that was changed"):
            code(play(history.minds, history.intents, 7, **game))
    with pytest.raises(ValueError, match="expected 0 to"):
        code(play(history.minds, history.intents, SEEDS, dealt.world, dealt.opening))


def test_codes_are_of_this_version_of_rules_minds_and_luck():
    """Whoever changes one of them raises `codes.VERSION`, or an old code tells another history."""
    tellings = []
    for seed in range(0, SEEDS, SEEDS // 40):
        history = history_from(
            {"seed": seed, "seat": 0, "readings": [3, 1] * 4, "policies": [0, 1, 1, 0] * 2}
        )
        tellings.append([code(history), *told(history)])
    made = sha256(repr((RULES, MINDS, tellings)).encode()).hexdigest()[:16]
    assert (VERSION, made) == (2, "b99db35e4ac60ee4")


# After the last year


@given(READER, YEAR)
def test_a_mind_stands_in_for_a_reader_from_where_they_see_something_else_and_only_if_like_them(
    state, which
):
    history, chair = history_from(state), state["seat"]
    name, years = likeness(history, chair)
    for bent in history.bent[which : which + 1]:
        again = replayed(history, *bent)
        both = range(min(len(history.years), len(again.years)))
        other = [
            n for n in both if history.years[n].sights[chair] is not again.years[n].sights[chair]
        ]
        if not other and len(history.years) != len(again.years):
            other = [len(both)]
        until = other[0] if other else len(both)
        assert first_difference(history, again) == (until if other else None)
        for n in range(until):
            assert history.years[n].policies[chair] is again.years[n].policies[chair]
        for n in range(until, len(again.years)):
            one = again.years[n]
            answer = MINDS[name](again.view(n, chair))
            assert (one.readings[chair], one.policies[chair]) == answer
        assert is_certain(history, again) == (not other or years >= LIKE_ENOUGH)


@given(**LUCK)
def test_the_bent_sight_that_decided_changed_more_than_any_other(seed, world, opening):
    history = play((MINDS["fearful"],) * 2, SAFE, seed, world, opening)

    def rank(again):
        return again.ending is not history.ending, len(differing(history, again))

    ranks = {one: rank(replayed(history, *one)) for one in history.bent}
    ranks = {one: rank for one, rank in ranks.items() if rank > (False, 0)}
    most = [one for one in ranks if ranks[one] == max(ranks.values())]
    assert decisive(history) == (most[0] if most else None)


def test_the_share_of_races_that_hang_is_that_of_histories_with_such_a_sight():
    world, opening, mind = WORLDS[1], OPENINGS[3], MINDS["fearful"]

    def races(history):
        armed = sum(year.moves.count(Move.ARMED) for year in history.years[-RULES.last :])
        return history.ending is Ending.WAR or armed >= RULES.race

    every = [play((mind, mind), SAFE, seed, world, opening) for seed in range(60)]
    raced = [history for history in every if races(history)]
    hang = [any(not races(replayed(one, *bent)) for bent in one.bent) for one in raced]
    assert 0 < sum(hang) < len(hang)
    assert hinges(mind, range(60), world, opening) == pytest.approx(sum(hang) / len(hang))
    assert hinges(DOVE, range(60), world, opening) == 0


def test_a_mind_of_ones_own_answers_for_itself_when_something_is_put_straight():
    def grudge(view):
        armed = Sight.SPEAR in view.sights
        return ("offensive", "deterrence") if armed else ("defensive", "reassurance")

    changed = 0
    for seed in range(40):
        history = play((grudge, MINDS["fearful"]), SAFE, seed)
        for one in history.bent:
            again = replayed(history, *one)
            assert again == play((grudge, MINDS["fearful"]), SAFE, seed, straight=[one])
            changed += again.years != history.years
    assert changed > 20


# Many


def test_a_fate_is_counted_from_the_histories_themselves():
    pair, world, opening = (MINDS["fearful"], MINDS["calm"]), WORLDS[0], OPENINGS[3]
    for aims in (SAFE, PRESSED):
        every = [play(pair, aims, seed, world, opening) for seed in range(80)]
        fared = fate(pair, aims, world, opening, range(80))

        def mean(facts, count=80):
            return pytest.approx(sum(facts) / count)

        assert fared.war == mean(one.ending is Ending.WAR for one in every)
        assert fared.restraint == mean(one.ending is Ending.RESTRAINT for one in every)
        assert fared.security == mean(one.security(0) for one in every)
        assert fared.coerced == mean(any(y.demands[0] for y in one.years) for one in every)
        paid, years = (100 * one.paid(0) for one in every), sum(len(one.years) for one in every)
        assert fared.price == mean(paid, years)
        if aims == SAFE:
            ends = (Ending.RACE, Ending.WAR)
            assert fared.race == mean(one.ending in ends for one in every)


def test_the_study_has_a_row_for_each_world_opening_and_pair(monkeypatch):
    asked = []
    fared = fate((DOVE, DOVE), SAFE, WORLDS[0], OPENINGS[0], [1])
    module = sys.modules["game.study"]
    monkeypatch.setattr(module, "cell", lambda *at: asked.append(at) or fared)
    table = study()
    keys = ["advantage", "told apart", "armed last year", "mind", "neighbour"]
    cells = len(WORLDS) * len(OPENED) * len(MINDS) * (len(MINDS) + 1)
    assert len(table) == len(set(asked)) == cells
    assert not table.duplicated(keys).any()
    assert set(table["neighbour"]) == {*MINDS, ANY}


def test_a_tournament_has_a_row_for_each_pair_and_counts_as_a_fate_does():
    def copycat(view):
        reading, policy = ("offensive", "deterrence"), ("defensive", "reassurance")
        return policy if view.sights[-1] is Sight.RESTRAINT else reading

    minds = {**MINDS, "copycat": copycat}
    table = tournament(minds, range(20), WORLDS[2], OPENINGS[1]).set_index(["mind", "neighbour"])
    assert set(table.index) == {(one, two) for one in minds for two in (*minds, ANY)}
    assert not table.index.duplicated().any()
    assert set(table.query("intent == 'offensive'").index.get_level_values(1)) == {ANY}
    fared = fate((copycat, MINDS["calm"]), SAFE, WORLDS[2], OPENINGS[1], range(20))
    assert table.loc[("copycat", "calm")].drop("intent").to_dict() == vars(fared)


@pytest.mark.parametrize(("minds", "seeds"), [({}, range(3)), ({"dove": DOVE}, [])])
def test_a_tournament_of_nobody_or_of_no_history_is_refused(minds, seeds):
    with pytest.raises(ValueError, match="expected at least one of each"):
        tournament(minds, seeds)


# The ideal observer


def test_the_first_belief_of_the_ideal_observer_by_hand():
    """After one sight of a year in which the other armed or not, which is at even odds."""
    for seed in range(10):
        history = play((DOVE, HAWK), SAFE, seed, WORLDS[1], OPENINGS[1])
        offensive, defensive = {
            Sight.RESTRAINT: (1 + 16, 1 + 16),
            Sight.SHIELD: (0.7 * 3 + 0.3 * 16 + 2, 16 + 2),
            Sight.SPEAR: (0.7 * 16 + 0.3 * 3 + 2, 3 + 2),
        }[history.years[0].sights[0]]
        first = suspicion(history, 0)[0]
        assert first == pytest.approx(offensive / (offensive + defensive))
    alike = play((DOVE, HAWK), SAFE, 5, WORLDS[0], OPENINGS[1])
    assert suspicion(alike, 0)[0] == pytest.approx(0.5)


@pytest.mark.parametrize("world", [WORLDS[1], WORLDS[2]], ids=str)
def test_the_ideal_observer_is_certain_only_after_a_demand_and_else_as_often_right_as_it_says(
    world,
):
    doubts, truths = [], []
    for seed in range(60):
        dealt = deal(seed)
        aims = (Intent.DEFENSIVE, dealt.intents[1])
        history = play((MINDS["fearful"], dealt.minds[1]), aims, seed, world, dealt.opening)
        gave_in = False
        for year, doubt in zip(history.years, suspicion(history, 0), strict=True):
            assert doubt == pytest.approx(1) if gave_in else 0 < doubt < 1
            gave_in |= year.demands[0]
        doubts.append(doubt)
        truths.append(dealt.intents[1] is Intent.OFFENSIVE)
    doubts, truths = np.array(doubts), np.array(truths)
    error = sqrt((doubts * (1 - doubts)).sum()) / len(doubts)
    assert abs((doubts - truths).mean()) < 4 * error
    assert truths[doubts > 0.5].mean() > 0.6 > 0.4 > truths[doubts < 0.5].mean()
