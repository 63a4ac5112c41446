"""What the film cost and how it went."""

from __future__ import annotations

from ytempire.models import Calls, Publication, Report, Review, Video


def report(publication: Publication, video: Video, review: Review, calls: Calls) -> Report:
    """Sum up the run: length, cost, calls made and remembered, seconds a stage, score, and where it went."""
    return Report(
        seconds=video.seconds,
        cost_microusd=calls.microusd,
        made=calls.made,
        remembered=calls.remembered,
        stages=calls.stages,
        score=review.score,
        where=publication.where,
    )
