"""What the behaviour of callers is made of: laws of chance as tables of whole numbers, the same on each machine."""
