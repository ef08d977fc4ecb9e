"""The played dilemma: two chairs, a fog between them, and a history that can be played again."""

from secdilemma.play.codes import code, restore
from secdilemma.play.minds import MINDS, Tabled, recorded
from secdilemma.play.rules import RULES, Ending, History, Mind, Move, Rules, Sight, View, play
from secdilemma.play.study import decisive, misreadings, outcomes, replayed, tournament

__all__ = [
    "MINDS",
    "RULES",
    "Ending",
    "History",
    "Mind",
    "Move",
    "Rules",
    "Sight",
    "Tabled",
    "View",
    "code",
    "decisive",
    "misreadings",
    "outcomes",
    "play",
    "recorded",
    "replayed",
    "restore",
    "tournament",
]
