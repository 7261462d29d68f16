"""The platform's HTTP API on this machine: one more short loop around the same call and the same payloads.

Nothing that a call does is decided here: who is told what and when comes from the engine, the rules and `webhooks`.
"""
