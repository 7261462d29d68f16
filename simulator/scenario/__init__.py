"""Scenario files run and judged, suites of them, and the files that are written: saved, generated, shrunk, updated.

`reading` reads them, `expectations` has a file for each key of `expect`. Renderers and all layers above may import
it; it imports exploration and all below.
"""
