"""Scenario files run: expectations, verdicts, suites."""
