from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from pydantic import ValidationError

from ytempire.contracts import Kit, Listed, ListVoices, Memory, Speak, Spoken
from ytempire.editorial.speakable import Said
from ytempire.errors import ConfigError, Refused
from ytempire.media import wav
from ytempire.media.blobs import Blobs
from ytempire.providers import _espeak
from ytempire.providers._espeak import timed, worded
from ytempire.providers.voice_espeak import EspeakOptions, EspeakVoice

SENTENCE = "In 1956, loading a ton of cargo cost $5.86 – by hand."


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit(tmp_path, "demo", Blobs(tmp_path / "blobs"), tmp_path / "scratch")


def say(kit: Kit, text: str, language: str = "en", lexicon: dict[str, str] | None = None, **options: object) -> Spoken:
    voice = EspeakVoice(EspeakOptions.model_validate(options), kit)
    return voice.answer(Speak(text=text, language=language, lexicon=lexicon or {}), "call")


def heard(kit: Kit, spoken: Spoken) -> tuple[float, float]:
    """When the sound begins and ends, in milliseconds."""
    rate, samples = wav.read(kit.blobs.path(spoken.audio))
    assert rate == 22050
    first, last = wav.sounding(rate, samples)
    return first * 1000 / rate, last * 1000 / rate


def test_it_is_ready_free_and_remembered_under_its_code(kit: Kit):
    voice = EspeakVoice(EspeakOptions(), kit)
    assert voice.ready() is None
    assert voice.memory is Memory.COMPUTED
    assert "ytempire.media.espeak_worker" in voice.code
    assert "espeakng-loader" in voice.version()
    assert voice.price(Speak(text="Hello.")) == 0


def test_a_take_has_every_written_word_with_its_time(kit: Kit):
    take = say(kit, SENTENCE)
    texts = [w.text for w in take.words]
    assert texts == ["In", "1956,", "loading", "a", "ton", "of", "cargo", "cost", "$5.86 –", "by", "hand."]
    assert all(a.start <= b.start and a.end <= b.start + 1 for a, b in pairwise(take.words))
    assert all(w.end > w.start for w in take.words)
    assert take.words[-1].end <= take.ms


def test_the_same_sentence_is_the_same_sound_even_with_a_voice_that_has_moods(kit: Kit):
    assert say(kit, SENTENCE) == say(kit, SENTENCE)
    assert say(kit, SENTENCE, voice="en-us+f4") == say(kit, SENTENCE, voice="en-us+f4")


def test_speech_is_paced_for_a_film(kit: Kit):
    sentences = ("Before containers, loading a freighter was slow, expensive work.", "Everything travelled loose.",
                 "In 1956 an American trucking millionaire put 58 aluminium boxes aboard an old tanker.",
                 "Nobody on the waterfront understood what was happening to them.")  # fmt: skip
    takes = [say(kit, text) for text in sentences]
    assert 140 <= sum(len(t.words) for t in takes) / (sum(t.ms for t in takes) / 60000) <= 185


def test_silence_is_short_before_and_as_asked_after(kit: Kit):
    take = say(kit, "Nobody saw it coming.", gap=300)
    first, last = heard(kit, take)
    assert first <= 61
    assert 290 <= take.ms - last <= 303


