"""What the next film is about."""

from __future__ import annotations

from ytempire.config.sections import Sources, Writer
from ytempire.contracts import Brand, FindNotes, Format, Propose
from ytempire.editorial.slugs import slug
from ytempire.errors import ConfigError, NothingLeft
from ytempire.gateway import Gateway
from ytempire.models import Asked, Candidate, History, Note, Topic


def plan(
    brand: Brand, format: Format, sources: Sources, writer: Writer, history: History, asked: Asked, gateway: Gateway
) -> Topic:
    """Choose the topic: the one asked for, else the best that the channel has not covered."""
    if asked.script_title:
        return Topic(
            subject=asked.script_title,
            question=asked.script_title,
            title=asked.script_title,
            slug=slug(asked.script_title),
            reasons=("a script of your own",),
            own_script=True,
        )
    found = gateway.ask(FindNotes(channel=brand.name, about=asked.topic), sources)
    for reason in found.skipped:
        gateway.say_once("note", f"passed over {reason}")
    if not found.notes and not asked.topic:
        skipped = f" ({'; '.join(found.skipped[:5])})" if found.skipped else ""
        raise ConfigError(
            f"there is nothing to read{skipped}",
            f"channels/{brand.name}: sources",
            "Put a note (.md, .txt, .html) into its notes folder.",
        )
    candidates = gateway.ask(
        Propose(brand=brand, format=format, notes=found.notes, history=history, asked=asked.topic), writer
    ).candidates
    if not candidates and asked.topic:
        raise ConfigError(
            f"no note of {brand.name} is about {asked.topic!r}, or it is a film already",
            "--topic",
            f"Add a note, or see: ytempire report --channel {brand.name}",
        )
    if not candidates:
        done = len(history.films)
        raise NothingLeft(
            f"nothing is left to make: every subject in the notes of {brand.name} is a film already"
            f" ({done} of them). Add a note and run again."
        )
    best = candidates[0]
    notes = {note.id: note for note in found.notes}
    return Topic(
        subject=best.subject,
        question=best.question,
        title=best.title,
        slug=slug(best.subject or best.title),
        reasons=best.reasons,
        notes=tuple(note_key(notes[id]) for id in best.notes if id in notes),
        passed_over=tuple(_brief(c) for c in candidates[1:6]),
    )


def note_key(note: Note) -> str:
    """What a note is known by from one day to the next: its file, else its address."""
    return note.file or note.url or note.id


def _brief(candidate: Candidate) -> Candidate:
    return candidate.model_copy(update={"reasons": candidate.reasons[:2], "notes": ()})
