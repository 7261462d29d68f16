"""Tests of what is shown, with golden files in `golden/`; UPDATE_GOLDEN=1 writes them anew."""
