"""What a rule says of itself is true: its wrong body is answered with its code, its right one is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.loading.files.account_file import read_account
from simulator.model.account import Account
from simulator.model.status import ANSWER_ORDER, ENVELOPE, STATUS
from simulator.registry import modules
from simulator.rules.base.check import Checked, check_body
from simulator.rules.base.docs import Example, RuleDocs, all_docs
from simulator.rules.base.rule import Context
from tests.rules._bodies import NOW

DOCS = {code: docs for code, docs in all_docs().items() if isinstance(code, int)}


def _checked(example: Example) -> Checked:
    account = read_account(example.account.encode(), Path())[0] if example.account else Account()
    return check_body(example.body.encode(), example.kind, Context(account, NOW))


@pytest.mark.parametrize("docs", [docs for docs in all_docs().values() if docs.wrong], ids=lambda docs: str(docs.code))
def test_the_wrong_body_of_a_rule_is_found(docs: RuleDocs) -> None:
    assert docs.wrong is not None
    checked = _checked(docs.wrong)
    assert docs.code in {item.code for item in checked.diagnostics}
    assert checked.answer.status_code == (docs.code if isinstance(docs.code, int) else 1)


@pytest.mark.parametrize("docs", [docs for docs in all_docs().values() if docs.right], ids=lambda docs: str(docs.code))
def test_the_right_body_of_a_rule_is_accepted_and_free_of_it(docs: RuleDocs) -> None:
    assert docs.right is not None
    checked = _checked(docs.right)
    assert docs.code not in {item.code for item in checked.diagnostics}
    assert checked.answer.status_code == 1


def test_every_code_of_the_catalogue_has_its_own_rule_and_place_in_the_order() -> None:
    assert set(DOCS) == set(STATUS)
    assert {*ANSWER_ORDER, 1, -9999} == {*STATUS, ENVELOPE}
    assert [code for code in DOCS if not DOCS[code].wrong] == [1, -9999]
    for module in modules("simulator.rules"):
        code = module.CODE
        if isinstance(code, int):
            assert module.__name__.rpartition(".")[2].startswith(f"s{abs(code):04d}_")


@pytest.mark.parametrize("docs", all_docs().values(), ids=lambda docs: str(docs.code))
def test_every_rule_says_what_and_why(docs: RuleDocs) -> None:
    assert docs.title
    assert docs.what
    assert docs.why
    assert "```" not in docs.what + docs.why


def test_the_codes_of_the_platform_come_first_and_in_order() -> None:
    codes = list(all_docs())
    assert codes[:3] == [1, -1001, -1002]
    assert codes[21:23] == [-9999, "L001"]
