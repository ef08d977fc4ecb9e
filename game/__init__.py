"""The played dilemma: two banks, a river between them, and a history that can be played again."""

from game.classroom import debrief
from game.codes import code, deal, mind_code, mind_of, restore
from game.minds import MINDS, Recorded, Tabled, recorded
from game.rules import (
    OPENINGS,
    RULES,
    WORLDS,
    Advantage,
    Ending,
    History,
    Mind,
    Move,
    Reading,
    Rules,
    Sight,
    View,
    World,
    play,
    play_many,
)
from game.study import decisive, fate, replayed, study, tournament

__all__ = [
    "MINDS",
    "OPENINGS",
    "RULES",
    "WORLDS",
    "Advantage",
    "Ending",
    "History",
    "Mind",
    "Move",
    "Reading",
    "Recorded",
    "Rules",
    "Sight",
    "Tabled",
    "View",
    "World",
    "code",
    "deal",
    "debrief",
    "decisive",
    "fate",
    "mind_code",
    "mind_of",
    "play",
    "play_many",
    "recorded",
    "replayed",
    "restore",
    "study",
    "tournament",
]
