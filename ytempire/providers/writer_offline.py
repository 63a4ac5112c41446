"""Writes from the notes alone: no key, no network, the same script for the same notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ytempire import contracts
from ytempire.contracts import (
    Boarded,
    Brand,
    Briefed,
    Candidates,
    Describe,
    Draft,
    Format,
    Gather,
    Memory,
    Outline,
    Propose,
    Reply,
    Rewrite,
    Worded,
    Written,
)  # fmt: skip
from ytempire.errors import ConfigError, Refused

if TYPE_CHECKING:
    from ytempire.editorial.formats import Skeleton
    from ytempire.editorial.house import Frame, House
    from ytempire.models import Brief, Candidate, Note, Script

SHORT = 60.0  # seconds up to which a film is cut quicker
SPOKEN = 1.2  # words as spoken, without pauses, for each word as planned with them


class WriterOffline(contracts.Provider):
    """Composes films out of notes with grammar and figures instead of a model."""

    kind = "writer"
    name = "offline"
    summary = "composes from the channel's notes alone: no key, no network, English"
    memory = Memory.COMPUTED
    code = ("ytempire.editorial", "ytempire.providers.writer_offline")

    def answer(self, request: object, call: str) -> Reply:
        """Answer what was asked: which films, which facts, a plan, words, better words, or a title."""
        match request:
            case Propose():
                return self._propose(request)
            case Gather():
                return self._gather(request)
            case Outline():
                return self._outline(request)
            case Draft():
                return self._draft(request)
            case Rewrite():
                return self._rewrite(request)
            case Describe():
                return self._describe(request)
        raise Refused(f"the offline writer cannot answer a {type(request).__name__}")

    def _propose(self, request: Propose) -> Candidates:
        kind = _skeleton(request.format)
        least = int(request.format.seconds[0] * request.format.words_per_minute / 60 * 0.55)
        found = kind.find(request.notes, request.history, request.asked, least)
        suited: list[Candidate] = []
        for candidate in found:
            brief = _brief(candidate.subject, candidate.question, request.notes, candidate.notes)
            lack = kind.unfit(brief)
            if lack and (request.asked or candidate is found[-1]) and not suited:
                raise _misfit(lack, brief, request.format, request.brand)
            if not lack:
                suited.append(kind.entitled(candidate, brief))
        return Candidates(candidates=tuple(suited))

    def _gather(self, request: Gather) -> Briefed:
        topic = request.topic
        if not any(n.id in topic.notes for n in request.notes):
            raise Refused(f"none of the notes of {topic.subject!r} is here any more")
        brief = _brief(topic.subject, topic.question, request.notes, topic.notes)
        if not any(f.kind != "picture" for f in brief.facts):
            raise Refused(f"the notes on {request.topic.subject!r} hold no sentence that a film could say")
        return Briefed(brief=brief)

    def _outline(self, request: Outline) -> Boarded:
        from ytempire.editorial.draft import compose

        house, kind = _house(request.brand, request.previous), _skeleton(request.format)
        if lack := kind.unfit(request.brief):
            raise _misfit(lack, request.brief, request.format, request.brand)
        board = compose(
            request.brief,
            request.topic.title,
            _frame(request.format),
            house,
            request.seed,
            lay_out=kind.lay_out,
            writer=kind.writer,
        )
        return Boarded(storyboard=board)

    def _draft(self, request: Draft) -> Written:
        from ytempire.editorial.draft import write

        script = write(
            request.storyboard,
            request.brief,
            _frame(request.format),
            _house(request.brand),
            request.seed,
            request.earlier,
            _skeleton(request.format).writer,
        )
        return Written(script=_cut(script, request.format, request.brief))

    def _rewrite(self, request: Rewrite) -> Written:
        from ytempire.editorial.cutting import whole
        from ytempire.editorial.mending import mend

        before = whole(request.script, request.storyboard)
        script = mend(before, request.review, request.storyboard, request.brief, _frame(request.format),
                      _house(request.brand), request.round, _skeleton(request.format).writer)  # fmt: skip
        return Written(script=_cut(script, request.format, request.brief))

    def _describe(self, request: Describe) -> Worded:
        from ytempire.editorial import describing

        words, accent = describing.thumbnail(request.script, request.topic)
        return Worded(title=describing.title(request.script, request.topic),
                      summary=describing.summary(request.script, request.topic),
                      tags=describing.tags(request.script, request.topic), thumbnail=words, accent=accent)  # fmt: skip


def _cut(script: Script, format: Format, brief: Brief) -> Script:
    from ytempire.editorial.cutting import LONGEST, cut

    short = format.seconds[1] <= SHORT
    places = {place.name: (place.north, place.east) for note in brief.sources for place in note.places}
    fixed = _skeleton(format).fixed
    return cut(script, format.words_per_minute * SPOKEN, LONGEST * 0.75 if short else LONGEST, places, fixed)


def _skeleton(format: Format) -> Skeleton:
    from ytempire.editorial import formats

    return formats.of(format.format)


def _brief(subject: str, question: str, notes: Sequence[Note], wanted: Sequence[str]) -> Brief:
    from ytempire.editorial.gathering import gather

    return gather(subject, question, [n for n in notes if n.id in wanted])


def _misfit(lack: str, brief: Brief, format: Format, brand: Brand) -> ConfigError:
    """Why these notes do not make such a film, and which recipe they suit."""
    from ytempire.editorial.formats import suiting

    others = suiting(brief, format.format)
    instead = f"They suit recipe: {others[0]}" + (f" (or {', '.join(others[1:3])})" if len(others) > 1 else "")
    return ConfigError(
        f"the notes on {brief.subject!r} make no {format.name}: {lack}",
        f"channels/{brand.name}.yaml: recipe",
        f"{instead}; or add a note that holds it.",
    )


def _frame(format: Format) -> Frame:
    from ytempire.editorial.house import Frame

    return Frame(roles=format.roles, seconds=format.seconds, wpm=format.words_per_minute)


def _house(brand: Brand, previous: str = "") -> House:
    from ytempire.editorial.house import House

    return House(title=brand.title, tagline=brand.tagline, call_to_action=brand.call_to_action, previous=previous)
