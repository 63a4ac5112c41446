"""What the film cost and how it went."""

from __future__ import annotations

from ytempire.models import Calls, Publication, Report, Review, Timeline, Video


def report(publication: Publication, video: Video, review: Review, timeline: Timeline, calls: Calls) -> Report:
    """Sum up the run: length, cost, calls, seconds a stage, score, where its pictures are from, and where it went."""
    return Report(
        seconds=video.seconds,
        cost_microusd=calls.microusd,
        made=calls.made,
        remembered=calls.remembered,
        stages=calls.stages,
        score=review.score,
        where=publication.where,
        pictures={cut.id: cut.picture_from for cut in timeline.cuts if cut.picture_from},
    )
