"""Tasks that somebody marks."""
