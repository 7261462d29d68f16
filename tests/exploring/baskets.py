"""Backends that keep a basket for each session, each in another way; `CONTENT` is the truth about it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from tests.exploring._flows import HANGUP, menu, reply, say
from tests.exploring.remembering import told

CONTENT: defaultdict[str, list[str]] = defaultdict(list)
SHOP = "Tea is 1, coffee is 2, 9 takes the last one out, 0 pays."
PRICES = {"1": 2, "2": 3}


def pounds(basket: list[str]) -> int:
    return sum(map(PRICES.__getitem__, basket))


def changed(basket: list[str], digits: str, most: int) -> None:
    """What 1, 2 and 9 do to a basket that takes no more than so many."""
    if digits in PRICES and len(basket) < most:
        basket.append(digits)
    elif digits == "9" and basket:
        basket.pop()


def at_the_till(body: dict[str, Any]) -> object:
    """What is in it is said once it is paid; until then all sounds the same."""
    session, digits, _ = told(body)
    basket = CONTENT[session]
    if digits == "0":
        return reply(say(f"{basket.count('1')} tea, {basket.count('2')} coffee."), HANGUP)
    changed(basket, digits, 2)
    return reply(menu(SHOP), stage="shop")


def counted(body: dict[str, Any]) -> object:
    """How many are in it is said all along, which ones at the end."""
    session, digits, _ = told(body)
    basket = CONTENT[session]
    if not digits:
        return reply(say("Goodbye."), HANGUP)
    if digits == "0":
        return reply(say(f"That is {pounds(basket)} pounds." if basket else "Your basket is empty."), HANGUP)
    changed(basket, digits, 3)
    return reply(menu(f"You have {len(basket)} of 3. {SHOP}"), stage="shop")


def summed(body: dict[str, Any]) -> object:
    """What it costs is said all along; what is taken out next depends on the order."""
    session, digits, _ = told(body)
    basket = CONTENT[session]
    if digits == "0" or not digits:
        return reply(say("Goodbye."), HANGUP)
    changed(basket, digits, 3)
    return reply(menu(f"{pounds(basket)} pounds. {SHOP}"), stage="shop")


def asked_twice(body: dict[str, Any]) -> object:
    """Asks whether that is all; 9 empties it."""
    session, digits, stage = told(body)
    basket = CONTENT[session]
    if stage == "sure":
        answers = {"1": reply(say(f"{len(basket)} teas."), HANGUP), "2": reply(menu(SHOP), stage="shop")}
        return answers.get(digits, reply(say("Goodbye."), HANGUP))
    if digits == "0":
        return reply(menu("Is that all? For yes press 1, for no press 2."), stage="sure")
    changed(basket, "1" if digits == "1" else "", 3)
    if digits == "9":
        basket.clear()
    return reply(menu(SHOP), stage="shop")


def ticked(body: dict[str, Any]) -> object:
    """Each of three things is in it or is not; pressing its key again takes it out."""
    session, digits, _ = told(body)
    basket = CONTENT[session]
    if digits == "0":
        return reply(say(", ".join(sorted(basket)) or "Nothing."), HANGUP)
    if digits in ("1", "2", "3"):
        (basket.remove if digits in basket else basket.append)(digits)
        return reply(menu(f"Noted. {SHOP}"), stage="shop")
    return reply(menu(SHOP), stage="shop")


def full(body: dict[str, Any]) -> object:
    """Says when nothing more goes in, and sends nobody on with an empty one."""
    session, digits, _ = told(body)
    basket = CONTENT[session]
    if digits == "1" and len(basket) == 3:
        return reply(menu(f"It is full. {SHOP}"), stage="shop")
    if digits == "0":
        return (
            reply(say(f"{len(basket)} teas."), HANGUP) if basket else reply(menu(f"It is empty. {SHOP}"), stage="shop")
        )
    changed(basket, digits if digits == "9" else digits.replace("2", ""), 3)
    return reply(menu(SHOP), stage="shop")


def bottomless(body: dict[str, Any]) -> object:
    """Takes as many as are put into it, and says how many once it is paid."""
    session, digits, _ = told(body)
    if digits == "0":
        return reply(say(f"{len(CONTENT[session])} teas."), HANGUP)
    changed(CONTENT[session], "1" if digits == "1" else "", 1_000_000)
    return reply(menu(SHOP), stage="shop")
