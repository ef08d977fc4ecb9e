"""What a drawing says of its own parts: their names and words, and where they can be taken hold of.

A part that keeps its name from state to state is moved by the page from where it was to where it
goes. A pick is a part that sets controls when it is pressed. A handle says where in the picture
each value of a control lies.
"""

from collections.abc import Container, Mapping
from typing import Any, TypeVar

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from islands.controls import slug

Any_artist = TypeVar("Any_artist", bound=Artist)


class Part(str):
    """The name of a part, as the gid of its artist, with what else the page has to know.

    Attributes
    ----------
    words : str
        What a reader is told who points at it; may be empty.
    ground : str
        The meaning that its letters stand on, see `halo`; may be empty.
    sets : mapping of str to object
        The controls that it sets when it is pressed, see `pick`; may be empty.
    """

    words: str
    ground: str
    sets: Mapping[str, Any]

    def __new__(
        cls, name: str, words: str = "", ground: str = "", sets: Mapping[str, Any] | None = None
    ) -> "Part":
        """Return a string that carries words, ground and what is set."""
        part = super().__new__(cls, name)
        part.words, part.ground, part.sets = words, ground, sets or {}
        return part


def part(artist: Any_artist, name: str, words: str = "") -> Any_artist:
    """Return a part of a drawing: the page moves it from state to state, and tells its words.

    Parameters
    ----------
    artist : matplotlib.artist.Artist
        One artist of a drawing.
    name : str
        The same in every state that has this part, and once in each.
    words : str
        What a reader is told who points at it, such as a date, a value or a source.

    Returns
    -------
    matplotlib.artist.Artist
        The same artist.

    Raises
    ------
    ValueError
        If the name is empty.
    """
    if not name:
        raise ValueError(f"part {name!r}; expected a name")
    artist.set_gid(Part(name, words, getattr(artist.get_gid(), "ground", "")))
    return artist


def halo(text: Text, ground: str) -> Text:
    """Keep words legible on lines that run beneath them.

    Parameters
    ----------
    text : matplotlib.text.Text
        Words of a drawing.
    ground : str
        What they stand on, a meaning of the palette: the colour of the edge round each letter.

    Returns
    -------
    matplotlib.text.Text
        The same words.
    """
    gid = text.get_gid() or ""
    text.set_gid(Part(gid, getattr(gid, "words", ""), ground))
    return text


def pick(artist: Any_artist, name: str, words: str = "", **sets: Any) -> Any_artist:
    """Return a part that sets controls when it is pressed, as the controls themselves do.

    Parameters
    ----------
    artist : matplotlib.artist.Artist
        One artist of a drawing.
    name, words : str
        As `part` takes them.
    **sets
        A value for each control that it sets.

    Returns
    -------
    matplotlib.artist.Artist
        The same artist.
    """
    part(artist, name, words)
    artist.set_gid(Part(name, words, getattr(artist.get_gid(), "ground", ""), sets))
    return artist


def refuse_unknown_picks(figure: Figure, name: str, controls: Mapping[str, Container[Any]]) -> None:
    """Refuse a part that sets what its figure has not.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Drawn.
    name : str
        Of the figure.
    controls : mapping of str to container
        The values of every control.

    Returns
    -------
    None
        Nothing is wrong.

    Raises
    ------
    ValueError
        With part, control and value.
    """
    for artist in [one for ax in figure.axes for one in ax.get_children()]:
        for control, value in getattr(artist.get_gid(), "sets", {}).items():
            if value not in controls.get(control, ()):
                raise ValueError(
                    f"figure {name!r}: part {str(artist.get_gid())!r} sets {control}={value!r}; "
                    f"expected a value of one of {list(controls)}"
                )


class Handle(Artist):
    """Where in a picture the values of a control lie; it draws nothing itself.

    Attributes
    ----------
    control : str
        The name of the control.
    places : mapping of value to tuple of float
        Where each value lies, in the units of the axes.
    """

    def __init__(self, control: str, places: Mapping[Any, tuple[float, float]]) -> None:
        super().__init__()
        self.control = control
        self.places = {value: (float(x), float(y)) for value, (x, y) in places.items()}


def handle(ax: Axes, control: str, places: Mapping[Any, tuple[float, float]]) -> Handle:
    """Let the reader set a control in the picture: by a grip that lies at the value it has.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What is drawn on.
    control : str
        The name of a control.
    places : mapping of value to tuple of float
        Where values of the control lie, in the units of the axes. A value without a place can be
        set by the control alone; while it is set the grip is not shown.

    Returns
    -------
    Handle
        An artist that draws nothing.
    """
    artist = Handle(control, places)
    ax.add_artist(artist)
    return artist


def grips(figure: Figure, name: str, controls: Mapping[str, Container[Any]]) -> list[str]:
    """Return the handles of a drawn figure as elements that show nothing.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        With 72 dots per inch.
    name : str
        Of the figure.
    controls : mapping of str to container
        The values of every control.

    Returns
    -------
    list of str
        One ``<g data-handle="control" data-places="value:x,y ...">`` each, in points from the upper
        left corner.

    Raises
    ------
    ValueError
        If there is no control for a handle, no value for a place, or a second handle for a control.
    """
    height = 72 * figure.get_size_inches()[1]
    written: dict[str, str] = {}
    for artist in [one for ax in figure.axes for one in ax.artists]:
        if not isinstance(artist, Handle):
            continue
        where = f"figure {name!r}: handle {artist.control!r}"
        if artist.control not in controls:
            raise ValueError(f"{where}: no control; expected one of {list(controls)}")
        if artist.control in written:
            raise ValueError(f"{where}: stands twice")
        odd = [value for value in artist.places if value not in controls[artist.control]]
        if odd:
            raise ValueError(f"{where}: places for {odd}, which are no values of its control")
        assert artist.axes is not None
        points = artist.axes.transData.transform(list(artist.places.values()) or [(0, 0)])
        places = " ".join(
            f"{slug(value)}:{x:.1f},{height - y:.1f}"
            for value, (x, y) in zip(artist.places, points, strict=False)
        )
        written[artist.control] = f'<g data-handle="{artist.control}" data-places="{places}"/>'
    return list(written.values())
