"""The finished file, measured."""

from __future__ import annotations

from ytempire.contracts import Gauge
from ytempire.gateway import Gateway
from ytempire.models import Inspection, Timeline, Video
from ytempire.stages.render import LOCAL


def inspect(video: Video, timeline: Timeline, gateway: Gateway) -> Inspection:
    """Measure the film: black, frozen, silent, loud, long, captions; a film that fails a rule cannot be uploaded."""
    measures = gateway.ask(Gauge(film=video.film, timeline=timeline), LOCAL).measures
    return Inspection(passed=all(measure.passed for measure in measures), measures=measures)
