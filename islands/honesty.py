"""What an explorer owes to whoever cannot see its pictures, or moves a control in vain."""

from collections.abc import Sequence

from islands.drawing import Frame, State


def refuse_one_sentence_for_two_pictures(name: str, frames: Sequence[tuple[State, Frame]]) -> None:
    """Refuse states that look different and say the same: not everybody sees the difference.

    Parameters
    ----------
    name : str
        Of the explorer.
    frames : sequence of (dict, Frame)
        Every state that means something, and what it shows.

    Returns
    -------
    None
        Nothing is wrong.

    Raises
    ------
    ValueError
        With both states, and what they say.
    """
    by_sentence: dict[str, tuple[Frame, State]] = {}
    for state, frame in frames:
        known, other = by_sentence.setdefault(frame.sentence, (frame, state))
        if known.pieces != frame.pieces:
            raise ValueError(
                f"figure {name!r}: {other} and {state} look different, and both say "
                f"{frame.sentence!r}"
            )


def refuse_idle_controls(name: str, frames: Sequence[tuple[State, Frame]]) -> None:
    """Refuse a control that changes neither picture nor sentence, whatever the others say.

    Parameters
    ----------
    name : str
        Of the explorer.
    frames : sequence of (dict, Frame)
        Every state that means something, and what it shows.

    Returns
    -------
    None
        Nothing is wrong.

    Raises
    ------
    ValueError
        With the name of the control.
    """
    for control in frames[0][0]:
        seen: dict[tuple[object, ...], set[Frame]] = {}
        for state, frame in frames:
            others = tuple(value for key, value in state.items() if key != control)
            seen.setdefault(others, set()).add(frame)
        if all(len(frames) == 1 for frames in seen.values()):
            raise ValueError(
                f"figure {name!r}: control {control!r} changes neither picture nor sentence"
            )
