"""Frames come out of FFmpeg one by one; whoever leaves early leaves nothing running."""

from __future__ import annotations

import itertools

import pytest

from ytempire.errors import Refused, Unavailable
from ytempire.media import ffmpeg
from ytempire.media.ffmpeg.run import _running

SIZE = 32 * 16 * 3 // 2
SOURCE = ["-f", "lavfi", "-i", "color=black:s=32x16:r=30:d={}", "-f", "rawvideo", "-pix_fmt", "yuv420p", "pipe:1"]


def args(seconds: float) -> list[str]:
    return [part.format(seconds) for part in SOURCE]


def test_every_frame_comes_whole():
    with ffmpeg.pour(args(1), SIZE) as frames:
        assert [len(frame) for frame in frames] == [SIZE] * 30


def test_who_leaves_early_leaves_nothing_running():
    with ffmpeg.pour(args(100_000), SIZE) as frames:
        assert len(list(itertools.islice(frames, 5))) == 5
    assert not _running


def test_what_ffmpeg_refuses_is_told_when_the_frames_end():
    with pytest.raises(Refused, match="No such file"), ffmpeg.pour(["-i", "none.mp4", *SOURCE[4:]], SIZE) as frames:
        list(frames)


def test_it_can_be_stopped_from_outside():
    with pytest.raises(Unavailable, match="was stopped"), ffmpeg.pour(args(100_000), SIZE) as frames:
        [ffmpeg.stop() for _ in frames]


def test_a_frame_that_does_not_come_is_not_waited_for():
    slow = ["-f", "lavfi", "-i", "mandelbrot=s=4000x4000:maxiter=200000:start_scale=0.0001", *SOURCE[4:]]
    with pytest.raises(Unavailable, match="no frame within"), ffmpeg.pour(slow, SIZE, patience=0.2) as frames:
        list(frames)
    assert not _running
