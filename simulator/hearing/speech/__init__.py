"""Texts as sound: an engine in a process of its own, with a time limit and a cache."""
