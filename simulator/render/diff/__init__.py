"""A comparison of two versions of a flow, in each format."""
