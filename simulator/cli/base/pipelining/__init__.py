"""What a CI job does with call flows: check, test, cover, compare with the revision that a change starts from."""
