"""How a body is checked: every rule looks at it, and the platform's one answer is chosen; the docs of a code.

Rules import it, and so may all layers above them. It finds the rules through the registry, and is none.
"""
