"""Assistants: the Model Context Protocol on standard input and output, whose tools are commands of ours."""
