"""The help desk as a FastAPI app: `asgi:fastapi_app:app/vca`."""

from conversation import answer
from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/vca")
async def vca(request: Request):
    """Answer the webhook."""
    return answer((await request.json())["payload"])
