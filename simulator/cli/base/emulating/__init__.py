"""What `callflow serve` needs: its options, and the server that runs until somebody ends it."""
