"""What every voice needs that speaks with more than espeak-ng: a take of nothing, and an end to useless answers."""

from __future__ import annotations

from ytempire.contracts import Kit, Spoken
from ytempire.errors import Lost, Refused, Unavailable, YtempireError
from ytempire.media import wav
from ytempire.media.scratch import scratch
from ytempire.models import Used

GAP_MS, RATE = 180, 22050


def silent(kit: Kit) -> Spoken:
    """The take of a text without a word in it: a short silence; nobody is asked."""
    with scratch(kit.scratch, "silence") as folder:
        file = folder / "take.wav"
        wav.write(file, RATE, wav.silence(RATE, GAP_MS))
        return Spoken(audio=kit.blobs.take(file), ms=GAP_MS, words=())


class Useless:
    """Answers that came and were of no use: the same is asked once more, and then no more."""

    def __init__(self, who: str) -> None:
        self.who = who
        self._calls: set[str] = set()

    def error(self, call: str, used: Used | None, why: object, elsewhere: bool = False) -> YtempireError:
        """What to raise; it carries what the answer cost. elsewhere: the sound may still be had where it was made."""
        kind = Refused if call in self._calls else Lost if elsewhere else Unavailable
        self._calls.add(call)
        billed = used is not None and used.microusd > 0
        said = why.problems[0].what if isinstance(why, YtempireError) else why
        error = kind(f"{self.who} spoke, and it is of no use: {said}", self.who, "It was billed." if billed else "")
        error.microusd = used.microusd if used else 0
        return error
