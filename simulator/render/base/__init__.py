"""What formats of several things share; no thing itself."""
