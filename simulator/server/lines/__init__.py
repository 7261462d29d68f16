"""Who is at the other end of the calls of the server: by number and pattern, scripted, by chance, or a person."""
