"""A large flow of our own, for drawings and pages: a main menu, eight menus, four under each, and a way to a person."""

from __future__ import annotations

from typing import Any

from tests.exploring._flows import HANGUP, dial, flow, menu, reply, row, say

TOPICS = ("billing", "repairs", "orders", "returns", "delivery", "accounts", "cards", "loans")
LEAVES = ("prices", "dates", "people", "papers")


def offered(names: tuple[str, ...]) -> str:
    return " ".join(f"For {name}, press {number}." for number, name in enumerate(names, 1))


def main_menu() -> dict[str, Any]:
    return menu(f"Welcome to Harbour House. {offered(TOPICS)}", failureMessage="Sorry.", noOfTries=2)


def topic_menu(topic: str) -> dict[str, Any]:
    return reply(menu(f"This is {topic}. {offered(LEAVES)} To go back, press 9.", noOfTries=2), stage=topic)


def large_rows() -> list[dict[str, Any]]:
    """41 menus, each of which can be left by a key, by silence, and by a wrong one."""
    rows = []
    for number, topic in enumerate(TOPICS, 1):
        rows.append(row(topic_menu(topic), digits=str(number)))
        rows.append(row(reply(main_menu()), stage=topic, digits="9"))
        for leaf_number, leaf in enumerate(LEAVES, 1):
            asked = menu(f"{topic.capitalize()}, {leaf}. To speak to a person, press 0. To go back, press 9.")
            name = f"{topic}-{leaf}"
            rows.append(row(reply(asked, stage=name), stage=topic, digits=str(leaf_number)))
            rows.append(row(topic_menu(topic), stage=name, digits="9"))
            through = reply(say(f"One moment, about {leaf}."), dial("+6567654321"), HANGUP)
            rows.append(row(through, stage=name, digits="0"))
    rows.append(row(reply(say("Goodbye."), HANGUP), stage="*"))
    rows.append(row(reply(say("Goodbye."), HANGUP)))
    return rows


def large_flow() -> Any:
    """The flow as it is read from a file."""
    return flow(main_menu(), rows=large_rows(), flow="Harbour House")
