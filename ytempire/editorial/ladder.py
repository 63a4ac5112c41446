"""What a scene's picture may be from, the cheapest first; and which scenes of words alone would like one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from ytempire.editorial import keywords, labels
from ytempire.editorial.grammar import bare
from ytempire.editorial.lexicon import ADVERBS, AUX, BASES, LEMMA_ING, LEMMA_PAST, LEMMA_THIRD, NUMBER_WORDS
from ytempire.editorial.roles import RoleLike, part
from ytempire.editorial.strong import leads
from ytempire.editorial.words import COMMON, STOPWORDS, content, stem
from ytempire.models import Pair, Picture, Roll, Scene, Statement, Title, Visual

Rung = Literal["own clip", "stock clip", "own picture", "stock picture", "made clip", "made picture", "any picture"]
_PICTURE: tuple[Rung, ...] = ("own picture", "stock picture", "made picture", "any picture")
_FOOTAGE: tuple[Rung, ...] = ("own clip", "stock clip", "own picture", "stock picture", "made clip", "made picture",
                              "any picture")  # fmt: skip
SHARE = 0.4  # of a film's scenes that may show a picture
LIKED = frozenset({"picture", "footage"})
KEPT = frozenset({"hook", "rule", "recap", "action", "loop"})  # parts whose words are what they are for


def rungs(footage: bool, made_pictures: bool, made_clips: bool) -> tuple[Rung, ...]:
    """What is tried for a scene, in order: free things that show what is said, then what is made, then any picture.

    A scene that asks for footage may have a picture in motion. Of what is made, a clip goes before a picture, since
    only it moves; where the budget does not hold it, the picture is next, and then a free one that fits less.
    """
    allowed = {"made picture": made_pictures, "made clip": made_clips}
    return tuple(rung for rung in (_FOOTAGE if footage else _PICTURE) if allowed.get(rung, True))


def proposed(scenes: Sequence[Scene], shown: Mapping[str, Visual], roles: Sequence[RoleLike]) -> dict[str, Picture]:
    """Pictures for scenes that show words alone, by the scene's id: where the role likes them, never beside another
    picture, never about the same thing twice, and not in more than a part of the film."""
    likes = {role.name for role in roles if LIKED & set(role.visuals)}
    seen = [isinstance(shown[scene.id], Picture | Roll | Pair) for scene in scenes]
    room = int(len(scenes) * SHARE) - sum(seen)
    about = {id for scene in scenes if (id := _key(_asked(shown[scene.id])))}
    found: dict[str, Picture] = {}
    for i, scene in enumerate(scenes):
        visual = shown[scene.id]
        if room <= 0 or scene.role not in likes or part(scene.role) in KEPT or any(seen[max(0, i - 1) : i + 2]):
            continue
        if not isinstance(visual, Title | Statement):
            continue
        words = subject(scene)
        if not words or _key(words) in about:
            continue
        about.add(_key(words))
        seen[i] = True
        room -= 1
        head = visual.headline if isinstance(visual, Title) else visual.text
        found[scene.id] = Picture(about=words, title=head if len(head.split()) <= 6 else "")
    return found


def subject(scene: Scene) -> str:
    """What is to be seen in a scene, in two to four nouns of its own words; nothing where there are none."""
    said = [line.text for line in scene.lines if not leads(line)] or [line.text for line in scene.lines]
    text = " ".join(said)
    nouns: list[str] = []
    does: set[str] = set()
    for sentence in said:
        core = labels.core(sentence)
        if core:
            does.update(bare(word) for word in core[1].split())
            nouns += [] if labels.points(core[0]) else _nouns(core[0])
    nouns += [word for phrase in keywords.phrases(f"{text} {text}", 4) for word in _nouns(phrase)]
    nouns = [word for word in nouns if bare(word) not in does]
    kept: dict[str, str] = {}
    for word in nouns:
        kept.setdefault(stem(word), word.lower())
    words = [word for key, word in kept.items() if key not in COMMON or len(kept) < 3][:3]
    return " ".join(words) if len(words) > 1 or (words and len(words[0]) > 4) else ""


def _nouns(text: str) -> list[str]:
    out = []
    for word in re.findall(r"[^\W\d_][\w’'-]*", text):
        plain = bare(re.sub(r"['’]s$", "", word))
        verb = plain in LEMMA_PAST or plain in LEMMA_THIRD or plain in LEMMA_ING or plain in AUX
        if len(plain) < 3 or plain in STOPWORDS or plain in ADVERBS or plain in NUMBER_WORDS or plain.endswith("ly"):
            continue
        if not (verb and plain not in BASES):
            out.append(re.sub(r"['’]s$", "", word))
    return out


def _asked(visual: Visual) -> str:
    return visual.about if isinstance(visual, Picture | Roll) else ""


def _key(about: str) -> str:
    return " ".join(sorted(set(content(about))))
