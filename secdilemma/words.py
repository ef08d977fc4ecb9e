"""Dates, numbers and lists in words."""

from collections.abc import Mapping, Sequence

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def in_words(when: str) -> str:
    """Return an ISO date in English, at its own precision.

    Parameters
    ----------
    when : str
        ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or ``YYYY/YYYY``.

    Returns
    -------
    str
        Such as ``18 December 2015``, ``July 2016`` or ``1940–1941``.

    Examples
    --------
    >>> in_words("2016-07"), in_words("1940/1941")
    ('July 2016', '1940–1941')
    """
    if "/" in when:
        return when.replace("/", "–")
    year, *rest = when.split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def when(event: Mapping[str, str]) -> str:
    """Return the date of an event in English; the article's own words where it has no date."""
    return in_words(event["date"]) if event["date"] else event["date_printed"]


def number(value: float, digits: int = 2) -> str:
    """Return a number as text, without trailing zeros and with a true minus."""
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


_COUNTS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def count(number: int) -> str:
    """Return a count in words up to twelve, and in digits above."""
    return _COUNTS[number] if 0 <= number < len(_COUNTS) else str(number)


_TEENS = (
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)


def spelled(number: int) -> str:
    """Write a count in words up to twenty, for where digits would stand out.

    Parameters
    ----------
    number : int
        How many, 0 or more.

    Returns
    -------
    str
        Such as ``thirteen``; digits above twenty.

    Examples
    --------
    >>> spelled(13), spelled(21)
    ('thirteen', '21')
    """
    return _TEENS[number - 13] if 13 <= number <= 20 else count(number)


def percent(share: float) -> str:
    """Return a share in whole per cent; only an exact 0 or 1 is shown as 0% or 100%."""
    if 0 < share < 0.01:
        return "under 1%"
    if 0.99 < share < 1:
        return "over 99%"
    return f"{share:.0%}"


def listed(words: Sequence[str]) -> str:
    """Return words joined with commas, the last two by "and"."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def sentence(words: str) -> str:
    """Return words that begin with a capital; the rest is left."""
    return words[:1].upper() + words[1:]
