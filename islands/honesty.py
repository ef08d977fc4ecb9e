"""What an explorer owes to whoever cannot see its pictures, or moves a control in vain."""

from collections.abc import Sequence

from islands.frame import Frame, State


def refuse_one_sentence_for_two_pictures(
    name: str, states: Sequence[State], drawn: Sequence[Frame | str]
) -> None:
    """Refuse states that look different and say the same: not everybody sees the difference.

    Parameters
    ----------
    name : str
        Of the explorer.
    states : sequence of dict
        Value by control name.
    drawn : sequence of Frame or str
        What each state shows, or why it means nothing.

    Returns
    -------
    None
        Nothing is wrong.

    Raises
    ------
    ValueError
        With both states, and what they say.
    """
    said: dict[str, tuple[Frame, State]] = {}
    for state, frame in zip(states, drawn, strict=True):
        if isinstance(frame, Frame):
            known, other = said.setdefault(frame.sentence, (frame, state))
            if known.pieces != frame.pieces:
                raise ValueError(
                    f"explorer {name!r}: {other} and {state} look different, and both say "
                    f"{frame.sentence!r}"
                )


def refuse_idle_controls(name: str, states: Sequence[State], drawn: Sequence[Frame | str]) -> None:
    """Refuse a control that changes neither picture nor sentence, whatever the others say.

    Parameters
    ----------
    name : str
        Of the explorer.
    states : sequence of dict
        Value by control name.
    drawn : sequence of Frame or str
        What each state shows, or why it means nothing.

    Returns
    -------
    None
        Nothing is wrong.

    Raises
    ------
    ValueError
        With the name of the control.
    """
    for control in states[0]:
        shown: dict[tuple[object, ...], set[Frame]] = {}
        for state, frame in zip(states, drawn, strict=True):
            if isinstance(frame, Frame):
                others = tuple(value for key, value in state.items() if key != control)
                shown.setdefault(others, set()).add(frame)
        if all(len(frames) == 1 for frames in shown.values()):
            raise ValueError(
                f"explorer {name!r}: control {control!r} changes neither picture nor sentence"
            )
