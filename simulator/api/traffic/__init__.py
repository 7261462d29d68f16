"""Traffic in the public API: what calls ask of trunks and agents, versions compared, one number swept."""
