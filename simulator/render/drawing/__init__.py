"""What drawings of conversations are made of: the names of places, and inputs in words."""