def test_a_word_after_a_pause_begins_when_it_is_heard(kit: Kit):
    take = say(kit, "Nobody saw it, though; today everybody does.")
    word = next(w for w in take.words if w.text == "today")
    rate, samples = wav.read(kit.blobs.path(take.audio))
    before = samples[(word.start - 60) * rate // 1000 : (word.start - 10) * rate // 1000]
    after = samples[word.start * rate // 1000 : (word.start + 150) * rate // 1000]
    assert max(map(abs, before)) * 10 < max(map(abs, after))


def test_figures_are_said_whole(kit: Kit):
    long = say(kit, "It was 1,234,567 tons.").words[2]
    assert long.end - long.start > 2500
    assert say(kit, "It cost $5.86.").ms == say(kit, "It cost five dollars and eighty-six cents.").ms


def test_the_lexicon_changes_the_sound_and_not_the_words(kit: Kit):
    plain, own = say(kit, "Levinson wrote it."), say(kit, "Levinson wrote it.", lexicon={"levinson": "Lee vin son"})
    assert plain.audio != own.audio
    assert [w.text for w in plain.words] == [w.text for w in own.words]


def test_rate_pitch_and_voice_change_the_sound(kit: Kit):
    sounds = {say(kit, "Hello there.", **o).audio for o in ({}, {"rate": 120}, {"pitch": 20}, {"voice": "en-gb+f4"})}
    assert len(sounds) == 4
    assert say(kit, "Hello there my friend.", rate=120).ms > say(kit, "Hello there my friend.", rate=220).ms


def test_a_voice_that_was_not_chosen_follows_the_channels_language(kit: Kit):
    assert say(kit, "Drei Schiffe.", "de") == say(kit, "Drei Schiffe.", "de", voice="de+adam")
    assert say(kit, "Drei Schiffe.", "de").audio != say(kit, "Drei Schiffe.").audio


@pytest.mark.parametrize(
    ("voice", "near"),
    [("en-uss", "en-us"), ("en-us+adm", "en-us+adam"), ("elvish", "Try "), ("nosuch+adam", "Try ")],
)
def test_an_unknown_voice_names_its_nearest(kit: Kit, voice: str, near: str):
    with pytest.raises(ConfigError) as caught:
        say(kit, "Hello.", voice=voice)
    assert near in caught.value.problems[0].next


@pytest.mark.parametrize("options", [{"rate": 20}, {"range": 100}, {"voice": "../../x"}, {"voice": ""}, {"speed": 1}])
def test_options_out_of_range_are_refused(options: dict[str, object]):
    with pytest.raises(ValidationError):
        EspeakOptions.model_validate(options)


def test_its_languages_can_be_listed(kit: Kit):
    listed = EspeakVoice(EspeakOptions(), kit).answer(ListVoices(), "")
    assert isinstance(listed, Listed)
    names = [voice.id for voice in listed.voices]
    assert {"en-us", "de", "fr"} <= set(names)
    assert len(names) > 100


@pytest.mark.parametrize("text", ["", "   ", "🙂🎉", "—", "...", "\0", "\n\n"])
def test_what_has_no_sound_is_a_short_silence(kit: Kit, text: str):
    take = say(kit, text)
    assert take.words == ()
    assert 100 <= take.ms <= 400


ODD = ["a\nb\tc", "nul\0byte", "\"quotes\" 'and' `ticks` \\", "<speak>tags</speak> [[phonemes]]", "x" * 3000,
       "日本語 text", "é" * 80, "a.. b.. c..", '{"json": 1}', "ﷺ", "word " * 300]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_odd_text_comes_back_whole(kit: Kit, text: str):
    take = say(kit, text)
    assert " ".join(w.text for w in take.words).split() == text.split()
    assert 100 < take.ms < 600_000


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_no_text_breaks_it(kit: Kit, text: str):
    take = say(kit, text, rate=450)
    assert all(a.start <= b.start for a, b in pairwise(take.words))
    assert all(w.start <= w.end <= take.ms for w in take.words)


events = st.lists(st.tuples(st.sampled_from([1, 5, 7]), st.integers(0, 60), st.integers(0, 9), st.integers(0, 3000),
                            st.sampled_from(["a", "_:", ""])), max_size=15)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["one", "two,", "a b c", "x."]), min_size=1, max_size=6), events, st.integers(0, 90),
       st.integers(1, 3000))  # fmt: skip
def test_times_never_go_back_whatever_the_library_says(texts: list[str], told: list[tuple], shift: int, end: int):
    said = [Said(i, text) for i, text in enumerate(texts)]
    times = timed(said, [list(event) for event in told], shift, end)
    assert len(times) == len(said)
    assert all(0 <= start <= stop <= end for start, stop in times)
    assert all(a[0] <= b[0] for a, b in pairwise(times))


def test_a_word_without_its_own_event_shares_the_time_of_its_neighbours():
    said = [Said(0, "of"), Said(1, "the"), Said(2, "ship")]
    assert timed(said, [[1, 1, 6, 0, ""], [1, 8, 4, 500, ""]], 0, 900) == [(0, 200), (200, 500), (500, 900)]


def test_what_has_no_sound_stays_with_its_neighbour():
    words = worded("– A box – 🙂 sails", [Said(1, "a"), Said(2, "box"), Said(5, "sails")], [(0, 1), (1, 2), (2, 3)])
    assert [w.text for w in words] == ["– A", "box – 🙂", "sails"]


def test_a_worker_that_dies_is_a_refusal_and_takes_nothing_with_it():
    with pytest.raises(Refused):
        _espeak._run({"text": "no voice is named"})


def test_the_worker_imports_nothing_heavy():
    worker = Path(wav.__file__).with_name("espeak_worker.py")
    command = [sys.executable, "-I", "-S", "-X", "importtime", str(worker)]
    seen = subprocess.run(command, input=b"{}", capture_output=True, check=False)
    imported = {line.rpartition(b"|")[2].strip().decode() for line in seen.stderr.splitlines()}
    assert "ctypes" in imported
    assert not imported & {"typing", "numpy", "pydantic", "pathlib", "subprocess", "ytempire"}
