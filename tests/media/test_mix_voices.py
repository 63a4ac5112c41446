"""Several voices, effects and a clip's own sound in the mix, measured on the finished file."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from test_mix import heard, laid, saved, speech

from ytempire.contracts import Kit
from ytempire.errors import Refused
from ytempire.media import ffmpeg
from ytempire.media.bed import MOODS, compose
from ytempire.media.blobs import Blobs
from ytempire.media.mix import Laid, Struck, mix
from ytempire.media.pieces import music, ridden
from ytempire.media.sound import RATE, SILENT, lufs, panned, power
from ytempire.models import Bed, Speaker
from ytempire.providers.sound_ffmpeg import FfmpegSound

NOTHING = np.zeros((2, 0), np.float32)
TWO = (Speaker(name="host", pan=-0.6), Speaker(name="guest", pan=0.6))


def loud(sound: np.ndarray, start: float, end: float) -> float:
    return lufs(power(np.ascontiguousarray(sound[:, int(start * RATE) : int(end * RATE)]), NOTHING))


def level(sound: np.ndarray) -> float:
    return float(10 * np.log10(np.square(sound).mean() + 1e-12))


def talk(folder: Path, gains: tuple[float, float] = (1.0, 1.0)) -> list[Laid]:
    low = saved(folder / "low.wav", speech(3.0, 95, seed=3) * gains[0])
    high = saved(folder / "high.wav", speech(3.0, 230, seed=4) * gains[1])
    return [Laid(0.3, low, 3.0, "host"), Laid(3.6, high, 3.0, "guest")]


@pytest.mark.parametrize("gains", [(1.0, 1.0), (0.01, 1.0), (1.0, 0.02)])
def test_speakers_are_equally_loud_however_loud_their_takes_are(tmp_path, gains):
    sound = heard(mix(talk(tmp_path, gains), 7.0, tmp_path, speakers=TWO).file)
    assert loud(sound, 0.3, 3.3) == pytest.approx(loud(sound, 3.6, 6.6), abs=1.0)


def test_each_speaker_stands_in_a_place(tmp_path):
    sound = heard(mix(talk(tmp_path), 7.0, tmp_path, speakers=TWO).file)
    host, guest = sound[:, : 3 * RATE], sound[:, 4 * RATE : 6 * RATE]
    assert level(host[0]) - level(host[1]) > 6
    assert level(guest[1]) - level(guest[0]) > 6


def test_a_voice_that_has_no_place_is_in_the_middle(tmp_path):
    sound = heard(mix(laid(tmp_path, 5.0), 5.0, tmp_path).file)
    assert level(sound[0] - sound[1]) < level(sound[0]) - 40


def test_a_place_does_not_change_how_loud_a_voice_is():
    for pan in (-1.0, -0.3, 0.0, 0.7, 1.0):
        assert float(np.square(panned(pan)).sum()) == pytest.approx(2, abs=1e-5)


def test_tones_differ_and_leave_the_loudness(tmp_path):
    spectra, narrow = {}, {}
    for tone in ("plain", "warm", "bright", "radio"):
        folder = tmp_path / tone
        folder.mkdir()
        takes = [Laid(0.2, saved(folder / "a.wav", speech(3.0, 120)), 3.0)]
        made = mix(takes, 3.4, folder, speakers=(Speaker(name="narrator", tone=tone),))
        assert made.lufs == pytest.approx(-14, abs=1)
        spectrum = np.abs(np.fft.rfft(heard(made.file)[0])) ** 2
        hz = np.fft.rfftfreq(len(heard(made.file)[0]), 1 / RATE)
        low, high = spectrum[(hz > 100) & (hz < 300)].sum(), spectrum[(hz > 4_000) & (hz < 9_000)].sum()
        spectra[tone] = 10 * np.log10(high / low)
        narrow[tone] = 10 * np.log10(spectrum[(hz < 200) | (hz > 6_000)].sum() / spectrum.sum())
    assert spectra["warm"] < spectra["plain"] - 2
    assert spectra["bright"] > spectra["plain"] + 2
    assert narrow["radio"] < narrow["plain"] - 6


def test_an_effect_is_heard_at_its_time_and_well_under_the_voice(tmp_path):
    takes = [Laid(3.0, saved(tmp_path / "a.wav", speech(3.0, 120)), 3.0)]
    sound = heard(mix(takes, 6.5, tmp_path, effects=[Struck(1.0, "pop"), Struck(40.0, "tick")]).file)
    edge = int(np.argmax(np.abs(sound[0]) > 0.005)) / RATE
    assert edge == pytest.approx(1.0, abs=0.02)
    assert level(sound[:, int(1.0 * RATE) : int(1.1 * RATE)]) < level(sound[:, 3 * RATE : 6 * RATE]) - 8
    assert level(sound[:, int(1.3 * RATE) : int(2.5 * RATE)]) < -70


def test_the_sound_of_a_clip_is_evened_out_faded_and_as_long_as_it_is_shown(tmp_path):
    dice = np.random.default_rng(3)
    noise = dice.standard_normal(48_000 * 6) * np.repeat([0.02, 0.5, 0.02, 0.5, 0.02, 0.5], 48_000)
    saved(tmp_path / "clip.wav", np.clip(noise * 0.3, -1, 1), 48_000)
    ffmpeg.run(["-f", "lavfi", "-i", "color=size=64x64:rate=10:duration=6", "-i", "clip.wav", "-c:v", "libx264",
                "-c:a", "aac", "clip.mp4"], cwd=tmp_path)  # fmt: skip
    takes = [Laid(5.0, saved(tmp_path / "a.wav", speech(3.0, 120)), 3.0)]
    struck = Struck(1.0, file=tmp_path / "clip.mp4", begin=0.5, seconds=2.5, speed=2.0)
    sound = heard(mix(takes, 8.5, tmp_path, effects=[struck]).file)
    assert level(sound[:, : int(0.95 * RATE)]) < -70
    assert level(sound[:, int(3.7 * RATE) : int(4.9 * RATE)]) < -70
    assert loud(sound, 1.1, 3.4) < loud(sound, 5.0, 8.0) - 8
    assert level(sound[:, int(1.0 * RATE) : int(1.01 * RATE)]) < level(sound[:, int(1.2 * RATE) : int(1.4 * RATE)]) - 8


def test_a_clip_without_sound_gives_none(tmp_path):
    ffmpeg.run(["-f", "lavfi", "-i", "color=size=64x64:rate=10:duration=2", "-c:v", "libx264", "m.mp4"], cwd=tmp_path)
    assert mix([], 2.0, tmp_path, effects=[Struck(0.2, file=tmp_path / "m.mp4", seconds=1.0)]).lufs == SILENT


def test_a_clip_may_run_to_its_end_and_begin_before_the_film(tmp_path):
    saved(tmp_path / "clip.wav", np.random.default_rng(1).standard_normal(RATE * 2) * 0.1, RATE)
    struck = [Struck(-0.5, file=tmp_path / "clip.wav", speed=0.0), Struck(2.5, file=tmp_path / "clip.wav")]
    sound = heard(mix([], 3.0, tmp_path, effects=struck).file)
    assert level(sound[:, : RATE // 10]) > -45
    assert level(sound[:, int(2.7 * RATE) : int(2.9 * RATE)]) > -45


def test_a_clip_that_is_no_film_is_refused(tmp_path):
    (tmp_path / "m.mp4").write_bytes(b"#EXTM3U\nfile:///etc/hostname\n")
    with pytest.raises(Refused):
        mix([], 2.0, tmp_path, effects=[Struck(0.2, file=tmp_path / "m.mp4", seconds=1.0)])


def test_evening_out_brings_any_sound_to_its_level():
    bins = np.abs(np.sin(np.arange(80) / 9)) ** 4 * 0.1 + 1e-6
    gains = ridden(bins, -32)
    assert lufs(bins * gains**2) == pytest.approx(-32, abs=2.5)
    assert not ridden(np.zeros(10), -32).any()


@pytest.mark.parametrize("mood", sorted(MOODS))
def test_a_composed_bed_repeats_without_a_jump(mood):
    bed = compose(mood, 7)
    for layer in bed.layers:
        steps = np.abs(np.diff(layer, axis=1)).max()
        assert np.abs(layer[:, 0] - layer[:, -1]).max() <= steps
        ends = np.concatenate([layer[:, -4800:], layer[:, :4800]], axis=1)
        bends = np.abs(np.diff(layer, n=2, axis=1)).max()
        assert np.abs(np.diff(ends[:, 4798:4802], n=2, axis=1)).max() <= bends


def test_a_looped_piece_has_no_jump_and_no_dip_where_it_turns(tmp_path):
    dice = np.random.default_rng(8)
    hall = np.convolve(dice.standard_normal(48_000 * 7), np.hanning(48) / 24, "same")[:, None] * 0.2
    file = saved(tmp_path / "music.wav", np.repeat(hall, 2, axis=1), 48_000)
    play, turn = music(file, tmp_path, 20 * RATE)
    assert turn < 7 * RATE
    whole = play(0, 20 * RATE)
    near = whole[:, turn - 100 : turn + 100]
    assert np.abs(np.diff(near, axis=1)).max() <= np.abs(np.diff(whole[:, : 3 * RATE], axis=1)).max()
    levels = 10 * np.log10(np.square(whole[:, RATE : 19 * RATE]).mean(axis=0).reshape(-1, RATE // 2).mean(axis=1))
    assert np.ptp(levels) < 1.5


def test_the_bed_comes_back_between_two_people_and_where_nobody_speaks(tmp_path):
    quiet = saved(tmp_path / "quiet.wav", np.zeros(3 * 22_050))
    takes = [Laid(2.0, quiet, 3.0, "host"), Laid(9.0, quiet, 3.0, "guest")]
    piece = saved(tmp_path / "m.wav", np.random.default_rng(2).standard_normal((16 * RATE, 2)) * 0.1, RATE)
    sound = heard(mix(takes, 15.0, tmp_path, bed=Bed(), music=piece).file)
    assert level(sound[:, int(6.5 * RATE) : int(8.3 * RATE)]) - level(sound[:, int(2.1 * RATE) : int(4.9 * RATE)]) >= 15


BENCH = Path(__file__).parents[2] / "bench" / "loudness.py"


@pytest.mark.slow
def test_twelve_films_of_every_kind_are_within_the_rule(tmp_path):
    spec = importlib.util.spec_from_file_location("loudness", BENCH)
    assert spec
    assert spec.loader
    bench = importlib.util.module_from_spec(spec)
    __import__("sys").modules["loudness"] = bench
    spec.loader.exec_module(bench)
    told = [(film.name, lufs, peak) for film, lufs, peak in bench.table(tmp_path)]
    assert len(told) == 12
    assert [row for row in told if not bench.within(*row[1:])] == []


def test_a_request_names_its_speakers_and_effects(tmp_path):
    from ytempire.contracts import Mix
    from ytempire.models import Clip, Effect

    kit = Kit(tmp_path, "x", Blobs(tmp_path / "blobs"), tmp_path / "scratch")
    take = kit.blobs.take(saved(tmp_path / "a.wav", speech(1.5, 120)))
    request = Mix(frames=90, fps=30, clips=(Clip(start=10, audio=take, ms=1500, speaker="host"),), speakers=TWO,
                  effects=(Effect(start=60, name="chime"), Effect(start=5, audio=take, ms=400)))  # fmt: skip
    made = FfmpegSound(FfmpegSound.Options(), kit).answer(request, "a")
    sound = heard(kit.blobs.path(made.audio))
    assert level(sound[0]) > level(sound[1]) + 3
