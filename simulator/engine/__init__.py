"""One call on a virtual clock: it carries out what the table requests and feeds triggers back."""
