"""What the help desk says: the same three levels behind the Flask app and the FastAPI app."""

VOICE = "en-GB-Emma"


def say(text):
    """A sentence."""
    return {"action": "say", "params": {"text": text, "voiceProfile": VOICE}}


def ask(text, digits):
    """A question that so many keys answer."""
    params = {"promptMessage": text, "voiceProfile": VOICE, "failureMessage": "Sorry, I did not get that."}
    return {"action": "sayAndCapture", "params": {**params, "maxDigits": digits, "minDigits": digits, "noOfTries": 2}}


def bye(text):
    """The last sentence."""
    return {"callflow": [say(text), {"action": "hangup"}]}


SUPPORT = {
    "clientActionId": "support",
    "callflow": [ask("For a new problem press 1, for an existing ticket press 2.", 1)],
}
TICKET = {"clientActionId": "ticket", "callflow": [ask("Please enter the four digits of your ticket.", 4)]}


def answer(payload):
    """The reply to one VCA webhook: `payload` is what its body holds under that name."""
    stage, digits = payload.get("clientActionId"), payload["dtmf"]
    if digits is None:
        return bye("We did not hear anything. Goodbye.")
    if stage is None:
        return {"1": bye("Sales is closed now. Goodbye."), "2": SUPPORT}.get(digits, bye("There is no such choice."))
    if stage == "support":
        return {"1": bye("We have noted a new problem."), "2": TICKET}.get(digits, bye("There is no such choice."))
    return bye("Your ticket is in good hands.")
