"""What the pages of a run and of a test report are made of: HTML that needs no server, script or network."""
