"""What the models take: each parameter has a domain, each refusal says it, and arrays broadcast."""

import importlib
import inspect
import math
import pkgutil
import re

import numpy as np
import pytest
from laws import near

from secdilemma import models
from secdilemma.models.choosing import (
    expected_costs,
    fallible,
    mix,
    mix_loss,
    residual_loss,
    scenario,
    threshold,
)
from secdilemma.models.reading_signals import (
    drift,
    imitated,
    posterior,
    rates,
    read_signals,
    resting_belief,
)
from secdilemma.models.spiral import Race, critical_belief, reaction, security
from secdilemma.models.trust import (
    bind,
    choosing,
    noise_limit,
    patience,
    separating_costs,
    tipping_point,
)

HUNT = {"R": 4, "T": 3, "S": 0, "P": 2}

NAN, INF = math.nan, math.inf
FINITE = ("a finite number", [NAN, INF, -INF])
PROBABILITY = ("a probability in [0, 1]", [-0.001, 1.001, NAN, INF, -INF])
INSIDE = ("a probability strictly inside (0, 1)", [0, 1, -0.1, 1.1, NAN, INF])
CLEARNESS = ("a number in [0, 1)", [-0.001, 1, 1.5, NAN, INF])
POSITIVE = ("a number above 0", [0, -1, NAN, INF, -INF])
NOT_NEGATIVE = ("a number of at least 0", [-0.001, NAN, INF, -INF])

SADDLE = Race(2, 2, 1, 1, -1, -1)
STAKES = {"s": (2, POSITIVE), "a": (4, POSITIVE), "c": (1, NOT_NEGATIVE)}
MIXED = {"p": (0.5, PROBABILITY), "s": (2, POSITIVE), "a": (4, POSITIVE)}
PAYOFFS = {name: (value, FINITE) for name, value in HUNT.items()}
START = {"x": (1, NOT_NEGATIVE), "y": (2, NOT_NEGATIVE)}

# for every parameter a good value and what it must be; None where any value will do
DOMAINS = {
    rates: {"d": (0.5, CLEARNESS)},
    posterior: {name: (0.5, PROBABILITY) for name in ("p", "alpha", "beta")},
    imitated: {
        **{name: (0.5, PROBABILITY) for name in ("alpha", "beta")},
        **{name: (value, NOT_NEGATIVE) for name, value in (("B", 2), ("kappa", 1))},
    },
    read_signals: {
        "p": (0.5, PROBABILITY),
        "alarms": ([True, False], None),
        "d": (0.5, CLEARNESS),
        "lens": (False, None),
    },
    resting_belief: {"lam": (0.1, PROBABILITY), "mu": (0.2, PROBABILITY)},
    drift: {
        "p": (0.5, PROBABILITY),
        "lam": (0.1, PROBABILITY),
        "mu": (0.2, PROBABILITY),
        "t": (3, NOT_NEGATIVE),
    },
    expected_costs: {"p": (0.5, PROBABILITY), **STAKES},
    threshold: STAKES,
    fallible: {"a": (4, POSITIVE), "c": (1, NOT_NEGATIVE), "f": (0.25, PROBABILITY)},
    scenario: {"p": (0.5, PROBABILITY), **STAKES, "r": (0.5, PROBABILITY)},
    mix: MIXED,
    mix_loss: {"x": (0.5, PROBABILITY), **MIXED},
    residual_loss: MIXED,
    Race: {
        "k": (0.5, NOT_NEGATIVE),
        "l": (0.6, NOT_NEGATIVE),
        "a": (1, POSITIVE),
        "b": (1.1, POSITIVE),
        "g": (0.1, FINITE),
        "h": (-0.1, FINITE),
    },
    SADDLE.stability: {},
    SADDLE.equilibrium: {},
    SADDLE.eigenvalues: {},
    SADDLE.exact: {"x": (1, FINITE), "y": (2, FINITE), "t": (3, NOT_NEGATIVE)},
    SADDLE.side: {"x": (1, FINITE), "y": (2, FINITE)},
    reaction: {"k_0": (2, NOT_NEGATIVE), "p": (0.5, PROBABILITY)},
    critical_belief: {
        name: (value, POSITIVE)
        for name, value in zip(("k_0", "l_0", "a", "b"), (2, 3, 1, 1.5), strict=True)
    },
    security: {**START, "rho": (1.5, POSITIVE)},
    tipping_point: PAYOFFS,
    patience: {"R": (3, FINITE), "T": (5, FINITE), "P": (1, FINITE)},
    choosing: {
        "t": (0.5, INSIDE),
        **{
            name: (value, None)
            for name, value in zip(
                ("R", "advantage", "arms", "seen"),
                (7.0, "offence", "apart", "defensive"),
                strict=True,
            )
        },
    },
    noise_limit: {"t": (0.5, INSIDE), "m": (0.75, INSIDE)},
    separating_costs: {
        name: (value, POSITIVE)
        for name, value in zip(("B_T", "B_U", "kappa_T", "kappa_U"), (2, 3, 1, 3), strict=True)
    },
    bind: {
        name: (value, POSITIVE)
        for name, value in zip(
            ("B_T", "B_U", "kappa_T", "kappa_U", "v"), (2, 3, 1, 3, 4), strict=True
        )
    },
}
SINGLE = (bind, choosing, separating_costs, SADDLE.exact)  # take no arrays


