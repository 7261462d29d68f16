"""What `callflow assumptions` prints: every setting, one file per format."""
