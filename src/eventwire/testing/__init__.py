"""The pytest plug-in: users' own sentences and articles as tests, run by `pytest --eventwire`.

`plugin.py` is imported in every pytest run and imports nothing else; the rest of the room comes with the first file collected.
"""
