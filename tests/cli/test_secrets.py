"""What the source or the data of a backend holds is masked where a report is shared, and nowhere else."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from simulator.render.formats import formats
from simulator.render.sharing import SHARED, masked
from tests.cli.files import write
from tests.exploring._flows import dial, menu
from tests.exploring.hints._planted import ANSWERS, MARK, SECRETS, plant

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Callflow

HELD = {
    "constant": "4711", "dict": "2580", "set": "864200", "int": "0042", "settings": "617400", "json": "3691",
    "sqlite": "5937",
}  # fmt: skip
"""What explore finds of a planted backend, by its kind."""
SAYING = """
def reply(body):
    digits = body["payload"]["dtmf"]
    said = "You entered " + digits + ", welcome." if digits and secret(digits) else "Sorry."
    say = {"action": "say", "params": {"text": said, "voiceProfile": "en-GB-Emma"}}
    return {"callflow": [say, {"action": "hangup"}]}
"""


def planted(kind: str, folder: Path, name: str = "bank") -> str:
    """A flow in front of such a backend, in the folder."""
    plant(kind, folder)
    (folder / "bank.py").write_text(MARK + SECRETS[kind] + ANSWERS + SAYING)
    (folder / "bank.py").rename(folder / f"{name}.py")
    for module in ("bank", "other", "settings"):
        sys.modules.pop(module, None)  # of the test before, whose folder is gone
    asks = menu("Enter your PIN.", minDigits=4, maxDigits=6)
    body = {"callflow": [dial(), asks]}
    write(folder, f"{name}.flow.yaml", {"flow": "Bank", "request": body, "backend": f"python:{name}:reply"})
    return f"{name}.flow.yaml"


def shows(text: str, secret: str) -> bool:
    """Whether a report shows a secret: not as a part of something else, or the size of a drawing."""
    words = re.sub(r"<[^>]*>", " ", text) if text.lstrip().startswith("<") else text
    return re.search(rf"(?<![0-9a-z]){re.escape(secret)}(?![0-9a-z])", words) is not None


@pytest.mark.parametrize(("kind", "secret"), HELD.items())
def test_what_explore_finds_in_the_source_is_for_the_terminal_alone(
    kind: str, secret: str, folder: Path, callflow: Callflow
) -> None:
    flow = planted(kind, folder)
    for name in formats("behaviour"):
        done = callflow(f"explore {flow} --leg answered --format {name}")
        assert shows(done.out, secret) is (name not in SHARED), name
    assert "•" * len(secret) in callflow(f"explore {flow} --leg answered --format html").out
    assert shows(callflow(f"explore {flow} --leg answered --format html --show-secrets").out, secret)
    assert re.search(rf"{secret}(, [^:]*)? leads? elsewhere \(", callflow(f"explore {flow} --leg answered").out)


def test_nobody_else_shows_it_either(folder: Path, callflow: Callflow) -> None:
    other, flow = planted("length", folder, "other"), planted("constant", folder)
    lines = {"faults": f"faults {flow} --max-places 20", "diff": f"diff {flow} {other} --leg answered"}
    for thing, line in lines.items():
        for name in formats(thing):
            assert shows(callflow(f"{line} --format {name}").out, "4711") is (name not in SHARED), (thing, name)
        assert shows(callflow(f"{line} --format html --show-secrets").out, "4711")


def test_scenarios_that_were_generated_are_masked_in_reports_of_them(folder: Path, callflow: Callflow) -> None:
    flow = planted("constant", folder)
    assert callflow(f"generate {flow} --leg answered --output made").status == 0
    assert not [*(folder / "made").glob("*4711*")]
    (made,) = (folder / "made").glob("secret1*.yaml")
    assert "4711" in made.read_text()
    made.write_text(made.read_text().replace("COMPLETED", "BUSY"))
    (folder / "made" / "pause.scenario.yaml").write_text(f"scenario: Slow\nflow: ../{flow}\ncaller: ['4[700]711']\n")
    write(folder, "made/none.scenario.yaml", {"scenario": "Lost", "flow": "nowhere.flow.yaml"})
    for name in formats("report"):
        out = callflow(f"test made --format {name}").out
        assert shows(out, "4711") is (name not in SHARED), name
        assert not (name in SHARED and "4711" in out)
        assert not (name in SHARED and "4[700]711" in out)
    assert shows(callflow("test made --format html --show-secrets").out, "4711")
    annotations = callflow("test made --format github").out
    assert f"file=made/{made.name},line=" in annotations
    callflow("test made --cov-format html:shown.html --cov-format json:kept.json")
    assert not shows((folder / "shown.html").read_text(), "4711")
    assert shows((folder / "kept.json").read_text(), "4711")
    assert not shows(callflow("coverage combine kept.json --format html").out, "4711")
    assert shows(callflow("coverage combine kept.json --format html --show-secrets").out, "4711")


def test_of_a_capture_at_which_every_entry_is_tried_nothing_is_a_secret(folder: Path, callflow: Callflow) -> None:
    asks = menu("Enter an extension.", minDigits=2, maxDigits=2)
    backend = "python:tests.exploring.remembering:extension"
    write(folder, "desk.flow.yaml", {"flow": "Desk", "request": {"callflow": [dial(), asks]}, "backend": backend})
    assert "42 leads elsewhere (every one was tried)" in callflow("explore desk.flow.yaml --format html").out


@pytest.mark.parametrize(
    ("text", "format", "becomes"),
    [
        ("press 4711# or w4711 or ^4711", "markdown", "press ••••# or w•••• or ^••••"),
        ("14711 47110 a4711 &#4711;", "html", "14711 47110 a•••• &#4711;"),
        ("::error file=4711.yaml,line=4711,endLine=4711,col=4711::4711", "github",
         "::error file=4711.yaml,line=4711,endLine=4711,col=4711::••••"),
        ('<rect x="4711"/><text title="4711">4711</text><style>.a { top: 4711 }</style>', "svg",
         '<rect x="4711"/><text title="••••">••••</text><style>.a { top: 4711 }</style>'),
        ('<a name="47" time="4711" message="47115 4711"/>', "junit", '<a name="47" time="4711" message="••••• ••••"/>'),
    ],
)  # fmt: skip
def test_markup_and_longer_numbers_stay_as_they_are(text: str, format: str, becomes: str) -> None:  # noqa: A002
    assert masked(text, ("4711", "47115"), format) == becomes
