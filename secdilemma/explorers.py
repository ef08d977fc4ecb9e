"""The book's explorers: controls, a figure function and a sentence, a few lines each."""

from functools import partial

from secdilemma import data, figures, panels, panels_doubt, panels_interaction
from secdilemma.explorer import Choice, Explorer, Reveal, Slider
from secdilemma.reference import MOVES
from secdilemma.tables import MEASURES
from secdilemma.theory import CRITERIA, PARADOX_CHAIN, Intent, Policy, Trust

_SIGNALS, _TABLE1, _CRITERIA = data.load_signals(), data.load_table1(), data.load_criteria()
_LABELS = data.load_claims().set_index("key")["label"]
_MAP = {"outline": data.load_map(), "places": data.load_places()}

_READING = Choice("reading", "Read as", list(map(str, Intent)))
_POLICY = Choice("policy", "Answer with", list(map(str, Policy)))

your_move = Explorer(
    "your-move",
    "Your move",
    [
        Choice(
            "seat",
            "Your seat",
            {"NATO": "NATO, reading Russia", "Russia": "Russia, reading NATO (an addition)"},
        ),
        Choice("signal", "Signal", {n: f"{n} of 6" for n in range(1, 7)}, many=True),
        _READING,
        _POLICY,
        Reveal("revealed", "Commit and reveal"),
    ],
    partial(panels.draw_your_move, signals=_SIGNALS, moves=MOVES),
    partial(panels.describe_your_move, signals=_SIGNALS, moves=MOVES),
    record=("reading", "policy"),
)

grey_zone = Explorer(
    "grey-zone",
    "Through the grey zone",
    [Slider("trust", "Trust in the other", list(map(str, Trust)))],
    panels.draw_grey_zone,
    panels.describe_grey_zone,
    {"trust": "doubt"},
)

scenario_map = Explorer(
    "scenario-map",
    "Which scenario, and what follows?",
    [
        Choice("actual", "Suppose Russia is in fact", list(map(str, Intent))),
        Choice("reading", "NATO reads it as", list(map(str, Intent))),
        Choice("policy", "NATO answers with", list(map(str, Policy))),
    ],
    panels.draw_scenario_map,
    panels.describe_scenario_map,
)

paradox_chain = Explorer(
    "paradox-chain",
    "Step through the paradox",
    [
        Slider("step", "Step", {n: f"step {n}" for n in range(1, len(PARADOX_CHAIN) + 1)}),
        Choice(
            "broken",
            "Sensibility breaks the chain",
            {0: "nowhere"}
            | {n: f"at step {n}" for n, link in enumerate(PARADOX_CHAIN, 1) if link.breaks},
        ),
    ],
    panels.draw_chain_step,
    panels.describe_chain_step,
    unavailable=lambda step, broken: (
        f"the chain would not reach step {step}" if broken and step > broken else None
    ),
)

balance = Explorer(
    "balance",
    "Who is stronger?",
    [
        Choice("year", "Year", [1986, 2014]),
        Choice("indicator", "Row of Table 1", data.INDICATORS, many=True),
        Choice("measure", "Measure", MEASURES),
    ],
    partial(panels.draw_balance, table1=_TABLE1),
    partial(panels.describe_balance, table1=_TABLE1),
    {"year": 2014, "indicator": "tanks"},
    unavailable=lambda year, indicator, measure: (
        "a population has no share of itself"
        if (indicator, measure) == ("population", "per head")
        else None
    ),
)

timeline = Explorer(
    "timeline",
    "Count the signals",
    [
        Choice("actor", "By", ["anyone", "NATO and allies", "Russia"]),
        Choice("dilemma", "On the dilemma of", ["either", "interpretation", "response"]),
        Choice("effect", "Effect ascribed by somebody", ["any", *data.EFFECTS[:4]], many=True),
    ],
    partial(panels.draw_counts, signals=_SIGNALS),
    partial(panels.describe_counts, signals=_SIGNALS),
)

criteria = Explorer(
    "criteria",
    "One criterion at a time",
    [
        Choice(
            "criterion",
            "Criterion",
            {c.number: f"{c.number}. {c.short}" for c in CRITERIA},
            many=True,
        )
    ],
    partial(panels.draw_criterion, criteria=_CRITERIA, labels=_LABELS),
    partial(panels.describe_criterion, criteria=_CRITERIA, labels=_LABELS),
)

verdict = Explorer(
    "verdict",
    "Place NATO yourself",
    [
        Slider("reading", "NATO reads Russia as", list(panels.READINGS)),
        Slider("mix", "NATO’s policy is", list(panels.MIXES)),
    ],
    partial(panels.draw_placement, labels=_LABELS),
    partial(panels.describe_placement, labels=_LABELS),
    {"reading": "aggressive", "mix": "both in equal measure"},
)

