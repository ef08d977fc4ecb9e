"""The played dilemma in a live kernel: ipywidgets, driven by the rules in Python."""

import secrets
from html import escape
from typing import Any

import ipywidgets

from secdilemma.pictures.pieces import tag
from secdilemma.play import MINDS, RULES, Ending, History, code, decisive, misreadings, replayed
from secdilemma.play.codes import INTENTS, POLICIES, SEEDS, history_of, neighbour, restore
from secdilemma.play.rules import PLACES, Move
from secdilemma.play.study import changed, distance, likeness, parted, told, verdict, worse
from secdilemma.play.words import diary, event, named, place, words
from secdilemma.theory import Intent, Policy

NO_READING = "You have not said yet how you read them."
NO_POLICY = "You have not said yet how you answer."

STANDS_IN = MINDS["calm"]
"""Answers for the years to come while a reader still plays; nobody sees what it does there."""


def filled(text: str, history: History, seat: int, **values: object) -> str:
    """Fill in a sentence of the game.

    Parameters
    ----------
    text : str
        With places such as ``{us}`` and ``{year}``.
    history : History
        Says who is who.
    seat : int
        Who speaks.
    **values : object
        What stands in the other places.

    Returns
    -------
    str
        HTML.
    """
    text = named(text, history, seat)
    for name, value in {"years": len(history.turns), **values}.items():
        text = text.replace(f"{{{name}}}", str(value))
    return escape(text, quote=False)


def lane(history: History, turn: int, seat: int) -> str:
    """Write one chair's year: what the other did, what was seen of it, thought and done.

    Parameters
    ----------
    history : History
        Of a reader, in the chair ``history.seat``, and a neighbour that is a table.
    turn, seat : int
        The turn (from 0) and the chair.

    Returns
    -------
    str
        A cell of a table, as HTML.
    """
    said, sights, happened = words()["table"], words()["sights"], history.turns[turn]
    meant = sights["meant"][PLACES[history.meant(turn, seat)]]
    saw = escape(event(history, turn, seat), quote=False)
    if (turn, seat) in misreadings(history):
        seen = sights["seen"][PLACES[happened.sights[seat]]]
        saw += " " + tag("strong", filled(said["misread"], history, seat, seen=seen))
    if seat == history.seat:
        made = said["reads"][INTENTS.index(happened.readings[seat])]
    else:
        made = diary(history, turn, seat)
    did = [said["moved"][place(happened.moves[seat])] + "."]
    did += [said["demand"]] if happened.demands[seat] else []
    did += [said["demanded"]] if happened.demands[1 - seat] else []
    lines = (
        filled(said["had"], history, seat, meant=meant),
        f"{tag('b', said['saw'])} {saw}",
        f"{tag('b', said['made'])} {escape(made, quote=False)}",
        f"{tag('b', said['did'])} {escape(' '.join(did), quote=False)}",
    )
    return tag(
        "td", "<br>".join(lines), style="text-align: left; vertical-align: top; padding: 0.4em"
    )


def lanes(history: History) -> str:
    """Write both lanes of a history as a table, the reader's first.

    Parameters
    ----------
    history : History
        As `lane` takes it.

    Returns
    -------
    str
        HTML.
    """
    said, us = words()["table"], history.seat
    heads = [said["year"], filled(said["you"], history, us), filled(said["they"], history, 1 - us)]
    head = "".join(tag("th", one, scope="col", style="text-align: left") for one in heads)
    rows = "".join(
        tag(
            "tr",
            tag("th", str(turn + 1), scope="row", style="vertical-align: top")
            + lane(history, turn, us)
            + lane(history, turn, 1 - us),
        )
        for turn in range(len(history.turns))
    )
    caption = filled(said["caption"], history, us)
    return tag("table", tag("caption", caption) + tag("thead", head) + tag("tbody", rows))


