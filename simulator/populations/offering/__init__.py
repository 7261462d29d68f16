"""Calls that are offered over time: arrivals, trunks (ports), occupancy over a day, and agents."""
