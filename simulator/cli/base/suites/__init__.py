"""Suites on the command line: which scenarios run, and the server that they are run against."""
