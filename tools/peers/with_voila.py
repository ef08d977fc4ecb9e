"""The wave as a cell of a notebook, which Voila serves with a kernel behind it."""

from wave import STEPS, X, title, wave

import matplotlib.pyplot as plt
from ipywidgets import interact


@interact(step=(0, STEPS - 1))
def draw(step=0):
    """Draw the wave."""
    plt.figure(figsize=(5, 3.75))
    plt.plot(X, wave(step))
    plt.ylim(-11, 11)
    plt.title(title(step))
    plt.show()
