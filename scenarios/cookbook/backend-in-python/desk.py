"""The webhook of a help desk: a function that is given the body of a VCA and returns the next list."""


def answer(body):
    """Ask for a ticket, and look it up."""
    payload = body["payload"]
    if payload["callStatus"] == "CALL_RECEIVED":
        return {"clientActionId": "ticket", "callflow": [ask("Please enter the four digits of your ticket.")]}
    known = {"1234": "It is solved.", "2345": "We are working on it."}
    digits = payload["dtmf"]
    return {"callflow": [say(known.get(digits, "We do not know this ticket.")), {"action": "hangup"}]}


def say(text):
    """A sentence."""
    return {"action": "say", "params": {"text": text, "voiceProfile": "en-GB-Emma"}}


def ask(text):
    """A question that four keys answer."""
    params = {"promptMessage": text, "voiceProfile": "en-GB-Emma", "minDigits": 4, "maxDigits": 4, "noOfTries": 1}
    return {"action": "sayAndCapture", "params": params}
