"""What `callflow explain CODE` prints: one file per format."""
