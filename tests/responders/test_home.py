"""Each flow's backend has its own imports, and what answers is what its name stands for now."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from simulator.callers.scripted import Scripted
from simulator.errors import UnreachableError
from simulator.networks.scripted import ScriptedNetwork
from simulator.responders.hosting import home as _home
from simulator.responders.hosting.home import Home, home_of
from simulator.running.dry_run import run_flow
from simulator.running.flow import load_flow
from tests.responders._calls import MENU

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.model.flow.flow_file import FlowFile

SAYS = """
def say(words):
    action = {"action": "say", "params": {"text": words, "voiceProfile": "en-GB-Emma"}}
    return {"callflow": [action, {"action": "hangup"}]}
"""
ANSWER = SAYS + "def answer(_body):\n    return say(NAME)\n"


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Files are looked at each time; modules and paths are afterwards what they were before."""
    monkeypatch.setattr(_home, "BLINK", 0.0)
    modules, path = dict(sys.modules), list(sys.path)
    yield
    for name in set(sys.modules) - set(modules):
        if name.partition(".")[0] != "simulator":
            del sys.modules[name]
    sys.path[:] = path


def put(folder: Path, backend: str = "python:own_app:answer", **modules: str) -> FlowFile:
    """A flow in a folder of its own, with modules beside it."""
    folder.mkdir(exist_ok=True)
    for name, text in modules.items():
        file = folder.joinpath(*name.split("__")).with_suffix(".py")
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text(text)
    file = folder / "x.flow.yaml"
    file.write_text(json.dumps({"request": MENU, "backend": backend}))
    return load_flow(file)


def heard(flow: FlowFile) -> str:
    found = run_flow(flow, caller=Scripted.of("1"), network=ScriptedNetwork())
    assert found.backend_faults == ()
    return str(found.heard[-1].words)


@pytest.mark.parametrize(
    ("helper", "text", "imports"),
    [
        ("helper", "NAME = {!r}", "from helper import NAME"),
        ("config", "NAME = {!r}", "import config\nNAME = config.NAME"),
        ("models__base", "NAME = {!r}", "from models.base import NAME"),
        ("parts__deep__names", "NAME = {!r}", "import parts.deep.names\nNAME = parts.deep.names.NAME"),
    ],
)
def test_modules_of_one_name_in_two_folders_are_two(tmp_path: Path, helper: str, text: str, imports: str) -> None:
    one, two = (
        put(tmp_path / name, own_app=f"{imports}\n{ANSWER}", **{helper: text.format(name)}) for name in ("one", "two")
    )
    assert [heard(flow) for flow in (one, two, one, two)] == ["one", "two", "one", "two"]


def test_what_is_imported_while_it_answers_is_its_own_too(tmp_path: Path) -> None:
    late = SAYS + "def answer(_body):\n    from helper import NAME\n    return say(NAME)\n"
    one, two = (put(tmp_path / name, own_app=late, helper=f"NAME = {name!r}") for name in ("one", "two"))
    assert [heard(flow) for flow in (one, two, one)] == ["one", "two", "one"]


def test_a_module_of_another_folder_is_not_there(tmp_path: Path) -> None:
    one = put(tmp_path / "one", own_app=f"from only_here import NAME\n{ANSWER}", only_here="NAME = 'one'")
    assert heard(one) == "one"
    two = put(tmp_path / "two", own_app=f"from not_there import NAME\n{ANSWER}")
    (tmp_path / "one" / "not_there.py").write_text("NAME = 'of another'")
    with pytest.raises(UnreachableError, match="No module named 'not_there'"):
        heard(two)


def test_a_module_that_another_folder_has_imported_is_not_found(tmp_path: Path) -> None:
    one = put(tmp_path / "one", own_app=f"from helper import NAME\n{ANSWER}", helper="NAME = 'one'")
    two = put(tmp_path / "two", own_app=f"from helper import NAME\n{ANSWER}")
    assert heard(one) == "one"
    with pytest.raises(UnreachableError, match="No module named 'helper'"):
        heard(two)
    assert heard(one) == "one"


