"""The script, checked."""

from __future__ import annotations

from ytempire.config.sections import Quality
from ytempire.contracts import Format
from ytempire.editorial import scoring
from ytempire.models import Brief, History, Review, Script, Topic

ANY_LENGTH = (0.0, 24 * 3600.0)


def review(script: Script, topic: Topic, brief: Brief, history: History, format: Format, quality: Quality) -> Review:
    """Hold the script against gates and score it from 0 to 100: approve it, ask a person, or refuse it.

    A person's own script keeps its own length and form; the recipe does not bind it.
    """
    own = topic.own_script
    return scoring.review(
        script,
        brief,
        history,
        seconds=ANY_LENGTH if own else format.seconds,
        roles=() if own else format.roles,
        words_per_minute=format.words_per_minute,
        approve_at=quality.approve_at,
        refuse_below=0 if own else quality.refuse_below,
        banned=quality.banned,
    )
