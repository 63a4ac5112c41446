"""What stands around a film, asked of a model: only what the film itself says, and never a link."""

from __future__ import annotations

import re

from ytempire.editorial.asking import listing, marks
from ytempire.editorial.asking.asks import Ask, Desk, ask, common
from ytempire.editorial.asking.grounds import Grounds, written
from ytempire.editorial.asking.shapes import Wrapped
from ytempire.editorial.words import count, tokens
from ytempire.models import Brief, Format, Note, Script, Topic

TITLE, SUMMARY, TAG, TAGS, WORDS = 70, 900, 40, 12, 4


def wrapping(desk: Desk, format: Format | None, topic: Topic, script: Script) -> Ask[Wrapped]:
    """Asks for title, summary, tags and thumbnail words."""
    mark = marks.mark_of("package", topic.title, *(x.text for s in script.scenes for x in s.lines))
    values = {
        **common(desk, format),
        "format": format.format if format else "video",
        "subject": marks.line(topic.subject),
        "question": marks.line(script.question or topic.question),
        "title": marks.line(script.title),
        "script": listing.script(script),
    }
    grounds = _grounds(topic, script)

    def check(answer: Wrapped) -> list[str]:
        return wrong(answer, grounds)

    return ask("package", Wrapped, values, format, mark, check, lambda a: f"{a.title}\n{a.summary}\n{a.thumbnail}")


def wrong(answer: Wrapped, grounds: Grounds) -> list[str]:
    """What keeps these words from standing beside the film."""
    out = [f"the title: {w}" for w in grounds.shown([answer.title])]
    out += [f"the summary: {w}" for w in grounds.shown([answer.summary])]
    out += [f"the thumbnail: {w}" for w in grounds.shown([answer.thumbnail])]
    if not 0 < len(answer.title) <= TITLE:
        out.append(f"the title has {len(answer.title)} characters; 60 is good, {TITLE} the most")
    if not 0 < len(answer.summary) <= SUMMARY:
        out.append(f"the summary has {len(answer.summary)} characters; {SUMMARY} is the most")
    if not 0 < count(answer.thumbnail) <= WORDS:
        out.append(f"the thumbnail has {count(answer.thumbnail)} words; it has two to four")
    return out


def tags(answer: Wrapped) -> tuple[str, ...]:
    """The tags that may stand: short, without links; a few too odd ones are simply left out."""
    plain = (re.sub(r"\s+", " ", tag.replace("#", "").strip(" .,\"'")) for tag in answer.tags)
    kept = [t for t in plain if t and len(t) <= TAG and "," not in t and not written(t)]
    return tuple(dict.fromkeys(kept))[:TAGS]


def accent(answer: Wrapped) -> str:
    """The marked word, where it is one of the thumbnail's."""
    word = answer.accent.strip()
    return word if word and set(tokens(word)) <= set(tokens(answer.thumbnail)) else ""


def _grounds(topic: Topic, script: Script) -> Grounds:
    """The film itself as the only note."""
    text = " ".join(x.text for s in script.scenes for x in s.lines)
    title = f"{script.title}. {topic.title}. {topic.subject}. {script.question}"
    note = Note(id="film", title=title, text=text)
    return Grounds(Brief(subject=topic.subject, question=topic.question, sources=(note,), facts=()))
