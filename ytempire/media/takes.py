"""A take: read as it comes, and brought through the voice chain."""

from __future__ import annotations

import math
import struct
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ytempire.errors import Refused
from ytempire.media.sound import RATE, Samples, biquad, fast_size, hops, ramp, response, slew

VOICE = (
    biquad("highpass", 85, 0.71),  # nothing of a voice is below
    biquad("peak", 320, 1.0, -2.0),  # boxiness
    biquad("peak", 3_200, 0.8, 2.5),  # presence
    biquad("highshelf", 8_500, 0.7, -1.5),  # hiss of a synthetic voice
    *(biquad("allpass", hz, 0.6) for hz in (180, 500, 1_200)),  # turns phases only: 1 to 3 dB lower peaks
)

TONES: dict[str, tuple[Any, ...]] = {  # over the chain, and gently: a voice stays itself
    "plain": (),
    "warm": (biquad("lowshelf", 220, 0.7, 3.0), biquad("highshelf", 6_000, 0.7, -3.0)),
    "bright": (
        biquad("lowshelf", 200, 0.7, -2.0),
        biquad("peak", 4_500, 0.9, 2.5),
        biquad("highshelf", 9_000, 0.7, 3.0),
    ),
    "radio": (biquad("highpass", 320, 0.71), biquad("peak", 1_500, 0.8, 4.0), biquad("lowpass", 3_900, 0.71)),
}


def read_wav(data: bytes, name: str = "take") -> tuple[Samples, int]:
    """The samples of a WAV as mono between -1 and 1, and its rate. A length that lies is cut to what is there."""
    if len(data) < 12 or data[:4] not in (b"RIFF", b"RF64") or data[8:12] != b"WAVE":
        raise Refused("is not a WAV file", name, "Make the take again.")
    at, form, body = 12, None, None
    while at + 8 <= len(data) and body is None:
        tag, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        part = data[at + 8 : at + 8 + size]
        if tag == b"fmt " and len(part) >= 16:
            form = part
        elif tag == b"data":
            body = part
        at += 8 + size + (size & 1)
    if form is None or body is None:
        raise Refused("is a WAV file without sound", name, "Make the take again.")
    code, channels, rate, _, _, bits = struct.unpack("<HHIIHH", form[:16])
    if code == 0xFFFE and len(form) >= 26:  # extensible: the real code is in its GUID
        code = int.from_bytes(form[24:26], "little")
    if not (1 <= channels <= 8 and 4_000 <= rate <= 384_000):
        raise Refused(f"has {channels} channels at {rate} Hz, which is no voice", name)
    flat = _numbers(body, code, bits, name)
    flat = flat[: len(flat) // channels * channels].reshape(-1, channels)
    mono = flat.mean(axis=1, dtype=np.float32)
    return np.nan_to_num(mono, nan=0.0, posinf=0.0, neginf=0.0).clip(-4, 4), rate


def _numbers(body: bytes, code: int, bits: int, name: str) -> Samples:
    width = bits // 8
    body = body[: len(body) // width * width] if width else b""
    if code == 1 and bits == 16:
        return _scaled(np.frombuffer(body, "<i2"), 2**15)
    if code == 1 and bits == 8:
        return _scaled(np.frombuffer(body, np.uint8).astype(np.int16) - 128, 2**7)
    if code == 1 and bits == 24:
        wide = np.zeros((len(body) // 3, 4), np.uint8)
        wide[:, 1:] = np.frombuffer(body, np.uint8).reshape(-1, 3)
        return _scaled(wide.view("<i4")[:, 0], 2**31)
    if code == 1 and bits == 32:
        return _scaled(np.frombuffer(body, "<i4"), 2**31)
    if code == 3 and bits in (32, 64):
        return _scaled(np.frombuffer(body, f"<f{width}"), 1)
    raise Refused(f"is a WAV of a kind that is not known (code {code}, {bits} bits)", name)


def _scaled(numbers: NDArray[Any], full: int) -> Samples:
    samples: Samples = numbers.astype(np.float32)
    samples /= np.float32(full)
    return samples


def voice(take: Samples, rate: int, tone: str = "plain") -> Samples:
    """A take through the voice chain: to 48 kHz, equalised, brought to one level, and compressed."""
    length = round(len(take) * RATE / rate)
    if not len(take) or float(np.abs(take).max(initial=0.0)) < 1e-4:
        return np.zeros(length, np.float32)
    common = math.gcd(rate, RATE)
    up, down = RATE // common, rate // common
    # a quarter of a second for the filters to fade; and few sizes, so that takes of one length share their curve
    size = fast_size(-(-(len(take) + rate // 4) // rate) * rate, down)
    out = size // down * up
    spectrum = np.fft.rfft(take, size)
    kept = min(len(spectrum), out // 2 + 1)
    band = np.ones(kept, np.float32)
    edge = kept // 20
    band[kept - edge :] = 0.5 + 0.5 * np.cos(np.linspace(0, np.pi, edge, dtype=np.float32))
    full = np.zeros(out // 2 + 1, np.complex64)
    full[:kept] = spectrum[:kept] * (band * (out / size)) * _curve(tone, out, kept)
    heard = np.fft.irfft(full, out)[:length].astype(np.float32, copy=False)
    return _edges(_compress(_level(heard)))


@lru_cache(maxsize=32)
def _curve(tone: str, size: int, lowest: int) -> NDArray[np.complex64]:
    return response((*VOICE, *TONES[tone]), size, lowest)


def _level(take: Samples, target: float = -20.0) -> Samples:
    """One level for every take: the power of what is spoken, not of its pauses."""
    power = np.square(hops(take, 480)).mean(axis=1)
    loud = power[power > power.max(initial=0.0) / 1_000]
    if not len(loud):
        return take
    gain = target - 10 * math.log10(float(loud.mean()) + 1e-12)
    return take * np.float32(10 ** (min(gain, 40.0) / 20))


def _compress(take: Samples, threshold: float = -22.0, ratio: float = 3.5, knee: float = 8.0) -> Samples:
    """Even out: 3.5 to 1 over the threshold; it sees 10 ms ahead and lets go at 120 dB a second."""
    hop = 120
    level = 20 * np.log10(np.abs(hops(take, hop)).max(axis=1) + 1e-6)
    level = slew(level, fall=120 * hop / RATE, rise=1_500 * hop / RATE)
    over = level - threshold
    soft = np.where(over > knee / 2, over, np.where(over > -knee / 2, (over + knee / 2) ** 2 / (2 * knee), 0.0))
    return take * ramp(10 ** (-soft * (1 - 1 / ratio) / 20), hop, len(take))


def _edges(take: Samples, start: int = 96, end: int = 384) -> Samples:
    """2 ms in and 8 ms out, so that a take that is cut hard does not click."""
    start, end = min(start, len(take) // 2), min(end, len(take) // 2)
    take[:start] *= np.linspace(0, 1, start, endpoint=False, dtype=np.float32)
    if end:
        take[-end:] *= np.linspace(1, 0, end, dtype=np.float32)
    return take
