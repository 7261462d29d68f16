"""What `check` says of the texts that are open, beside the loop that answers the editor."""
