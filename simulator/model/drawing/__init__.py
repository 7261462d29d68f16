"""The neutral graph that every drawing is made from, and short words for its boxes.

It is made of a table; what finds or renders a graph imports it.
"""
