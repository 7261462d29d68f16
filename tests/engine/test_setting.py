"""The setting of a session."""

from __future__ import annotations

import attrs

from simulator.compiler.compiled import compile_actions
from simulator.engine.setting import Setting
from simulator.model.account import Account
from simulator.model.assumptions import Assumptions
from simulator.model.flow.flow_file import Inbound


def test_only_the_account_of_a_setting_for_another_account_is_another() -> None:
    account = Account(assumptions=Assumptions(reply_timeout=7))
    setting = Setting(
        compile_actions((), "inbound", account.assumptions),
        account,
        1,
        2,
        3,
        "4",
        Inbound("5", "6"),
        lambda *_: None,
        True,
        lambda _: 8,
    )
    assert all(getattr(setting, one.name) != one.default for one in attrs.fields(Setting))
    other = Account()
    found, wanted = setting.calling(other), attrs.evolve(setting, account=other)
    assert [getattr(found, one.name) for one in attrs.fields(Setting)] == [
        getattr(wanted, one.name) for one in attrs.fields(Setting)
    ]
    assert found.assumptions is other.assumptions
