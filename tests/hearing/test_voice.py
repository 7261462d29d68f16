"""Texts in a voice: which engine, what it is told, and what happens where it fails."""

from __future__ import annotations

import pytest

from simulator.hearing.engines.base.engine import engines
from simulator.hearing.sound.samples import count
from simulator.hearing.speech.fitting import fitted, made_fit
from simulator.hearing.speech.voice import MOST_CRASHES, NO_ENGINE, Voice, engine_voice, locales
from tests.hearing.fakes import CRASHES, DIES, HANGS, SECOND, SILENT, Fake, voice


@pytest.mark.parametrize(
    ("profile", "found"),
    [
        ("en-GB-Emma", ("en-gb", "en")),
        ("en-US-Neural2-C", ("en-us", "en")),
        ("generic-en-male", ("en",)),
        ("zh-CN-Yaoyao-Apollo", ("zh-cn", "zh")),
        ("es-419-Anna", ("es-419", "es")),
        ("fr", ("fr",)),
        ("generic", ("generic",)),
        (None, ("en",)),
    ],
)
def test_a_profile_names_a_locale(profile: str | None, found: tuple[str, ...]) -> None:
    assert locales(profile) == found


def test_the_engine_has_a_voice_of_the_locale_or_of_the_language() -> None:
    fake = Fake()
    assert [engine_voice(fake, one) for one in ("en-GB-Emma", "en-US-Zira", "de-AT-Jo", "th-TH-A", None)] == [
        "two",
        "one",
        "drei",
        None,
        "one",
    ]


def test_the_first_engine_that_has_the_language_speaks_and_its_text_is_no_command() -> None:
    first, second = Fake("cat", VOICES={"fr": "f"}), Fake("cat")
    there = voice(first, second)
    assert there.speaks("de-DE-A")
    text = " <genfile file='x'> [[h]] Hallo\n du "
    assert there.spoken(text * 30, "de-DE-A", 9.0) == b" ".join([b"genfile file='x' h Hallo du"] * 30)
    assert (first.told, second.told) == ([], [("drei", 2.0)])
    assert there.notes.lines == ()


def test_a_language_that_nobody_has_is_told_once() -> None:
    there = voice(Fake(), Fake(NAME="other"))
    assert not there.speaks("th-TH-A")
    assert [there.spoken(text, "th-TH-A", 1) for text in ("a", "b")] == [None, None]
    assert there.notes.lines == ("fake, other has no voice for th: its prompts are silence",)


def test_that_there_is_no_engine_is_told_once() -> None:
    there = voice()
    assert [there.spoken(text, "en-US-A", 1) for text in ("a", "b")] == [None, None]
    assert there.notes.lines == (NO_ENGINE,)


def test_an_engine_that_hangs_is_ended_and_asked_no_more() -> None:
    fake = Fake(HANGS)
    there = voice(fake, seconds=0.2)
    assert [there.spoken(text, "en-US-A", 1) for text in ("a", "b")] == [None, None]
    assert len(fake.told) == 1
    assert there.notes.lines == (
        "fake hung and was ended after 0.2 s: prompts without a sound are silence of their estimated length",
    )


@pytest.mark.parametrize(("script", "why"), [(CRASHES, "exit status 3"), (DIES, "signal 11")])
def test_an_engine_that_crashes_again_and_again_is_asked_no_more(script: str, why: str) -> None:
    fake = Fake(script)
    there = voice(fake)
    assert [there.spoken(text, "en-US-A", 1) for text in "abcdef"] == [None] * 6
    assert len(fake.told) == MOST_CRASHES
    assert there.notes.lines == (
        f"fake crashed with {why}: prompts without a sound are silence of their estimated length",
    )


def test_an_engine_that_says_nothing_is_told_and_asked_again() -> None:
    fake = Fake(SILENT)
    there = voice(fake)
    assert [there.spoken(text, "en-US-A", 1) for text in "abcdef"] == [None] * 6
    assert len(fake.told) == 6
    assert there.notes.lines == ("fake says nothing of some texts for one: they are silence",)


