"""What the files of speech engines share."""
