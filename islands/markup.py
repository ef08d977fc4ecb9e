"""Names in the markup of explorers that other programs look for; `page.html` has them all."""

PICTURE = "picture"
"""Class of every picture, still or moving."""

WIDE = "picture-wide"
"""Class, beside that, of what is drawn for a wide page; the narrow one stands before it."""

EXPLORER = "explorer"
"""Class of the figure; its ``data-explorer`` is the explorer's name."""

READING = "explorer-reading"
"""The sentence that says what the picture shows."""

TABLE = "explorer-table"
"""All states in words."""

MOVING = ("explorer-controls", "explorer-note", "explorer-tools")
"""What only a screen can show: controls, what stands there without them, buttons."""
