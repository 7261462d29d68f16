"""The help desk as a Flask app: `wsgi:flask_app:app/vca`."""

from conversation import answer
from flask import Flask, request

app = Flask(__name__)


@app.post("/vca")
def vca():
    """Answer the webhook."""
    return answer(request.get_json()["payload"])
