"""An answer's sound as a take: decoded, trimmed, held against its text, and with the time of every written word."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from ytempire.contracts import Kit, Speak
from ytempire.editorial.speakable import speakable
from ytempire.errors import ConfigError, Refused
from ytempire.media import wav
from ytempire.models import Blob, Word
from ytempire.providers._espeak import spoken, timed, worded

if TYPE_CHECKING:
    from ytempire.media.align import Aligned
    from ytempire.media.hear import Sound

LEAD_MS, GAP_MS = 60, 180  # of silence before a take and after it
SLACK_MS = 60  # by which a provider's own times may pass the end of its sound: a codec's rounding
OFF_MS = 300  # by which its own times may be off on the whole, before they are not believed
SURE = 0.6  # of doubt: from here on a text is another one, whatever times came with it

AGAIN = "Run again: it is asked for anew. If it stays so, choose another voice."


@dataclass(frozen=True)
class Taken:
    """A take; `trust` is between 0 and 1, one half where it is as likely another text."""

    audio: Blob
    ms: int
    words: tuple[Word, ...]
    trust: float = 1.0


def get_ready() -> None:
    """Import what listening takes."""
    import ytempire.media.align
    import ytempire.media.hear  # noqa: F401


def taken(kit: Kit, data: bytes, request: Speak, who: str, words: Sequence[Word] | None = None) -> Taken:
    """The take that came as `data` (mp3, wav, flac, ogg, aac; any rate) for a sentence.

    words: times that the provider itself told, in milliseconds of the sound as it came; they are kept when they can
    be true. Without them, or when they cannot, the sound is aligned with its text.

    Raises Refused when it is no sound, silence, or not the text.
    """
    from ytempire.media.hear import heard

    sound = heard(data, kit.scratch, who)
    samples = array("h", (sound.samples * 32768).round().clip(-32768, 32767).astype("int16").tobytes())
    said = speakable(request.text, request.language, request.lexicon)
    first, last = wav.sounding(sound.rate, samples)
    if said and last <= first:
        raise Refused("sent silence", who, AGAIN)
    whole = worded(request.text, said, [(0, 0)] * len(said))
    told = words is not None and _sound_times(whole, words, sound.ms)
    bounds = first * 1000 // sound.rate, last * 1000 // sound.rate
    aligned = None
    if said and not (words and told and _covers(words, bounds)):
        aligned = _aligned(kit, request, sound)
    if aligned is not None and aligned.doubt > SURE:
        raise Refused(_why(aligned), who, AGAIN)
    if words is not None and told and _near(words, aligned):
        times = [(w.start, w.end) for w in words]
    elif aligned is not None:
        if aligned.wrong:
            raise Refused(_why(aligned), who, AGAIN)
        times = [(w.start, w.end) for w in worded(request.text, said, list(aligned.times))]
    elif said:
        raise Refused(f"tells no times, and they cannot be found in {request.language}", who)
    else:
        times = []
    trimmed, cut = wav.trimmed(sound.rate, samples, LEAD_MS, GAP_MS)
    if not said and last <= first:
        trimmed, cut = wav.silence(sound.rate, GAP_MS), 0
    off, end = cut * 1000 // sound.rate, len(trimmed) * 1000 // sound.rate
    out: list[Word] = []
    for word, (start, stop) in zip(whole, times, strict=True):
        begun = min(max(start - off, out[-1].start if out else 0, 0), end)
        out.append(Word(text=word.text, start=begun, end=min(max(stop - off, begun), end)))
    with tempfile.TemporaryDirectory(dir=kit.scratch) as folder:
        file = Path(folder) / "take.wav"
        wav.write(file, sound.rate, trimmed)
        return Taken(kit.blobs.take(file), end, tuple(out), aligned.trust if aligned else 1.0)


def _aligned(kit: Kit, request: Speak, sound: Sound) -> Aligned | None:
    """The sound beside espeak-ng's rendering of the same sentence; None in a language that it does not speak."""
    from ytempire.media.align import align
    from ytempire.media.hear import heard

    said = speakable(request.text, request.language, request.lexicon)
    base = "en-us" if request.language.partition("-")[0] == "en" else request.language.lower()
    with tempfile.TemporaryDirectory(dir=kit.scratch) as folder:
        file = Path(folder) / "said.wav"
        try:
            events = spoken(said, file, f"{base}+adam")
        except ConfigError:
            return None
        rate, samples = wav.read(file)
        _, last = wav.sounding(rate, samples)
        marks = timed(said, events, 0, max(1, last * 1000 // rate))
        return align(sound, heard(file.read_bytes(), kit.scratch, "the rendering"), marks)


def _sound_times(whole: Sequence[Word], words: Sequence[Word], ms: int) -> bool:
    """Whether told times can be true: all words, none going back, none behind the end of the sound."""
    return (
        [w.text for w in whole] == [w.text for w in words]
        and all(0 <= w.start <= w.end <= ms + SLACK_MS for w in words)
        and all(a.start <= b.start for a, b in pairwise(words))
        and (not words or words[-1].end > words[0].start)
    )


def _covers(words: Sequence[Word], sounding: tuple[int, int]) -> bool:
    """Whether told times begin and end about where the sound does; then there is nothing to look for."""
    return abs(words[0].start - sounding[0]) <= OFF_MS and abs(words[-1].end - sounding[1]) <= OFF_MS


def _near(words: Sequence[Word], aligned: Aligned | None) -> bool:
    """Whether told times are about where the words are heard; what is heard decides only where it is sure."""
    if aligned is None or aligned.trust < 0.9 or len(aligned.times) != len(words):
        return True
    off = sorted(abs(w.start - start) for w, (start, _) in zip(words, aligned.times, strict=True))
    return off[len(off) // 2] <= OFF_MS


def _why(aligned: Aligned) -> str:
    if aligned.pace < -0.5:
        return "is shorter than its text: a part of it is missing"
    if aligned.pace > 0.9:
        return "is much longer than its text"
    return "does not say its text"
