"""What refuses a script, whatever its score: invented numbers, missing parts, greetings, a film made before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ytempire.editorial.bags import bag
from ytempire.editorial.knowledge import Knowledge, Said, ungrounded
from ytempire.editorial.roles import RoleLike
from ytempire.editorial.similarity import Space, cosine, duplicates, subject_key
from ytempire.editorial.words import count, tokens
from ytempire.models import Brief, Finding, History, Script

GREETING = re.compile(
    r"\b(?:welcome (?:back )?to (?:my|our|the|this|another)"
    r"|(?:hey|hi|hello|what's up)\b[ ,!]*(?:guys|everyone|everybody|folks|there|youtube)"
    r"|in (?:this|today's) video|before we (?:get started|begin|dive in)|don't forget to (?:like|subscribe)"
    r"|(?:smash|hit) (?:that|the) (?:like|bell|subscribe)|make sure to subscribe|without further ado"
    r"|let's (?:dive|jump) (?:right )?in)\b",
    re.IGNORECASE,
)


PROFANE = frozenset(
    bag("""fuck fucking fucked shit shitty bitch bastard asshole cunt motherfucker bullshit dickhead""")
)


def gates_of(
    script: Script,
    said: list[Said],
    brief: Brief,
    history: History,
    knows: Knowledge,
    seconds: tuple[float, float],
    roles: Sequence[RoleLike],
    wpm: float,
    banned: Sequence[str],
) -> tuple[list[Finding], list[Finding]]:
    gates: list[Finding] = []
    warnings: list[Finding] = []
    loose = ungrounded(said, knows)
    if knows.empty:
        if any(s.line.text for s in said):
            warnings.append(
                Finding(
                    check="grounding",
                    what="there are no notes to hold the script against",
                    fix="Put a note on the subject into the channel, or check the facts yourself.",
                )
            )
    else:
        gates += loose
    have = {s.role.lower() for s in script.scenes if s.lines}
    for role in roles:
        if role.min > 0 and role.name.lower() not in have:
            gates.append(
                Finding(
                    check="missing role",
                    what=f"there is no {role.name}",
                    evidence=role.name,
                    fix=f"Write one: {role.goal or role.name}.",
                )
            )
    words = sum(count(s.line.text) for s in said)
    least = seconds[0] * wpm / 60 * 0.85
    if words < least:
        gates.append(
            Finding(
                check="too short",
                what=f"{words} words are {words * 60 / wpm:.0f} s; the recipe wants {seconds[0]:.0f} s",
                fix="Tell more of the facts, or add notes.",
            )
        )
    if words > seconds[1] * wpm / 60 * 1.25:
        warnings.append(
            Finding(
                check="too long",
                what=f"{words} words are {words * 60 / wpm:.0f} s; the recipe wants at most {seconds[1]:.0f} s",
                fix="Leave out what matters least.",
            )
        )
    gates += _words_barred(said, banned)
    head = 0
    for s in said:
        if head < 60 and (m := GREETING.search(s.line.text)):
            gates.append(
                Finding(
                    check="greeting",
                    what="it greets instead of beginning",
                    scene=s.scene.id,
                    evidence=s.line.text,
                    fix=f"Leave out {m.group()!r} and begin with the subject.",
                )
            )
            break
        head += count(s.line.text)
    twice = said_twice(said, script.question)
    if len(twice) >= 3:
        for _, again in twice[:5]:
            s = said[again]
            gates.append(
                Finding(
                    check="duplicate sentences",
                    what="it is said twice in the same words",
                    scene=s.scene.id,
                    evidence=s.line.text,
                    fix="Say it once.",
                )
            )
    gates += _filmed(script, brief, history)
    if len(script.title) > 100:
        gates.append(
            Finding(
                check="title",
                what=f"the title has {len(script.title)} characters; 100 is the limit",
                evidence=script.title,
                fix="Shorten it.",
            )
        )
    elif len(script.title) > 60:
        warnings.append(
            Finding(
                check="title",
                what=f"the title has {len(script.title)} characters; over 60 it is cut off",
                evidence=script.title,
                fix="Shorten it.",
            )
        )
    return gates, warnings


def said_twice(said: list[Said], question: str) -> list[tuple[int, int]]:
    """Sentences said twice; the film's own question may come back once."""
    asked = tokens(question)
    again = duplicates([s.line.text for s in said])
    free = 1
    out = []
    for first, second in again:
        if asked and tokens(said[second].line.text)[-len(asked) :] == asked and free:
            free -= 1
            continue
        out.append((first, second))
    return out


def _words_barred(said: list[Said], banned: Sequence[str]) -> list[Finding]:
    out = []
    for s in said:
        for word in banned:
            if word.strip() and re.search(rf"(?<!\w){re.escape(word.strip())}(?!\w)", s.line.text, re.IGNORECASE):
                out.append(
                    Finding(
                        check="banned word",
                        what=f"{word!r} must not be said on this channel",
                        scene=s.scene.id,
                        evidence=s.line.text,
                        fix="Say it in other words.",
                    )
                )
        bad = next((t for t in tokens(s.line.text) if t in PROFANE), None)
        if bad:
            out.append(
                Finding(
                    check="banned word",
                    what="it swears",
                    scene=s.scene.id,
                    evidence=s.line.text,
                    fix="Say it in other words.",
                )
            )
    return out


def _filmed(script: Script, brief: Brief, history: History) -> list[Finding]:
    """The same subject told in much the same words is the same film again."""
    text = " ".join(line.text for s in script.scenes for line in s.lines)
    key = subject_key(brief.subject or script.title)
    for past in reversed(history.films):
        if subject_key(past.subject) != key and past.title.lower() != script.title.lower():
            continue
        near = cosine(*Space((text, past.text), grams=1).vectors) if past.text else 0.0
        if near >= 0.35 or (not past.text and past.question.lower() == script.question.lower()):
            return [
                Finding(
                    check="duplicate film",
                    what=f"{past.title!r} of {past.date} told this already ({near:.0%} alike)",
                    evidence=past.title,
                    fix="Choose another subject, or another question with other facts.",
                )
            ]
    return []
