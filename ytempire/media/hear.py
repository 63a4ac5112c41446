"""A recording as one row of numbers: whatever a provider answered with, decoded by FFmpeg."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from ytempire.errors import Refused
from ytempire.media import ffmpeg
from ytempire.media.sound import Samples
from ytempire.media.takes import read_wav

LONGEST = 1800  # seconds of one recording


@dataclass(frozen=True)
class Sound:
    """Samples of one channel between -1 and 1, and how many of them are a second."""

    samples: Samples
    rate: int

    @property
    def ms(self) -> int:
        return len(self.samples) * 1000 // self.rate


def heard(data: bytes, scratch: Path, name: str = "the recording") -> Sound:
    """Decode a recording (mp3, wav, flac, ogg, aac) at its own rate; more channels than one are mixed.

    Raises Refused when there is no sound in it.
    """
    if not data:
        raise Refused("is empty", name)
    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        came, out = Path(folder) / "came", Path(folder) / "out.wav"
        came.write_bytes(data)
        try:
            ffmpeg.run([*ffmpeg.CAREFUL, "-i", f"file:{came.resolve()}", "-map", "0:a:0", "-ac", "1", "-t",
                        str(LONGEST), "-map_metadata", "-1", "-c:a", "pcm_s16le", "-f", "wav",
                        f"file:{out.resolve()}"], timeout=120, memory_mb=4096)  # fmt: skip
        except Refused as error:
            raise Refused("is no sound that can be decoded", name, "Run again; it is asked for anew.") from error
        samples, rate = read_wav(out.read_bytes(), name)
    if not len(samples):
        raise Refused("holds no sound", name)
    return Sound(samples, rate)
