"""Load, prepare, run, step, replay and record one flow: plain results that do not show themselves.

Its files stand on each other in this order: source, compiling, prepared, flow, answering, dry_run; the others use
these. Exploration and all layers above it may import it; it imports neither `render` nor `api`.
"""
