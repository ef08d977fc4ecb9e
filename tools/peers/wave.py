"""The figure that all peers show: a wave, and what a slider makes of it."""

import numpy as np

STEPS = 40
X = np.linspace(0, 10, 81)


def wave(step: int) -> np.ndarray:
    """Return the heights of the wave at a step of the slider."""
    return 10 * np.sin(X * (1 + step / 10))


def title(step: int) -> str:
    """Say what the figure shows at a step."""
    return f"A wave of length {6.28 / (1 + step / 10):.2f}"
