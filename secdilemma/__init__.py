"""Data, theory, tables and figures of the executable textbook *The Security Dilemma*."""

from secdilemma.theory import Judgement, judge

__all__ = ["Judgement", "judge"]
