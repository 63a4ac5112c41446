"""The finished film, and what comes after it."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from ytempire.models.found import PictureFrom
from ytempire.models.frozen import Artifact, Blob, Frozen


class Video(Artifact):
    """The finished film."""

    film: Blob
    width: int
    height: int
    fps: int
    frames: int
    seconds: float
    lufs: float
    peak_db: float


Check = Literal[
    "black", "frozen", "silence", "loudness", "true peak", "clipping", "decodes", "size", "least size", "rate",
    "picture", "sound", "picture length", "sound length", "together", "captions cover", "captions", "sync", "likeness",
    "letters", "safe area", "layout", "repetition", "seen before", "voice level", "voice pitch", "voice source",
]  # fmt: skip
"""Every rule that a film can be held to, except that it is a film at all."""


class Rules(Frozen):
    """What a finished film is held to before it may be published."""

    model_config = ConfigDict(allow_inf_nan=False)

    least_pixels: int = Field(default=1080, ge=16, le=8640, description="Pixels of the shorter side, at least.")
    black_seconds: float = Field(default=0.5, ge=0.1, le=60, description="Black for so long is a fault.")
    frozen_seconds: float = Field(
        default=4.0, ge=2, le=600, description="Standing still for longer is a fault, but for pictures marked still."
    )
    silence_seconds: float = Field(default=1.5, ge=1, le=600, description="Silence of more than this is a fault.")
    lufs: float = Field(default=-14.0, ge=-40, le=-5, description="Integrated loudness.")
    lufs_tolerance: float = Field(default=1.0, ge=0.1, le=20, description="How far from it a film may be, in LU.")
    true_peak_db: float = Field(default=-1.0, ge=-20, le=3, description="The highest true peak, in dBTP.")
    flat_factor: float = Field(default=5.0, ge=0, le=100, description="How flat the loudest samples may be: clipping.")
    length_tolerance: float = Field(default=0.03, gt=0, le=1, description="Share by which a length may miss its plan.")
    captions_coverage: float = Field(default=0.98, ge=0, le=1, description="Share of speech that captions cover.")
    sync_ms: int = Field(default=150, ge=20, le=5000, description="How far a caption may be from its words, in ms.")
    ssim_least: float = Field(default=0.93, ge=0, le=1, description="Likeness of frames to a lossless render (SSIM).")
    repeats: int = Field(
        default=0, ge=0, le=100, description="How often a picture or clip may be seen again in a film."
    )
    voice_level_db: float = Field(
        default=4.0, gt=0, le=40, description="How far a take's loudness may be off its speaker's."
    )
    voice_pitch: float = Field(
        default=0.2, gt=0, le=2, description="Share by which a take's pitch may be off its speaker's."
    )
    off: tuple[Check, ...] = Field(default=(), description="Rules that only warn.")


class Measure(Frozen):
    """One measured thing of the finished file and the rule that it was held against."""

    check: str
    passed: bool
    value: str
    rule: str
    at: float | None = None  # seconds into the film
    until: float | None = None  # where it ends, if it lasts
    timecode: str = ""  # `at` as minutes:seconds.frames
    scene: str = ""
    title: str = ""  # of the scene
    warning: bool = False  # this rule only warns: a fault does not hold the film back
    fix: str = ""  # what a person does about it
    picture: Blob | None = None  # the fault as it looks


class Inspection(Artifact):
    """The finished file, measured; a film that did not pass cannot be uploaded."""

    passed: bool
    measures: tuple[Measure, ...]


class Chapter(Frozen):
    start: float
    title: str


Idea = Literal["words", "number", "question", "object", "comparison"]


class Reason(Frozen):
    """One thing that a thumbnail's score is made of: what was measured, its rule, its points of how many."""

    check: str
    value: str
    rule: str
    points: float
    most: float
    must: bool = False  # not kept, and the thumbnail is refused


class Thumbnail(Frozen):
    """A thumbnail, what it says and how well it is made: 0-100, from measures of the picture and not from clicks."""

    image: Blob
    idea: Idea
    words: str
    score: float
    reasons: tuple[Reason, ...] = ()


class Package(Artifact):
    """What goes beside the film: title, description with sources and credits, tags, chapters, captions, thumbnail."""

    title: str = Field(max_length=100)
    description: str = Field(max_length=5000)
    tags: tuple[str, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    captions: Blob
    thumbnail: Blob  # the best of them
    thumbnails: tuple[Thumbnail, ...] = ()  # each with another idea, the best first
    credits: tuple[str, ...] = ()
    credits_file: Blob | None = None  # every file with its licence and its scenes


class Publication(Artifact):
    """Where the film went, once."""

    provider: str
    where: str
    id: str
    privacy: Literal["private", "unlisted", "public", "local"] = "local"
    at: str = ""


class Report(Artifact):
    """What the film cost and how it went."""

    seconds: float
    cost_microusd: int
    made: int
    remembered: int
    stages: dict[str, float]
    score: float
    where: str = ""
    pictures: dict[str, PictureFrom] = {}  # where each scene's picture is from, of the scenes that show one
