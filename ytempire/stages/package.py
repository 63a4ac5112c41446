"""What goes beside the film."""

from __future__ import annotations

from ytempire.config.sections import Publishing, Writer
from ytempire.contracts import Brand, Describe, Format
from ytempire.editorial import crediting
from ytempire.editorial.chapters import chapters, stamp
from ytempire.errors import ConfigError
from ytempire.gateway import Gateway
from ytempire.media.captions import srt
from ytempire.models import Brief, History, Package, Script, Seed, Timeline, Topic
from ytempire.stages.thumbnails import thumbnails

TITLE_CHARACTERS, DESCRIPTION_BYTES = 100, 5000  # at most, as the platform has it
TAG_BUDGET = 480  # bytes of all tags: a little under the platform's 500


def package(
    script: Script,
    topic: Topic,
    brief: Brief,
    timeline: Timeline,
    format: Format,
    brand: Brand,
    writer: Writer,
    publishing: Publishing,
    seed: Seed,
    history: History,
    gateway: Gateway,
) -> Package:
    """Write title, description with sources and credits, tags and chapters; make captions and thumbnails."""
    worded = gateway.ask(Describe(script=script, topic=topic, brand=brand, format=format), writer)
    marks = chapters(timeline)
    credits = crediting.lines(timeline)
    music = crediting.linked(timeline.bed.credit) if timeline.bed and timeline.bed.credit else ""
    owners = crediting.page(timeline)
    drawn = thumbnails(script, topic, timeline, (worded.thumbnail, worded.accent), worded.title, seed, history, gateway)
    sources = [" - ".join(p for p in (n.source or n.title, n.url) if p) for n in brief.sources if _cited(n.id, script)]
    parts = [
        worded.summary,
        "\n".join(f"{stamp(mark.start)} {mark.title}" for mark in marks),
        "Sources\n" + "\n".join(dict.fromkeys(sources)) if sources else "",
        "Pictures\n" + "\n".join(credits) if credits else "",
        f"Music\n{music}" if music else "",
        publishing.footer,
    ]
    description = "\n\n".join(part for part in parts if part.strip())
    _check(worded.title, description)
    return Package(
        title=worded.title,
        description=description,
        tags=_tags((*publishing.tags, *worded.tags)),
        chapters=marks,
        captions=gateway.keep_text(srt(timeline.cuts, timeline.fps), ".srt"),
        thumbnail=drawn[0].image,
        thumbnails=drawn,
        credits=(*credits, *((music,) if music else ())),
        credits_file=gateway.keep_text(owners, ".txt") if owners else None,
    )


def _cited(note: str, script: Script) -> bool:
    return any(note in line.notes for scene in script.scenes for line in scene.lines)


def _tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """As many as fit the platform's 500 characters; a tag with a space counts its quotation marks."""
    kept: list[str] = []
    used = 0
    for tag in dict.fromkeys(tag.strip().lower() for tag in tags if tag.strip()):
        used += len(tag.encode()) + 1 + (2 if " " in tag else 0)
        if used <= TAG_BUDGET:
            kept.append(tag)
    return tuple(kept)


def _check(title: str, description: str) -> None:
    if len(title) > TITLE_CHARACTERS:
        raise ConfigError(
            f"the title has {len(title)} characters, {TITLE_CHARACTERS} is the most",
            "package.json: title",
            "Shorten the title in script.md.",
        )
    if len(description.encode()) > DESCRIPTION_BYTES:
        raise ConfigError(
            f"the description has {len(description.encode())} bytes, {DESCRIPTION_BYTES} is the most",
            "package.json: description",
            "Shorten publish.footer or the sources' names.",
        )
    for name, text in (("title", title), ("description", description)):
        if "<" in text or ">" in text:
            raise ConfigError("the platform takes no < or >", f"package.json: {name}", "Write it without them.")
