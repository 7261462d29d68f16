"""A YAML text as nodes with places, and strict values out of them: a key's kind is declared once.

`files` and all that reads or writes YAML above build on it; JSON Schemas are made of its kinds. It knows nothing of
call flows.
"""
