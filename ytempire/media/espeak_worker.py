"""Speaks one text with the espeak-ng library, in a process of its own: JSON in, a WAV file and JSON out.

Run as a file by a bare interpreter (-I -S): it imports nothing that takes time, a crash of the library takes
nothing else with it, and a fresh process gives the same bytes every time (some voices keep a random state).
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import wave

_RETRIEVAL, _PHONEME_EVENTS, _DONT_EXIT = 1, 0x0001, 0x8000
_UTF8, _END_PAUSE = 1, 0x1000
_RATE, _VOLUME, _PITCH, _RANGE, _WORD_GAP = 1, 2, 3, 4, 7
_WORD, _CLAUSE_END, _PHONEME = 1, 5, 7
_MOST_SECONDS = 600

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing takes as long to import as the library takes to speak
    from typing import Any

    Ask = dict[str, Any]
    Row = list[Any]


class _Id(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int), ("unique", ctypes.c_uint), ("position", ctypes.c_int), ("length", ctypes.c_int),
        ("ms", ctypes.c_int), ("sample", ctypes.c_int), ("user", ctypes.c_void_p), ("id", _Id),
    ]  # fmt: skip


class _Voice(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p), ("languages", ctypes.c_void_p), ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte), ("age", ctypes.c_ubyte), ("variant", ctypes.c_ubyte), ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int), ("spare", ctypes.c_void_p),
    ]  # fmt: skip


def speak(lib: ctypes.CDLL, rate: int, ask: Ask) -> tuple[bytes | None, list[Row]]:
    """The samples, and the events as [kind, position, length, ms, phoneme]."""
    if not choose(lib, ask["voice"]):
        return None, []
    for parameter, key in ((_RATE, "rate"), (_VOLUME, "volume"), (_PITCH, "pitch"), (_RANGE, "range")):
        lib.espeak_SetParameter(parameter, ask[key], 0)
    kinds = (ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))
    sound = bytearray()
    events: list[Row] = []

    def heard(samples: Any, count: int, event: Any) -> int:
        if count > 0 and samples:
            sound.extend(ctypes.string_at(samples, count * 2))
        i = 0
        while event[i].type != 0:
            e = event[i]
            if e.type in (_WORD, _CLAUSE_END, _PHONEME):
                name = e.id.string.decode("utf-8", "replace") if e.type == _PHONEME else ""
                events.append([e.type, e.position, e.length, e.ms, name])
            i += 1
        return 1 if len(sound) > _MOST_SECONDS * rate * 2 else 0

    callback = ctypes.CFUNCTYPE(ctypes.c_int, *kinds)(heard)
    lib.espeak_SetSynthCallback(callback)
    text = ask["text"].replace("\0", " ").encode("utf-8", "replace") + b"\0"
    lib.espeak_Synth(text, len(text), 0, 1, 0, _UTF8 | _END_PAUSE, None, None)
    lib.espeak_Synchronize()
    return bytes(sound), events


def choose(lib: ctypes.CDLL, voice: str) -> bool:
    """Set a voice by its file, its language or its name; a variant of it (+f4) must be there too."""
    base, _, variant = voice.partition("+")
    if variant and not os.path.isfile(f"espeak-ng-data/voices/!v/{variant}"):  # noqa: PTH113
        return False
    if not lib.espeak_SetVoiceByName(voice.encode()):
        return True
    for language, file, name in voices(lib):  # en-gb is no file: its language is known only to the list
        if base.lower() in (language.lower(), name.lower()):
            return not lib.espeak_SetVoiceByName(f"{file}+{variant}".rstrip("+").encode())
    return False


def voices(lib: ctypes.CDLL) -> list[Row]:
    """Every voice as [language, file, name], without its variants."""
    lib.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
    found: list[Row] = []
    listed, i = lib.espeak_ListVoices(None), 0
    while listed[i]:
        v = listed[i].contents
        language = ctypes.string_at(v.languages + 1).decode() if v.languages else ""
        found.append([language, v.identifier.decode("utf-8", "replace"), v.name.decode("utf-8", "replace")])
        i += 1
    return found


def main() -> Ask:
    ask = json.loads(sys.stdin.buffer.read())
    lib = ctypes.CDLL(ask["library"])
    os.chdir(os.path.dirname(ask["data"]))  # noqa: PTH120 - the library's buffer for a path is short: "." fits
    rate = lib.espeak_Initialize(_RETRIEVAL, 0, b".", _PHONEME_EVENTS | _DONT_EXIT)
    if rate <= 0:
        return {"error": "data"}
    if ask.get("list"):
        return {"voices": voices(lib)}
    sound, events = speak(lib, rate, ask)
    if sound is None:
        return {"error": "voice", "voices": voices(lib)}
    with wave.open(ask["wav"], "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(sound)
    return {"rate": rate, "samples": len(sound) // 2, "events": events}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()))