def test_a_module_of_the_working_folder_is_no_other_after_another_flow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "helper.py").write_text("NAME = 'of all'")
    one = put(tmp_path / "one", own_app=f"from helper import NAME\n{ANSWER}", helper="NAME = 'one'")
    two = put(tmp_path / "two", own_app=f"from helper import NAME\n{ANSWER}")
    assert [heard(flow) for flow in (one, two, one, two)] == ["one", "of all", "one", "of all"]


def test_the_program_itself_makes_no_room(tmp_path: Path) -> None:
    program = sys.modules["__main__"]
    assert heard(put(tmp_path / "one", own_app=f"NAME = 'one'\n{ANSWER}", __main__="")) == "one"
    assert sys.modules["__main__"] is program


def test_two_folders_keep_what_their_modules_remember(tmp_path: Path) -> None:
    counts = SAYS + "N = 0\ndef answer(_body):\n    global N\n    N += 1\n    return say(str(N))\n"
    one, two = (put(tmp_path / name, own_app=counts) for name in ("one", "two"))
    assert [heard(flow) for flow in (one, one, two, one, two)] == ["1", "2", "1", "3", "2"]


def test_what_is_installed_makes_no_room(tmp_path: Path) -> None:
    before = sys.modules["json"], sys.modules["attrs"], sys.modules["simulator"]
    text = f"import json\nNAME = json.dumps(1)\n{ANSWER}"
    assert heard(put(tmp_path / "one", own_app=text, json="", attrs="", simulator="")) == "1"
    assert before == (sys.modules["json"], sys.modules["attrs"], sys.modules["simulator"])


def test_a_module_of_nobody_makes_room(tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "helper.py").write_text("NAME = 'of nobody'")
    sys.path.insert(0, (tmp_path / "else").as_posix())
    assert importlib.import_module("helper").NAME == "of nobody"
    assert heard(put(tmp_path / "one", own_app=f"from helper import NAME\n{ANSWER}", helper="NAME = 'one'")) == "one"
    made = ModuleType("own_app")
    sys.modules["own_app"] = made
    two = put(tmp_path / "two", own_app="")
    with pytest.raises(UnreachableError, match="has no `answer`"):
        heard(two)
    assert sys.modules["own_app"] is made, "a module that comes from no file is not put aside"


@pytest.mark.parametrize("changed", ["own_app", "helper"])
def test_a_file_that_changes_is_read_again(tmp_path: Path, changed: str) -> None:
    texts = {"own_app": f"from helper import NAME\n{ANSWER}", "helper": "NAME = 'before'"}
    flow = put(tmp_path / "one", **texts)
    assert heard(flow) == "before"
    texts[changed] = texts[changed].replace("'before'", "'afterwards'").replace("say(NAME)", "say('afterwards')")
    (tmp_path / "one" / f"{changed}.py").write_text(texts[changed])
    assert heard(flow) == "afterwards"
    assert heard(load_flow(tmp_path / "one" / "x.flow.yaml")) == "afterwards"


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    flow = put(tmp_path / "one", own_app=f"NAME = 'here'\n{ANSWER}")
    assert heard(flow) == "here"
    (tmp_path / "one" / "own_app.py").unlink()
    with pytest.raises(UnreachableError, match="there is no module own_app"):
        heard(flow)


def test_an_app_that_changes_is_started_anew(tmp_path: Path) -> None:
    asgi = (
        "NAME = 'before'\nimport json\n"
        + SAYS
        + "async def app(scope, receive, send):\n    if scope['type'] == 'lifespan':\n        return\n"
        + "    await send({'type': 'http.response.start', 'status': 200, 'headers': []})\n"
        + "    await send({'type': 'http.response.body', 'body': json.dumps(say(NAME)).encode()})\n"
    )
    flow = put(tmp_path / "one", "asgi:own_app:app", own_app=asgi)
    assert heard(flow) == "before"
    (tmp_path / "one" / "own_app.py").write_text(asgi.replace("before", "afterwards"))
    assert heard(flow) == "afterwards"


