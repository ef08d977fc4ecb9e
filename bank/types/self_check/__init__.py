"""Questions that the page itself answers."""
