"""What the models take: each parameter has a domain, each refusal says it, and arrays broadcast."""

import inspect
import math
import re
from typing import NamedTuple

import numpy as np
import pytest
from laws import near
from test_docs import FUNCTIONS

from secdilemma.models import choosing, spiral, trust
from secdilemma.models import reading_signals as reading
from secdilemma.models.spiral import Race


class Domain(NamedTuple):
    expected: str
    outside: list[float]
    ends: list[float]  # those that belong to it


NAN, INF = math.nan, math.inf
FINITE = Domain("a finite number", [NAN, INF, -INF], [])
PROBABILITY = Domain("a probability in [0, 1]", [-0.001, 1.001, NAN, INF, -INF], [0, 1])
INSIDE = Domain("a probability strictly inside (0, 1)", [0, 1, -0.1, 1.1, NAN, INF], [])
CLEARNESS = Domain("a number in [0, 1)", [-0.001, 1, 1.5, NAN, INF], [0])
POSITIVE = Domain("a number above 0", [0, -1, NAN, INF, -INF], [])
NOT_NEGATIVE = Domain("a number of at least 0", [-0.001, NAN, INF, -INF], [0])
ANYTHING = Domain("", [], [])


def takes(domain, **good):
    """Parameters of one domain, each with a good value."""
    return {name: (value, domain) for name, value in good.items()}


SADDLE = Race(2, 2, 1, 1, -1, -1)
MIXED = takes(PROBABILITY, p=0.5) | takes(POSITIVE, s=2, a=4)
STAKES = takes(POSITIVE, s=2, a=4) | takes(NOT_NEGATIVE, c=1)
SWITCH = takes(PROBABILITY, lam=0.1, mu=0.2)
GESTURE = takes(POSITIVE, B_T=2, B_U=3, kappa_T=1, kappa_U=3)

DOMAINS = {
    reading.rates: takes(CLEARNESS, d=0.5),
    reading.posterior: takes(PROBABILITY, p=0.5, alpha=0.5, beta=0.4),
    reading.imitated: takes(PROBABILITY, alpha=0.5, beta=0.4) | takes(NOT_NEGATIVE, B=2, kappa=2),
    reading.read_signals: takes(PROBABILITY, p=0.5)
    | takes(CLEARNESS, d=0.5)
    | takes(ANYTHING, alarms=[True, False, False], lens=False),
    reading.resting_belief: SWITCH,
    reading.drift: takes(PROBABILITY, p=0.5) | SWITCH | takes(NOT_NEGATIVE, t=3),
    choosing.expected_costs: takes(PROBABILITY, p=0.5) | STAKES,
    choosing.threshold: STAKES,
    choosing.fallible: takes(POSITIVE, a=4) | takes(NOT_NEGATIVE, c=1) | takes(PROBABILITY, f=0.25),
    choosing.scenario: takes(PROBABILITY, p=0.5, r=0.5) | STAKES,
    choosing.mix: MIXED,
    choosing.mix_loss: takes(PROBABILITY, x=0.5) | MIXED,
    choosing.residual_loss: MIXED,
    Race: takes(NOT_NEGATIVE, k=0.5, l=0.6)
    | takes(POSITIVE, a=1, b=1.1)
    | takes(FINITE, g=1, h=-1),
    SADDLE.stability: {},
    SADDLE.equilibrium: {},
    SADDLE.eigenvalues: {},
    SADDLE.exact: takes(FINITE, x=1, y=2) | takes(NOT_NEGATIVE, t=3),
    SADDLE.side: takes(FINITE, x=1, y=1),
    spiral.reaction: takes(NOT_NEGATIVE, k_0=2) | takes(PROBABILITY, p=0.5),
    spiral.critical_belief: takes(POSITIVE, k_0=2, l_0=3, a=1, b=1.5),
    spiral.security: takes(NOT_NEGATIVE, x=1, y=2) | takes(POSITIVE, rho=1.5),
    trust.tipping_point: takes(FINITE, R=4, T=3, S=-1, P=2),
    trust.patience: takes(FINITE, R=3, T=5, P=1),
    trust.choosing: takes(INSIDE, t=0.5)
    | takes(ANYTHING, R=7.0, advantage="offence", arms="apart", seen="defensive"),
    trust.noise_limit: takes(INSIDE, t=0.5, m=0.75),
    trust.separating_costs: GESTURE,
    trust.bind: GESTURE | takes(POSITIVE, v=4),
}
SINGLE = (trust.bind, trust.choosing, trust.separating_costs, SADDLE.exact)  # take no arrays


