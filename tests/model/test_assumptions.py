"""The settings: one name each, a meaning, and the two presets."""

from __future__ import annotations

import attrs
import pytest

from simulator.model.account import Account
from simulator.model.assumptions import PRESETS, SETTINGS, Assumptions


def test_settings_are_spelled_as_the_platform_spells_its_parameters() -> None:
    assert SETTINGS["bargeIn"].name == "barge_in"
    assert SETTINGS["hashCountsWithoutCompleteOnHash"].name == "hash_counts_without_complete_on_hash"
    assert len(SETTINGS) == len(attrs.fields(Assumptions))


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_says_what_it_means(name: str) -> None:
    assert SETTINGS[name].metadata["doc"]


DEFAULTS = {
    "bargeIn": True, "typeAhead": False, "vcaAfter": "list", "lastActionOnRemoteHangup": "running", "ringTime": 6000,
    "bridgeTalk": 20_000, "dialDelay": 0, "maxSessionLength": 4 * 3600 * 1000, "maxReplies": 1000,
    "maxDigitsCompletes": True, "hashCountsWithoutCompleteOnHash": True, "digitTimeoutJudges": True,
    "overallTimeoutJudges": False, "overallTimerStarts": "promptEnd", "equalTimeoutsAllowed": True,
    "defaultNoOfTries": 3, "defaultOverallTimeout": 30_000, "defaultMaxDigits": 25, "emptyReplyHangsUp": True,
    "bridgeFailureEndsSession": True, "replyTimeout": 5000, "digitsField": "both", "vcaCallDuration": "zero",
    "inboundConnects": "atOnce", "machineGreeting": 4000, "machineRecords": 30_000, "emptyListHangsUp": True,
    "duplicateWebhooks": False,
    "digitSpeech": 350, "commaPause": 200, "stopPause": 400,
}  # fmt: skip


@pytest.mark.parametrize("name", DEFAULTS)
def test_the_defaults_are_those_that_are_promised(name: str) -> None:
    assert getattr(Assumptions(), SETTINGS[name].name) == DEFAULTS[name]


def test_the_presets_differ_in_the_three_defaults_of_a_capture() -> None:
    guide, schema = (attrs.asdict(PRESETS[name]) for name in ("guide", "schema"))
    assert {name: schema[name] for name in guide if guide[name] != schema[name]} == {
        "default_no_of_tries": 1,
        "default_overall_timeout": 5000,
        "default_max_digits": 1,
    }
    assert PRESETS["guide"] == Assumptions()


def test_an_account_that_says_nothing_has_every_webhook() -> None:
    assert Account().sends("VCA")
    assert not Account(webhooks={"VCA": False}).sends("VCA")
    assert Account(webhooks={"VCA": False}).sends("VSS")