reach = Explorer(
    "reach",
    "How far does it reach?",
    [
        Choice("launch", "Launched from", ["Kaliningrad", "Chernyakhovsk", "Luga"]),
        Slider(
            "reach",
            "Range",
            {float(km): f"{km} km" for km in (300, 400, 500, 600, 700)},
            fine=(100.0, 1000.0, 10.0),
        ),
    ],
    partial(figures.draw_reach, **_MAP),
    partial(figures.describe_reach, **_MAP),
    {"launch": "Chernyakhovsk", "reach": 500.0},
)

# ------------------------------------------------------------------ the formal companion

reading_signals = Explorer(
    "reading-signals",
    "Read a sequence of signals",
    [
        Slider(
            "p",
            "Prior belief that the other is offensive",
            {share: f"{share:.0%}" for share in (0.1, 0.3, 0.5, 0.7, 0.9)},
            fine=(0.01, 0.99, 0.01),
        ),
        Slider(
            "d",
            "Signals tell offensive from defensive",
            {0.0: "not at all", 0.2: "a little", 0.5: "fairly well", 0.8: "well"},
            fine=(0.0, 0.95, 0.05),
        ),
        Choice("signals", "Signals", list(panels_doubt.SEQUENCES), many=True),
        Choice("lens", "Negative lens", {False: "off", True: "on"}),
    ],
    panels_doubt.draw_reading_signals,
    panels_doubt.describe_reading_signals,
    {"p": 0.5, "d": 0.5, "signals": "alarms and reassurances in turn"},
)

_STAKES = {2.0: "little (2)", 4.0: "much (4)", 8.0: "very much (8)"}

choosing = Explorer(
    "choosing",
    "Choose under doubt",
    [
        Slider(
            "p",
            "Belief that the other is offensive",
            {share: f"{share:.0%}" for share in (0.1, 0.25, 0.4, 0.6, 0.75, 0.9)},
            fine=(0.01, 0.99, 0.01),
        ),
        Choice("s", "A paradox (deterring a defensive state) costs", _STAKES),
        Choice("a", "Coercion (reassuring an offensive state) costs", _STAKES),
        Choice(
            "c",
            "Deterring an offensive state costs",
            {0.0: "nothing (0)", 0.5: "next to nothing (½)"},
        ),
    ],
    panels_doubt.draw_choosing,
    panels_doubt.describe_choosing,
    {"p": 0.4, "s": 2.0, "a": 4.0},
)

spiral = Explorer(
    "spiral",
    "Let the spiral run",
    [
        Slider(
            "k",
            "Each reacts to the other’s arms",
            {
                0.25: "hardly (0.25)",
                0.5: "by half (0.5)",
                1.0: "like for like (1)",
                1.5: "by half as much again (1.5)",
                2.0: "twofold (2)",
            },
        ),
        Choice(
            "a",
            "Its own arms restrain it",
            {0.75: "a little (0.75)", 1.0: "as much as they are (1)", 1.5: "strongly (1.5)"},
        ),
        Choice(
            "grievance",
            "Apart from arms, it feels",
            {"goodwill": "goodwill (−1)", "none": "neither (0)", "grievance": "grievance (1)"},
        ),
        Choice(
            "start",
            "They start with",
            {
                "low": "few arms each (0.5)",
                "unequal": "unequal arms (2.5 and 0.5)",
                "high": "many arms each (3)",
            },
        ),
    ],
    panels_interaction.draw_spiral,
    panels_interaction.describe_spiral,
    {"k": 0.5, "a": 1.0, "grievance": "grievance", "start": "unequal"},
)

trust = Explorer(
    "trust",
    "Trust enough to cooperate?",
    [
        Slider(
            "t",
            "Your trust: the chance that the other is trustworthy",
            {t: f"{t:.2f}" for t in (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95)},
            fine=(0.01, 0.99, 0.01),
        ),
        Choice(
            "gain",
            "Cooperation yields each",
            {6.0: "a little (6)", 7.0: "more (7)", 9.0: "much (9)"},
        ),
        Choice(
            "advantage",
            "The advantage is with",
            {"offence": "the offence (T = 5, S = 0)", "defence": "the defence (T = 4, S = 2)"},
        ),
        Choice(
            "arms",
            "Arms to defend and arms to attack",
            {"alike": "look alike", "apart": "can be told apart (9 times in 10)"},
        ),
        Choice("seen", "You see arms that look", ["defensive", "offensive"]),
    ],
    panels_interaction.draw_trust,
    panels_interaction.describe_trust,
    {"t": 0.5, "gain": 7.0, "advantage": "offence", "arms": "alike", "seen": "defensive"},
)

ALL = (
    *(your_move, grey_zone, scenario_map, paradox_chain, balance),
    *(timeline, criteria, verdict, reach),
    *(reading_signals, choosing, spiral, trust),
)
"""Every explorer of the book."""
