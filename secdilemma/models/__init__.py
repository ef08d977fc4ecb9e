"""The formal companion: reading, choice, spiral and trust as models, each an addition by this book.

Nothing here stands in Kerstens and Noll's article. Parameters are illustrations, never estimates of
a real state. A symbol is called the same in code, equations and prose; ``lam`` stands for λ, and a
star is written ``_star``. Numbers or NumPy arrays go in, and arrays broadcast as NumPy's own do.
Every function refuses what lies outside its domain with the parameter, the value and the range.
"""