def test_what_is_no_sound_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_sound(_raw: bytes) -> bytes:
        raise ValueError("it is no WAV file")

    fake = Fake()
    monkeypatch.setattr(fake, "sound", no_sound)
    there = voice(fake)
    assert there.spoken("a", "en-US-A", 1) is None
    assert there.notes.lines[0].startswith("fake gave no sound: it is no WAV file: prompts")


def test_a_text_is_spoken_once_and_kept_on_disk() -> None:
    fake = Fake()
    for _ in range(2):
        found = Voice(engines=(fake,)).spoken("a", "en-US-A", 1)
        assert found is not None
        assert len(found) == len(SECOND)
    assert len(fake.told) == 1
    Voice(engines=(fake,)).spoken("a", "en-US-A", 1.5)
    Voice(engines=(fake,)).spoken("a", "en-GB-A", 1)
    assert fake.told == [("one", 1), ("one", 1.5), ("two", 1)]


@pytest.mark.parametrize(("ms", "pace"), [(1000, []), (1020, []), (500, [2.0]), (4000, [0.3])])
def test_a_text_is_as_long_as_its_estimate_and_spoken_faster_or_slower_for_it(ms: int, pace: list[float]) -> None:
    fake = Fake()
    found = fitted(voice(fake), "a", "en-US-A", 1, ms)
    assert found is not None
    assert count(found) == ms * 16
    assert [speed for _, speed in fake.told] == [1, *pace]


def test_a_text_without_time_or_voice_is_not_heard() -> None:
    assert fitted(voice(Fake()), "a", "en-US-A", 1, 0) == b""
    assert fitted(voice(Fake()), "a", "th-TH-A", 1, 100) is None


def test_what_is_far_from_its_length_is_stretched_a_little_and_then_cut_or_filled() -> None:
    assert made_fit(SECOND, 8000) == made_fit(SECOND, 16_000)[:16_000]
    longer = made_fit(SECOND, 32_000)
    assert len(longer) == 64_000
    assert longer.rstrip(b"\0") != longer
    assert len(longer.rstrip(b"\0")) // 2 == round(16_000 * 1.08)


def test_engines_are_asked_in_their_order_and_have_voices_for_languages() -> None:
    found = engines()
    assert [one.NAME for one in found] == ["py-nanotts", "espeak-ng"]
    assert all(name == name.lower() for one in found for name in one.VOICES)


@pytest.mark.slow
@pytest.mark.parametrize("engine", engines(), ids=lambda one: one.NAME)
def test_a_real_engine_says_the_same_of_the_same_text_and_faster_what_is_to_be_faster(
    engine: Fake, tmp_path: object
) -> None:
    if not engine.program():
        pytest.skip(f"{engine.NAME} is not installed")
    there = Voice(cache=None, engines=(engine,))
    text = f"Welcome. <genfile file='{tmp_path}/x.wav'/> Press 1 for sales, or 2 for help."
    usual, again = (there.spoken(text, "en-GB-Emma", 1) for _ in range(2))
    faster = there.spoken(text, "en-GB-Emma", 1.5)
    assert usual is not None
    assert faster is not None
    assert usual == again
    assert 0.5 < count(faster) / count(usual) < 0.85
    assert there.notes.lines == ()


@pytest.mark.slow
@pytest.mark.parametrize("engine", engines(), ids=lambda one: one.NAME)
def test_a_real_engine_has_the_voices_that_its_table_says(engine: Fake) -> None:
    if not engine.program():
        pytest.skip(f"{engine.NAME} is not installed")
    there = Voice(cache=None, engines=(engine,))
    for language in engine.VOICES:
        assert there.spoken("12 34", f"{language}-Any", 1), (language, there.notes.lines)


def test_an_engine_that_is_not_installed_has_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    from simulator.hearing.engines import espeak_ng, nanotts

    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(nanotts, "find_spec", lambda _name: None)
    assert espeak_ng.program() == nanotts.program() == ()
    assert Voice(cache=None).engines == ()
    assert espeak_ng.arguments("de", 2) == ("-v", "de", "-s", "330", "--stdin", "--stdout")
    assert nanotts.arguments("de-DE", 2) == ("de-DE", "1.800")
    assert nanotts.sound(b"abc") == b"ab"
    monkeypatch.setattr(nanotts, "find_spec", lambda _name: nanotts)
    assert nanotts.program()[1:3] == ("-P", "-c")
