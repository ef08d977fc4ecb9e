"""The question bank and all that is made of it: pages, sheets, files for learning systems.

`schema` says what every item holds, `types` has each type of question in a place of its own, `key`
says what answers hold; `load` reads and checks the files, `quantities` gives the numbers in them.
`directives`, `lists` and `notes` put items into pages, and `built` writes them as data, which
`edition` reads for `sheets` and `exports`. None of it is part of the package that readers install.
"""
