"""What is ours, under `/_sim`: looking into the server, and doing what people and time do. One file per operation."""
