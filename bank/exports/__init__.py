"""The question bank for learning systems, from what the build wrote of each item.

`moodle`, `qti`, `cartridge` and `brightspace` have every item, `gift` the self-checks: each has the
envelope of its format, and `bank.types` what stands in it. `common` is what they share, `losses`
counts what they cannot carry.
"""
