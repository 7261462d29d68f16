"""Tests of the simulator; the folders mirror its own."""
