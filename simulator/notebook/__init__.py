"""For notebooks: a dial pad that runs one call step by step."""