def decided(history: History) -> tuple[str, str, str]:
    """Say which misreading decided a history, as far as it can be told.

    Parameters
    ----------
    history : History
        Of a reader.

    Returns
    -------
    tuple of str
        As HTML: in brief, the title of the part that tells more, and its sentences.
    """
    said, sights, endings = words()["decided"], words()["sights"], words()["endings"]["names"]
    found, kind = decisive(history), verdict(history)
    texts = [said["brief"][kind], said["titles"][kind], said[kind]]
    seat, values = history.seat, dict[str, object]()
    if found:
        turn, seat = found
        again, order = replayed(history, turn, seat), list(Ending)
        if told(history, again) and (how := worse(history, turn, seat)):
            texts[2] += " " + said["worse"][how]
        first = parted(history, again)
        values = {
            "year": turn + 1,
            "seen": sights["seen"][PLACES[history.turns[turn].sights[seat]]],
            "meant": sights["meant"][PLACES[history.meant(turn, seat)]],
            "ending": endings[order.index(history.ending)],
            "other": endings[order.index(again.ending)],
            "moves": distance(history, again),
            "all": 2 * len(history.turns),
            "label": words()["labels"][likeness(history, history.seat)[0]],
            "from": "" if first is None else first + 1,
            "first": changed(history, again)[0] + 1 if distance(history, again) else "",
        }
    brief, title, sentence = (filled(text, history, seat, **values) for text in texts)
    return brief, title, sentence


def demand(history: History, turn: int) -> str:
    """Tell what the reader had to give in to in a turn.

    Parameters
    ----------
    history : History
        Of a reader.
    turn : int
        From 0; before it there was nothing.

    Returns
    -------
    str
        Two sentences or so, as HTML, or none.
    """
    if turn < 0 or not history.turns[turn].demands[history.seat]:
        return ""
    texts = words()["turn"]["demands"]
    earlier = sum(one.demands[history.seat] for one in history.turns[:turn])
    return filled(texts[earlier % len(texts)], history, history.seat)


def debrief(history: History) -> str:
    """Open the other head: both lanes, the year that decided, whose doing it was, the code.

    Parameters
    ----------
    history : History
        That a reader has played to its end.

    Returns
    -------
    str
        HTML.
    """
    said, us = words(), history.seat
    them = 1 - us
    intent, mind = neighbour(history.seed, us)
    wrong = [seat for _, seat in misreadings(history)]

    def armed(seat: int) -> int:
        return sum(turn.moves[seat] is Move.ARMED for turn in history.turns)

    def line(text: str, **values: object) -> str:
        return tag("p", filled(text, history, us, **values))

    def title(text: str) -> str:
        return tag("h3", filled(text, history, us))

    closing = said["closing"]
    sentences = (closing["yours"], closing["theirs"], closing["luck" if wrong else "clear"])
    whose = line(
        " ".join(sentences),
        mine=armed(us),
        other=armed(them),
        intent=closing["intents"][INTENTS.index(intent)],
        seen=wrong.count(us),
        shown=wrong.count(them),
    )
    opened, demands = said["opened"], sum(turn.demands[us] for turn in history.turns)
    aims = [opened["right"], opened["intents"][INTENTS.index(intent)]]
    aims += [opened["pressed"]] if demands else []
    last, (brief, decides, sentence) = demand(history, len(history.turns) - 1), decided(history)
    parts = (
        title(opened["title"]),
        line(" ".join(aims), right=sum(turn.readings[us] is intent for turn in history.turns)),
        line(said["endings"]["told"][list(Ending).index(history.ending)], demands=demands),
        tag("p", brief),
        title(opened["both"]),
        line(opened["mind"], mind=said["minds"][mind.name]),
        lanes(history),
        line(opened["last"]).replace("{demand}", last) if last else "",
        tag("h3", decides),
        tag("p", sentence),
        title(closing["title"]),
        whose,
        tag("p", f"{escape(said['code']['told'])} {tag('code', code(history))}"),
    )
    return "".join(parts)


def _radios(legend: str, values: tuple[Any, ...], labels: list[str]) -> ipywidgets.RadioButtons:
    return ipywidgets.RadioButtons(
        options=list(zip(labels, values, strict=True)),
        value=None,
        description=legend,
        style={"description_width": "initial"},
        layout={"width": "max-content"},
    )


