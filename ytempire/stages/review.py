"""The script, checked."""

from __future__ import annotations

from ytempire.config.sections import Quality
from ytempire.contracts import Format
from ytempire.editorial import scoring
from ytempire.models import Brief, History, Review, Script, Topic


def review(script: Script, topic: Topic, brief: Brief, history: History, format: Format, quality: Quality) -> Review:
    """Hold the script against gates and score it from 0 to 100: approve it, ask a person, or refuse it."""
    return scoring.review(
        script,
        brief,
        history,
        format=format,
        own_script=topic.own_script,
        approve_at=quality.approve_at,
        refuse_below=quality.refuse_below,
        banned=quality.banned,
    )
