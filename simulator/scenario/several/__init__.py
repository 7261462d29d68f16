"""Scenarios that run elsewhere: how their verdicts are sent, and a Dask cluster that runs them."""