class Game(ipywidgets.VBox):  # type: ignore[misc]
    """The game as an ipywidgets box.

    Parameters
    ----------
    seed : int, optional
        The luck of the first game; without it, another one each time.

    Attributes
    ----------
    reading, policy : ipywidgets.RadioButtons
        The two decisions of a year: an `Intent` and a `Policy`, or None.
    next, again, restored : ipywidgets.Button
        Decide, play again, restore the history of ``code``.
    code : ipywidgets.Text
        The code of a history.
    year, seen, wrong, past, debrief : ipywidgets.HTML
        Which year it is, what is seen, what is wrong with an input, the years so far, and what is
        opened after the last one.
    """

    def __init__(self, seed: int | None = None) -> None:
        turn, code = words()["turn"], words()["code"]
        self.reading = _radios(turn["reading"], INTENTS, turn["readings"])
        self.policy = _radios(turn["policy"], POLICIES, turn["policies"])
        self.next = ipywidgets.Button(description=turn["next"], button_style="primary")
        self.again = ipywidgets.Button(description=code["again"])
        self.restored = ipywidgets.Button(description=code["button"])
        self.code = ipywidgets.Text(
            description=code["label"], style={"description_width": "initial"}
        )
        self.year, self.seen, self.wrong, self.past, self.debrief = (
            ipywidgets.HTML() for _ in range(5)
        )
        first = tag("strong", escape(turn["title"])) + tag("p", escape(turn["wants"]))
        title = ipywidgets.HTML(first)
        self._stage = ipywidgets.VBox(
            [self.year, self.seen, self.reading, self.policy, self.next, self.past]
        )
        keep = ipywidgets.HBox([self.code, self.restored], layout={"flex_flow": "row wrap"})
        super().__init__([title, self._stage, self.debrief, self.wrong, keep, self.again])
        self.next.on_click(self._decide)
        self.again.on_click(lambda _: self._begin())
        self.restored.on_click(self._restore)
        self._begin(seed)

    @property
    def history(self) -> History | None:
        """The history that was played, once its last year is over."""
        if len(self._readings) < RULES.turns:
            return None
        return history_of(self._seed, self._seat, self._readings, self._policies)

    def _begin(self, seed: int | None = None) -> None:
        self._seed, self._seat = secrets.randbelow(SEEDS) if seed is None else seed, 0
        self._readings: list[Intent] = []
        self._policies: list[Policy] = []
        self._show()

    def _decide(self, _: object) -> None:
        missing = [
            said
            for field, said in ((self.reading, NO_READING), (self.policy, NO_POLICY))
            if field.value is None
        ]
        if missing:
            self.wrong.value = escape(" ".join(missing))
            return
        self._readings.append(self.reading.value)
        self._policies.append(self.policy.value)
        self._show()

    def _restore(self, _: object) -> None:
        try:
            history = restore(self.code.value)
        except ValueError as error:
            self.wrong.value = escape(str(error))
            return
        self._seed, self._seat = history.seed, history.seat
        self._readings = [turn.readings[history.seat] for turn in history.turns]
        self._policies = [turn.policies[history.seat] for turn in history.turns]
        self._show()

    def _show(self) -> None:
        """Show the year that is to be decided, or what comes after the last one."""
        self.wrong.value = ""
        self.reading.value = self.policy.value = None
        over = self.history
        self._stage.layout.display = "none" if over else ""
        self.debrief.value = debrief(over) if over else ""
        if over:
            self.code.value = code(over)
            return
        so_far = history_of(self._seed, self._seat, self._readings, self._policies, then=STANDS_IN)
        turn, said = len(self._readings), words()["turn"]
        self.code.value = ""
        self.year.value = tag("h3", filled(said["year"], so_far, self._seat, year=turn + 1))
        parts = (demand(so_far, turn - 1), escape(event(so_far, turn, self._seat), quote=False))
        self.seen.value = "".join(tag("p", part) for part in parts if part)
        self.past.value = self._told(so_far, turn)

    def _told(self, history: History, turns: int) -> str:
        """List the years that are over."""
        said, moved = words()["turn"], words()["moves"]["armed"]
        lines = [
            filled(
                said["was"],
                history,
                self._seat,
                year=turn + 1,
                event=event(history, turn, self._seat),
                reading=said["taken"][INTENTS.index(history.turns[turn].readings[self._seat])],
                move=moved[place(history.turns[turn].moves[self._seat])],
            )
            for turn in range(turns)
        ]
        listed = "".join(tag("li", line, style="list-style: none") for line in lines)
        summary = tag("summary", escape(said["past"]))
        return tag("details", summary + tag("ul", listed)) if lines else ""
