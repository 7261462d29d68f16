"""What happens in one call: its events, its legs and keys, what was heard, and the words for it.

The engine writes it, and whoever reads a trace imports it. It knows the table (`machine`) and nothing above.
"""
