"""Speech engines, a file each: what it is called, the voices it has, how it is started, and what comes out of it."""
