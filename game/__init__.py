"""The played dilemma: two chairs, a fog between them, and a history that can be played again."""

from game.classroom import debrief
from game.codes import code, restore
from game.minds import MINDS, Recorded, Tabled, recorded
from game.rules import RULES, Ending, History, Mind, Move, Rules, Sight, View, play
from game.study import decisive, misreadings, outcomes, replayed, tournament

__all__ = [
    "MINDS",
    "RULES",
    "Ending",
    "History",
    "Mind",
    "Move",
    "Recorded",
    "Rules",
    "Sight",
    "Tabled",
    "View",
    "code",
    "debrief",
    "decisive",
    "misreadings",
    "outcomes",
    "play",
    "recorded",
    "replayed",
    "restore",
    "tournament",
]
