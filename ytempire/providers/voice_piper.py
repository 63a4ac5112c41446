"""A neural voice on this machine: piper with a model file of your own."""

from __future__ import annotations

import importlib.util
import io
import threading
import wave
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field

from ytempire.address import file_digest
from ytempire.contracts import Known, Listed, ListVoices, Memory, Options, Provider, Reply, Speak, Spoken
from ytempire.editorial.speakable import Said
from ytempire.editorial.spelling import of_words, sent, spelled
from ytempire.errors import Refused
from ytempire.models import Word
from ytempire.providers import _espeak
from ytempire.providers._voices import silent

WHO = "piper"
FOLDER = "voices"  # of the workspace: models are large, and channels share them
_MARKS = frozenset({"^", "$", "_"})  # beginning, end and padding: no phonemes
_PAUSES = frozenset(",.;:!?…")


class PiperOptions(Options):
    """Which model, and how it speaks."""

    model: str = Field(
        default="",
        pattern=r"^([A-Za-z0-9_][A-Za-z0-9_./-]{0,200}\.onnx)?$",
        description="A model in voices/ of the workspace, such as en_US-lessac-medium.onnx, with its .onnx.json.",
    )
    speaker: int = Field(default=0, ge=0, le=10_000, description="Which speaker, in a model of several.")
    speed: float = Field(default=1.0, ge=0.5, le=2.0, description="How fast it speaks.")
    variety: float = Field(default=0.667, ge=0, le=2, description="How much its tone varies.")
    rhythm: float = Field(default=0.8, ge=0, le=2, description="How much its rhythm varies.")


class PiperVoice(Provider):
    """Speaks on this machine with piper: natural, free and offline, once a model file is there."""

    kind: ClassVar[str] = "voice"
    name: ClassVar[str] = "piper"
    summary: ClassVar[str] = "Natural voices on this machine with piper and a model file of yours; free, offline."
    lists = True
    Options = PiperOptions
    memory = Memory.COMPUTED
    code = ("ytempire.providers.voice_piper", "ytempire.editorial.spelling", "ytempire.providers._aligned",
            "ytempire.media.align", "ytempire.media.hear", "ytempire.media.takes", "ytempire.media.ffmpeg",
            *_espeak.CODE)  # fmt: skip
    styles: ClassVar[dict[str, dict[str, Any]]] = {
        "calm": {"speed": 0.92, "variety": 0.5},
        "lively": {"speed": 1.05, "variety": 0.85},
        "serious": {"speed": 0.95, "variety": 0.45},
        "story": {"speed": 0.93, "variety": 0.75},
    }

    def __init__(self, options: Any, kit: Any) -> None:
        super().__init__(options, kit)
        self._voice: Any = None
        self._guard = threading.Lock()

    def ready(self) -> str | None:
        if importlib.util.find_spec("piper") is None:
            return "piper is not installed; run: pip install 'ytempire[piper]'"
        if not self.options.model:
            there = ", ".join(self._models()) or "none; put one there, NAME.onnx with NAME.onnx.json"
            return f"no model is named in options.piper.model; in {FOLDER}/ of the workspace there is: {there}"
        for file in (self._file, Path(f"{self._file}.json")):
            if not file.is_file():
                return f"{FOLDER}/{file.relative_to(self._folder)} is not there; a model is a pair of files"
        return None

    def version(self) -> str:
        """The library and the model's own bytes; a model that is replaced speaks everything anew."""
        from importlib.metadata import version

        return f"piper {version('piper-tts')} {file_digest(self._file)}"

    def answer(self, request: Any, call: str) -> Reply:
        if isinstance(request, ListVoices):
            return self._listed()
        from ytempire.providers._aligned import taken

        said = spelled(request.text, request.language, request.lexicon)
        if not said:
            return silent(self.kit)
        with self._guard:  # its phonemizer keeps a state of its own
            pieces = list(self._synthesize(sent(said)))
        sound, rate, told = joined(pieces)
        words = timed(request, said, told, rate) if told else None
        take = taken(self.kit, sound, request, WHO, words=words)
        return Spoken(audio=take.audio, ms=take.ms, words=take.words)

    def _synthesize(self, text: str) -> Iterable[Any]:
        from piper import PiperVoice as Model, SynthesisConfig

        o = self.options
        if self._voice is None:
            self._voice = Model.load(self._file)
        how = SynthesisConfig(speaker_id=o.speaker if self._voice.config.num_speakers > 1 else None,
                              length_scale=1 / o.speed, noise_scale=o.variety, noise_w_scale=o.rhythm)  # fmt: skip
        pieces: Iterable[Any] = self._voice.synthesize(text, how, include_alignments=True)
        return pieces

    def _listed(self) -> Listed:
        return Listed(voices=tuple(Known(id=name, language=name.partition("_")[0]) for name in self._models()))

    def _models(self) -> list[str]:
        files = sorted(self._folder.rglob("*.onnx")) if self._folder.is_dir() else []
        return [file.relative_to(self._folder).as_posix() for file in files]

    @property
    def _folder(self) -> Path:
        return self.kit.home / FOLDER

    @property
    def _file(self) -> Path:
        file: Path = self._folder / self.options.model
        if ".." in file.parts:
            raise Refused(f"{self.options.model} is outside {FOLDER}/", "options.piper.model")
        return file


Sounds = list[tuple[str, int]]  # each phoneme and how many samples of it there are


def joined(pieces: Iterable[Any]) -> tuple[bytes, int, list[Sounds]]:
    """piper's pieces, one a sentence, as one WAV file, its rate, and its phonemes where each piece tells them."""
    sound, rate, told = bytearray(), 22050, []
    whole = True
    for piece in pieces:
        sound += piece.audio_int16_bytes
        rate = piece.sample_rate
        rows = getattr(piece, "phoneme_alignments", None)
        whole = whole and bool(rows)
        told.append([(row.phoneme, int(row.num_samples)) for row in rows or ()])
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(bytes(sound))
    return out.getvalue(), rate, told if whole else []


def timed(request: Speak, said: Sequence[Said], told: Sequence[Sounds], rate: int) -> tuple[Word, ...] | None:
    """Every written word with its time, from the phonemes between spaces; None when these are not as many words."""
    at = 0
    times: list[tuple[int, int]] = []
    for sentence in told:
        start = end = None
        for phoneme, samples in [*sentence, (" ", 0)]:
            if phoneme == " ":
                if start is not None and end is not None:
                    times.append((start * 1000 // rate, end * 1000 // rate))
                start = end = None
            elif phoneme not in _MARKS and phoneme not in _PAUSES:
                start, end = at if start is None else start, at + samples
            at += samples
    found = of_words(said, times)
    return None if found is None else _espeak.worded(request.text, list(said), found)
