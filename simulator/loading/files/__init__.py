"""The files that users write or collect: accounts, flow files, coverage files, logs of webhooks.

`running`, the readers of scenarios and the command line import it. It stands on `yaml`, and a flow file on `body` too.
"""
