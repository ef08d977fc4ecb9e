"""The played dilemma: two chairs, a fog between them, and a history that can be played again."""

from secdilemma.play.classroom import Debrief, Student, debrief
from secdilemma.play.codes import code, restore
from secdilemma.play.minds import MINDS, Recorded, Tabled, recorded
from secdilemma.play.rules import RULES, Ending, History, Mind, Move, Rules, Sight, View, play
from secdilemma.play.study import decisive, misreadings, outcomes, replayed, tournament

__all__ = [
    "MINDS",
    "RULES",
    "Debrief",
    "Ending",
    "History",
    "Mind",
    "Move",
    "Recorded",
    "Rules",
    "Sight",
    "Student",
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
