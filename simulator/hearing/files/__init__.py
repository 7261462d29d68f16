"""Prompts that are files: found in a folder, or fetched from this machine."""
