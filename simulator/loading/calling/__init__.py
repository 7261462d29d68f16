"""How our files write a call: what a dial comes to, what a caller does, who is at a number, and whose it is."""
