"""What cannot be used is a UsageError that names the argument; what is a value is equal, hashed and pickled as one."""

from __future__ import annotations

import pickle
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy
import pytest

import simulator
from simulator.notebook.dial_pad import DialPad

if TYPE_CHECKING:
    from collections.abc import Callable

DIAL = {"action": "makeCall", "params": {"source": "+6562345678", "destination": "+6591234567"}}
ASK: Any = {
    "action": "sayAndCapture",
    "params": {"promptMessage": "Press 1.", "voiceProfile": "en-GB-Emma", "maxDigits": 2},
}
BODY: Any = {"callflow": [DIAL, {"action": "hangup"}]}
api: Any = simulator
NAN = float("nan")
BAD = object()

CALLS: list[tuple[str, Callable[[], Any]]] = [
    ("source", lambda: api.load(5)),
    ("source", lambda: api.load(None)),
    ("source", lambda: api.load({"callflow": BAD})),
    ("source", lambda: api.run(["callflow"])),
    ("source", lambda: api.check(BAD)),
    ("source", lambda: api.compile(1.5)),
    ("source", lambda: api.explore(7)),
    ("source", lambda: api.faults({1, 2})),
    ("source", lambda: DialPad(api.load)),
    ("kind", lambda: api.load(BODY, kind="replay")),
    ("kind", lambda: api.check(BODY, kind=3)),
    ("account", lambda: api.load(BODY, account=5)),
    ("account", lambda: api.run(BODY, account=["+6562345678"])),
    ("account", lambda: api.explore(BODY, account={"dialect": "v2"})),
    ("account", lambda: api.cover("scenarios", account=5)),
    ("at", lambda: api.load(BODY, at="yesterday")),
    ("at", lambda: api.run(BODY, at=True)),
    ("at", lambda: api.run(BODY, at=1.5)),
    ("at", lambda: api.diff(BODY, BODY, at=[])),
    ("at", lambda: api.Fault(-2001, "time", at=-1)),
    ("at", lambda: api.Fault(-2001, "time", at="3s")),
    ("backend", lambda: api.load(BODY, backend="nowhere")),
    ("backend", lambda: api.run(BODY, backend=5)),
    ("backend", lambda: api.load(BODY).replace(backend=lambda: None)),
    ("old_backend", lambda: api.diff(BODY, BODY, old_backend=5)),
    ("new_backend", lambda: api.diff(BODY, BODY, new_backend="ftp:x")),
    ("dtmf", lambda: api.run(BODY, 1)),
    ("dtmf", lambda: api.run(BODY, None)),
    ("dtmf", lambda: api.run(BODY, ["1"])),
    ("dtmf", lambda: api.run(BODY, "1 silense")),
    ("legs", lambda: api.run(BODY, legs="busy")),
    ("legs", lambda: api.run(BODY, legs=["buzy"])),
    ("legs", lambda: api.run(BODY, legs=[5])),
    ("legs", lambda: api.explore(BODY, legs=5)),
    ("legs", lambda: api.diff(BODY, BODY, legs={"busy": 1})),
    ("legs", lambda: api.faults(BODY, legs=[None])),
    ("legs", lambda: api.run_many(BODY, ["1"], legs="busy")),
    ("faults", lambda: api.run(BODY, faults=[-2001])),
    ("faults", lambda: api.run(BODY, faults=api.Fault(-2001))),
    ("seed", lambda: api.run(BODY, seed="7")),
    ("seed", lambda: api.run(BODY, seed=1.5)),
    ("seed", lambda: api.run_many(BODY, ["1"], seed=[])),
    ("seed", lambda: api.diff(BODY, BODY, seed="x")),
    ("caller", lambda: api.run(BODY, caller="1")),
    ("responder", lambda: api.run(BODY, responder=lambda body: body)),
    ("callers", lambda: api.run_many(BODY, "1 2")),
    ("callers", lambda: api.run_many(BODY, 5)),
    ("callers", lambda: api.run_many(BODY, [1])),
    ("count", lambda: api.run_many(BODY, ["1"], count=3)),
    ("count", lambda: api.CallerModel().many(-1)),
    ("bounds", lambda: api.explore(BODY, bounds=10)),
    ("clock", lambda: api.explore(BODY, clock=1.0)),
    ("progress", lambda: api.faults(BODY, progress=5)),
    ("progress", lambda: api.run_many(BODY, ["1"], progress=5)),
    ("ignore", lambda: api.explore(BODY, ignore="X001")),
    ("ignore", lambda: api.explore(BODY, ignore=["Y001"])),
    ("fingerprint", lambda: api.explore(BODY, fingerprint=len)),
    ("old", lambda: api.diff(5, BODY)),
    ("new", lambda: api.diff(BODY, None)),
    ("paths", lambda: api.cover(5)),
    ("paths", lambda: api.cover([5])),
    ("cover", lambda: api.generate("a.flow.yaml", cover="egdes")),
    ("flow", lambda: api.generate(BODY)),
    ("leg", lambda: api.LegOutcome("buzy")),
    ("leg", lambda: api.LegOutcome(None)),
    ("after", lambda: api.LegOutcome(after=-1)),
    ("after", lambda: api.LegOutcome(after=NAN)),
    ("talks", lambda: api.LegOutcome(talks="20s")),
    ("sip", lambda: api.LegOutcome("failed", sip=200)),
    ("where", lambda: api.Fault(-2001, "nowhere")),
    ("code", lambda: api.Fault("busy")),
    ("depth", lambda: api.Bounds(depth="10")),
    ("places", lambda: api.Bounds(places=-1)),
    ("seconds", lambda: api.Bounds(seconds=NAN)),
    ("seconds", lambda: api.Bounds(seconds="1m")),
    ("dialect", lambda: api.Account(dialect="v1.3")),
    ("caller_ids", lambda: api.Account(caller_ids="+6562345678")),
    ("coverage", lambda: api.Account(coverage=[65])),
    ("capacity", lambda: api.Account(capacity=NAN)),
    ("limits", lambda: api.Account(limits=[1])),
    ("limits", lambda: api.Account(limits={"say": True})),
    ("webhooks", lambda: api.Account(webhooks={"VCA": "no"})),
    ("caller_ids", lambda: api.Account(caller_ids=["+44 20"])),
    ("caller_ids", lambda: api.Account(caller_ids=["+6562345678", "abc"])),
    ("voice_profiles", lambda: api.Account(voice_profiles=["Emma"])),
    ("coverage", lambda: api.Account(coverage=["sg"])),
    ("coverage", lambda: api.Account(coverage=["SG", ""])),
    ("ignore", lambda: api.Account(ignore=["L999"])),
    ("limits", lambda: api.Account(limits={"say": -1})),
    ("sub_account_id", lambda: api.Account(sub_account_id="")),
    ("virtual_numbers", lambda: api.Account(virtual_numbers={"x": "y"})),
    ("strict", lambda: api.Account(strict="yes")),
    ("numbers", lambda: api.Account(numbers=["+6562345678"])),
    ("numbers", lambda: api.Account(numbers={"msisdn": "+6562345678"})),
    ("assumptions", lambda: api.Account(assumptions={"ringTime": 1})),
    ("sub_account_id", lambda: api.Account(sub_account_id=5)),
    ("ring_time", lambda: api.Assumptions(ring_time=-5)),
    ("ring_time", lambda: api.Assumptions(ring_time="6s")),
    ("barge_in", lambda: api.Assumptions(barge_in="yes")),
    ("vca_after", lambda: api.Assumptions(vca_after="lists")),
    ("speech_rate", lambda: api.Assumptions(speech_rate=12)),
    ("speech_rate", lambda: api.Assumptions(speech_rate={"en": NAN})),
    ("wrong", lambda: api.CallerModel(wrong=2)),
    ("reaction", lambda: api.CallerModel(reaction=[1, -2])),
    ("offered", lambda: api.CallerModel(offered=["1"])),
    ("key", lambda: api.compile({"callflow": [DIAL, ASK]}).machine and _machine().digit()),
    ("key", lambda: _machine().digit(key="12")),
]