def good(function):
    return {name: value for name, (value, _) in DOMAINS[function].items()}


def test_every_public_function_and_parameter_has_a_domain():
    public = {f for _, f in FUNCTIONS if f.__module__.startswith("secdilemma.models.")}
    asked = {getattr(function, "__func__", function) for function in DOMAINS}
    assert asked - {Race} == {f for f in public if f.__module__ != "secdilemma.models.domains"}
    for function, domain in DOMAINS.items():
        assert set(inspect.signature(function).parameters) == set(domain)


@pytest.mark.parametrize("function", DOMAINS, ids=lambda function: function.__name__)
def test_a_parameter_takes_its_domain_and_refuses_all_else_by_name(function):
    for name, (fine, domain) in DOMAINS[function].items():
        for value in (fine, *domain.ends):
            assert function(**good(function) | {name: value}) is not None
        for bad in domain.outside:
            message = f"{name} = {float(bad)} is not allowed; expected {domain.expected}"
            for value in [bad] if function in SINGLE else [bad, np.array([[fine, bad]])]:
                with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
                    function(**good(function) | {name: value})


IMPOSSIBLE = ("p·alpha + (1 − p)·beta = 0.0", "more than 0: the signal must be possible")
COERCED = ("a = 2.0", "more than c = 2.0")
SUM = "a sum strictly inside (0, 2)"
FRACTION = ("t = 1.5", "whole periods where lam + mu > 1")
NO_SADDLE = "more than 0: only a saddle divides the starts"
LIST = "[1. 2.]"

TOGETHER = [
    (lambda: reading.posterior(1, 0, 0.5), *IMPOSSIBLE),
    (lambda: reading.posterior(0, 0.5, 0), *IMPOSSIBLE),
    (lambda: reading.posterior(0.5, [0.5, 0], 0), *IMPOSSIBLE),
    (lambda: reading.resting_belief(0, 0), "lam + mu = 0.0", SUM),
    (lambda: reading.resting_belief(1, 1), "lam + mu = 2.0", SUM),
    (lambda: reading.drift(0.5, 1, 1, 1), "lam + mu = 2.0", SUM),
    (lambda: reading.drift(0, 0.6, 0.5, 1.5), *FRACTION),
    (lambda: reading.drift(0, [0.1, 0.6], 0.5, 1.5), *FRACTION),
    (lambda: choosing.threshold(1, [3, 2], 2), *COERCED),
    (lambda: choosing.scenario(0.5, 1, 2, 2), *COERCED),
    (lambda: choosing.expected_costs(0.5, 1, 2, 2), *COERCED),
    (lambda: choosing.threshold(1, 2, [1, 3]), "a = 2.0", "more than c = 3.0"),
    (
        lambda: Race([1, 0.6], [2, 0.6], [1, 0.4], [1, 0.9]).equilibrium(),
        *("ab − kl = 0.0", "anything but 0: kl = ab has no single balance point"),
    ),
    (lambda: Race(1, 1, 2, 1).side(1, 1), "kl − ab = -1.0", NO_SADDLE),
    (lambda: Race([3, 1], 1, 1, 1).side(1, 1), "kl − ab = 0.0", NO_SADDLE),
    (lambda: SADDLE.exact(1, [1, 2], 1), f"y = {LIST}", "a single number"),
    (lambda: Race([1, 2], 1, 2, 3).exact(1, 1, 1), f"k = {LIST}", "a single number"),
    (lambda: trust.separating_costs(1, [1, 2], 1, 1), f"B_U = {LIST}", "a single number"),
    (lambda: trust.tipping_point(3, 3, 0, 1), "R = 3.0", "more than T = 3.0"),
    (lambda: trust.tipping_point(4, 1, 0, 2), "T = 1.0", "at least P = 2.0"),
    (lambda: trust.tipping_point(4, 3, 2, [1, 2]), "P = 1.0", "more than S = 2.0"),
    (lambda: trust.tipping_point(4, 3, 2, 2), "P = 2.0", "more than S = 2.0"),
    (lambda: trust.patience(3, 3, 1), "T = 3.0", "more than R = 3.0"),
    (lambda: trust.patience(1, 3, 1), "R = 1.0", "more than P = 1.0"),
]


