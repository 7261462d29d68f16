"""Work in other processes, here or on other machines: the same results, in the same order, however many do it."""
