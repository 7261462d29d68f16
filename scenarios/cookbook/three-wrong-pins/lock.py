"""A backend that remembers: three wrong PINs of one call, and the card is locked."""

WRONG = {}
"""How many wrong PINs there were, by session."""


def answer(body):
    """Ask for the PIN until it is right, or wrong for the third time."""
    payload = body["payload"]
    session = payload["sessionId"]
    if payload["callStatus"] == "CALL_RECEIVED":
        return ask("Please enter your PIN.")
    if payload["dtmf"] == "1234":
        return bye("Welcome back.")
    WRONG[session] = WRONG.get(session, 0) + 1
    return bye("Your card is locked.") if WRONG[session] == 3 else ask("This PIN is wrong. Please try again.")


def bye(text):
    """The last sentence."""
    say = {"action": "say", "params": {"text": text, "voiceProfile": "en-GB-Emma"}}
    return {"callflow": [say, {"action": "hangup"}]}


def ask(text):
    """The PIN, four keys."""
    params = {"promptMessage": text, "voiceProfile": "en-GB-Emma", "minDigits": 4, "maxDigits": 4, "noOfTries": 1}
    return {"clientActionId": "pin", "callflow": [{"action": "sayAndCapture", "params": params}]}
