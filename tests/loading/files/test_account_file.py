"""The account file: every key is read, every fault is said with its place, and the rest still counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest

from simulator.loading.files.account_file import KEYS, account_of, read_account
from simulator.loading.yaml.text import load_yaml
from simulator.model.account import Account
from simulator.model.assumptions import PRESETS, SETTINGS, Assumptions
from simulator.model.diagnostic import Finding

HERE = Path(__file__).parent


def findings(text: str) -> tuple[Finding, ...]:
    return read_account(text.encode(), HERE)[1]


def account(text: str) -> Account:
    found, faults = read_account(text.encode(), HERE)
    assert faults == ()
    return found


def test_every_field_of_an_account_has_a_key() -> None:
    assert sorted(KEYS.values()) == sorted(field.name for field in attrs.fields(Account))


@pytest.mark.parametrize("text", ["", "{}", "# nothing\n", "strict:\n", "callerIds: null\n", "~"])
def test_what_is_not_given_keeps_its_default(text: str) -> None:
    assert account(text) == Account()


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("subAccountId: Acme_1-b.c&d", "sub_account_id", "Acme_1-b.c&d"),
        ("dialect: v1.1", "dialect", "v1.1"),
        ("callerIds: [+6562345678, 0123456789]", "caller_ids", ("+6562345678", "0123456789")),
        ("voiceProfiles: [en-GB-Emma]", "voice_profiles", ("en-GB-Emma",)),
        ("scenarios: [office-hours, 42]", "scenarios", {"office-hours": None, "42": None}),
        ("scenarios: {office-hours: }", "scenarios", {"office-hours": None}),
        ("coverage: [SG, NO]", "coverage", ("SG", "NO")),
        ("capacity: 0", "capacity", 0),
        ("limits: {say: 3}", "limits", {"say": 3}),
        ("webhooks: {VCA: false, VSS: true}", "webhooks", {"VCA": False, "VSS": True}),
        ("strict: true", "strict", True),
        ("ignore: [L001, L018]", "ignore", frozenset({"L001", "L018"})),
        ("assumptions: {bargeIn: false}", "assumptions", Assumptions(barge_in=False)),
        ("assumptions: {preset: schema}", "assumptions", PRESETS["schema"]),
        ("assumptions: {dialDelay: 60000}", "assumptions", Assumptions(dial_delay=60000)),
        ("assumptions: {vcaAfter: capture}", "assumptions", Assumptions(vca_after="capture")),
        ("assumptions: {speechRate: {en: 12, zh: 4.5}}", "assumptions", Assumptions(speech_rate={"en": 12, "zh": 4.5})),
        (
            "assumptions: {digitSpeech: 300, commaPause: 0, stopPause: 500}",
            "assumptions",
            Assumptions(digit_speech=300, comma_pause=0, stop_pause=500),
        ),
        ("virtualNumbers: {+6562345678: reception}", "virtual_numbers", {"+6562345678": "reception"}),
        ('{\n\t"capacity": 2, "strict": false}', "capacity", 2),
    ],
)
def test_a_key_fills_its_field(text: str, field: str, value: Any) -> None:
    assert getattr(account(text), field) == value


def test_single_settings_lie_over_the_preset() -> None:
    found = account("assumptions: {preset: schema, defaultNoOfTries: 2}").assumptions
    assert (found.default_no_of_tries, found.default_overall_timeout) == (2, 5000)


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_can_be_given_its_default(name: str) -> None:
    value = getattr(Assumptions(), SETTINGS[name].name)
    written = str(value).lower() if isinstance(value, bool) else value
    assert account(f"assumptions: {{{name}: {written}}}") == Account()


@pytest.mark.parametrize(
    ("text", "code", "path", "says"),
    [
        ("callerIDs: []", "F002", "$.callerIDs", "did you mean `callerIds`"),
        ("zzz: 1", "F002", "$.zzz", "known here: subAccountId"),
        ("assumptions: {bargein: false}", "F002", "$.assumptions.bargein", "`bargeIn`"),
        ("limits: {Say: 1}", "F002", "$.limits.Say", "`say`"),
        ("webhooks: {VCB: true}", "F002", "$.webhooks.VCB", "no key `VCB`"),
        ("[1]", "F003", "$", "must be a mapping"),
        ("webhooks: 5", "F003", "$.webhooks", "must be a mapping (key: value), not `5`"),
        ("callerIds: +6562345678", "F003", "$.callerIds", "write a list: [+6562345678]"),
        ("callerIds: {a: 1}", "F003", "$.callerIds", "a list is needed here, not a mapping"),
        ("callerIds: [[1]]", "F003", "$.callerIds[0]", "a text is needed here, not a list"),
        ("dialect: #1", "F003", "$.dialect", "begins a comment"),
        ('capacity: "2"', "F003", "$.capacity", "write 2, without quotes"),
        ("capacity: 08", "F003", "$.capacity", "write 8"),
        ("capacity: many", "F003", "$.capacity", "write digits"),
        ("capacity: []", "F003", "$.capacity", "a whole number is needed here, not a list"),
        ("strict: yes", "F003", "$.strict", "write true"),
        ('strict: "true"', "F003", "$.strict", "without quotes"),
        ("strict: []", "F003", "$.strict", "not a list"),
        ("assumptions: {stopPause: -1}", "F004", "$.assumptions.stopPause", "-1 is out of range"),
        ("assumptions: {speechRate: {en: fast}}", "F003", "$.assumptions.speechRate.en", "a number is needed"),
        ("capacity: -1", "F004", "$.capacity", "give 0 or more"),
        ("assumptions: {defaultMaxDigits: 26}", "F004", "$.assumptions.defaultMaxDigits", "give 1 to 25"),
        ("assumptions: {speechRate: {en: 0}}", "F004", "$.assumptions.speechRate.en", "0.0 is out of range"),
        ("assumptions: {preset: guides}", "F004", "$.assumptions.preset", "did you mean `guide`"),
        ("assumptions: {digitsField: eventData}", "F004", "$.assumptions.digitsField", "both or object"),
        ("dialect: v2", "F004", "$.dialect", "v1.2, v1.1"),
        ("subAccountId: a", "F004", "$.subAccountId", "3 to 50"),
        ("callerIds: [12]", "F004", "$.callerIds[0]", "is not a phone number"),
        ("voiceProfiles: [Emma]", "F004", "$.voiceProfiles[0]", "locale-Voice"),
        ("coverage: [sg]", "F004", "$.coverage[0]", "ISO 3166"),
        ("ignore: [L999]", "F004", "$.ignore[0]", "is not one of L001"),
        ("ignore: [-1013]", "F004", "$.ignore[0]", "is not one of L001"),
        ("virtualNumbers: {abc: x}", "F004", "$.virtualNumbers.abc", "is not a phone number"),
        ("scenarios: {night: nowhere.json}", "F005", "$.scenarios.night", "`nowhere.json` cannot be read"),
        ('scenarios: {night: "no\\0where"}', "F005", "$.scenarios.night", "cannot be read"),
        ("a: [", "F001", "$", "not readable as YAML"),
    ],
)
def test_a_fault_is_said_with_its_place(text: str, code: str, path: str, says: str) -> None:
    (finding,) = findings(text)
    assert (finding.code, finding.path, finding.severity) == (code, path, "error")
    assert finding.span is not None
    assert says in f"{finding.message}; {finding.hint}"


def test_a_fault_leaves_the_rest_of_the_file_in_force() -> None:
    found, faults = read_account(b"capacity: many\nstrict: true\nlimits: {say: x, hangup: 1}\nstrict: false\n", HERE)
    assert [(f.code, f.span.line if f.span else 0) for f in faults] == [("F001", 4), ("F003", 1), ("F003", 3)]
    assert (found.capacity, found.strict, found.limits) == (None, True, {"hangup": 1})


def test_a_misspelt_key_is_marked_at_the_key() -> None:
    (finding,) = findings("strict: true\n  # here\ncapacty: 5\n")
    assert finding.span is not None
    assert (finding.span.line, finding.span.column, finding.span.end_column) == (3, 1, 8)


def test_the_flow_of_a_platform_scenario_is_read_from_the_folder_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "night.json").write_text('{"callflow": []}', encoding="utf-8")
    found, faults = read_account(b"scenarios: {night: night.json, day: ~}", tmp_path)
    assert faults == ()
    assert found.scenarios == {"night": '{"callflow": []}', "day": None}


def test_files_come_through_the_function_that_is_passed_in() -> None:
    asked: list[Path] = []

    def read(path: Path) -> bytes:
        asked.append(path)
        return b"\xff"

    found, faults = read_account(b"scenarios: {night: night.json}", Path("flows"), read)
    assert asked == [Path("flows/night.json")]
    assert [f.code for f in faults] == ["F005"]
    assert "is not UTF-8 text" in faults[0].message
    assert found.scenarios == {"night": None}


def test_an_inline_account_lies_over_another() -> None:
    base = Account(capacity=3, assumptions=Assumptions(ring_time=1), webhooks={"VCA": False})
    node = load_yaml(b"assumptions: {bargeIn: false}\nwebhooks: {VSS: false}\n").root
    assert node is not None
    found, faults = account_of(node, HERE, base)
    assert faults == ()
    assert found.capacity == 3
    assert found.assumptions == Assumptions(ring_time=1, barge_in=False)
    assert found.webhooks == {"VCA": False, "VSS": False}
