"""What is mixed, joined, measured and exported here: the film as a file."""

from __future__ import annotations

from typing import Literal

from ytempire.contracts.request import Memory, Reply, Request
from ytempire.models import Bed, Blob, Chapter, Clip, Effect, Frozen, Measure, Rules, Speaker, Timeline


class Mixed(Reply):
    audio: Blob
    lufs: float
    peak_db: float


class Mix(Request[Mixed]):
    """Lay the takes over the bed, duck, level to -14 LUFS; clips are in frames from the film's start."""

    kind = "sound"
    memory = Memory.COMPUTED
    reply = Mixed
    frames: int
    fps: int
    clips: tuple[Clip, ...]
    effects: tuple[Effect, ...] = ()  # in frames from the film's start, like the clips
    speakers: tuple[Speaker, ...] = ()  # where each voice stands, and its tone
    bed: Bed | None = None
    cut_frames: tuple[int, ...] = ()  # where each scene starts, for a bed that breathes with the cuts


class Filmed(Reply):
    film: Blob
    frames: int
    seconds: float
    encoded_again: int = 0  # segments of another encoder than most: they had to be, to join


class Join(Request[Filmed]):
    """Join segments and sound into the film without encoding the picture again."""

    kind = "film"
    memory = Memory.COMPUTED
    reply = Filmed
    segments: tuple[Blob, ...]
    frames: tuple[int, ...]
    fps: int
    audio: Blob
    chapters: tuple[Chapter, ...] = ()
    title: str = ""
    language: str = "en"


class Measured(Reply):
    measures: tuple[Measure, ...]


class Sample(Frozen):
    """Some frames of the film as they were drawn, without loss; `first` is where they begin in the film."""

    scene: str
    first: int
    segment: Blob
    frames: int


class Gauge(Request[Measured]):
    """Measure a finished film against its plan; without one, against what every film is held to.

    `used` are the digests of the pictures and clips that the channel's last films have shown.
    """

    kind = "gauge"
    memory = Memory.COMPUTED
    reply = Measured
    film: Blob
    timeline: Timeline | None = None
    rules: Rules = Rules()
    samples: tuple[Sample, ...] = ()
    used: tuple[str, ...] = ()


class Exported(Reply):
    file: Blob


class Export(Request[Exported]):
    """Bring a finished film into another form, without drawing anything again.

    podcast: its sound at -16 LUFS with chapters and cover; archive: everything in one Matroska file, nothing encoded
    again; gif: `seconds` from `start` on, `width` pixels wide.
    """

    kind = "export"
    memory = Memory.COMPUTED
    reply = Exported
    form: Literal["podcast", "archive", "gif"]
    film: Blob
    title: str = ""
    gain_db: float = 0.0
    cover: Blob | None = None
    captions: Blob | None = None
    language: str = "en"
    documents: tuple[tuple[str, Blob], ...] = ()  # what goes into an archive, by name
    start: float = 0.0
    seconds: float = 6.0
    width: int = 480
