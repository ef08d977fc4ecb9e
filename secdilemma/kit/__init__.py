"""The drawing kit: figures and their controls, shapes, signs with their key, plots."""
