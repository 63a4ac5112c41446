"""Voices of a film that is going on: a profile that was changed since counts for new films."""

from __future__ import annotations

from collections.abc import Callable

from ytempire.config.sections import Channel, Voice
from ytempire.contracts import Event
from ytempire.ledger import Ledger, Run
from ytempire.models import Narration


def as_begun(
    channel: Channel, run: Run, ledger: Ledger, redo: tuple[str, ...], tell: Callable[[Event], None]
) -> Channel:
    """The channel with the voices that its film was begun with, where their profiles say something else by now.

    A film keeps its voice however often it is gone on with; speaking it anew takes the profile as it is.
    """
    kept = ledger.latest(run.id, "voice")
    if kept is None or "voice" in redo:
        return channel
    fixed = Narration.model_validate_json(kept.body).voices
    voices = dict(channel.voices)
    for speaker, now in channel.voices.items():
        then = Voice.model_validate(fixed[speaker]) if speaker in fixed else None
        if then is None or then.profile == now.profile:
            continue
        name = then.profile.partition("#")[0]
        if name != now.profile.partition("#")[0]:  # the channel names another one: that is meant
            continue
        voices[speaker] = then
        tell(
            Event("run", "note", f"the voice profile {name} has changed; this film keeps the one that it was begun with"
                                 " (--redo voice takes the new one)")
        )  # fmt: skip
    return channel.model_copy(update={"voices": voices})
