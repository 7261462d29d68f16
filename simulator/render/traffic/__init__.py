"""What many callers come to: one file per format."""
