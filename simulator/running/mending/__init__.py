"""What certainly mends files: the fixes of findings become new content, which is checked again and written whole.

`check --fix` builds on it. It knows neither rules nor formats: it is told how to check.
"""
