"""The finished file, measured."""

from __future__ import annotations

from itertools import accumulate

from ytempire.config.sections import Footage, Render
from ytempire.contracts import Gauge, Sample
from ytempire.gateway import Gateway
from ytempire.models import History, Inspection, Rules, Timeline, Video
from ytempire.stages.render import LOCAL, scene_request

SCENES, FRAMES = 4, 2  # how many scenes are drawn again without loss, and how many frames of each


def inspect(
    video: Video,
    timeline: Timeline,
    rules: Rules,
    render: Render,
    footage: Footage,
    history: History,
    gateway: Gateway,
) -> Inspection:
    """Measure the film against its plan and the channel's rules; one that breaks a rule cannot be uploaded."""
    last = history.films[-footage.not_again :] if footage.not_again else ()
    request = Gauge(
        film=video.film,
        timeline=timeline,
        rules=rules,
        samples=_samples(timeline, render, gateway),
        used=tuple(sorted({digest for film in last for digest in film.digests})),
    )
    measures = gateway.ask(request, LOCAL).measures
    return Inspection(passed=all(measure.passed or measure.warning for measure in measures), measures=measures)


def _samples(timeline: Timeline, render: Render, gateway: Gateway) -> tuple[Sample, ...]:
    """A few frames from the middle of some scenes, spread over the film, drawn without loss."""
    begins = (0, *accumulate(cut.frames for cut in timeline.cuts))
    count = len(timeline.cuts)
    places = sorted({round(k * (count - 1) / max(1, SCENES - 1)) for k in range(min(SCENES, count))})
    asked = []
    for place in places:
        frames = timeline.cuts[place].frames
        first = max(0, min(frames - FRAMES, round(frames * 0.6)))  # what is shown is there, and no join reaches it
        asked.append((place, first, min(frames, first + FRAMES)))
    requests = [
        scene_request(timeline, timeline.cuts[place]).model_copy(
            update={"first": first, "last": last, "lossless": True}
        )
        for place, first, last in asked
    ]
    return tuple(
        Sample(
            scene=timeline.cuts[place].id,
            first=begins[place] + first,
            segment=drawn.segment,
            frames=last - first,
        )
        for (place, first, last), drawn in zip(asked, gateway.map(requests, render), strict=True)
    )
