"""The objects of the public API: each wraps a plain result of a layer below, and shows itself.

`simulator/__init__.py` names what of it is public. Only what stands above may import it: notebook, pytest, cli.
"""
