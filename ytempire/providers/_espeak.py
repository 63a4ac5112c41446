"""espeak-ng, for whoever needs it: one text spoken in a process of its own, and when each word of it is heard."""

from __future__ import annotations

import difflib
import importlib.metadata
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from ytempire.editorial.speakable import Said, written
from ytempire.errors import ConfigError, Refused, Unavailable
from ytempire.media import wav
from ytempire.models import Word

CODE = ("ytempire.providers._espeak", "ytempire.media.espeak_worker", "ytempire.media.wav",
        "ytempire.editorial.speakable", "ytempire.editorial.english", "ytempire.editorial.figures",
        "ytempire.editorial.utterance", "ytempire.editorial.sayings", "ytempire.editorial.numerals")  # fmt: skip
"""The modules whose source decides what is heard, and when."""

_WORKER = Path(wav.__file__).with_name("espeak_worker.py")
_WORD, _PHONEME = 1, 7


def lacks() -> str | None:
    """Why espeak-ng cannot work here, or None."""
    try:
        whole = all(path.exists() for path in _library())
    except (ImportError, RuntimeError):
        whole = False
    return None if whole else "the espeakng-loader package is not installed whole; install ytempire again"


def version() -> str:
    """What the sound depends on beside our own code."""
    return " ".join(f"{name} {importlib.metadata.version(name)}" for name in ("espeakng-loader", "num2words"))


def spoken(
    said: list[Said], file: Path, voice: str, *, rate: int = 165, pitch: int = 50, range: int = 75, volume: int = 100
) -> list[list[Any]]:
    """Speak what is said into a WAV file; the events of it, as `timed` reads them."""
    text = " ".join(s.text for s in said)
    heard = _run({"voice": voice, "text": text, "wav": str(file.resolve()), "rate": rate, "pitch": pitch,
                  "range": range, "volume": volume}, seconds=20 + len(text) / 40)  # fmt: skip
    if heard.get("error") == "voice":
        known = _names(heard["voices"])
        raise ConfigError(f"{voice} is no voice of espeak", "espeak.voice", _near(voice, known))
    events: list[list[Any]] = heard["events"]
    return events


def timed(said: list[Said], events: list[list[Any]], shift: int, end: int) -> list[tuple[int, int]]:
    """Start and end in milliseconds of everything said, from the events that the voice gave.

    Small words run together ("of the" is one event), so a word without its own event shares its neighbour's time.
    """
    starts: list[int | None] = []
    at = 1
    words = sorted((position, ms) for kind, position, _, ms, _ in events if kind == _WORD)
    for s in said:
        inside = [ms for position, ms in words if at <= position < at + len(s.text)]
        starts.append(max(0, inside[0] - shift) if inside else None)
        at += len(s.text) + 1
    if starts[0] is None or len(starts) == 1:
        starts[0] = 0 if starts[0] is None else starts[0]
    whole = _filled(starts, [len(s.text) for s in said], end)
    sounds = sorted((max(0, ms - shift), name.startswith("_")) for kind, _, _, ms, name in events if kind == _PHONEME)
    times = []
    for i, start in enumerate(whole):
        after = whole[i + 1] if i + 1 < len(whole) else end
        inside = [(ms, pause) for ms, pause in sounds if start < ms < after]
        while len(inside) > 1 and inside[-2][1]:
            inside.pop()
        stop = inside[-1][0] if inside and inside[-1][1] else after  # the pause behind the word is not the word
        times.append((start, max(start, min(stop, end))))
    return times


def _filled(starts: list[int | None], sizes: list[int], end: int) -> list[int]:
    """Known starts, never going back; the unknown ones by the letters between them."""
    out: list[int] = []
    i = 0
    while i < len(starts):
        here = starts[i]
        first = min(max(here if here is not None else 0, out[-1] if out else 0), end)
        j = i + 1
        while j < len(starts) and starts[j] is None:
            j += 1
        last = min(max(starts[j] or 0, first), end) if j < len(starts) else end
        total, passed = sum(sizes[i:j]), 0
        for k in range(i, j):
            out.append(first + (last - first) * passed // total)
            passed += sizes[k]
        i = j
    return out


def worded(text: str, said: list[Said], times: list[tuple[int, int]]) -> tuple[Word, ...]:
    """Every written word with its time; what has no sound (a dash, an emoji) stays with the word before it."""
    at = {s.index: time for s, time in zip(said, times, strict=True)}
    words: list[tuple[str, tuple[int, int]]] = []
    before = ""
    for i, word in enumerate(written(text)):
        if i in at:
            words.append((f"{before}{word}", at[i]))
            before = ""
        elif words:
            words[-1] = (f"{words[-1][0]} {word}", words[-1][1])
        else:
            before += f"{word} "
    return tuple(Word(text=word, start=start, end=end) for word, (start, end) in words)


@cache
def voices() -> tuple[str, ...]:
    """The languages that espeak-ng speaks here."""
    return tuple(_names(_run({"list": True})["voices"]))


def _names(rows: list[list[str]]) -> list[str]:
    """A voice goes by its language (en-gb) or by its file (fr)."""
    return sorted({name for language, file, _ in rows for name in (language.lower(), file.rpartition("/")[2].lower())})


@cache
def _library() -> tuple[Path, Path]:
    import espeakng_loader

    return Path(espeakng_loader.get_library_path()), Path(espeakng_loader.get_data_path())


def _run(ask: dict[str, Any], seconds: float = 20) -> dict[str, Any]:
    """One question to a fresh worker."""
    library, data = _library()
    question = json.dumps({**ask, "library": str(library), "data": str(data)})
    try:
        # a bare interpreter: no site, no environment, nothing of ours in the library's process
        done = subprocess.run([sys.executable, "-I", "-S", str(_WORKER)], input=question.encode(), capture_output=True,
                              timeout=seconds, check=False)  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"espeak did not answer within {seconds:.0f} seconds", "voice espeak",
                          "Try again, or shorten the sentence.") from error  # fmt: skip
    except OSError as error:
        raise Unavailable(f"espeak could not be started: {error.strerror}", "voice espeak",
                          "Free some memory and try again.") from error  # fmt: skip
    if done.returncode != 0:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise Refused(f"espeak stopped with {done.returncode}" + (f": {last}" if last else ""), "voice espeak",
                      "ytempire doctor says whether it works here.")  # fmt: skip
    heard: dict[str, Any] = json.loads(done.stdout)
    if heard.get("error") == "data":
        raise Refused("espeak found no voice data", str(data), "Install ytempire again.")
    return heard


def _near(voice: str, known: list[str]) -> str:
    base, _, variant = voice.partition("+")
    variants = sorted(p.name for p in (_library()[1] / "voices" / "!v").iterdir() if " " not in p.name)
    good = base.lower() in known
    wrong, names, head = (variant, variants, f"{base}+") if good else (base.lower(), known, "")
    close = difflib.get_close_matches(wrong, names, n=3, cutoff=0.5) or names[:8]
    return "Try " + ", ".join(head + name for name in close) + "."
