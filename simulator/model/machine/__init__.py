"""The transition table as data: states, rows, guards, what is requested on entry, and how long speech takes.

Actions declare it, the compiler joins it, and all others read it. It imports only the modules at the top of `model`.
"""
