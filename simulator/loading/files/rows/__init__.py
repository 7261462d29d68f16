"""What a row of a table of replies says: when it answers, and when it is open."""
