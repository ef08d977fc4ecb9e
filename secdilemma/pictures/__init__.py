"""What the book draws: one file an idea, with its drawing, its words and its explorer."""
