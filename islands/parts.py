"""What a drawing says of its own parts: their names and words, and where they can be taken hold of.

A part that keeps its name from state to state is moved by the page from where it was to where it
goes. A handle says where in the picture each value of a control lies.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.text import Text

HALO = "halo-"
"""Begins the gid of words that have an edge in the colour of their ground."""

Any_artist = TypeVar("Any_artist", bound=Artist)


class Part(str):
    """The name of a part, as the gid of its artist, with what else the page has to know.

    Attributes
    ----------
    words : str
        What a reader is told who points at it; may be empty.
    ground : str
        The meaning that its letters stand on, see `halo`; may be empty.
    """

    words: str
    ground: str

    def __new__(cls, name: str, words: str = "", ground: str = "") -> "Part":
        """Make a string that carries words and ground."""
        made = super().__new__(cls, name)
        made.words, made.ground = words, ground
        return made


def _ground(artist: Artist) -> str:
    gid = artist.get_gid() or ""
    if isinstance(gid, Part):
        return gid.ground
    return gid.removeprefix(HALO) if gid.startswith(HALO) else ""


def part(artist: Any_artist, name: str, words: str = "") -> Any_artist:
    """Name a part of a drawing: the page moves it from state to state, and tells its words.

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
        If the name is empty or begins as that of a halo.
    """
    if not name or name.startswith(HALO):
        raise ValueError(f"part {name!r}; expected a name that does not begin with {HALO!r}")
    artist.set_gid(Part(name, words, _ground(artist)))
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
    gid = text.get_gid()
    text.set_gid(Part(gid, gid.words, ground) if isinstance(gid, Part) else HALO + ground)
    return text


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

    def points(self, height: float) -> dict[Any, tuple[float, float]]:
        """Return the places in points from the upper left corner of a sheet.

        Parameters
        ----------
        height : float
            Of the sheet, in points.

        Returns
        -------
        dict of value to tuple of float
            Across and down.
        """
        axes, figure = self.axes, self.get_figure(root=True)
        assert axes is not None
        assert figure is not None
        scale = 72 / figure.dpi
        dots = {value: axes.transData.transform(place) for value, place in self.places.items()}
        return {
            value: (float(x) * scale, height - float(y) * scale) for value, (x, y) in dots.items()
        }


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
    made = Handle(control, places)
    ax.add_artist(made)
    return made
