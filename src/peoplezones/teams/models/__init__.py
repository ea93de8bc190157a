"""Teams and their seats, champions, ideas, mentoring, hand-overs, and what partners say of themselves."""

from .appetite import APPETITE, CAPABILITY, Answer, Level, SelfAssessment, Statement
from .champions import ChampionAsk, Mentoring
from .hand_overs import HandOver, HandOverItem, ItemKind
from .ideas import Follow, Idea, IdeaChange
from .teams import Rhythm, Seat, SeatKind, Sitting, Team, TeamKind

__all__ = [
    "APPETITE",
    "CAPABILITY",
    "Answer",
    "ChampionAsk",
    "Follow",
    "HandOver",
    "HandOverItem",
    "Idea",
    "IdeaChange",
    "ItemKind",
    "Level",
    "Mentoring",
    "Rhythm",
    "Seat",
    "SeatKind",
    "SelfAssessment",
    "Sitting",
    "Statement",
    "Team",
    "TeamKind",
]
