"""The played dilemma in a live kernel: ipywidgets, driven by the rules in Python."""

import secrets
from html import escape
from typing import Any

import ipywidgets

from secdilemma.pictures.pieces import fill_in
from secdilemma.play import MINDS, RULES, Ending, History, code, misreadings, restore
from secdilemma.play.codes import INTENTS, POLICIES, SEEDS, history_of, neighbour
from secdilemma.play.rules import Move
from secdilemma.play.told import decided, demand, lived
from secdilemma.play.words import event, named, place, words
from secdilemma.theory import Intent, Policy

NO_READING = "You have not said yet how you read them."
NO_POLICY = "You have not said yet how you answer."

STANDS_IN = MINDS["calm"]
"""Answers for the years to come while a reader still plays; nobody sees what it does there."""


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
    us, turns = history.seat, range(len(history.turns))
    chairs = (us, 1 - us)
    intent, mind = neighbour(history.seed, us)
    wrong = [seat for _, seat in misreadings(history)]

    def say(text: str, seat: int = us, **values: object) -> str:
        return named(text, history, seat, **values)

    return fill_in(
        "play_live.html",
        say=say,
        other=1 - us,
        intent=INTENTS.index(intent),
        mind=mind.name,
        ending=list(Ending).index(history.ending),
        decided=decided(history),
        years=[[lived(history, turn, seat) for seat in chairs] for turn in turns],
        last=demand(history, turns[-1]),
        right=sum(turn.readings[us] is intent for turn in history.turns),
        demands=sum(turn.demands[us] for turn in history.turns),
        armed=[sum(turn.moves[seat] is Move.ARMED for turn in history.turns) for seat in chairs],
        wrong=[wrong.count(seat) for seat in chairs],
        code=code(history),
    )


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
        title = ipywidgets.HTML(
            f"<strong>{escape(turn['title'])}</strong><p>{escape(turn['wants'])}</p>"
        )
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
        year = named(said["year"], so_far, self._seat, year=turn + 1)
        self.year.value = f"<h3>{escape(year)}</h3>"
        seen = (demand(so_far, turn - 1), event(so_far, turn, self._seat))
        self.seen.value = "".join(f"<p>{escape(one)}</p>" for one in seen if one)
        self.past.value = self._told(so_far, turn)

    def _told(self, history: History, turns: int) -> str:
        """List the years that are over."""
        said, moved = words()["turn"], words()["moves"]["armed"]
        lines = [
            named(
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
        listed = "".join(f'<li style="list-style: none">{escape(line)}</li>' for line in lines)
        summary = f"<summary>{escape(said['past'])}</summary>"
        return f"<details>{summary}<ul>{listed}</ul></details>" if lines else ""
