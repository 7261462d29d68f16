"""A reply that is no JSON object: it is said in one line what it is."""

from __future__ import annotations

import gzip
import json

import pytest

from simulator.engine.answer import RawReply, judge
from simulator.model.account import Account
from simulator.model.call.outcome import Unusable

OBJECT = {"callflow": [{"action": "hangup"}]}
TEXT = json.dumps(OBJECT)
PAGE = b"<!DOCTYPE html>\n<html><head><title>502 Bad\n Gateway</title></head><body>nginx</body></html>"

ODD = {
    "page": (PAGE, 'a page titled "502 Bad Gateway"'),
    "page in pieces": (b"<!-- x -->\n<HTML><TITLE lang=en>A &amp; B</TITLE>", 'a page titled "A & B"'),
    "page without a title": (b"<html><style>p{}</style><h1>Not <i>here</i></h1>", 'a page that begins "Not here"'),
    "page in another charset": ("<html><title>Größe</title>".encode("latin-1"), 'a page titled "Größe"'),
    "page behind a mark": (b"\xef\xbb\xbf<html><title>Hello</title>", 'a page titled "Hello"'),
    "page of a debugger": (b"<!doctype html><title>KeyError: &#39;dtmf&#39;</title>", "titled \"KeyError: 'dtmf'\""),
    "XML": (b'<?xml version="1.0"?>\n<Response><Say>Hi</Say></Response>', "XML whose first element is <Response>"),
    "mark": (b"\xef\xbb\xbf" + TEXT.encode(), "JSON behind a byte order mark (BOM)"),
    "UTF-16 with its mark": (TEXT.encode("utf-16"), "text in UTF-16: send it as UTF-8"),
    "UTF-16, low byte first": (TEXT.encode("utf-16-le"), "text in UTF-16"),
    "UTF-16, high byte first": (TEXT.encode("utf-16-be"), "text in UTF-16"),
    "UTF-32": (TEXT.encode("utf-32"), "text in UTF-32"),
    "Latin-1": ('{"callflow": "é"}'.encode("latin-1"), "text that is no UTF-8 (0xE9 at byte offset 14)"),
    "gzip": (gzip.compress(TEXT.encode()), "data compressed with gzip"),
    "zstd": (b"\x28\xb5\x2f\xfd\x04\x58", "data compressed with zstd"),
    "other bytes": (b"\x89PNG\r\n\x1a\n" + bytes(20), "bytes that are no text: 89 50 4e 47 0d 0a 1a 0a 00"),
    "few bytes": (b"\xff\x00", "bytes that are no text: ff 00"),
    "array": (b'[{"action": "hangup"}]', 'the JSON array `[{"action": "hangup"}]`, expected an object'),
    "text in JSON": (b'"ok"', 'the JSON string `"ok"`'),
    "number": (b"5", "the JSON integer `5`"),
    "truth": (b"true", "the JSON boolean `true`"),
    "null": (b"null", "the JSON null, expected an object"),
    "encoded twice": (json.dumps(TEXT).encode(), "a JSON text that holds JSON: it was encoded twice"),
    "NaN": (b'{"callflow": [{"a": {"speed": NaN}}]}', "NaN at $.callflow[0].a.speed, which JSON does not have"),
    "infinity": (b'{"a b": [1, -Infinity]}', "-Infinity at $['a b'][1]"),
    "NaN in a text": (b'{"a": "NaN",}', "a comma stands before the closing bracket"),
    "printed by Python": (str(OBJECT).encode(), "written as Python prints it, not by json.dumps: the name "),
    "a list printed by Python": (b"[None, {'a': 1}]", "written as Python prints it"),
    "trailing comma": (b'{"callflow": [],\n}', "remove it (line 1, column 16)"),
    "cut off": (b'{"callflow": [{"action', "is never closed"),
    "given twice": (b'{"a": 1, "a": 2}', "the field `a` is given twice"),
    "too deep": (b'{"a": ' + b"[" * 300 + b"]" * 300 + b"}", "nests more than 64 levels"),
    "far too deep": (b"[" * 100_000, "nests more than 64 levels"),
    "too large": (b'{"a": "' + b"x" * 1_100_000 + b'"}', "the body has 1100009 bytes, more than the 1048576 that"),
    "form": (b"digits=1&stage=day+one%21", "the form `digits=1&stage=day+one%21`"),
    "text": (b"OK\n", "the text `OK`, expected an object"),
    "a padded answer": (b"callback({})", "the text `callback({})`"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "what"), ODD.values(), ids=ODD)
def test_what_is_no_json_object_is_named(body: bytes, what: str) -> None:
    found = judge(RawReply(body=body), Account(), 0)
    assert isinstance(found, Unusable)
    assert (found.code, found.status_code) == (-2003, -1001)
    assert found.why.startswith("the reply is no JSON object: ")
    assert what in found.why
    assert "\n" not in found.why


def test_what_the_headers_say_is_said_too() -> None:
    latin = judge(RawReply(body='"é"'.encode("latin-1"), charset="iso-8859-1"), Account(), 0)
    packed = judge(RawReply(body=b"\x8b\x02\x80\x03", encoding="br"), Account(), 0)
    assert isinstance(latin, Unusable)
    assert "no UTF-8, but iso-8859-1 as its Content-Type says" in latin.why
    assert isinstance(packed, Unusable)
    assert "data compressed with br" in packed.why


@pytest.mark.parametrize(
    ("status", "what"),
    [
        (401, "httpAuthHeader"),
        (403, "httpAuthHeader"),
        (404, "is the path of the backend right?"),
        (405, "it takes no POST here"),
        (415, "application/json"),
        (502, 'a page titled "502 Bad Gateway"'),
    ],
)
def test_a_status_says_what_it_most_likely_means(status: int, what: str) -> None:
    found = judge(RawReply(status, PAGE), Account(), 0)
    assert isinstance(found, Unusable)
    assert found.why.startswith(f"the webhook answered HTTP {status}, expected 200: ")
    assert what in found.why
