"""Measure how long the models take for a million beliefs and stakes, as `make bench` does."""

import time

import numpy as np

from secdilemma.models import mix, scenario, threshold

GOAL = 0.2  # seconds


def main() -> None:
    """Print the best of five runs of each model on a grid of a thousand by a thousand."""
    p, s = np.linspace(0, 1, 1000), np.linspace(0.1, 10, 1000)[:, None]
    calls = {
        "threshold": lambda: threshold(s + 0 * p, 4, 1),
        "scenario": lambda: scenario(p, s, 4, 1),
        "mix": lambda: mix(p, s, 4),
    }
    for name, call in calls.items():
        runs = []
        for _ in range(5):
            start = time.perf_counter()
            cells = call().size
            runs.append(time.perf_counter() - start)
        print(f"{name:9}  {cells:,} cells in {min(runs):.3f} s; goal: at most {GOAL} s")


if __name__ == "__main__":
    main()
