"""The names in the markup of explorers: pages, style sheets, printers and tests share them."""

PICTURE = "picture"
"""Class of every picture, still or moving."""

EXPLORER = "explorer"
"""Class of the figure; its ``data-explorer`` is the explorer's name."""

CONTROLS, CONTROL = "explorer-controls", "explorer-control"
"""All controls, and what surrounds one; each field says in ``data-control`` what it sets."""

VALUE = "explorer-value"
"""Where a slider is, in words."""

REVEAL = "explorer-reveal"
"""The button that shows what was held back."""

PLACE = "explorer-picture"
"""What holds the picture."""

READING = "explorer-reading"
"""The sentence that says what the picture shows."""

NOTE = "explorer-note"
"""What a reader without scripts is told."""

TOOLS, RESET, LINK, FILL = "explorer-tools", "explorer-reset", "explorer-link", "explorer-fill"
"""The buttons beneath, all and each."""

SAID = "explorer-said"
"""What the explorer answers to a button, or to a choice that means nothing."""

RECORD, PATTERN = "explorer-record", "explorer-pattern"
"""The reader's moves, and their count."""

TABLE = "explorer-table"
"""All states in words."""

DATA = "explorer-data"
"""The stored states."""
