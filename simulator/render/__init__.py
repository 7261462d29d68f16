"""One folder per thing to show, one file per format.

What several formats share stands beside the folders. It imports what it shows, from the model up to scenarios; the
public API and all above it may import it.
"""