def _machine() -> Any:
    """A machine at the point where a key is taken."""
    machine = simulator.compile({"callflow": [DIAL, ASK]}).machine
    row = next(one for one in simulator.compile({"callflow": [DIAL, ASK]}).table.rows if "storeKey" in one.effects)
    machine.set_state(row.source)
    return machine


@pytest.mark.parametrize(("name", "call"), CALLS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_wrong_call_names_its_argument(name: str, call: Callable[[], Any]) -> None:
    with pytest.raises(simulator.UsageError) as caught:
        call()
    assert name in str(caught.value)
    assert len(str(caught.value)) < 400


def test_scalars_of_other_libraries_and_lists_are_taken() -> None:
    outcome = api.LegOutcome(after=numpy.int64(3000), talks=timedelta(seconds=2))
    assert outcome == simulator.LegOutcome(after=3000, talks=2000)
    assert type(outcome.after) is int
    assert api.Account(caller_ids=["+6562345678"]) == simulator.Account(caller_ids=("+6562345678",))
    assert api.Bounds(depth=numpy.int64(3), seconds=numpy.float32(1)) == simulator.Bounds(depth=3, seconds=1.0)
    assert api.Assumptions(ring_time=timedelta(seconds=1)).ring_time == 1000
    assert api.Account(capacity=3.0).capacity == 3
    assert api.CallerModel(count=numpy.int64(3)).count == 3


class Unshowable:
    def __repr__(self) -> str:
        raise RuntimeError


def test_what_cannot_show_itself_is_told_by_its_type() -> None:
    with pytest.raises(simulator.UsageError, match="Unshowable"):
        api.load(Unshowable())


VALUES: list[Callable[[], Any]] = [
    lambda: simulator.Account(caller_ids=("+6562345678",), webhooks={"VCA": False}),
    lambda: simulator.Assumptions(ring_time=5, speech_rate={"en": 12}),
    lambda: simulator.Bounds(depth=3),
    lambda: simulator.CallerModel(offered={"1": 3}),
    lambda: simulator.Fault(-2001, "time", at=5),
    lambda: simulator.LegOutcome("busy", 3000),
    lambda: simulator.load(BODY, account=simulator.Account(strict=True)),
    lambda: simulator.check({"callflow": [{"action": "dance"}]}, at=0),
    lambda: simulator.check({"callflow": [{"action": "dance"}]}, at=0)[0],
]


@pytest.mark.parametrize("make", VALUES)
def test_a_value_is_equal_hashed_and_pickled_by_what_it_is(make: Callable[[], Any]) -> None:
    one, other = make(), make()
    assert one == other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == one
    assert len(repr(one)) < 5000


def test_errors_can_be_pickled() -> None:
    with pytest.raises(simulator.RefusedError) as caught:
        simulator.compile({"callflow": [{"action": "dance"}]})
    twin = pickle.loads(pickle.dumps(caught.value))
    assert (str(twin), twin.diagnostics) == (str(caught.value), caught.value.diagnostics)


def test_an_editable_install_is_a_path_that_type_checkers_follow() -> None:
    assert 'package-dir = { "" = "." }' in (Path(simulator.__file__).parents[1] / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("field", "key", "given"),
    [
        ("caller_ids", "callerIds", ["+44 20"]),
        ("caller_ids", "callerIds", ["0044 20 7946 0123"]),
        ("caller_ids", "callerIds", ["12a4567"]),
        ("voice_profiles", "voiceProfiles", ["Emma"]),
        ("coverage", "coverage", ["sg"]),
        ("coverage", "coverage", ["SGP"]),
    ],
)
def test_the_lists_of_an_account_are_told_as_those_of_its_file(field: str, key: str, given: list[str]) -> None:
    with pytest.raises(simulator.UsageError) as constructed:
        api.Account(**{field: given})
    with pytest.raises(simulator.UsageError) as read:
        api.load({"callflow": []}, account={key: given})
    said = str(constructed.value).partition(", which is not ")[2]
    what, _, hint = said.partition(" (")
    assert f"is not {what} at " in str(read.value)
    assert hint[:-1] in str(read.value)