def test_every_public_function_and_parameter_has_a_domain():
    rooms = [
        importlib.import_module(f"secdilemma.models.{found.name}")
        for found in pkgutil.iter_modules(models.__path__)
        if found.name != "domains"
    ]
    public = [
        value
        for room in rooms
        for name, value in inspect.getmembers(room, inspect.isfunction)
        if value.__module__ == room.__name__ and name[0] != "_"
    ]
    methods = [
        getattr(SADDLE, name) for name in vars(Race) if name[0] != "_" and name not in "klabgh"
    ]
    assert set(DOMAINS) == {*public, *methods, Race}
    for function, domain in DOMAINS.items():
        assert list(inspect.signature(function).parameters) == list(domain)


def good(function):
    return {name: value for name, (value, _) in DOMAINS[function].items()}


def refusal(function, **values):
    """Return with which words these values are refused, if they are."""
    try:
        function(**good(function) | values)
    except ValueError as error:
        return str(error)
    return "not refused"


@pytest.mark.parametrize("function", DOMAINS, ids=lambda function: function.__name__)
def test_a_value_outside_its_domain_is_refused_by_name_with_what_was_expected(function):
    wrong = []
    for name, (fine, allowed) in DOMAINS[function].items():
        expected, values = allowed or ("", [])
        for bad in values:
            wanted = f"{name} = {float(bad)} is not allowed; expected {expected}"
            tried = [bad] if function in SINGLE else [bad, np.array([[fine, bad]])]
            said = [refusal(function, **{name: value}) for value in tried]
            wrong += [(wanted, words) for words in said if words != wanted]
    assert wrong == []


@pytest.mark.parametrize("function", DOMAINS, ids=lambda function: function.__name__)
def test_the_good_values_are_good(function):
    assert function(**good(function)) is not None


ENDS = [
    (posterior, {"p": 0, "alpha": 0, "beta": 1}, 0),
    (posterior, {"p": 1, "alpha": 1, "beta": 0}, 1),
    (resting_belief, {"lam": 0, "mu": 1}, 0),
    (drift, {"p": 1, "lam": 1, "mu": 0, "t": 0}, 1),
    (threshold, {"s": 1, "a": 1, "c": 0}, 0.5),
    (mix, {"p": 0, "s": 1, "a": 1}, 0),
    (mix, {"p": 1, "s": 1, "a": 1}, 1),
    (mix_loss, {"x": 0, "p": 1, "s": 1, "a": 2}, 2),
    (mix_loss, {"x": 1, "p": 0, "s": 3, "a": 2}, 3),
    (reaction, {"k_0": 0, "p": 1}, 0),
    (security, {"x": 0, "y": 0, "rho": 1}, (0, 0)),
]


