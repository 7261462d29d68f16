"""What the files of actions share: how parameters are declared, and how rows of the table are put together.

Actions import it, and so may all that reads what they declare (compiler, loading, rules, schema). It is no action.
"""