@pytest.mark.parametrize(("call", "value", "expected"), TOGETHER)
def test_values_that_do_not_go_together_are_refused(call, value, expected):
    message = re.escape(f"{value} is not allowed; expected {expected}")
    with pytest.raises(ValueError, match=f"^{message}$"):
        call()


def test_a_hunt_where_a_lone_defector_gains_nothing_is_allowed():
    # (1 − 0)/((3 − 1) + (1 − 0))
    assert trust.tipping_point(R=3, T=1, S=0, P=1) == near(1 / 3)


# ------------------------------------------------------------------ arrays

RACE = good(Race)
WILD = RACE | {"k": 100}
BELIEF = {"p": 0.5, "d": 0.5}
ARRAYS = {
    **{f: (f, good(f)) for f in DOMAINS if inspect.isfunction(f) and f not in SINGLE},
    "signals": (lambda p, d: (*reading.read_signals(p, [True, False, False], d),), BELIEF),
    "lens": (lambda p, d: (*reading.read_signals(p, [False, True], d, lens=True),), BELIEF),
    "stability": (lambda **race: Race(**race).stability(), WILD | {"k": 1.8}),
    "equilibrium": (lambda **race: Race(**race).equilibrium(), RACE),
    "equilibrium of a saddle": (lambda **race: Race(**race).equilibrium(), WILD),
    "eigenvalues": (lambda **race: Race(**race).eigenvalues(), RACE),
    "side": (lambda x, y, **race: Race(**race).side(x, y), WILD | {"x": 0.5, "y": 1}),
}  # what is called, and values around which it is called
del ARRAYS[reading.read_signals]  # whose result has a row for every signal
SHAPES = [(2, 1, 1), (3, 1), (4,), ()]


def parts(result):
    return result if isinstance(result, tuple) else (result,)


def agree(call, arrays):
    """Assert that a call on arrays has the broadcast shape and is the call on each cell."""
    cells = parts(np.vectorize(call)(**arrays))
    for one, together in zip(cells, parts(call(**arrays)), strict=True):
        assert one.shape == np.shape(together)
        if one.dtype.kind == "f":
            assert together == near(one, rel=1e-14, abs=1e-15)
        else:
            assert (together == one).all()
    number = parts(call(**{name: float(values.flat[0]) for name, values in arrays.items()}))
    assert [np.ndim(part) for part in number] == [0] * len(cells)


@pytest.mark.parametrize("name", ARRAYS, ids=lambda name: getattr(name, "__name__", name))
def test_arrays_broadcast_and_each_cell_is_the_number(name):
    call, centre = ARRAYS[name]
    random = np.random.default_rng(7)
    arrays = {
        parameter: value * random.uniform(0.9, 1.1, SHAPES[i % len(SHAPES)])
        for i, (parameter, value) in enumerate(centre.items())
    }
    agree(call, arrays)
    for parameter in arrays:  # and where a single parameter is an array
        first = {n: v if n == parameter else np.asarray(v.flat[0]) for n, v in arrays.items()}
        agree(call, first)


@pytest.mark.parametrize("alarms", [[], [True], [False, True, True, False, False]])
def test_a_belief_path_has_a_row_for_every_signal_and_the_broadcast_shape(alarms):
    p, d = np.array([[0.2], [0.7]]), np.array([0, 0.3, 0.9])
    assert reading.read_signals(p, alarms, d).shape == (len(alarms) + 1, 2, 3)
