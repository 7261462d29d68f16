"""One file per webhook payload: when it is sent and how it is built."""
