"""From points to a grade, where the instructor sets the pass mark."""

PASS = 55
"""The share of all points, in per cent, that passes if nothing else is said."""

LETTERS = {"A": 8.5, "B": 7.5, "C": 6.5, "D": 5.5, "F": 1.0}
"""The lowest grade, of ten, that earns each letter."""


def ten(share: float, least: float = PASS) -> float:
    """Return the grade, from 1 to 10, for a share of the points.

    Parameters
    ----------
    share : float
        Of all points, in per cent, 0 to 100.
    least : float
        The share that passes, in per cent, above 0 and below 100.

    Returns
    -------
    float
        1 for nothing, 5.5 for the pass mark, 10 for all; straight lines between these.

    Raises
    ------
    ValueError
        If a share is out of its range.

    Examples
    --------
    >>> [ten(share, 60) for share in (0, 60, 80, 100)]
    [1.0, 5.5, 7.75, 10.0]
    """
    if not 0 < least < 100 or not 0 <= share <= 100:
        raise ValueError(f"{share} of 100, pass mark {least}; expected shares in per cent")
    if share < least:
        return 1 + 4.5 * share / least
    return 5.5 + 4.5 * (share - least) / (100 - least)


def letter(grade: float) -> str:
    """Return the letter of a grade from 1 to 10.

    Examples
    --------
    >>> letter(7.75)
    'B'
    """
    return next(name for name, lowest in LETTERS.items() if grade >= lowest)


def table(least: float = PASS) -> list[tuple[str, str, str]]:
    """Return the conversion: share of the points, grade of ten, letter; the pass mark among them.

    Examples
    --------
    >>> table(60)[4]
    ('60 %, the pass mark', '5.5', 'D')
    """
    rows = []
    for share in sorted({*range(0, 101, 10), least}, reverse=True):
        grade = ten(share, least)
        name = f"{share:g} %, the pass mark" if share == least else f"{share:g} %"
        rows.append((name, f"{grade:.1f}", letter(grade)))
    return rows