@pytest.mark.parametrize(("function", "given_values", "expected"), ENDS)
def test_the_ends_of_a_domain_belong_to_it(function, given_values, expected):
    assert function(**given_values) == expected


IMPOSSIBLE = (
    r"p·alpha + (1 − p)·beta = 0.0 is not allowed; expected more than 0: the signal must be"
)
TOGETHER = [
    (lambda: posterior(1, 0, 0.5), IMPOSSIBLE),
    (lambda: posterior(0, 0.5, 0), IMPOSSIBLE),
    (lambda: posterior(0.5, [0.5, 0], 0), IMPOSSIBLE),
    (lambda: resting_belief(0, 0), "lam + mu = 0.0 is not allowed; expected a sum strictly"),
    (lambda: resting_belief(1, 1), "lam + mu = 2.0 is not allowed; expected a sum strictly"),
    (lambda: drift(0.5, 1, 1, 1), "lam + mu = 2.0 is not allowed; expected a sum strictly"),
    (lambda: drift(0, 0.6, 0.5, 1.5), "t = 1.5 is not allowed; expected whole periods where lam"),
    (lambda: drift(0, [0.1, 0.6], 0.5, 1.5), "t = 1.5 is not allowed; expected whole periods"),
    *[
        (call, "a = 2.0 is not allowed; expected more than c = 2.0")
        for call in (
            lambda: threshold(1, 2, 2),
            lambda: threshold(1, [3, 2], 2),
            lambda: scenario(0.5, 1, 2, 2),
            lambda: expected_costs(0.5, 1, 2, 2),
        )
    ],
    (lambda: threshold(1, 2, [1, 3]), "a = 2.0 is not allowed; expected more than c = 3.0"),
    (
        lambda: Race([1, 0.6], [2, 0.6], [1, 0.4], [1, 0.9]).equilibrium(),
        "ab − kl = 0.0 is not allowed; expected anything but 0: kl = ab has no single balance",
    ),
    (
        lambda: Race(1, 1, 2, 1).side(1, 1),
        "kl − ab = -1.0 is not allowed; expected more than 0: only a saddle divides the starts",
    ),
    (
        lambda: Race([3, 1], 1, 1, 1).side(1, 1),
        "kl − ab = 0.0 is not allowed; expected more than 0: only a saddle divides the starts",
    ),
    (lambda: SADDLE.exact(1, [1, 2], 1), "y = [1. 2.] is not allowed; expected a single number"),
    (
        lambda: Race([1, 2], 1, 2, 3).exact(1, 1, 1),
        "k = [1. 2.] is not allowed; expected a single number",
    ),
    (
        lambda: separating_costs(1, [1, 2], 1, 1),
        "B_U = [1. 2.] is not allowed; expected a single number",
    ),
    (lambda: tipping_point(3, 3, 0, 1), "R = 3.0 is not allowed; expected more than T = 3.0"),
    (lambda: tipping_point(4, 1, 0, 2), "T = 1.0 is not allowed; expected at least P = 2.0"),
    (lambda: tipping_point(4, 3, 2, [1, 2]), "P = 1.0 is not allowed; expected more than S = 2.0"),
    (lambda: tipping_point(4, 3, 2, 2), "P = 2.0 is not allowed; expected more than S = 2.0"),
    (lambda: patience(3, 3, 1), "T = 3.0 is not allowed; expected more than R = 3.0"),
    (lambda: patience(1, 3, 1), "R = 1.0 is not allowed; expected more than P = 1.0"),
]


