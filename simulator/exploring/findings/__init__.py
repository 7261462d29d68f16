"""One file per kind of finding about a behaviour: what it means, how to find it, and the shortest keys that show it.

`exploring/conclude.py` and the pages of `explain` read the folder as a registry; nobody imports a file of it.
"""
