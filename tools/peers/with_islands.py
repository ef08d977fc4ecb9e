"""The wave as an explorer of this book's engine, on a page of its own."""

from pathlib import Path
from wave import STEPS, X, title, wave

from islands import Explorer, Look, Shade, Slider, here, part
from islands.page import island

PALETTE = {"ink": Shade("#222222", "#eeeeee"), "paper": Shade("#ffffff", "#111111")}


def draw(ax, step):
    """Draw the wave, which keeps its name from step to step."""
    ax.set_ylim(-11, 11)
    return [part(ax.plot(X, wave(step))[0], "wave")]


LOOK = Look(palette=PALETTE, width=5, prefix="wave")
step = Slider("step", "Step", range(STEPS))
explorer = Explorer("wave", "A wave", [step], draw, title, look=LOOK)
home = here(LOOK)._repr_html_()
head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>A wave</title>'
Path("index.html").write_text(f"{head}{home}{island(explorer)}", "utf-8")
