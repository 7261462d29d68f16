"""What a backend remembers of a session: pasts that are answered alike stay one, others are told apart."""
