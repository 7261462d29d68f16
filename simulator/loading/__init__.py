"""Bytes become values, with a line and a column for every path, and nothing is coerced.

A package for each format: `json`, `yaml`, `body` (on top of json) and `files` (on top of yaml and body). Everything
above may import it; it imports actions, whose parameters it reads by, and the model.
"""
