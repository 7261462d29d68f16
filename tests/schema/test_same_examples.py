"""A document with `examples` has one verdict of the schema and the loader, as far as a schema can see."""

from __future__ import annotations

import json
from typing import Any

import pytest

from simulator.schema import text
from tests.schema.samples import (
    ACCOUNT,
    FILLED,
    ODD,
    REQUEST,
    SCENARIO,
    at,
    changed,
    mutations,
    places,
    same_table,
    some,
)
from tests.schema.test_same_verdict import scenario_verdict

jsonschema = pytest.importorskip("jsonschema")

REQUESTED = {key: value for key, value in SCENARIO.items() if key != "flow"} | {"request": REQUEST, "account": ACCOUNT}
"""The sample with all of a request and all of an account written in it."""


@pytest.mark.slow
def test_every_mutation_of_a_document_with_examples_has_one_verdict() -> None:
    """But for a table of another content and the right shape: whether its values fit `${name}` depends on each row.

    These are the mutations below `examples` and at it: a value of a row that is another text, a column renamed or
    removed, the table removed or null (`${name}` is an ordinary text then). A schema takes all of these; what it
    refuses in a table (no row, no mapping, a name that is none, a list as a value), the loader refuses too.
    """
    validator = jsonschema.Draft7Validator(json.loads(text("scenario")))
    assert scenario_verdict(FILLED)
    assert validator.is_valid(FILLED)
    verdicts = [(data, scenario_verdict(data), validator.is_valid(data)) for data in some(mutations(FILLED))]
    apart = [data for data, loaded, valid in verdicts if loaded != valid]
    assert [data for data in apart if same_table(data, FILLED) or scenario_verdict(data)] == []
    tables = [(loaded, valid) for data, loaded, valid in verdicts if not same_table(data, FILLED)]
    assert set(tables) == {(True, True), (False, True), (False, False)}


@pytest.mark.slow
@pytest.mark.parametrize("sample", [SCENARIO, REQUESTED], ids=["flow", "request"])
def test_a_value_that_a_row_fills_in_is_refused_by_no_schema_that_takes_what_it_becomes(sample: Any) -> None:
    """Every single value, and odd ones in its place, are moved to a row of `examples`.

    Left out is null: it stands for "not given" also where a list or a mapping belongs, and no schema would refuse
    a text there if it took `${name}` for one. Keys are left out too: `${name}` is filled in there as well, which no
    schema that knows the keys can allow.
    """
    validator = jsonschema.Draft7Validator(json.loads(text("scenario")))
    taken = 0
    for path in places(sample):
        odd = ODD[taken % 5 :: 5]  # not all at each place: there are many places
        single = [value for value in (at(sample, path), *odd) if isinstance(value, str | int | float)]
        for value in single if path else ():
            data = {**changed(sample, path, "${moved}"), "examples": [{"moved": value}]}
            if scenario_verdict(data):
                taken += 1
                assert validator.is_valid(data), (path, value)
    assert taken > len(list(places(sample)))


@pytest.mark.parametrize("path", [("account", "limits"), ("request", "callflow"), ("tags",), ("expect", "webhooks")])
def test_a_placeholder_for_a_whole_list_or_mapping_is_refused_by_both(path: tuple[str, ...]) -> None:
    data = {**changed(REQUESTED, path, "${moved}"), "examples": [{"moved": "x"}]}
    assert not scenario_verdict(data)
    assert not jsonschema.Draft7Validator(json.loads(text("scenario"))).is_valid(data)
