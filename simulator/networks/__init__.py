"""What a dial, a synthesis or a download comes to."""
