"""Results about files and flows that renderers show: findings by file, coverage, differences, fault matrices.

What finds them and what shows them imports it; it knows behaviours, and not how any of it was found.
"""
