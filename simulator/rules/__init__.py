"""One file per status code or lint: what it means, when it is raised, a wrong and a right example."""
