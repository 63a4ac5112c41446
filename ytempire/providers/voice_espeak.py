"""A voice that works with no key and no network: espeak-ng, in a process of its own."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field

from ytempire.contracts import Known, Listed, ListVoices, Memory, Options, Provider, Reply, Spoken
from ytempire.editorial.speakable import speakable
from ytempire.media import wav
from ytempire.models import Word
from ytempire.providers._espeak import CODE, lacks, spoken, timed, version, voices, worded

_LEAD_MS = 60
_RATE = 22050


class EspeakOptions(Options):
    """How the voice sounds."""

    voice: str = Field(default="en-us+adam", pattern=r"^[A-Za-z0-9_()/ -]{1,60}(\+[A-Za-z0-9_-]{1,30})?$",
                       description="A language of espeak-ng, and a variant: en-us+adam, en-us+f4, en-gb.")  # fmt: skip
    rate: int = Field(default=165, ge=80, le=450, description="Words a minute.")
    pitch: int = Field(default=50, ge=0, le=99, description="How high it speaks.")
    range: int = Field(default=75, ge=0, le=99, description="How far it rises and falls.")
    volume: int = Field(default=100, ge=0, le=200, description="How loud; the film is levelled anyway.")
    gap: int = Field(default=180, ge=0, le=2000, description="Silence after each sentence, in milliseconds.")


class EspeakVoice(Provider):
    """Speaks offline with espeak-ng: plain, clear, the same every time, and free."""

    kind: ClassVar[str] = "voice"
    name: ClassVar[str] = "espeak"
    summary: ClassVar[str] = "Speaks offline in over 100 languages with espeak-ng; plain and free."
    lists = True
    Options = EspeakOptions
    memory = Memory.COMPUTED
    styles: ClassVar[dict[str, dict[str, Any]]] = {
        "calm": {"rate": 150, "range": 60},
        "lively": {"rate": 178, "range": 90},
        "serious": {"rate": 155, "pitch": 44, "range": 60},
        "story": {"rate": 156, "range": 85},
    }
    code = ("ytempire.providers.voice_espeak", *CODE)
    side_by_side = 0

    def ready(self) -> str | None:
        return lacks()

    def version(self) -> str:
        return version()

    def answer(self, request: Any, call: str) -> Reply:
        if isinstance(request, ListVoices):
            return Listed(voices=tuple(Known(id=name, language=name) for name in voices()))
        said = speakable(request.text, request.language, request.lexicon)
        self.kit.scratch.mkdir(parents=True, exist_ok=True)
        words: tuple[Word, ...] = ()
        with tempfile.TemporaryDirectory(dir=self.kit.scratch) as folder:
            file = Path(folder) / "take.wav"
            if not said:
                samples, rate = wav.silence(_RATE, max(self.options.gap, 100)), _RATE
            else:
                o = self.options
                events = spoken(said, file, self._voice(request.language), rate=o.rate, pitch=o.pitch,
                                range=o.range, volume=o.volume)  # fmt: skip
                rate, samples = wav.read(file)
                samples, cut = wav.trimmed(rate, samples, _LEAD_MS, self.options.gap)
                end = max(1, len(samples) * 1000 // rate - self.options.gap)
                times = timed(said, events, cut * 1000 // rate, end)
                words = worded(request.text, said, times)
            wav.write(file, rate, samples)
            return Spoken(audio=self.kit.blobs.take(file), ms=len(samples) * 1000 // rate, words=words)

    def _voice(self, language: str) -> str:
        """The channel's voice; one that was not chosen follows the channel's language."""
        voice: str = self.options.voice
        if "voice" in self.options.model_fields_set or language.partition("-")[0] == "en":
            return voice
        return f"{language.lower()}+{voice.partition('+')[2]}"
