"""What is known of the topic, each fact with its source."""

from __future__ import annotations

from ytempire.config.sections import Sources, Writer
from ytempire.contracts import Brand, FindNotes, Format, Gather
from ytempire.errors import ConfigError
from ytempire.gateway import Gateway
from ytempire.models import Brief, Topic
from ytempire.stages.plan import note_key


def research(topic: Topic, brand: Brand, format: Format, sources: Sources, writer: Writer, gateway: Gateway) -> Brief:
    """Gather the facts for the topic out of its notes; notes are numbered n1, n2... within the film."""
    if topic.own_script:
        return Brief(subject=topic.subject, question=topic.question, sources=(), facts=())
    found = gateway.ask(FindNotes(channel=brand.name, about="" if topic.notes else topic.subject), sources)
    wanted = [note for note in found.notes if note_key(note) in topic.notes]
    if not wanted:
        raise ConfigError(
            f"the notes of this film are gone: {', '.join(topic.notes)}",
            f"channels/{brand.name}",
            "Put them back, or plan anew with --redo plan.",
        )
    numbered = tuple(note.model_copy(update={"id": f"n{n}"}) for n, note in enumerate(wanted, 1))
    here = topic.model_copy(update={"notes": tuple(note.id for note in numbered)})
    brief = gateway.ask(Gather(topic=here, notes=numbered, language=brand.language, format=format), writer).brief
    if not brief.facts:
        raise ConfigError(
            "no fact could be taken from the notes",
            ", ".join(topic.notes),
            "Write a few full sentences with figures, dates or names.",
        )
    return brief
