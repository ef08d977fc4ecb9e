"""The question bank, and what is made of it: self-checks, assignments, sheets, exports."""

ITEMS = "items.json"
"""The items of a built book as data, beside its folder of pages: see `bank.edition`."""
