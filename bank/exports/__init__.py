"""The question bank for learning systems, from the built pages.

`moodle` has every item, `gift` the self-checks, `cartridge` a link to each page of the book.
"""
