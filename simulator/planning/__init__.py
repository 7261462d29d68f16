"""Plans on a bare graph: the shortest way to each node, and the fewest calls that take given arcs."""
