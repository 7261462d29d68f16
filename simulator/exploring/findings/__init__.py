"""One file per kind of finding about a behaviour: what it means, how to find it, and the shortest keys that show it."""
