"""The played dilemma on a page: its tables, and what stands there without a script and on paper.

`play.js` beside this file interprets the tables. Whatever it shows, compares or throws a die for
stands in them; a test plays the same histories in both and compares every turn.
"""

import json
from typing import TYPE_CHECKING, Any

from islands.where import in_page
from secdilemma.pictures.pieces import part, slot, stage, table_of, tag, text
from secdilemma.pictures.seats import before, seats
from secdilemma.play import MINDS, RULES, History, decisive, misreadings, play, replayed
from secdilemma.play.codes import (
    ALPHABET,
    FIELDS,
    GROUP,
    IGNORED,
    INTENTS,
    LETTERS,
    MISTAKEN,
    POLICIES,
    SEEDS,
    VERSION,
)
from secdilemma.play.minds import LIMIT, LOCKED, SURE
from secdilemma.play.rules import MOVES, OPENING, PLACES, Channel, Ending, Sight
from secdilemma.play.study import GRAVITY, LIKE_ENOUGH
from secdilemma.play.words import APART, diary, event, events_of, named, names, place, words
from secdilemma.theory import Intent

if TYPE_CHECKING:
    from secdilemma.pictures.play_live import Game

FORMS = ("short", "whole")
"""The front page has the game with a short debrief; a page of its own has all of it."""

RECORDED = ("fearful", "fearful", 60)
"""Minds and luck of the history for print: its ending hangs on one misreading."""

ELSEWHERE = ("record", "drawn", "screen", "seats", "class")
"""Words that the game of one reader does not need."""

MANY = 1000
"""So many other lucks."""

FEARED = RULES.turns // 2
"""Who was afraid in at least so many years had feared the other."""


def tables() -> dict[str, Any]:
    """Collect all that a page needs to play: rules, minds, code, words.

    Returns
    -------
    dict
        Numbers, texts, lists and dicts alone. Intents, policies, moves and sights are numbers; a
        policy has the number of its move.
    """
    said = words()
    first, second, seed = RECORDED
    return {
        "rules": {
            "turns": RULES.turns,
            "sides": RULES.sides,
            "start": RULES.start,
            "most": RULES.most,
            "ahead": RULES.ahead,
            "opening": place(OPENING),
            "presses": RULES.presses,
            "seen": [[RULES.seen[one, MOVES[policy]] for policy in POLICIES] for one in INTENTS],
            "meant": [[PLACES[Sight.HELD_BACK], PLACES[s]] for s in (Sight.SHIELD, Sight.SPEAR)],
            "last": RULES.last,
            "race": RULES.race,
            "restraint": RULES.restraint,
        },
        "channels": {channel.name.lower(): channel.value for channel in Channel},
        "apart": APART,
        "minds": [
            {
                "name": mind.name,
                "prior": mind.prior,
                "bar": mind.bar,
                "weights": [mind.weights[MOVES[policy]] for policy in POLICIES],
                "tests": mind.tests,
            }
            for mind in MINDS.values()
        ],
        "grid": {"limit": LIMIT, "locked": LOCKED, "sure": SURE},
        "code": {
            "version": VERSION,
            "alphabet": ALPHABET,
            "mistaken": MISTAKEN,
            "letters": LETTERS,
            "group": GROUP,
            "ignored": IGNORED,
            "fields": FIELDS,
        },
        "seeds": SEEDS,
        "least": {"like": LIKE_ENOUGH, "feared": FEARED},
        "gravity": [GRAVITY.index(ending) for ending in Ending],
        "many": MANY,
        "values": {
            "intents": [intent.value for intent in INTENTS],
            "policies": [policy.value for policy in POLICIES],
            "endings": [ending.value for ending in Ending],
        },
        "recorded": {
            "seed": seed,
            "minds": [list(MINDS).index(first), list(MINDS).index(second)],
            "intents": [0, 0],
        },
        "words": {
            **{key: value for key, value in said.items() if key not in ELSEWHERE},
            "events": [events_of(sight) for sight in Sight],
        },
    }


def recorded() -> History:
    """Play the history that stands on paper.

    Returns
    -------
    History
        Of two states that only want to be safe.
    """
    first, second, seed = RECORDED
    return play([MINDS[first], MINDS[second]], [Intent.DEFENSIVE] * 2, seed)


def _line(label: str, said: str, kind: str) -> str:
    return tag("p", f"{tag('b', label)} {said}" if label else said, class_=f"play-{kind}")


def _cell(history: History, turn: int, seat: int) -> str:
    """Write one chair's year: what the other did, what was seen of it, thought and done."""
    said, happened = words()["table"], history.turns[turn]
    sights = words()["sights"]
    meant = sights["meant"][PLACES[history.meant(turn, seat)]]
    saw = text(event(history, turn, seat))
    if (turn, seat) in misreadings(history):
        seen = sights["seen"][PLACES[happened.sights[seat]]]
        saw += " " + tag("strong", text(said["misread"], seen=seen), class_="play-break")
    lines = (
        _line("", text(named(said["had"], history, seat), meant=meant), "had"),
        _line(said["saw"], saw, "saw"),
        _line(said["made"], text(diary(history, turn, seat)), "made"),
        _line(said["did"], text(said["moved"][place(happened.moves[seat])]) + ".", "did"),
    )
    return tag("td", "".join(lines), data_lane=names(history.seat)[seat])


