"""What items ask about: figures and Table 1 from the page, events and claims from the data.

An item of the bank names its material, and what would answer it. No sheet shows the one that is the
other to an item on it.
"""

from collections.abc import Iterable, Sequence

from bank.quantities import case
from bank.schema import Item
from secdilemma.data import load_claims, load_signals
from secdilemma.words import sentence, when


def select(items: Sequence[Item]) -> tuple[list[str], dict[str, list[str]]]:
    """Return what a sheet of items shows, and what each lacks since it would answer another."""
    spoiled = {name for item in items for name in item.question.spoiled_by}
    names = dict.fromkeys(name for item in items for name in item.question.material)
    kept_back = {
        item.question.id: [name for name in item.question.material if name in spoiled]
        for item in items
    }
    return [name for name in names if name not in spoiled], kept_back


def figures(items: Sequence[Item], names: Iterable[str]) -> str:
    """Return the figures and tables that items ask about, as HTML from those items' pages."""
    asking = {name: item for item in reversed(items) for name in item.figures}
    return "".join(asking[name].figures[name] for name in names if name in asking)


def events(names: Iterable[str]) -> list[dict[str, str]]:
    """Return the named events, each with its date in words; skip other names."""
    signals = load_signals(case()).drop_duplicates("event_id").set_index("event_id")
    return [
        {"when": sentence(when(signals.loc[name])), "what": signals.at[name, "event"]}
        for name in names
        if name in signals.index
    ]


def claims(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the claims of the ledger that are among some names."""
    texts = load_claims(case()).set_index("key")["claim"]
    return [(name, texts[name]) for name in names if name in texts.index]
