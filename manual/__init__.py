"""The manual: a static site made of `docs/` and of pages that are generated from the code. Not part of the wheel."""
