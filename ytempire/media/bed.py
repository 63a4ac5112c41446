"""A quiet musical bed, composed from a mood and a seed: soft chords, low notes, and a few plucked ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ytempire.errors import ConfigError
from ytempire.media.sound import RATE, Reals, Samples, biquad, fast_size, response

Chord = tuple[int, ...]  # semitones over the tonic
Partial = tuple[float, float, float]  # times the pitch, loudness, seconds until it has faded to a third


@dataclass(frozen=True)
class Mood:
    """How a bed sounds: its speed, keys (MIDI), chords, and what its chords and plucks are made of."""

    tempo: int
    tonics: tuple[int, ...]
    progressions: tuple[tuple[Chord, ...], ...]
    rolloff: float  # how fast the pad's overtones weaken: more is darker
    cents: float  # how wide each overtone of the pad is: more is softer
    pluck: tuple[Partial, ...]
    octave: int
    density: float  # how many of the eighths have a note
    attack: float
    low_db: float
    pluck_db: float


MOODS: dict[str, Mood] = {
    "calm": Mood(
        66, (50, 52, 53, 55, 48),
        (((0, 7, 11, 16), (9, 16, 19, 24), (5, 12, 16, 21), (0, 7, 14, 16)),
         ((0, 7, 14, 16), (4, 11, 14, 19), (5, 12, 16, 19), (7, 12, 14, 19)),
         ((5, 12, 16, 21), (0, 7, 11, 16), (9, 16, 19, 24), (7, 14, 17, 23))),
        1.9, 34, ((1, 1.0, 1.5), (2.0, 0.28, 0.8), (3.01, 0.08, 0.4)), 2, 0.22, 0.006, -7, -2,
    ),
    "bright": Mood(
        98, (48, 50, 52, 55, 57),
        (((0, 7, 14, 16), (7, 14, 19, 23), (9, 16, 19, 24), (5, 12, 16, 19)),
         ((5, 12, 16, 19), (7, 14, 19, 23), (0, 7, 14, 16), (9, 16, 19, 24)),
         ((0, 7, 14, 16), (2, 9, 14, 17), (5, 12, 16, 21), (7, 12, 14, 19))),
        1.35, 24, ((1, 1.0, 0.55), (2.0, 0.18, 0.35), (4.0, 0.24, 0.14), (9.2, 0.05, 0.05)), 2, 0.42, 0.003, -8, 0,
    ),
    "tense": Mood(
        80, (45, 47, 48, 50, 43),
        (((0, 7, 14, 15), (8, 15, 19, 24), (5, 12, 15, 20), (0, 7, 13, 15)),
         ((0, 7, 12, 15), (1, 8, 12, 17), (0, 7, 12, 15), (10, 14, 17, 22)),
         ((0, 7, 14, 15), (5, 8, 12, 19), (8, 15, 20, 22), (7, 14, 17, 20))),
        2.1, 46, ((1, 1.0, 0.30), (2.0, 0.5, 0.22), (3.0, 0.3, 0.15), (4.0, 0.14, 0.09)), 1, 0.5, 0.004, -3, -5,
    ),
    "warm": Mood(
        74, (53, 51, 48, 50, 55),
        (((2, 9, 12, 17), (7, 14, 17, 23), (0, 7, 11, 16), (9, 16, 19, 24)),
         ((0, 7, 11, 16), (5, 12, 16, 21), (2, 9, 12, 17), (7, 12, 17, 21)),
         ((9, 12, 16, 19), (2, 9, 12, 17), (7, 14, 17, 23), (0, 4, 11, 16))),
        1.6, 30, ((1, 1.0, 1.2), (2.0, 0.14, 0.8), (7.0, 0.06, 0.12)), 2, 0.3, 0.004, -5, -2,
    ),
}  # fmt: skip

CARVE = (biquad("highpass", 45, 0.7), biquad("peak", 2_200, 0.7, -5.0), biquad("highshelf", 7_000, 0.7, -6.0))
HIGHEST = 83  # of a pluck: a higher one stands where a voice stands
GRAIN = 1 << 18  # samples of a chord before it repeats: 5.5 s


@cache
def _carve(size: int) -> NDArray[np.complex64]:
    return response(CARVE, size)


@dataclass(frozen=True)
class Bed:
    """Layers that each repeat without a seam: (2, n) samples. How much of each is heard changes with the scenes."""

    layers: tuple[Samples, ...]
    seed: int

    def part(self, start: int, stop: int, cuts: Sequence[int]) -> Samples:
        """The bed from one sample to another; `cuts` are the samples at which scenes start."""
        mixed = np.zeros((2, stop - start), np.float32)
        ends = np.array([start, stop], np.float64)
        for index, layer in enumerate(self.layers):
            times, gains = arrangement(index, cuts, self.seed)
            steady = np.interp(ends, times, gains)
            turning = bool(((times > start) & (times < stop)).any()) or steady[0] != steady[1]
            if turning:
                line = np.interp(np.arange(start, stop, dtype=np.float64), times, gains).astype(np.float32)
                mixed += _looped(layer, start, stop) * line
            elif steady[0]:
                mixed += _looped(layer, start, stop) * np.float32(steady[0])
        return mixed


def compose(mood: str, seed: int) -> Bed:
    """A bed for a mood; each seed gives another key, another row of chords and other notes."""
    if mood not in MOODS:
        raise ConfigError(f"{mood} is not a mood of the bed", "look.music",
                          f"Moods are {', '.join(MOODS)}; or name a file of the channel, or none.")  # fmt: skip
    m = MOODS[mood]
    dice = np.random.Generator(np.random.PCG64([seed & 0xFFFFFFFF, sum(mood.encode())]))
    tonic = m.tonics[int(dice.integers(len(m.tonics)))]
    chords = m.progressions[int(dice.integers(len(m.progressions)))]
    bar = round(4 * 60 / m.tempo * RATE)
    pad = _pad(m, tonic, chords, bar, dice)
    low = _low(m, tonic, chords, bar)
    plucks = _plucks(m, tonic, chords, bar, dice)
    return Bed((_at(pad, 0.0), _at(low, m.low_db), _at(plucks, m.pluck_db)), seed)


def arrangement(layer: int, cuts: Sequence[int], seed: int) -> tuple[Reals, Reals]:
    """When a layer is how loud: the chords always, the low notes and plucks come and go with the scenes."""
    if layer == 0 or len(cuts) < 2:
        return np.array([0.0]), np.array([1.0])
    shares = {1: (1.0, 1.0, 0.0, 1.0, 0.6), 2: (1.0, 0.25, 0.8, 0.0, 1.0)}[layer]
    turn = seed % len(shares)
    times: list[float] = []
    gains: list[float] = []
    for index, cut in enumerate(cuts):
        edge = index in (0, len(cuts) - 1)  # a film begins and ends with everything
        share = 1.0 if edge else shares[(index // 2 + turn) % len(shares)]
        if gains:
            times.append(float(max(cut - RATE, times[-1])))
            gains.append(gains[-1])
        times.append(max(float(cut), times[-1] + 1 if times else 0.0) + (RATE if gains else 0))
        gains.append(share)
    return np.array(times), np.array(gains)


def _looped(layer: Samples, start: int, stop: int) -> Samples:
    length = layer.shape[1]
    turns = [layer[:, start % length :]]
    got = turns[0].shape[1]
    while got < stop - start:
        turns.append(layer)
        got += length
    return np.concatenate(turns, axis=1)[:, : stop - start] if len(turns) > 1 else turns[0][:, : stop - start]


def _at(layer: Samples, db: float) -> Samples:
    """This layer without DC, at a level."""
    layer -= layer.mean(axis=1, keepdims=True)
    power = float(np.vdot(layer, layer)) / layer.size + 1e-12
    layer *= np.float32(0.1 * 10 ** (db / 20) / np.sqrt(power))
    return layer


def _hz(note: float) -> float:
    return float(440.0 * 2 ** ((note - 69) / 12))


def _add(loop: Samples, sound: Samples, at: int) -> None:
    """Lay a sound into a loop; what hangs over its end rings on at its start."""
    length = loop.shape[1]
    at %= length
    while sound.shape[1]:
        piece = sound[:, : length - at]
        loop[:, at : at + piece.shape[1]] += piece
        sound, at = sound[:, piece.shape[1] :], 0


def _pad(m: Mood, tonic: int, chords: Sequence[Chord], bar: int, dice: np.random.Generator) -> Samples:
    """Chords of two bars each. Every overtone is a narrow band of noise, so they shimmer as many players do."""
    loop = np.zeros((2, 2 * bar * len(chords)), np.float32)
    swell = RATE * 3 // 2
    long = 2 * bar + swell
    envelope = np.ones(long, np.float32)
    envelope[:swell] = np.sin(np.linspace(0, np.pi / 2, swell, dtype=np.float32))
    envelope[-swell:] = np.cos(np.linspace(0, np.pi / 2, swell, dtype=np.float32))
    hz = np.fft.rfftfreq(GRAIN, 1 / RATE)
    carve = np.abs(_carve(GRAIN))
    for index, chord in enumerate(chords):
        shape = np.zeros(len(hz))
        for voice, step in enumerate(chord):
            pitch = _hz(tonic + step)
            for overtone in range(1, 25):
                centre = pitch * overtone
                if centre > 7_000:
                    break
                wide = max(0.6, (2 ** (m.cents / 1200) - 1) * pitch * overtone**0.7)
                near = slice(*np.searchsorted(hz, (centre - 4 * wide, centre + 4 * wide)))
                loud = overtone**-m.rolloff * (1.0 if voice else 0.8) * (0.7 if overtone % 2 == 0 else 1.0)
                shape[near] += loud * np.exp(-(((hz[near] - centre) / wide) ** 2)) / np.sqrt(wide)
        spectra = shape * carve * np.exp(2j * np.pi * dice.random((2, len(hz))))
        middle, side = np.fft.irfft(spectra, GRAIN).astype(np.float32)
        grain = np.stack([middle + 0.6 * side, middle - 0.6 * side])
        sound = np.tile(grain, -(-long // GRAIN))[:, :long] * envelope
        level = 1 / np.sqrt(np.square(grain).mean())
        _add(loop, np.asarray(sound * level, np.float32), 2 * bar * index)
    return loop


def _low(m: Mood, tonic: int, chords: Sequence[Chord], bar: int) -> Samples:
    """A low note at the start of every bar, soft as felt."""
    loop = np.zeros((2, 2 * bar * len(chords)), np.float32)
    t = np.arange(bar + RATE // 2) / RATE
    whole = np.minimum(t / 0.06, 1) ** 2 * np.exp(-t / 1.4) * np.clip((len(t) / RATE - t) / 0.5, 0, 1)
    for index, chord in enumerate(chords):
        root = tonic + chord[0] - 12
        pitch = _hz(root - 12 if root > 50 else root)
        tone = np.sin(2 * np.pi * pitch * t) + 0.25 * np.sin(4 * np.pi * pitch * t) * np.exp(-t / 0.4)
        sound = np.tile((tone * whole).astype(np.float32), (2, 1))
        _add(loop, sound, 2 * bar * index)
        _add(loop, sound * np.float32(0.7), 2 * bar * index + bar)
    return loop


def _plucks(m: Mood, tonic: int, chords: Sequence[Chord], bar: int, dice: np.random.Generator) -> Samples:
    """Single notes of the chord that is sounding, on the eighths, wandering by small steps, in a room."""
    loop = np.zeros((2, 4 * bar * len(chords)), np.float32)
    room = _room(dice)
    known: dict[int, Samples] = {}
    place = int(dice.integers(3, 6))
    rhythm = dice.random(16) < m.density  # a figure of two bars, so that it is heard as one
    rhythm[0] = True
    for eighth in range(32 * len(chords)):
        chord = chords[eighth // 16 % len(chords)]
        keep, step, loud, side = dice.random(4)
        if not rhythm[eighth % 16] or keep < 0.25:
            continue
        place = min(max(place + (-1 if step < 0.45 else 1 if step < 0.9 else 2), 0), 7)
        note = tonic + 12 * (m.octave - 1 + place // len(chord)) + chord[place % len(chord)]
        note -= 12 * max(0, -(-(note - HIGHEST) // 12))
        if note not in known:
            known[note] = _pluck(m, _hz(note), room)
        at = eighth * bar // 8 + int(200 * step)
        turn = 0.35 + 0.3 * side
        gain = (0.45 + 0.55 * loud) * (1.0 if eighth % 8 == 0 else 0.8)
        pan = np.array([[1 - turn], [turn]], np.float32) * np.float32(gain)
        _add(loop, known[note] * pan, at)
        _add(loop, known[note] * pan[::-1] * np.float32(0.3), at + 3 * bar // 16)  # an echo from the other side
    return loop


def _pluck(m: Mood, pitch: float, room: Samples) -> Samples:
    t = np.arange(int(2.2 * RATE)) / RATE
    tone = np.zeros(len(t))
    for times, loud, fade in m.pluck:
        if pitch * times < 9_000:
            tone += loud * np.sin(2 * np.pi * pitch * times * t) * np.exp(-t / fade)
    tone *= np.minimum(t / m.attack, 1) ** 2 * np.clip((2.2 - t) / 0.4, 0, 1)
    size = fast_size(len(t) + room.shape[1])
    spectrum = np.fft.rfft(tone, size) * np.fft.rfft(room, size) * _carve(size)
    return np.fft.irfft(spectrum, size)[:, : len(t) + room.shape[1]].astype(np.float32)


def _room(dice: np.random.Generator, seconds: float = 1.8) -> Samples:
    """How a room answers: the sound itself, then a soft tail that differs left and right."""
    length = int(seconds * RATE)
    t = np.arange(length) / RATE
    noise = dice.standard_normal((2, length))
    spectrum = np.fft.rfft(noise)
    hz = np.fft.rfftfreq(length, 1 / RATE)
    tail = np.fft.irfft(spectrum / (1 + (hz / 2_500) ** 2), length) * np.exp(-t / 0.38)
    tail *= np.clip((t - 0.012) / 0.02, 0, 1) * np.clip((seconds - t) / 0.3, 0, 1)
    tail *= 0.42 / np.sqrt(np.square(tail).sum(axis=1, keepdims=True))
    tail[:, 0] = 1.0
    return tail.astype(np.float32)