def record() -> str:
    """Write the recorded history as a double table: both lanes, both diaries.

    Returns
    -------
    str
        HTML.

    Raises
    ------
    ValueError
        If the rules have changed, and the history hangs on no misreading any more.
    """
    history, said = recorded(), words()
    both, years = names(history.seat), len(history.turns)
    found = decisive(history)
    if found is None:
        raise ValueError(f"{RECORDED}: no misreading decides; expected a history with one")
    turn, seat = found
    sights, endings = said["sights"], list(Ending)
    decided = text(
        named(said["decided"]["changed"], history, seat),
        year=turn + 1,
        seen=sights["seen"][PLACES[history.turns[turn].sights[seat]]],
        meant=sights["meant"][PLACES[history.meant(turn, seat)]],
        other=said["endings"]["names"][endings.index(replayed(history, turn, seat).ending)],
        ending=said["endings"]["names"][endings.index(history.ending)],
    )
    head = [said["table"]["year"], *both]
    rows = "".join(
        tag(
            "tr",
            tag("th", str(number + 1), scope="row", data_lane=said["table"]["year"])
            + _cell(history, number, 0)
            + _cell(history, number, 1),
        )
        for number in range(years)
    )
    table = table_of(said["table"]["caption"].format(years=years), head, rows, "lanes")
    told = text(f"{said['record']['page']} {said['record']['told']}")
    title = tag("p", text(said["record"]["title"]), class_="play-title")
    return tag("div", title + tag("p", told) + table + tag("p", decided), class_="play-record")


def _drawn() -> str:
    """Write the table of chances."""
    said, sides = words()["drawn"], RULES.sides
    rows = ""
    for intent, aim in zip(INTENTS, said["aims"], strict=True):
        for policy, row in zip(POLICIES, said["rows"], strict=True):
            shares = RULES.seen[intent, MOVES[policy]]
            cells = "".join(tag("td", text(said["share"], of=n, sides=sides)) for n in shares)
            rows += tag("tr", tag("th", text(row, aim=aim), scope="row") + cells)
    head = "".join(tag("th", text(one), scope="col") for one in (said["move"], *said["columns"]))
    table = tag(
        "table", tag("thead", tag("tr", head)) + tag("tbody", rows), class_="sd-table play-chances"
    )
    chances = ", ".join(said["share"].format(of=n, sides=sides) for n in RULES.presses)
    after = tag("p", text(said["presses"], chances=chances, ahead=RULES.ahead))
    told = tag("p", text(said["told"], sides=sides))
    summary = tag("summary", text(said["title"]))
    return tag("details", summary + told + table + after, class_="play-drawn")


def _restore(name: str) -> str:
    """Write the field for a code."""
    said = words()["code"]
    label = tag("label", text(said["label"]), for_=f"{name}-code")
    field = f'<input type="text" id="{name}-code" autocomplete="off" spellcheck="false">'
    button = tag("button", text(said["button"]), type="submit")
    form = tag("form", f"{label} {field} {button}")
    wrong = tag("p", "", class_="play-wrong", role="status")
    return tag("details", tag("summary", text(said["restore"])) + form + wrong, class_="play-keep")


def _select(title: str, options: list[str]) -> str:
    chosen = "".join(tag("option", text(one)) for one in options)
    return tag("label", f"{text(title)} {tag('select', chosen)}")


def _after(whole: bool) -> str:
    """Write what comes after the last year, with empty places."""
    said, years = words(), RULES.turns
    us, them = names(0)
    table, decided = said["table"], said["decided"]
    caption = table["caption"].format(years=years)
    head = [table["year"], table["you"].format(us=us), table["they"].format(us=them)]
    sit = tag("button", text(said["chair"]["title"]), type="button", class_="play-sit")
    numbers = [str(year + 1) for year in range(years)]
    opened = part(
        said["opened"]["title"],
        *(slot("p", name) for name in ("intent", "ended")),
        table_of(said["opened"]["caption"], ["", *numbers], "", "glance"),
        slot("p", "brief"),
        slot("p", "choices", _again() + (sit if whole else "")),
    )
    summary = tag("summary", text(said["opened"]["diaries"]))
    lanes = tag("details", summary + table_of(caption, head, "", "lanes"), class_="play-diaries")
    both = part(said["opened"]["both"], slot("p", "mind"), lanes, slot("p", "lastly"))
    marks = table_of(decided["caption"], ["", *numbers], "", "marks")
    undo = tag("button", text(decided["button"]), type="button", class_="play-undo")
    answered = slot("p", "answered")
    shown = f'<div class="play-again-same" tabindex="-1" hidden>{marks}{answered}</div>'
    sentence = (slot("p", "sentence"), tag("p", undo), shown)
    year = part(decided["titles"]["changed"], *sentence, kind="play-part play-decided")
    parts = [opened, year, both, *([_chair(them), _thousand(them)] if whole else [])]
    parts.append(part(said["closing"]["title"], slot("p", "closing")))
    code = said["code"]
    told = f"{text(code['told'])} {slot('code', 'code')}"
    return "".join((*parts, part(code["title"], tag("p", told), tag("p", _again()))))


