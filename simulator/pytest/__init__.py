"""The pytest plugin: scenario files as tests, the fixtures `callflow` and `callflow_emulator`, and coverage.

pytest loads `plugin.py` in every project where the package is installed, so that module imports nothing before it is
used. Nothing in the package imports it.
"""