def test_what_is_reloaded_or_defined_anew_answers(tmp_path: Path) -> None:
    flow = put(tmp_path / "one", own_app=f"NAME = 'before'\n{ANSWER}")
    assert heard(flow) == "before"
    module = sys.modules["own_app"]
    module.__dict__["answer"] = lambda _body: module.__dict__["say"]("defined anew")
    assert heard(flow) == "defined anew"
    importlib.reload(module)
    assert heard(flow) == "before"


def test_a_cell_of_a_notebook_that_defines_it_anew_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scope: dict[str, Any] = {"NAME": "first"}
    exec(ANSWER, scope)
    monkeypatch.setattr(sys.modules["__main__"], "answer", scope["answer"], raising=False)
    flow = put(tmp_path / "one", "python:__main__:answer")
    assert heard(flow) == "first"
    scope["NAME"] = "second"
    exec("def answer(_body):\n    return say('again')\n", scope)
    monkeypatch.setattr(sys.modules["__main__"], "answer", scope["answer"])
    assert heard(flow) == "again"


def test_a_method_of_an_object_is_itself_each_time(tmp_path: Path) -> None:
    text = f"{SAYS}class Office:\n    N = 0\n    def answer(self, _body):\n        self.N += 1\n"
    text += "        return say(str(self.N))\noffice = Office()\n"
    flow = put(tmp_path / "one", "python:own_app:office.answer", own_app=text)
    assert [heard(flow), heard(flow)] == ["1", "2"]


def test_what_an_import_does_to_the_folder_is_undone_and_no_fault(tmp_path: Path) -> None:
    before = Path.cwd()
    assert heard(put(tmp_path / "one", own_app=f"import os\nos.chdir('/')\nNAME = 'here'\n{ANSWER}")) == "here"
    assert Path.cwd() == before


def test_files_are_not_looked_at_all_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_home, "BLINK", 60.0)
    flow = put(tmp_path / "one", own_app=f"NAME = 'before'\n{ANSWER}")
    assert [heard(flow), heard(flow)] == ["before", "before"]
    (tmp_path / "one" / "own_app.py").write_text(f"NAME = 'afterwards'\n{ANSWER}")
    assert heard(flow) == "before"


def test_a_folder_that_is_not_there_has_nothing(tmp_path: Path) -> None:
    home = home_of(tmp_path / "nowhere")
    home.enter()
    assert isinstance(home, Home)
    assert home.aside == {}


def test_who_takes_our_folder_off_the_path_is_not_disturbed(tmp_path: Path) -> None:
    one = put(tmp_path / "one", own_app=f"NAME = 'one'\n{ANSWER}")
    assert heard(one) == "one"
    sys.path.remove((tmp_path / "one").as_posix())
    two = put(tmp_path / "two", own_app=f"NAME = 'two'\n{ANSWER}")
    assert heard(two) == "two"


def test_what_the_program_has_imported_itself_stays_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = put(tmp_path / "one", own_app=f"NAME = 'one'\n{ANSWER}")
    monkeypatch.syspath_prepend(tmp_path / "one")
    ours = importlib.import_module("own_app")
    two = put(tmp_path / "two", "python:other_app:answer", other_app=f"NAME = 'two'\n{ANSWER}")
    assert (heard(one), heard(two), sys.modules["own_app"]) == ("one", "two", ours)


def test_what_the_program_has_imported_makes_room_and_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = put(tmp_path / "one", "python:first:answer", first=f"NAME = 'one'\n{ANSWER}", shared="NAME = 'one'")
    assert heard(one) == "one"
    two = put(tmp_path / "two", own_app=f"from shared import NAME\n{ANSWER}", shared="NAME = 'two'")
    monkeypatch.syspath_prepend(tmp_path / "one")
    put(tmp_path / "three", "python:third:answer", third=f"NAME = 'three'\n{ANSWER}")
    assert heard(load_flow(tmp_path / "three" / "x.flow.yaml")) == "three"
    ours = importlib.import_module("shared")
    assert (ours.NAME, heard(two), heard(one)) == ("one", "two", "one")
    assert sys.modules["shared"] is ours
