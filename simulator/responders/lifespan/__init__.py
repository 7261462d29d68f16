"""An ASGI app in this process: its life, and one question to it."""
