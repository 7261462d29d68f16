"""Twelve backends that each tell one kind of entry apart, and what would be seen if one of them ran."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MARK = 'from pathlib import Path\nPath(__file__).with_name("ran").touch()\n'
"""A module that begins so leaves a file behind when it is run."""
ANSWERS = """
import json

def reply(body):
    digits = body["payload"]["dtmf"]
    return {"clientActionId": "Welcome" if digits and secret(digits) else "Sorry", "callflow": []}

def app(environ, start_response):
    start_response("200 OK", [])
    return [json.dumps(reply(json.load(environ["wsgi.input"]))).encode()]
"""
LUHN = """
def secret(digits):
    if not digits.isdigit() or digits[0] == "0":
        return False
    total = 0
    for at, key in enumerate(reversed(digits)):
        value = int(key) * (1 + at % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
"""
SETTINGS = "import settings\ndef secret(digits): return digits == settings.PIN\n"
JSON = """
import json
PINS = json.loads(Path(__file__).with_name("pins.json").read_text())
def secret(digits): return any(one.get("pin") == digits for one in PINS["customers"])
"""
SQLITE = """
import sqlite3
def secret(digits):
    with sqlite3.connect(Path(__file__).parent / "data" / "bank.db") as bank:
        return bank.execute("select 1 from customers where pin = ?", [digits]).fetchone() is not None
"""
SECRETS = {
    "constant": "PIN = '4711'\ndef secret(digits): return digits == PIN\n",
    "dict": "NAMES = {'2580': 'Ann', '1397': 'Bo'}\ndef secret(digits): return NAMES.get(digits) is not None\n",
    "set": "def secret(digits): return digits in {'864200', '975311'}\n",
    "int": "def secret(digits): return digits.isdigit() and int(digits) == 42\n",
    "range": "def secret(digits): return digits.isdigit() and int(digits) in range(7301, 7311)\n",
    "pattern": "import re\ndef secret(digits): return bool(re.fullmatch(r'8[34]\\d[13579]', digits))\n",
    "settings": SETTINGS,
    "json": JSON,
    "sqlite": SQLITE,
    "luhn": LUHN,
    "length": "def secret(digits): return len(digits) == 5\n",
    "leading zero": "def secret(digits): return digits[0] == '0' and digits.strip('0') != ''\n",
}


def plant(name: str, folder: Path) -> None:
    """Write the backend `bank.py`, and what it needs, into a folder."""
    (folder / "bank.py").write_text(MARK + SECRETS[name] + ANSWERS)
    if name == "settings":
        (folder / "settings.py").write_text(f"{MARK}PIN = '617400'\n")
    elif name == "json":
        (folder / "pins.json").write_text('{"customers": [{"name": "Ann", "pin": "3691"}, {"name": "Bo"}]}')
    elif name == "sqlite":
        (folder / "data").mkdir()
        bank = sqlite3.connect(folder / "data" / "bank.db")
        bank.execute("create table customers (id integer, name text, pin text)")
        bank.executemany("insert into customers values (?, ?, ?)", [(1, "Ann", "5937"), (2, "Bo", "28461")])
        bank.commit()
        bank.close()