@pytest.mark.parametrize(("call", "message"), TOGETHER)
def test_values_that_do_not_go_together_are_refused(call, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        call()


# ------------------------------------------------------------------ arrays

RANGES = {  # where all of a function's parameters go together
    "c": (0, 1), "a": (1.1, 5), "R": (5, 6), "P": (1, 2), "S": (-1, 0), "t": (0.1, 0.9),
}  # fmt: skip
SPANS = {
    Race: {"k": (0, 0.9), "l": (0, 0.9), "b": (1.1, 2)},
    patience: {"T": (7, 8)},
    tipping_point: {"T": (3, 4)},
    drift: {"lam": (0.1, 0.4), "mu": (0.1, 0.4)},
}
SHAPES = [(2, 1, 1), (3, 1), (4,), ()]


def spread(function, names):
    """Random arrays of shapes that broadcast to the whole."""
    random = np.random.default_rng(7)
    span = RANGES | SPANS.get(function, {})
    return {
        name: random.uniform(*span.get(name, (0.1, 0.9)), SHAPES[index % 4])
        for index, name in enumerate(names)
    }


def parts(result):
    found = result if isinstance(result, tuple) else (result,)
    return [np.asarray(part, dtype=object if isinstance(part, str) else None) for part in found]


def agree(call, arrays):
    """Whether a call on arrays has the broadcast shape and is the call on each cell."""
    shape = np.broadcast_shapes(*(values.shape for values in arrays.values()))
    whole = parts(call(**arrays))
    cells = {name: np.broadcast_to(values, shape) for name, values in arrays.items()}
    for index in np.ndindex(shape):
        single = parts(call(**{name: float(values[index]) for name, values in cells.items()}))
        for one, all_of_them in zip(single, whole, strict=True):
            assert one.shape == ()
            assert all_of_them.shape == shape
            if all_of_them.dtype == object:
                assert all_of_them[index] is one[()]
            else:
                assert all_of_them[index] == near(float(one), rel=1e-14, abs=1e-15)


@pytest.mark.parametrize(
    "function",
    [f for f in DOMAINS if inspect.isfunction(f) and f not in (*SINGLE, read_signals)],
    ids=lambda function: function.__name__,
)
def test_arrays_broadcast_and_each_cell_is_the_number(function):
    agree(function, spread(function, DOMAINS[function]))
    for name in DOMAINS[function]:  # and where a single parameter is an array
        arrays = spread(function, DOMAINS[function])
        agree(
            function,
            {n: v if n == name else np.asarray(v.flat[0]) for n, v in arrays.items()},
        )


@pytest.mark.parametrize("method", ["equilibrium", "eigenvalues", "stability"])
@pytest.mark.parametrize("saddle", [False, True])
def test_races_broadcast_and_each_cell_is_the_number(method, saddle):
    races = spread(Race, DOMAINS[Race])
    races["k"] = races["k"] + 100 * saddle
    agree(lambda **values: getattr(Race(**values), method)(), races)


def test_sides_broadcast_over_starts_and_races():
    values = {"k": np.array([[2.0], [3.0]]), "x": np.array([0.2, 0.9, 1.5]), "y": np.array(0.8)}
    agree(lambda k, x, y: Race(k, 2, 1, 1, -1, -1).side(x, y), values)


@pytest.mark.parametrize("lens", [False, True])
@pytest.mark.parametrize("alarms", [[], [True], [False, True, True, False, False]])
def test_a_belief_path_has_a_row_for_every_signal_and_the_broadcast_shape(alarms, lens):
    p, d = np.array([[0.2], [0.7]]), np.array([0, 0.3, 0.9])
    paths = read_signals(p, alarms, d, lens=lens)
    assert paths.shape == (len(alarms) + 1, 2, 3)
    for row, column in np.ndindex(2, 3):
        single = read_signals(p[row, 0], alarms, d[column], lens=lens)
        assert single.shape == (len(alarms) + 1,)
        assert paths[:, row, column] == near(single, rel=1e-14)


def test_arms_have_a_row_for_each_side_and_a_column_for_each_time():
    times = np.linspace(0, 2, 5)
    exact = SADDLE.exact(2, 3, times)
    assert exact.shape == (2, 5)
    for column, t in enumerate(times):
        assert exact[:, [column]] == near(SADDLE.exact(2, 3, t))
