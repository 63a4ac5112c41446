"""What a film has beside its scenes: an intro and an outro that nobody speaks over, and names for who speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Literal

from ytempire.editorial.turns import NARRATOR
from ytempire.models import Cut, End, LowerThird, Picture, Roll, Title, Visual

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".bmp", ".tif", ".tiff")
CARD = "card"
THANKS = {"en": "Thanks for watching", "de": "Danke fürs Zusehen", "fr": "Merci d'avoir regardé",
          "es": "Gracias por ver", "it": "Grazie per la visione", "pt": "Obrigado por assistir",
          "nl": "Bedankt voor het kijken"}  # fmt: skip
ASKED = 60  # characters that an end card may ask in
FULL = frozenset({"terminal", "end", "question"})
"""Kinds of scene whose whole frame is in use."""
NAMED, SOON = 4.0, 1.6  # seconds that a name stands, and the least that it needs


def intro(show: str, headline: str, support: str, *, title: str, tagline: str) -> Visual:
    """What an intro shows: a card with the channel's name, or the channel's own picture or clip."""
    if show == CARD:
        return Title(headline=headline or title, support=support or tagline)
    return _own(show, headline)


def outro(
    show: str, headline: str, support: str, *, title: str, language: str = "en", ask: str = "", following: str = ""
) -> Visual:
    """What an outro shows: an end card with the channel's other film, or the channel's own picture or clip."""
    if show == CARD:
        thanks = headline or THANKS.get(language[:2], title)
        asked = support or (ask if len(ask) <= ASKED else "")
        return End(headline=thanks, next=following, ask=asked)
    return _own(show, headline)


def _own(file: str, words: str) -> Visual:
    if PurePosixPath(file).suffix.lower() in PICTURES:
        return Picture(file=file, caption=words, motion="in")
    return Roll(file=file, caption=words, sound=True)


def bookend(role: Literal["intro", "outro"], visual: Visual, frames: int, cuts: Sequence[Cut]) -> Cut:
    """An intro or outro as a scene: plain, silent, and called like no other."""
    taken = {cut.id for cut in cuts}
    name: str = role
    while name in taken:
        name += "-card"
    beats = tuple(min(at, frames // 2) for at in (2, 12, 22))
    return Cut(id=name, role=role, frames=frames, visual=visual, layout="center", beats=beats, plain=True,
               index=len(cuts) if role == "outro" else _place(cuts), count=len(cuts))  # fmt: skip


def framed(cuts: Sequence[Cut], intro: Cut | None, outro: Cut | None) -> tuple[Cut, ...]:
    """The film with its intro behind the hook, so that the hook keeps the viewer, and its outro at the end."""
    at = _place(cuts)
    before = (*cuts[:at], intro) if intro else tuple(cuts[:at])
    return (*before, *cuts[at:], *((outro,) if outro else ()))


def _place(cuts: Sequence[Cut]) -> int:
    return 1 if len(cuts) > 1 and cuts[0].role == "hook" else 0


def introduced(cuts: Sequence[Cut], names: Mapping[str, str], fps: int) -> tuple[Cut, ...]:
    """The scenes with a lower third at each speaker's first words; `names` is how each is shown, "Ada, engineer".

    A speaker without a name there is not named. A scene names one, and one that is full none: who was not named there
    is named in their next scene.
    """
    known: set[str] = set()
    out: list[Cut] = []
    for cut in cuts:
        for clip in cut.clips:
            speaker = clip.speaker or NARRATOR
            shown = names.get(speaker, "")
            end = min(clip.start + round(NAMED * fps), cut.frames - 4)
            room = cut.visual.kind not in FULL
            if room and shown and speaker not in known and end - clip.start >= SOON * fps:
                known.add(speaker)
                name, _, text = shown.partition(",")
                third = LowerThird(name=name.strip(), text=text.strip(), start=clip.start, end=end)
                cut = cut.model_copy(update={"lower_third": third})
                break
        out.append(cut)
    return tuple(out)
