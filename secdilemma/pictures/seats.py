"""Two readers at one screen, and a screen for a whole room: what stands beside the game of one.

`seats.js` beside this file plays the game of two, `projector.js` fills the screen; both use the
interpreter of `play.js`.
"""

from secdilemma.pictures.pieces import part, slot, stage, table_of, tag, text
from secdilemma.play.words import names, words


def before() -> str:
    """Write what stands above the first year: who plays, and the button for a full screen.

    Returns
    -------
    str
        HTML; hidden until a script finds that it can be used.
    """
    said = words()["seats"]
    buttons = "".join(
        tag("button", text(said[name]), type="button", aria_pressed=pressed, data_who=name)
        for name, pressed in (("alone", "true"), ("two", "false"))
    )
    who = tag("div", buttons, role="group", aria_label=said["label"], class_="play-who", hidden="")
    screen = text(words()["screen"]["enter"])
    return who + tag("button", screen, type="button", class_="play-screen", hidden="")


def seats() -> str:
    """Write the cover, the stage of whoever sits at the screen, and what comes afterwards.

    Returns
    -------
    str
        HTML with empty places that the script fills in.
    """
    said = words()["seats"]
    cover = tag(
        "div",
        tag("h2", "", tabindex="-1")
        + tag("p", "")
        + tag("p", tag("button", "", type="button", class_="play-open")),
        class_="play-cover",
    )
    private = tag(
        "div",
        tag("p", "", class_="play-aim", id="play-aim") + stage("seat-"),
        class_="play-private",
        hidden="",
    )
    stop = tag("button", text(said["stop"]), type="button", class_="play-stop")
    after = tag("div", "", class_="play-both")
    return tag(
        "div",
        cover + private + after + tag("p", stop) + tag("template", _after()),
        class_="play-seats",
        hidden="",
    )


def _after() -> str:
    """Write what comes after the last year of two readers."""
    said, every = words()["seats"], words()["table"]
    lanes = table_of("", [every["year"], *names(0)], "", "lanes")
    asked = "".join(tag("li", text(one)) for one in said["talk"]["questions"])
    again = tag("button", text(said["again"]), type="button", class_="play-once-more")
    return (
        part(said["ended"], slot("div", "each"), lanes)
        + part(said["talk"]["title"], tag("ol", asked), tag("p", text(said["code"])))
        + tag("p", again)
    )
