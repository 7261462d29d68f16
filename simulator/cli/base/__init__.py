"""What the commands share: options, files that are read, where results go, how errors are told.

Commands import it, and nothing else does. It is no command.
"""
