"""The wave as Panel saves it with `embed`: every state in the page, and all its scripts."""

from wave import STEPS, X, title, wave

import panel as pn
from bokeh.resources import INLINE
from matplotlib.figure import Figure

step = pn.widgets.DiscreteSlider(name="Step", options=list(range(STEPS)), value=0)


def draw(step):
    """Draw the wave."""
    figure = Figure(figsize=(5, 3.75))
    ax = figure.add_subplot(title=title(step), ylim=(-11, 11))
    ax.plot(X, wave(step))
    return pn.pane.Matplotlib(figure)


page = pn.Column(step, pn.bind(draw, step))
page.save("index.html", resources=INLINE, embed=True, max_opts=STEPS, progress=False)
