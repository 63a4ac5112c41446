"""FFmpeg: which one, what it can do, and the one way to run it.

tool()       the FFmpeg that is used here, or why there is none
run(args)    run it and wait; it never outlives us, and a failure says what and what next
overheard(f)  tell every command as it is run
pour(args)   run it and take its raw frames, one after another
stop()       end every one that is running for us
source, together, one_after_another, sink, compile    a graph of filters, as arguments
probe(path)  what is in a file, counted
glance(path) what a file of our own says of itself
encoders()   which H.264 encoders really work here, how fast and how well
coding()     how a segment is encoded, so that all of a film join
features()   what this FFmpeg has, for `ytempire doctor`
"""

from ytempire.media.ffmpeg.encoders import Trial, coding, encoders, passed_over, ranking
from ytempire.media.ffmpeg.pour import pour
from ytempire.media.ffmpeg.probe import CAREFUL, FORMATS, Media, glance, probe, read
from ytempire.media.ffmpeg.run import Ran, Stopped, overheard, run, stop
from ytempire.media.ffmpeg.tool import (
    Features,
    Tool,
    compile,
    features,
    one_after_another,
    sink,
    source,
    together,
    tool,
)

__all__ = [
    "CAREFUL",
    "FORMATS",
    "Features",
    "Media",
    "Ran",
    "Stopped",
    "Tool",
    "Trial",
    "coding",
    "compile",
    "encoders",
    "features",
    "glance",
    "one_after_another",
    "overheard",
    "passed_over",
    "pour",
    "probe",
    "ranking",
    "read",
    "run",
    "sink",
    "source",
    "stop",
    "together",
    "tool",
]  # fmt: skip
