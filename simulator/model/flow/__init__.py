"""A flow file as data: what begins a call, the rows that answer the webhook, or where the backend is.

`loading` reads it and `running` runs it; it imports no package of `model` but `call`.
"""
