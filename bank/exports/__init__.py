"""The question bank for learning systems, from the built pages.

`moodle`, `qti`, `cartridge` and `brightspace` have every item, `gift` the self-checks; `answers` is
what they share, `losses` what they cannot carry.
"""
