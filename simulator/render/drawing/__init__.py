"""What drawings of conversations are made of: places and edges as a graph, in words that a designer knows."""
