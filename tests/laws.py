"""What the laws of the models are tried on, and how near is equal."""

import pytest
from hypothesis import strategies as st

beliefs = st.floats(0, 1)
doubts = st.floats(0.01, 0.99)  # strictly between the certainties
costs = st.floats(0.01, 100)


def near(value, rel=1e-9, abs=1e-12):
    return pytest.approx(value, rel=rel, abs=abs)


def odds(p):
    return p / (1 - p)
