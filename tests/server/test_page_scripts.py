"""The scripts of the phone page by themselves, in node: what a browser comes upon seldom, and at the wrong moment."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "simulator" / "server" / "page"
pytestmark = [pytest.mark.nested, pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")]

ELEMENT = """
import assert from "node:assert";
const tick = (ms = 0) => new Promise((done) => setTimeout(done, ms));
class Element extends EventTarget {
  children = []; dataset = {}; style = {}; clientWidth = 0; scrollTop = 0; textContent = "";
  append(...more) { this.children.push(...more); }
  replaceChildren(...more) { this.children = more; }
  insertBefore(node) { this.children.push(node); }
  setAttribute() {}
  getElementsByTagNameNS() { return []; }
}
globalThis.document = { createElement: () => new Element(), dispatchEvent() {} };
globalThis.CustomEvent = class {};
globalThis.requestAnimationFrame = (act) => setTimeout(act);
globalThis.ResizeObserver = class { observe() {} };
globalThis.location = { hash: "" };
const headers = { get: (name) => (name === "content-type" ? "application/json" : null) };
const answer = (data) => ({ ok: true, status: 200, headers, text: async () => JSON.stringify(data) });
"""
CUT_OFF = """
const { look } = await import("./api.js");
const text = async () => { throw new TypeError("cut off"); };
globalThis.fetch = async () => ({ ok: true, status: 200, headers, text });
const came = await look("/_sim/about");
assert.deepEqual([came.ok, came.status], [false, 0]);
"""
IN_ORDER = """
const { latest } = await import("./api.js");
const told = [];
const tell = latest((one) => told.push(one));
const done = [];
for (let number = 0; number < 3; number += 1) tell(new Promise((resolve) => done.push(resolve)));
done[1]("second"); await tick();
done[0]("first"); await tick();
done[2]("third"); await tick();
assert.deepEqual(told, ["second", "third"]);
"""
ADDRESSES = """
const { named } = await import("./words.js");
assert.equal(named("#/session/a%2Fb"), "a/b");
for (const other of ["#/session/%", "#/session/%E0%A4%A", "#/session/", "#x", ""]) assert.equal(named(other), "");
"""
TABS = """
const listeners = {};
globalThis.self = { addEventListener: (name, act) => { listeners[name] = act; } };
let source;
globalThis.EventSource = class extends EventTarget { constructor() { super(); source = this; } };
await import("./shared.js");
class Tab extends EventTarget { got = []; start() {} postMessage(data) { this.got.push(data); } }
const joins = (port, data) => port.dispatchEvent(Object.assign(new Event("message"), { data }));
const [first, second] = [new Tab(), new Tab()];
for (const port of [first, second]) listeners.connect({ ports: [port] });
joins(first, { since: 12, life: "a" });
joins(second, { since: 10, life: "a" });
assert.deepEqual(second.got, [{ kind: "missed" }]);
joins(second, { since: 12, life: "a" });
const comes = (kind, data) => source.dispatchEvent(Object.assign(new Event(kind), { data: JSON.stringify(data) }));
comes("hello", { life: "a", last: 13, since: 12 });
comes("call", { kind: "call", number: 13, data: {} });
assert.deepEqual(second.got.slice(1).map((one) => one.kind), ["hello", "call"]);
"""
MISSED = """
let source, reads = 0;
globalThis.self = {};
globalThis.EventSource = class extends EventTarget {
  constructor(url) { super(); source = this; this.url = url; }
  close() {}
};
const { open } = await import("./stream.js");
const { state } = await import("./store.js");
await open(async () => { reads += 1; Object.assign(state, { life: "b", upTo: 2 * reads }); return true; });
const said = (since) => ({ data: JSON.stringify({ life: "b", last: 3, since }) });
const hello = (since) => source.dispatchEvent(Object.assign(new Event("hello"), said(since)));
hello(2); await tick();
assert.deepEqual([reads, state.link], [1, "live"]);
hello(3); await tick();
assert.equal(reads, 2);
assert.match(source.url, /since=4$/);
"""
DRAWN = """
const asked = [];
const lists = (digest) => answer({ lists: [{ digest, title: digest, text: "x" }] });
globalThis.fetch = (path) => new Promise((done) => asked.push({ path, done: (digest) => done(lists(digest)) }));
const { build } = await import("./diagram.js");
const { narrowed } = await import("./timeline.js");
const { loaded, select, state } = await import("./store.js");
const panel = new Element();
build(panel);
const box = panel.children[1];
const chosen = (id) => { select(id); loaded(id, { trace: [{ event: "began", digest: id, state: "s" }] }, 1); };
state.sessions.set("a", {}); state.sessions.set("b", {});
chosen("a"); await tick(5);
chosen("b"); await tick(5);
assert.equal(asked.length, 1);
asked[0].done("a"); await tick(20);
assert.deepEqual(asked.map(({ path }) => path.split("/")[3]), ["a", "b"]);
asked[1].done("b"); await tick(20);
assert.equal(box.children[0].textContent, "x");
assert.equal(asked.length, 2);
box.dispatchEvent(Object.assign(new Event("keydown"), { key: "Enter" })); await tick(5);
assert.equal(narrowed(), "");
"""


@pytest.mark.nested
@pytest.mark.parametrize(
    "script",
    [CUT_OFF, IN_ORDER, ADDRESSES, TABS, MISSED, DRAWN],
    ids=["an answer cut off", "answers in order", "addresses of others", "two tabs at once", "missed", "drawn at last"],
)
def test_the_page_shows_the_truth_whatever_comes_when(tmp_path: Path, script: str) -> None:
    for file in PAGE.glob("*.js"):
        shutil.copy(file, tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "tried.js").write_text(ELEMENT + script + "process.exit(0);\n", encoding="utf-8")
    done = subprocess.run(["node", "tried.js"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
