"""The question bank and all that is made of it: pages, sheets, files for learning systems.

`schema` says what an item may hold, `load` reads and checks the files, `quantities` gives the
numbers in them. `directives`, `lists` and `notes` put items into pages; `items` reads them there
again, for `sheets` and `exports`. None of it is part of the package that readers install.
"""
