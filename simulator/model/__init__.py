"""Frozen data that every layer speaks of; nothing here reads, writes or waits.

Every layer may import it. Its own packages import the modules at the top and each other in this order, lowest first:
machine, call, flow, drawing, behaviour, reports, scenario.
"""
