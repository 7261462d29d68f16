"""How a scenario that is written speaks of a call: what every session of it hears, and nothing of one alone."""
