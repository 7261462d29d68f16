"""What the files of webhooks share (ids, times, legs), and all webhooks of a session in their order.

Webhooks import it, and so may the engine and all layers above. It is no webhook.
"""
