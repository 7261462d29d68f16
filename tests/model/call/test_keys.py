"""Key scripts: every form of a token, when its keys are pressed, and what is said of one that cannot be read."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.model.call.keys import (
    KEYS,
    NEXT_KEY_MS,
    TOKEN,
    KeyToken,
    Script,
    TimedToken,
    hangup_at,
    parse_script,
    parse_token,
    token_for,
)
from simulator.model.call.outcome import Presses

PROMPT = 5000


def token_of(word: str) -> KeyToken:
    """The token of a word that presses keys, silence or a hang-up at an entry; `hangup@` is none."""
    token = parse_token(word)
    assert isinstance(token, KeyToken)
    return token


FORMS = {
    "1": [(6000, "1")],
    "42#": [(6000, "4"), (6300, "2"), (6600, "#")],
    "*7": [(6000, "*"), (6300, "7")],
    "2w3": [(6000, "2"), (6500, "3")],
    "2W3": [(6000, "2"), (7000, "3")],
    "2wW3": [(6000, "2"), (7500, "3")],
    "2www3": [(6000, "2"), (7500, "3")],
    "2[4200]3": [(6000, "2"), (10_200, "3")],
    "2[0]3": [(6000, "2"), (6000, "3")],
    "2w[100]3": [(6000, "2"), (6600, "3")],
    "w3": [(5500, "3")],
    "W3": [(6000, "3")],
    "[0]3": [(5000, "3")],
    "[1]3": [(5001, "3")],
    "^1": [(1000, "1")],
    "^[500]1": [(500, "1")],
    "^[0]1": [(0, "1")],
    "^w1": [(500, "1")],
    "^12": [(1000, "1"), (1300, "2")],
    "^1[9000]2": [(1000, "1"), (10_000, "2")],
    "ABCD": [(6000, "A"), (6300, "B"), (6600, "C"), (6900, "D")],
    "silence": [],
    "hangup": [],
    "hangup[3000]": [],
}


@pytest.mark.parametrize("word", FORMS)
def test_each_form_presses_its_keys_when_it_says(word: str) -> None:
    token = token_of(word)
    assert list(token.presses(PROMPT).keys) == FORMS[word]
    assert token.text == word


@pytest.mark.parametrize(("length", "at"), [(0, 0), (1, 0), (1000, 500), (1999, 999), (2000, 1000), (60_000, 1000)])
def test_during_the_prompt_is_one_second_into_it_or_its_middle_where_it_is_short(length: int, at: int) -> None:
    assert token_of("^1").presses(length).keys == ((at, "1"),)


@pytest.mark.parametrize(("word", "at"), [("hangup", 0), ("hangup[0]", 0), ("hangup[3000]", 3000)])
def test_a_hangup_counts_from_the_beginning_of_the_prompt(word: str, at: int) -> None:
    assert token_of(word).presses(PROMPT).hangup == at
    assert token_of("1").presses(PROMPT).hangup is None


@pytest.mark.parametrize(
    ("word", "at"), [("hangup@12s", 12_000), ("hangup@1.5s", 1500), ("hangup@300ms", 300), ("hangup@0s", 0)]
)
def test_a_hangup_at_a_time_answers_no_entry(word: str, at: int) -> None:
    assert parse_token(word) == hangup_at(at)
    assert parse_script(f"1 {word} 2") == Script((token_of("1"), token_of("2")), (hangup_at(at),))


@pytest.mark.parametrize(
    ("word", "at"),
    [("1@12s", 12_000), ("#@1.5s", 1500), ("*@1200ms", 1200), ("D@0", 0), ("0@0s", 0), ("9@0.0004s", 0)],
)
def test_a_key_at_a_time_answers_no_entry_and_is_shown_as_it_was_written(word: str, at: int) -> None:
    assert parse_token(word) == TimedToken(word, at, word[0])
    script = parse_script(f"1 {word} hangup@9s 2")
    assert (script.tokens, script.timed[0].text) == ((token_of("1"), token_of("2")), word)
    assert parse_script(script.text) == script


def test_tokens_are_separated_by_any_white_space() -> None:
    assert [token.text for token in parse_script("  1\t42#\n silence ").tokens] == ["1", "42#", "silence"]
    assert parse_script("") == Script()


WRONG = {
    "x": '"x" in the key token "x" is no key: expected 0-9 * # A-D',
    "1x2": '"x" in the key token "1x2" is no key',
    "1,2": '"," in the key token "1,2" is no key',
    "a": '"a" in the key token "a" is no key: the fourth column is written in capitals, A to D',
    "2w": 'the key token "2w" ends in a pause: a pause stands before the key that it delays',
    "2[500]": 'the key token "2[500]" ends in a pause',
    "w": 'the key token "w" ends in a pause',
    "^": 'the key token "^" has no key: expected 0-9',
    "1^2": '"^" in the key token "1^2" is no key',
    "1[x]2": '"[" in the key token "1[x]2" is no key',
    "1[-5]2": '"[" in the key token "1[-5]2" is no key',
    "silent": 'the key token "silent" is not known: did you mean "silence"?',
    "Silence": 'the key token "Silence" is not known: did you mean "silence"?',
    "hangup@12": 'the key token "hangup@12" is not known: did you mean "hangup@12s"?',
    "1@12": 'the key token "1@12" is not known: did you mean "1@12s"?',
    "1@": '"" in the key token "1@" is no such time: expected a time after answering with its unit, as in 1@12s',
    "1@-5s": '"-5s" in the key token "1@-5s" is no such time: expected a time after answering',
    "hangup@soon": '"soon" in the key token "hangup@soon" is no such time: expected a time after answering',
    "1@2m": '"2m" in the key token "1@2m" is no such time',
    "1@2s@3s": '"2s@3s" in the key token "1@2s@3s" is no such time',
    "42@5s": 'the key token "42@5s" has 2 keys at one time: write a token for each, as in 4@12s 2@12300ms',
    "a@5s": '"a" in the key token "a@5s" is no key: the fourth column is written in capitals, A to D',
    "@5s": '"" in the key token "@5s" is no key: expected one of 0-9 * # A-D before the @, or hangup@12s',
    "^1@5s": '"^1" in the key token "^1@5s" is no key: expected one of 0-9',
    "silence@5s": '"silence" in the key token "silence@5s" is no key',
    "hangp@5s": 'the key token "hangp@5s" is not known: did you mean "hangup@12s"?',
    "hang-up": 'the key token "hang-up" is not known: did you mean "hangup"?',
    "hangup[]": 'the key token "hangup[]" is not known: did you mean "hangup"?',
    "٣": '"٣" in the key token "٣" is no key',
}


@pytest.mark.parametrize("word", WRONG)
def test_a_token_that_cannot_be_read_is_named_with_what_was_expected(word: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_script(f"1 {word}")
    assert str(caught.value).startswith(WRONG[word])


pauses = st.one_of(st.sampled_from(["", "", "w", "W", "wW"]), st.integers(0, 99_999).map("[{}]".format))
strokes = st.lists(st.tuples(pauses, st.sampled_from(KEYS)).map("".join), min_size=1, max_size=8).map("".join)
words = st.one_of(
    strokes,
    strokes.map("^{}".format),
    st.sampled_from(["silence", "hangup"]),
    st.integers(0, 10**6).map("hangup[{}]".format),
    st.builds("{}@{}ms".format, st.sampled_from(["hangup", *KEYS]), st.integers(0, 10**6)),
)


@given(st.lists(words, max_size=6), st.integers(0, 100_000))
def test_every_valid_script_is_read_and_its_keys_come_in_order(script: list[str], prompt: int) -> None:
    found = parse_script(" ".join(script))
    assert len(found.tokens) + len(found.timed) == len(script)
    for token in found.tokens:
        times = [at for at, _ in token.presses(prompt).keys]
        assert times == sorted(times)
        assert not times or times[0] >= (0 if token.during else prompt)


@given(st.one_of(st.text(), st.text("0123456789#*ABCDwW[]^hangup@s. \u0663", max_size=20)))
@example("hangup@" + "9" * 400 + "s")
@example("hangup[" + "9" * 5000 + "]")
@example("1[" + "9" * 5000 + "]2")
def test_any_text_is_read_or_refused_with_words(text: str) -> None:
    try:
        found = parse_script(text)
    except UsageError as error:
        words = str(error)
    else:
        words = f"every token is read: {all(isinstance(token, KeyToken) for token in found.tokens)}"
    assert words.endswith("True") or "the key token" in words


@given(st.one_of(st.from_regex(TOKEN, fullmatch=True), st.text("0123456789#*ABCDwW[]^hangup@s.", max_size=14)))
@example("[815][495273541205646652]CC")
@example("1[1234567890]2")
@example("hangup[1234567890]")
@example("hangup[123456789]")
@example("1@1234567890s")
@example("[0000000001]2")
def test_the_form_of_a_token_is_what_is_read(word: str) -> None:
    """The schemas are made of the form."""
    try:
        parse_token(word)
    except UsageError:
        read = False
    else:
        read = True
    assert read == (re.fullmatch(TOKEN, word) is not None)


@pytest.mark.parametrize(
    ("first", "token"), [(3000, "12"), (2000, "[0]12"), (1000, "^12"), (0, "^[0]12"), (1999, "^[1999]12")]
)
def test_keys_at_their_times_are_written_as_a_token(first: int, token: str) -> None:
    presses = Presses(((first, "1"), (first + NEXT_KEY_MS, "2")))
    assert token_for(presses, 2000) == token
    read = parse_token(token)
    assert isinstance(read, KeyToken)
    assert read.presses(2000) == presses


@pytest.mark.parametrize("token", ["1[3000]23", "[2000]1[0]2", "^1[900]2", "^[10]1[5000]2[301]3"])
def test_pauses_between_keys_are_written_where_they_are_not_usual(token: str) -> None:
    read = parse_token(token)
    assert isinstance(read, KeyToken)
    assert token_for(read.presses(2000), 2000) == token


def test_no_key_is_silence() -> None:
    assert token_for(Presses(), 2000) == "silence"
