"""A task that is answered in a few lines."""

from bank.schema import Assignment
from bank.types.assignment.essay import Essay


class Short(Essay):
    """A task of a few lines, which differs from an essay on paper alone."""

    lines_by_type = Assignment.lines_by_type
