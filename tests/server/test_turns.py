"""Requests take turns: few in each turn of the loop, in their order, and one who is gone holds up nobody."""

from __future__ import annotations

import asyncio

from simulator.server.sessions.turns import AT_ONCE, Turns


def test_few_go_in_each_turn_in_their_order() -> None:
    async def seen() -> list[int | str]:
        turns, order = Turns(), list[int | str]()

        async def one(number: int) -> None:
            await turns.mine()
            order.append(number)

        work = [asyncio.create_task(one(number)) for number in range(3 * AT_ONCE)]
        for _ in range(6):
            await asyncio.sleep(0)
            order.append("turn")
        await asyncio.gather(*work)
        return order

    order = asyncio.run(seen())
    assert [one for one in order if one != "turn"] == list(range(3 * AT_ONCE))
    runs = "".join("t" if one == "turn" else "." for one in order).split("t")
    assert max(map(len, runs)) == AT_ONCE


def test_who_is_gone_holds_up_nobody() -> None:
    async def through() -> bool:
        turns = Turns()
        work = [asyncio.create_task(turns.mine()) for _ in range(2 * AT_ONCE + 1)]
        await asyncio.sleep(0)
        for gone in work[AT_ONCE:-1]:
            gone.cancel()
        await asyncio.wait_for(work[-1], 5)
        await turns.mine()
        return True

    assert asyncio.run(through())