def _chair(them: str) -> str:
    """Write the stage of the other chair."""
    said = words()["chair"]
    begin = tag("button", text(said["begin"]), type="button", class_="play-begin")
    told = tag("p", text(said["told"], them=them))
    done = tag("p", "", class_="play-chair-done", tabindex="-1")
    return part(said["title"], told, tag("p", begin), stage("chair-"), done)


def _thousand(them: str) -> str:
    """Write the three choices and the place for a thousand dots."""
    said, labels = words()["thousand"], list(words()["labels"].values())
    asked = ((said["yours"], labels), (said["theirs"], labels), (said["intent"], said["intents"]))
    selects = "".join(_select(title.format(them=them), options) for title, options in asked)
    count = tag("output", "", class_="play-count", aria_live="polite")
    told, dots = tag("p", text(said["told"])), slot("div", "dots")
    return part(said["title"], told, slot("div", "selects", selects), dots, count)


def _over() -> str:
    """Write the place of a game that is over: folded where a page finds it, and a way on."""
    debrief = tag("summary", "") + tag("div", "", class_="play-debrief")
    folded = tag("details", debrief, class_="play-over", hidden="")
    return folded + tag("p", _again(), class_="play-found")


def _again() -> str:
    return tag("button", text(words()["code"]["again"]), type="button", class_="play-again")


class Played:
    """The game, as a cell of a page shows it.

    Parameters
    ----------
    name : str
        Of the game: where a page keeps it, and what ids begin with.
    seed : int, optional
        The luck of the first game; without it, every reader has luck of their own.
    form : str
        One of `FORMS`.
    """

    def __init__(self, name: str, seed: int | None, form: str) -> None:
        self.name, self.seed, self.form = name, seed, form

    def html(self) -> str:
        """Return the game as HTML that stands without a script and on paper.

        Returns
        -------
        str
            One ``<section class="play">``.
        """
        said = words()
        game, whole = tables(), self.form == "whole"
        if whole:
            game["words"] |= {"screen": said["screen"], "seats": said["seats"]}
        data = json.dumps(game, ensure_ascii=False, separators=(",", ":"))
        title = tag("p", text(said["turn"]["title"]), class_="play-title", id=f"{self.name}-title")
        live = (
            (before() if whole else "")
            + tag("p", text(said["turn"]["wants"]), class_="play-wants")
            + stage()
            + '<details class="play-past" hidden>'
            + tag("summary", text(said["turn"]["past"]))
            + "<ol></ol></details>"
            + _over()
            + (seats() if whole else "")
            + tag("div", _restore(self.name) + _drawn(), class_="play-more")
        )
        script = tag(
            "script", data.replace("<", "\\u003c"), type="application/json", class_="play-data"
        )
        seed = {} if self.seed is None else {"data_seed": str(self.seed)}
        return tag(
            "section",
            title
            + tag("div", live, class_="play-live")
            + record()
            + tag("template", _after(whole), class_="play-after")
            + script,
            class_="play",
            data_play=self.name,
            data_form=self.form,
            **seed,
            aria_labelledby=f"{self.name}-title",
        )

    def widget(self) -> "Game":
        """Make the ipywidgets widget of a live kernel.

        Returns
        -------
        Game
            The same game, driven by the rules in Python.
        """
        from secdilemma.pictures.play_live import Game  # pages are built without widgets

        return Game(self.seed)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """Show it on a page or in a live kernel; in plain text say what it would be."""
        if not in_page():
            return self.widget()._repr_mimebundle_(**options)
        return {"text/html": self.html(), "text/plain": words()["turn"]["title"]}


def played(name: str = "dilemma", seed: int | None = None, form: str = "short") -> Played:
    """Let the reader play.

    Parameters
    ----------
    name : str
        Of the game: pages that share a name share what was played.
    seed : int, optional
        The luck of the first game, for a class that is to see the same; below `SEEDS`.
    form : str
        ``"short"``, or ``"whole"`` with the other chair and a thousand histories.

    Returns
    -------
    Played
        What a cell shows: the game on a page, and in a live kernel a widget.

    Raises
    ------
    ValueError
        If there is no such form or seed.

    Examples
    --------
    >>> '<section class="play"' in played(seed=7).html()
    True
    """
    if form not in FORMS:
        raise ValueError(f"form {form!r}; expected one of {', '.join(FORMS)}")
    if seed is not None and not 0 <= seed < SEEDS:
        raise ValueError(f"seed {seed}; expected one from 0 to {SEEDS - 1}")
    return Played(name, seed, form)
