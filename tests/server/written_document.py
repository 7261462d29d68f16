"""Writes the OpenAPI document of the server, or (`--operations`) the ids of its operations, for other programs."""

from __future__ import annotations

import json
import sys

from simulator.server.document.openapi import document

if __name__ == "__main__":
    whole = document("http://127.0.0.1:8088")
    if "--operations" in sys.argv:
        print(*(one["operationId"] for item in whole["paths"].values() for one in item.values()), sep="\n")  # noqa: T201
    else:
        print(json.dumps(whole, indent=2))  # noqa: T201
