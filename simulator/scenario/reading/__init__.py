"""A scenario file becomes scenarios: documents, examples, repeated parts, and each key by its kind.

`scenario`, the schemas and pytest import it. It stands on `loading` and the model, and runs nothing.
"""
