"""What can be entered at a place, what ends it, and what the webhook is told: read from rows, and nowhere else.

Exploring, modelled callers, replay, saving and drawing ask here; nothing below the compiler may import it but the
compiler itself, which keeps what was read beside the list.
"""
